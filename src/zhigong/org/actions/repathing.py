"""Let every table that carries a unit path follow a unit that moves.

A module on a floor above announces its columns when it starts:

    # mediation/apps.py, in ready()
    repaths("mediation_case", "unit_path")
    repaths("mediation_case", "reader_paths", array=True)

Tables without a trigger of their own and under row security are rewritten as the system: moving a
unit is the administrator's right, reading its cases is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from zhigong.foundation.acting import announce_actor
from zhigong.foundation.search.actions import follow_move
from zhigong.identity.actions.grants import repath_grants
from zhigong.kernel.actor import SYSTEM, Actor


@dataclass(frozen=True, slots=True)
class Column:
    """``array``: the column holds many paths."""

    table: str
    column: str
    array: bool = False


COLUMNS: dict[tuple[str, str], Column] = {}


def repaths(table: str, column: str, *, array: bool = False) -> None:
    """Announce a column of unit paths; announcing it again changes nothing."""
    assert table.isidentifier(), table
    assert column.isidentifier(), column
    COLUMNS[(table, column)] = Column(table, column, array)


FILED = "search_searchentry"
for _table in (
    "org_holding",
    "clocks_clock",
    "inbox_waiting",
    "files_storedfile",
    FILED,
    "imports_importrun",
    "parameters_parameterrow",
):
    repaths(_table, "unit_path")


def follow(*, actor: Actor, old: str, new: str, action: str) -> dict[str, int]:
    """Rewrite every announced column from path ``old`` to ``new``; how many rows of each.

    Within the transaction of the move. The trail is not rewritten: it says where things were.
    """
    moved = {"identity_rolegrant": repath_grants(actor=actor, old=old, new=new)}
    announce_actor(SYSTEM, action=action)
    try:
        for one in COLUMNS.values():
            moved[f"{one.table}.{one.column}"] = _rewrite(one, old, new)
    finally:
        announce_actor(actor, action=action)
    return {name: count for name, count in moved.items() if count}


def _rewrite(one: Column, old: str, new: str) -> int:
    if one.table == FILED:
        return follow_move(old=old, new=new)  # nobody but the search engine writes there
    name = f'"{one.column}"'
    if one.array:
        statement = (
            f'UPDATE "{one.table}" SET {name} = ARRAY(SELECT CASE WHEN p ^@ %(old)s'  # noqa: S608
            f" THEN %(new)s || substr(p, %(after)s) ELSE p END FROM unnest({name}) AS p)"
            f" WHERE EXISTS (SELECT FROM unnest({name}) AS p WHERE p ^@ %(old)s)"
        )
    else:
        statement = (
            f'UPDATE "{one.table}" SET {name} = %(new)s || substr({name}, %(after)s)'  # noqa: S608
            f" WHERE {name} >= %(old)s AND {name} < %(old)s || '~'"
        )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"old": old, "new": new, "after": len(old) + 1})
        return int(cursor.rowcount)
