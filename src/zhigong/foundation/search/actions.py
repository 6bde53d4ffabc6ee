"""File a record, and take it out; in the transaction of the action that changes it.

Both go through functions of the database's owner: whoever acts may file what he need not find.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from zhigong.foundation.acting import GUARDED
from zhigong.foundation.search.tokens import folded, name_tokens, tokens_of
from zhigong.foundation.secrets.lookup import look_up
from zhigong.foundation.secrets.sealed import Sealed


def index(  # noqa: PLR0913 (each a part of what is filed)
    subject: str,
    *,
    kind: str,
    module: str,
    unit_path: str,
    title: str,
    url: str,
    at: date,
    note: str = "",
    words: Iterable[str] = (),
    names: Iterable[str] = (),
    exact: Iterable[tuple[str, str | Sealed]] = (),
) -> None:
    """File a record under its texts, names and numbers, in place of what was filed before."""
    assert connection.in_atomic_block, "a record is filed in the transaction that changes it"
    assert module in GUARDED, "what is found belongs to a module whose rows are guarded"
    texts, called = [title, note, *words], list(names)
    tokens = {token for text in texts for token in tokens_of(text)}
    tokens |= {token for name in called for token in name_tokens(name)}
    hashes = sorted({found for found in (_hash(*pair) for pair in exact) if found})
    values: list[Any] = [
        subject, kind, module, unit_path, title, note, url, at,
        folded("\n".join([*texts, *called])), sorted(tokens), hashes,
    ]  # fmt: skip
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(values))
        cursor.execute(f"SELECT search_file({places})", values)


def _hash(kind: str, value: str | Sealed) -> bytes | None:
    if isinstance(value, Sealed):
        return value.looked_up()
    return look_up(kind, value)


def unindex(subject: str) -> None:
    """Take a record out."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_unfile(%s)", [subject])


def follow_move(*, old: str, new: str) -> int:
    """Let what is filed follow a unit whose path changed; how many records it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_repath(%s, %s)", [old, new])
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])
