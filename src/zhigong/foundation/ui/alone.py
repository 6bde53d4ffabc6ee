"""A part of a page that knows nothing but what it is given, so that it may be remembered.

{% alone row=row today=today %}<tr>…{{ row.headline }}…</tr>{% endalone %}

Within, the page's other names do not exist: no request, no actor, no frame. What is drawn depends on the
given values and the language alone, and a compiled template draws it once for the same ones: the values
are all that the remembering function receives (``compiled.pieces``), so a forgotten name is an empty place
for everybody and never one person's data on another's page. Only plain values (``kinds_of``) are
remembered; given anything else, the part is drawn as ever. What asks for the time has no place within.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import NoneType
from typing import Any

from django.template import Context, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.utils.safestring import SafeString

PLAIN: set[type[Any]] = {str, SafeString, int, bool, date, NoneType}
Kinds = tuple[Any, ...]


class Lasting:
    """A base for what is made once of plain values and never changes: frozen, and equal to itself alone
    (``eq=False``). What is drawn of it is remembered by the object, without looking into it."""

    __slots__ = ()

    def __init_subclass__(cls) -> None:
        PLAIN.add(cls)


class AloneNode(Node):
    child_nodelists = ("body",)

    def __init__(self, given: Mapping[str, FilterExpression], body: NodeList) -> None:
        self.given, self.body = given, body

    def render(self, context: Context) -> SafeString:
        values = {name: one.resolve(context) for name, one in self.given.items()}
        return self.body.render(context.new(values))


def compile_alone(parser: Parser, token: Token) -> AloneNode:
    """``{% alone name=value … %} … {% endalone %}``"""
    given = {}
    for bit in token.split_contents()[1:]:
        name, equals, value = bit.partition("=")
        if not equals or not name.isidentifier():
            raise TemplateSyntaxError("{% alone name=value … %} takes names with their values")
        given[name] = parser.compile_filter(value)
    body = parser.parse(("endalone",))
    parser.delete_first_token()
    return AloneNode(given, body)


def kinds_of(values: tuple[Any, ...]) -> Kinds | None:
    """The types of plain values, tuples (of names) with those within; ``None`` where one is not plain.

    They belong to the values wherever these are compared: ``1`` and ``True``, or a text that is safe and
    the same text that is not, are equal and yet two things to say. So are the amounts 1.0 and 1.00, told apart
    by their places, and one moment by the clocks of two zones. Nothing that can change is plain.
    """
    kinds = tuple(map(type, values))
    if PLAIN.issuperset(kinds):
        return kinds
    within = []
    for kind, value in zip(kinds, values, strict=True):
        found = kind if kind in PLAIN else _kind_of(kind, value)
        if found is None:
            return None
        within.append(found)
    return tuple(within)


def _kind_of(kind: type[Any], value: Any) -> Any:
    """Of a value that needs a look within; a row of names first, for there are many."""
    if issubclass(kind, tuple):
        inner = kinds_of(value)
        return None if inner is None else (kind, inner)
    if kind is Decimal:
        return (kind, value.as_tuple()[::2]) if value.is_finite() else None
    if kind is datetime:
        return kind, value.utcoffset(), value.fold
    return None
