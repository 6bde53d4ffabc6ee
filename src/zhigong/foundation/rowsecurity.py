"""Row security as migration operations, and the conditions that policies are made of.

A policy is one SQL condition over the row; these functions write its parts:

    RowSecurity("mediation_case", over("unit_path", "mediation") | mine("applicant_id"))

The settings are read in a scalar sub-select, so PostgreSQL evaluates them once a query.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.migrations.operations import RunSQL


@dataclass(frozen=True, slots=True)
class Condition:
    sql: str

    def __or__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql} OR {other.sql})")

    def __and__(self, other: Condition) -> Condition:
        return Condition(f"({self.sql} AND {other.sql})")


def _list(setting: str) -> str:
    return f"((SELECT string_to_array(current_setting('{setting}', true), ','))::text[])"


def over(column: str, module: str) -> Condition:
    """The row's unit path lies under a path where the actor was granted ``<module>.read``."""
    return Condition(f"({column} ^@ ANY {_list(f'zhigong.over_{module}')})")


def followed(column: str, module: str) -> Condition:
    """An array column names a path where the actor was granted ``<module>.follow``.

    The column holds the paths of the units that take part and of everything above them.
    """
    return Condition(f"({column} && {_list(f'zhigong.follow_{module}')})")


def mine(column: str) -> Condition:
    """The column names the acting account."""
    return Condition(
        f"({column} = (SELECT nullif(current_setting('zhigong.actor', true), '')::bigint))"
    )


def own(column: str, kind: str) -> Condition:
    """The actor proved that the record is his (``Actor.own`` holds ``kind:value``)."""
    return Condition(f"(('{kind}:' || {column}) = ANY {_list('zhigong.own')})")


def held(capability: str, column: str) -> Condition:
    """The actor was granted a capability over the path in ``column``.

    ``capability`` is SQL as well: a column, or a literal in quotes. The system holds everything.
    """
    return Condition(f"(({capability} || ':' || {column}) ^@ ANY {_list('zhigong.held')})")


def opened(column: str) -> Condition:
    """The column names the record that a function of the trail has opened for as long as it runs."""
    return Condition(f"({column} = (SELECT current_setting('zhigong.opened', true)))")


def within(column: str, parent: str, key: str = "id") -> Condition:
    """The row belongs to a parent row that the actor sees (the parent's own policy decides).

    ``column`` is written with its table (``mediation_party.case_id``). Correlated, so that a page
    of rows costs as many index look-ups and not a walk over all parents.
    """
    return Condition(f"(EXISTS (SELECT FROM {parent} AS above WHERE above.{key} = {column}))")


def system() -> Condition:
    """The program itself acts: nightly work over rows that no person but their owner sees."""
    return Condition("(coalesce(current_setting('zhigong.over_org', true), '') = ',')")


def acting_at_all() -> Condition:
    """Somebody acts: for rows that are written before anyone may read them."""
    return Condition("(coalesce(current_setting('zhigong.label', true), '') <> '')")


class RowSecurity(RunSQL):
    """Switch row security on for a table: what may be read, and what may be written.

    ``check`` (default: as ``using``) must hold of every row after a write. The owner of the table
    is not bound, so migrations and backup see all; the program's role is.
    """

    def __init__(self, table: str, using: Condition, check: Condition | None = None) -> None:
        self.table, self.using, self.check = table, using, check
        written = (check or using).sql
        super().__init__(
            sql=[
                f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
                f'CREATE POLICY reach_read ON "{table}" FOR SELECT USING ({using.sql})',
                f'CREATE POLICY reach_add ON "{table}" FOR INSERT WITH CHECK ({written})',
                (
                    f'CREATE POLICY reach_change ON "{table}" FOR UPDATE'
                    f" USING ({using.sql}) WITH CHECK ({written})"
                ),
                f'CREATE POLICY reach_remove ON "{table}" FOR DELETE USING ({using.sql})',
            ],
            reverse_sql=[
                *(
                    f'DROP POLICY {name} ON "{table}"'
                    for name in ("reach_read", "reach_add", "reach_change", "reach_remove")
                ),
                f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY',
            ],
        )

    def describe(self) -> str:
        return f"Row security on {self.table}"


class SeenWithRecord(RunSQL):
    """A row that names a record (``mediation.case:42``) is read by whoever sees the record.

    A policy of the module's own beside those of the table: any of them lets a row be read. The record's
    table is asked by key, its own policy answers.
    """

    def __init__(self, table: str, column: str, label: str) -> None:
        self.table, self.label = table, label
        record = label.replace(".", "_")
        names = f'"{table}"."{column}"'
        super().__init__(
            sql=(
                f'CREATE POLICY with_{record} ON "{table}" FOR SELECT USING ('  # noqa: S608 (names of ours)
                f"CASE WHEN {names} ^@ '{label}:' THEN EXISTS (SELECT FROM \"{record}\" AS above"
                f" WHERE above.id = split_part({names}, ':', 2)::bigint) ELSE false END)"
            ),
            reverse_sql=f'DROP POLICY with_{record} ON "{table}"',
        )

    def describe(self) -> str:
        return f"Rows of {self.table} are seen with {self.label}"
