"""A part that is drawn alone (``alone``), as functions of the values that it is given.

Such a part knows no context: its names are the values' places, and the values are plain, so that no key has
to be tried before an attribute and nothing has to be called. A row of a list costs a fifth of what the same row
costs in a context. What can be said this way is little on purpose (text, values, filters, conditions,
components of plain attributes); a part that says more, or whose values fail here, is drawn as every other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from operator import attrgetter, itemgetter
from typing import Any

from django.conf import settings
from django.template import Context, Node, NodeList
from django.template.base import FilterExpression, TextNode, VariableNode, render_value_in_context
from django.template.defaulttags import IfNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import TranslateNode
from django.utils.safestring import SafeString

from zhigong.foundation.ui.alone import Kinds, kinds_of
from zhigong.foundation.ui.compiled.values import (
    SPECIAL,
    WRITTEN,
    constant,
    is_constant,
    remembering,
)
from zhigong.foundation.ui.components import ComponentNode, around_body

Values = tuple[Any, ...]
Said = Callable[[Values], Any]
Piece = str | Said
REMEMBERED = 128  # of one component where it stands
NOWHERE = Context()  # read for how numbers and days are written, never changed


class Unfit(Exception):
    """What only a context can say; or a value that is not as plain as it should be."""


def plain_part(names: tuple[str, ...], body: NodeList) -> Said | None:
    """The part as a function of its values; ``None`` where it needs a context."""
    writer = Writer({name: place for place, name in enumerate(names)})
    try:
        said = writer.program(body)
    except Unfit:
        return None
    return _of_fitting(said, writer.asked)


def _of_fitting(said: Said, asked: Mapping[int, set[str]]) -> Said:
    """Only for values whose attributes are values: what a method says, Django's way finds out."""
    fitting: dict[tuple[type[Any], ...], bool] = {}
    places = tuple(asked.items())

    def fits(kinds: tuple[type[Any], ...]) -> bool:
        return all(
            hasattr(kind, bit) and not callable(getattr(kind, bit))
            for kind, (_place, bits) in zip(kinds, places, strict=True)
            for bit in bits
        )

    def part(values: Values) -> Any:
        kinds = tuple([type(values[place]) for place, _bits in places])
        fit = fitting.get(kinds)
        if fit is None:
            fit = fitting[kinds] = fits(kinds)
        if not fit:
            raise Unfit
        return said(values)

    return part


