"""Pages by key: a page is found by the row it borders on, so the thousandth costs what the first does.

New rows neither shift nor repeat others, and there is no page number that could be off the end.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Field, Model, Q, QuerySet


@dataclass(frozen=True, slots=True)
class Order:
    """By a field and then the key, both the same way. ``nullable``: nulls last, whichever way.

    ``keys_first``: a page is found by its keys and then read, where an index holds what is asked.
    """

    field: str
    descending: bool = False
    nullable: bool = False
    keys_first: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """``before`` and ``after`` are marks of the neighbouring pages, empty where there is none."""

    rows: list[Any]
    before: str = ""
    after: str = ""


def page_of(
    rows: QuerySet[Any], order: Order, *, size: int, after: str = "", before: str = ""
) -> Page:
    """One page. A mark that cannot be read (cut off, made up) leads to the first page."""
    model = rows.model
    border = _read_mark(model, order, before or after)
    backwards = bool(before) and border is not None
    found = rows.order_by(*_ordering(order, backwards=backwards))
    if border is not None:
        found = found.filter(_beyond(order, border, backwards=backwards))
    taken = _by_keys(found, size + 1) if order.keys_first else list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if backwards:
        taken.reverse()
    if not taken:
        return page_of(rows, order, size=size) if border is not None else Page([])
    has_before = more if backwards else border is not None
    has_after = True if backwards else more
    return Page(
        taken,
        _mark(taken[0], order) if has_before else "",
        _mark(taken[-1], order) if has_after else "",
    )


def _by_keys(found: QuerySet[Any], most: int) -> list[Any]:
    """The keys of a page, which an index may hold with all that is asked; then its rows."""
    keys = list(found.values_list("pk", flat=True)[:most])
    read = {row.pk: row for row in found.order_by().filter(pk__in=keys)}
    return [read[key] for key in keys if key in read]


def _ordering(order: Order, *, backwards: bool) -> list[Any]:
    descending = order.descending != backwards
    if order.field == "pk":
        return ["-pk" if descending else "pk"]
    first: Any = f"-{order.field}" if descending else order.field
    if order.nullable:
        nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
        field = F(order.field)
        first = field.desc(**nulls) if descending else field.asc(**nulls)
    return [first, "-pk" if descending else "pk"]


def _beyond(order: Order, border: tuple[Any, Any], *, backwards: bool) -> Q:
    """Rows on the far side of the border, in the direction of reading."""
    value, key = border
    way = "lt" if order.descending != backwards else "gt"
    keys = Q(**{f"pk__{way}": key})
    if order.field == "pk":
        return keys
    empty = Q(**{f"{order.field}__isnull": True})
    if value is None:
        return (empty & keys) | (~empty if backwards else Q(pk__in=[]))
    beyond = Q(**{f"{order.field}__{way}e": value}) & (Q(**{f"{order.field}__{way}": value}) | keys)
    return beyond | empty if order.nullable and not backwards else beyond


def _mark(row: Model, order: Order) -> str:
    value = row.pk if order.field == "pk" else _value(row, order.field)
    text = json.dumps([value, row.pk], cls=ExactEncoder)
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


class ExactEncoder(DjangoJSONEncoder):
    """Moments whole: Django's own encoder cuts them to milliseconds, and rows would be lost."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def _value(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def _read_mark(model: type[Model], order: Order, text: str) -> tuple[Any, Any] | None:
    if not text or len(text) > 2000:
        return None
    try:
        value, key = json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        pk = model._meta.pk.to_python(key)
        if value is not None and order.field != "pk":
            value = _field(model, order.field).to_python(value)
    except (ValueError, TypeError, ValidationError, OverflowError):
        return None
    if pk is None or (value is None and not order.nullable):
        return None
    return value, pk


def _field(model: type[Model], path: str) -> Field[Any, Any]:
    parts = path.split("__")
    for part in parts[:-1]:
        related = model._meta.get_field(part).related_model
        assert isinstance(related, type), f"{path} does not lead over relations"
        model = related
    field = model._meta.get_field(parts[-1])
    assert isinstance(field, Field)
    return field
