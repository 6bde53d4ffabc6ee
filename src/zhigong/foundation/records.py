"""Records read by statements of fixed words (``statements``), for pages that show many at once.

The ORM writes its statement anew for each page, which costs more than the answer. Here the columns are named
once, and a row becomes the same object that the ORM would make of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model

Record = TypeVar("Record", bound=Model)


def columns(model: type[Model], alias: str) -> str:
    """All columns of a model, for a ``SELECT`` that calls its table so."""
    return ", ".join(f'{alias}."{field.column}"' for field in model._meta.concrete_fields)


def record(model: type[Record], values: Sequence[Any]) -> Record:
    """The row in the order of ``columns`` as an object, as the ORM would load it."""
    names, converters = _columns_of(model)
    found = list(values)
    for place, convert in converters:
        found[place] = convert(found[place], None, connection)
    return model.from_db(DEFAULT_DB_ALIAS, names, found)


def cut(row: Sequence[Any], *models: type[Model]) -> list[Sequence[Any] | None]:
    """A row of several tables' columns, one part each; ``None`` where an outer join found nothing."""
    parts: list[Sequence[Any] | None] = []
    start = 0
    for model in models:
        end = start + len(model._meta.concrete_fields)
        parts.append(row[start:end] if row[start] is not None else None)
        start = end
    return parts


@cache
def _columns_of(model: type[Model]) -> tuple[list[str], list[tuple[int, Any]]]:
    """The names of a model's columns in their order, and the places of those that are converted."""
    fields = model._meta.concrete_fields
    converters = [
        (place, field.from_db_value)
        for place, field in enumerate(fields)
        if hasattr(field, "from_db_value")
    ]
    return [field.attname for field in fields], converters