@dataclass(frozen=True, slots=True)
class Writer:
    """Nodes as functions of values; ``asked`` collects the attributes asked of each place."""

    places: Mapping[str, int]
    asked: dict[int, set[str]] = field(default_factory=dict)

    def program(self, nodes: NodeList) -> Said:
        pieces: list[Piece] = []
        for piece in self.pieces_of(nodes):
            if isinstance(piece, str) and pieces and isinstance(pieces[-1], str):
                pieces[-1] += piece
            else:
                pieces.append(piece)
        if len(pieces) < 2:
            only = pieces[0] if pieces else ""
            return (lambda _values: only) if isinstance(only, str) else only
        drawn = [piece if isinstance(piece, str) else "" for piece in pieces]
        said = [(place, one) for place, one in enumerate(pieces) if not isinstance(one, str)]

        def draw(values: Values) -> str:
            page = drawn.copy()
            for place, one in said:
                page[place] = one(values)
            return "".join(page)

        return draw

    def pieces_of(self, nodes: NodeList) -> Iterator[Piece]:
        return (piece for node in nodes for piece in self.pieces(node))

    def pieces(self, node: Node) -> Iterator[Piece]:
        if isinstance(node, TextNode):
            yield node.s
        elif isinstance(node, VariableNode):
            yield self.printed(node.filter_expression)
        elif isinstance(node, IfNode):
            yield self.choice(node)
        elif isinstance(node, ComponentNode):
            yield from self.component(node)
        elif isinstance(node, TranslateNode) and is_constant(node.filter_expression):
            if node.asvar or node.message_context:
                raise Unfit
            yield str(node.render(Context()))
        else:
            raise Unfit

    def printed(self, one: FilterExpression) -> Said:
        value = self.value(one)

        def draw(values: Values) -> str:
            found = value(values)
            kind = type(found)
            if kind is str:
                return escape(found) if SPECIAL(found) else found
            if type(found) is SafeString:
                return found
            if kind is int and not settings.USE_THOUSAND_SEPARATOR:
                return str(found)
            return str(render_value_in_context(found, NOWHERE))

        return draw

    def value(self, one: FilterExpression) -> Said:
        said = self.start(one)
        for function, given in one.filters:
            said = self.filtered(said, function, given)
        return said

    def start(self, one: FilterExpression) -> Said:
        if one.is_var and one.var.lookups is not None and one.var.var not in WRITTEN:
            return self.name(one.var.lookups)
        if one.is_var and one.var.translate:
            raise Unfit
        value = one.var.resolve({}) if one.is_var else one.var
        return lambda _values: value

    def name(self, way: tuple[str, ...]) -> Said:
        """A value, or an attribute of one."""
        place = self.places.get(way[0])
        if place is None or len(way) > 2:
            raise Unfit
        if len(way) == 1:
            return itemgetter(place)
        if not way[1].isidentifier():
            raise Unfit
        self.asked.setdefault(place, set()).add(way[1])
        attribute = attrgetter(way[1])
        return lambda values: attribute(values[place])

    def filtered(self, before: Said, function: Any, given: list[tuple[bool, Any]]) -> Said:
        if any(getattr(function, asks, False) for asks in ASKS_CONTEXT):
            raise Unfit
        answer = remembering(function)
        if not given:
            return lambda values: answer(before(values))
        if len(given) > 1:
            raise Unfit
        argument = self.argument(*given[0])
        return lambda values: answer(before(values), argument(values))

    def argument(self, is_variable: bool, value: Any) -> Said:
        if not is_variable:
            safe = SafeString(value)  # as Django does: it stands in the template itself
            return lambda _values: safe
        if value.lookups is None:
            raise Unfit
        return self.name(value.lookups)

    def choice(self, node: IfNode) -> Said:
        branches = [
            (None if asked is None else self.condition(asked), self.program(nodes))
            for asked, nodes in node.conditions_nodelists
        ]

        def draw(values: Values) -> str:
            for asked, drawn in branches:
                if asked is None or asked(values):
                    return str(drawn(values))
            return ""

        return draw

    def condition(self, one: TokenBase) -> Said:
        """Whether a value is there, or is not; comparisons are left to a context."""
        kind = getattr(one, "id", "")
        if kind == "literal":
            return self.value(one.value)
        if kind == "not":
            first = self.condition(one.first)
            return lambda values: not first(values)
        raise Unfit

    def component(self, node: ComponentNode) -> Iterator[Piece]:
        """One whose attributes stand there, around its body; or one that is drawn of plain attributes."""
        if node.component.draw is None:
            raise Unfit
        if all(is_constant(value) for value in node.given.values()):
            before, after = around_body(node, {k: constant(v) for k, v in node.given.items()})
            yield before
            if node.body is not None and after:
                yield from self.pieces_of(node.body)
            yield after
        elif node.body is None:
            yield self.of_values(node)
        else:
            raise Unfit

    def of_values(self, node: ComponentNode) -> Said:
        one = node.component
        given = tuple(self.value(value) for value in node.given.values())

        @lru_cache(maxsize=REMEMBERED)
        def remembered(_kinds: Kinds, values: Values) -> str:
            found = dict(zip(node.given, values, strict=True))
            return str(one.drawn({**one.takes, **found}))

        def draw(values: Values) -> str:
            found = tuple([value(values) for value in given])
            kinds = kinds_of(found)
            if (
                kinds is None or None in found
            ):  # nothing is the attribute's own default, or a mistake
                raise Unfit
            return remembered(kinds, found)

        return draw


ASKS_CONTEXT = ("is_safe", "expects_localtime", "needs_autoescape")
