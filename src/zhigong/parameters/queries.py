"""Reading rows, and the table the law is asked with."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet

from zhigong.foundation.meanwhile import unchanged
from zhigong.foundation.statements import row_of
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.law.core.parameters import ParameterTable, kept_table
from zhigong.parameters.models import IN_USE, ParameterRow
from zhigong.parameters.rules.rows import laid_over
from zhigong.parameters.rules.workflow import RowState


def rows_in_use() -> QuerySet[ParameterRow]:
    return ParameterRow.objects.filter(state__in=IN_USE).order_by("id")


def rows_waiting() -> QuerySet[ParameterRow]:
    """Rows that a second person must look at, the oldest first."""
    waiting = [RowState.PROPOSED.value, RowState.LEAVING.value]
    rows = ParameterRow.objects.filter(state__in=waiting)
    return rows.select_related("proposed_by", "end_asked_by").order_by("id")


def current_table() -> ParameterTable:
    """The rows of the program with the confirmed ones over them: pass it to ``assess``.

    One short query tells whether anything has changed since this process last built the table.
    """
    return _table(_stamp())


STAMP = """
SELECT md5(string_agg(id || ' ' || name || ' ' || place || ' ' || value, E'\\n' ORDER BY id))
FROM parameters_parameterrow WHERE state = ANY(%s)
"""


def _stamp() -> str:
    """A fingerprint of the rows in use, made by the database; what a row says never changes."""
    row = row_of(STAMP, [list(IN_USE)])  # asked with every case that is shown
    return str(row[0] or "") if row else ""


@lru_cache(maxsize=2)
def _table(stamp: str) -> ParameterTable:
    if not stamp:
        return kept_table()
    return laid_over([row.as_row() for row in rows_in_use()], kept_table())


def lock_row(pk: int, *, seen_version: int | None = None) -> ParameterRow:
    """Lock one row for change; refuse if someone changed it after the page was shown."""
    row = ParameterRow.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        refuse(
            "parameters.row.unknown",
            gettext_noop("没有找到这一行参数"),
            gettext_noop("请回到列表重新打开"),
        ).require()
    assert row is not None
    unchanged(row, seen_version, code="parameters.row.changed-meanwhile").require()
    return row


def lock_same(row: ParameterRow) -> ParameterRow | None:
    """The row in use for the same parameter, place and day, locked; the one a new row replaces."""
    return (
        rows_in_use()
        .select_for_update()
        .filter(name=row.name, place=row.place, start=row.start)
        .exclude(pk=row.pk)
        .first()
    )
