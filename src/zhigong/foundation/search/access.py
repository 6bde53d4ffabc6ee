"""Row security of what can be found."""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

TABLE = "search_searchentry"


class FindWithRecord(RunSQL):
    """For a module's migration: a kind of record is found by whoever sees the record.

    ``FindWithRecord("mediation.case", "mediation_case")``; the record's own policy decides.
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
        return f"{self.kind} is found by whoever sees it"
