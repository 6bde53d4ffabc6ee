"""Row security of kept files, and how a module opens them to whoever sees the record."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from zhigong.foundation.rowsecurity import Condition

TABLE = "files_storedfile"


def over_its_module() -> Condition:
    """The actor may read the file's own module over the file's unit."""
    return Condition(
        "(unit_path ^@ ANY"
        " (string_to_array(current_setting('zhigong.over_' || module, true), ',')))"
    )


def its_subject_is_own() -> Condition:
    """The actor proved that the record is his."""
    return Condition(
        "(subject = ANY"
        " ((SELECT string_to_array(current_setting('zhigong.own', true), ','))::text[]))"
    )


class ReadWithRecord(RunSQL):
    """For a module's migration: files of a kind of record are read by whoever sees the record.

    ``ReadWithRecord("mediation.case", "mediation_case")``; the record's own policy decides.
    """

    def __init__(self, kind: str, table: str) -> None:
        self.kind, self.table = kind, table
        prefix = f"{kind}:"
        name = f"with_{table}"
        super().__init__(
            sql=(
                f'CREATE POLICY "{name}" ON {TABLE} FOR SELECT USING (EXISTS ('  # noqa: S608
                f'SELECT FROM "{table}" AS r WHERE r.id ='
                f" CASE WHEN subject ^@ '{prefix}'"
                f" THEN substr(subject, {len(prefix) + 1})::bigint END))"
            ),
            reverse_sql=f'DROP POLICY "{name}" ON {TABLE}',
        )

    def describe(self) -> str:
        return f"Files of {self.kind} are read with it"
