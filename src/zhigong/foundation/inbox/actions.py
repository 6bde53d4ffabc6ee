"""Let a record wait for somebody, or for nobody any more; in the step that moves it.

Both go through functions of the database's owner: whoever moves a record need not be the one whom it
waits for next, and row security shows an entry only to those.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date, datetime

from django.db import connection


@dataclass(frozen=True, slots=True)
class Entry:
    """What the inbox says of a record; ``capability`` is empty where a holder is waited for."""

    subject: str
    kind: str
    title: str
    state: str
    state_label: str
    url: str
    unit_path: str
    capability: str
    holder_id: int | None
    since: datetime
    due: date | None


def let_wait(entry: Entry) -> None:
    """Enter a record in the inbox in place of what it waited for before."""
    values = list(astuple(entry))
    places = ", ".join(["%s"] * len(values))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT inbox_wait({places})", values)


def let_rest(subject: str) -> None:
    """The record waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inbox_rest(%s)", [subject])
