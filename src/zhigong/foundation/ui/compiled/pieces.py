"""Nodes as pieces of a page: a string where nothing can change any more, else a function.

A ``Compiler`` makes one function of a list of nodes, for one language: strings are joined beforehand,
and only what depends on the context is asked for. A node of a kind not named here draws itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.template import Context, Engine, Node, NodeList, Template
from django.template.base import TextNode, VariableNode
from django.template.defaulttags import ForNode, IfNode, URLNode
from django.template.loader_tags import (
    BLOCK_CONTEXT_KEY,
    BlockNode,
    ExtendsNode,
    IncludeNode,
)
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.safestring import SafeString

from zhigong.foundation.ui.alone import AloneNode, Kinds, kinds_of
from zhigong.foundation.ui.compiled.addresses import address
from zhigong.foundation.ui.compiled.pages import Remembered, page_of
from zhigong.foundation.ui.compiled.plain import plain_part
from zhigong.foundation.ui.compiled.scopes import bare_context, inside, of_its_own
from zhigong.foundation.ui.compiled.sentences import sentence
from zhigong.foundation.ui.compiled.turns import drawn_turns, turns
from zhigong.foundation.ui.compiled.values import (
    SPECIAL,
    condition,
    constant,
    expression,
    is_constant,
    printed,
)
from zhigong.foundation.ui.components import (
    SURROUNDINGS,
    ComponentNode,
    Prepare,
    SlotNode,
    around_body,
)

Draw = Callable[[Context], str]
Join = Callable[[Sequence[str]], str]
Piece = str | Draw
REMEMBERED = 2048  # of one ``alone`` in one language: rows of a kilobyte
REMEMBERED_HERE = 128  # of one component where it stands in a template: a few hundred bytes each


@dataclass(frozen=True, slots=True)
class Compiler:
    """For templates of one engine, in the language that is active while it works.

    ``blocks`` are those of the pages that extend the one at hand, the outermost's first.
    """

    engine: Engine
    blocks: Mapping[str, BlockNode] = field(default_factory=dict)
    extended: bool = False

    def program(self, nodes: NodeList, join: Join = "".join) -> Draw:
        """One function for a list of nodes."""
        parts = _joined(self.pieces_of(nodes))
        if len(parts) < 2:
            only = parts[0] if parts else ""
            return (lambda _context: only) if isinstance(only, str) else only
        drawn = [part if isinstance(part, str) else "" for part in parts]
        asked = [(place, part) for place, part in enumerate(parts) if not isinstance(part, str)]

        def draw(context: Context) -> str:
            page = drawn.copy()
            for place, part in asked:
                page[place] = part(context)
            return join(page)

        return draw

    def pieces_of(self, nodes: NodeList) -> list[Piece]:
        return [part for node in nodes for part in self.pieces(node)]

    def pieces(self, node: Node) -> Sequence[Piece]:
        make = MAKERS.get(type(node))
        made = itself(node) if make is None else make(self, node)
        return made if isinstance(made, tuple) else (made,)

    def text(self, node: TextNode) -> Piece:
        return node.s

    def variable(self, node: VariableNode) -> Piece:
        if is_constant(node.filter_expression):
            return printed(constant(node.filter_expression), Context())
        value = expression(node.filter_expression)

        def draw(context: Context) -> str:
            found = value(context)
            if type(found) is str and not SPECIAL(found):
                return found
            return printed(found, context)

        return draw

    def words(self, node: TranslateNode) -> Piece:
        """Words that stand in the template are looked up once a language."""
        found = node.filter_expression
        if node.asvar or node.message_context or found.filters or found.var.lookups:
            return itself(node)
        return str(node.render(Context()))

    def sentence(self, node: BlockTranslateNode) -> Piece:
        return sentence(node, self.engine) or itself(node)

    def static(self, node: StaticNode) -> Piece:
        if node.varname or not is_constant(node.path):
            return itself(node)
        return str(node.render(Context()))

    def address(self, node: URLNode) -> Piece:
        return address(node) or itself(node)

    def choice(self, node: IfNode) -> Piece:
        branches = [
            (None if asked is None else condition(asked), self.program(nodes))
            for asked, nodes in node.conditions_nodelists
        ]

        def draw(context: Context) -> str:
            for asked, drawn in branches:
                if asked is None or asked(context):
                    return drawn(context)
            return ""

        return draw

    def loop(self, node: ForNode) -> Piece:
        asked: Any = node  # whose parts the stubs know in several forms
        sequence = expression(asked.sequence, missing=None)
        body, empty = self.program(asked.nodelist_loop), self.program(asked.nodelist_empty)
        names: list[str] = asked.loopvars

        def draw(context: Context) -> str:
            values = sequence(context)
            if not hasattr(values, "__len__"):
                values = [] if values is None else list(values)
            own: dict[str, Any] = {}
            turn: dict[str, Any] = {"parentloop": context.get("forloop", {})}
            context.dicts.append(own)
            try:
                if len(values) < 1:
                    return empty(context)
                own["forloop"] = turn
                items = turns(reversed(values) if node.is_reversed else values, len(values), turn)
                return "".join(drawn_turns(body, context, names, own, items))
            finally:
                context.dicts.pop()

        return draw

    def include(self, node: IncludeNode) -> Piece:
        """A part by its name, in the names of this page and those that ``with`` adds."""
        if not is_constant(node.template) or node.isolated_context:
            return itself(node)
        name = str(constant(node.template))
        if name.startswith("."):  # relative to this one
            return itself(node)
        given = [(key, expression(value)) for key, value in node.extra_context.items()]
        part = Part(self.engine, name)

        def draw(context: Context) -> str:
            names = {key: value(context) for key, value in given}
            context.dicts.append(names)
            try:
                return part.draw(context)
            finally:
                context.dicts.pop()

        return draw

    def extends(self, node: ExtendsNode) -> Piece:
        """The page it extends with this one's blocks in their places, as one."""
        parent = self.parent_of(node)
        if parent is None:
            return itself(node)
        blocks = {**node.blocks, **self.blocks}
        whole = Compiler(self.engine, blocks, extended=True).program(parent.nodelist, page_of)

        def draw(context: Context) -> str:
            if BLOCK_CONTEXT_KEY in context.render_context:  # a page below draws itself
                return itself(node)(context)
            return whole(context)

        return draw

    def parent_of(self, node: ExtendsNode) -> Template | None:
        """The page it extends, if all up to the outermost are known and none asks for ``block.super``:
        a page between that draws itself would not know of the blocks of those below."""
        asked: Any = node.parent_name
        if not is_constant(asked) or any(_asks_super(b) for b in node.blocks.values()):
            return None
        parent, _origin = self.engine.find_template(constant(asked), skip=[node.origin])
        above = [one for one in parent.nodelist if isinstance(one, ExtendsNode)]
        return None if above and self.parent_of(above[0]) is None else parent

    def block(self, node: BlockNode) -> Piece:
        if not self.extended:
            return itself(node)
        draw_body = self.program(self.blocks.get(node.name, node).nodelist, page_of)

        def draw(context: Context) -> str:
            context.dicts.append({})
            try:
                return draw_body(context)
            finally:
                context.dicts.pop()

        return draw

    def alone(self, node: AloneNode) -> Piece:
        """A part that knows what it is given and no more, with its latest answers."""
        names = tuple(node.given)
        given = [expression(one) for one in node.given.values()]
        body, bare = self.program(node.body), Template("", engine=self.engine)
        plain = plain_part(names, node.body)

        @lru_cache(maxsize=REMEMBERED)
        def remembered(_kinds: Kinds, values: tuple[Any, ...]) -> Remembered:
            if plain is not None:
                try:
                    return Remembered(plain(values))
                except Exception:  # noqa: S110 (whatever fails on values alone, a context decides what it means)
                    pass
            return Remembered(body(bare_context(bare, dict(zip(names, values, strict=True)))))

        def draw(context: Context) -> str:
            values = tuple([value(context) for value in given])
            kinds = kinds_of(values)
            if kinds is not None:
                return remembered(kinds, values)
            return body(of_its_own(context, dict(zip(names, values, strict=True))))

        return draw

    def component(self, node: ComponentNode) -> Piece | tuple[Piece, ...]:
        one, given = node.component, self.attributes(node)
        prepared = one.prepare or _as_given
        if one.draw is not None:
            if all(is_constant(value) for value in node.given.values()):
                return self.standing(node)
            return lambda context: one.drawn(given(context))
        part = Part(self.engine, one.template)

        def draw(found: dict[str, Any], context: Context) -> str:
            own = prepared(found)
            for name in SURROUNDINGS:
                if name not in own and name in context:
                    own[name] = context[name]
            return part.draw(of_its_own(context, own)).strip()

        if not one.same_again:
            return lambda context: draw(given(context), context)
        remembered = self.of_values(part, prepared)

        def ask(context: Context) -> str:
            found = given(context)
            values = tuple(found.values())
            kinds = kinds_of(values)
            if kinds is None:
                return draw(found, context)
            return remembered(tuple(found), kinds, values)

        return ask

    def of_values(self, part: Part, prepared: Prepare) -> Callable[..., str]:
        """A component that is drawn of its attributes alone, with its latest answers."""
        bare = Template("", engine=self.engine)

        @lru_cache(maxsize=REMEMBERED_HERE)
        def remembered(names: tuple[str, ...], _kinds: Kinds, values: tuple[Any, ...]) -> str:
            own = prepared(dict(zip(names, values, strict=True)))
            return part.draw(bare_context(bare, own)).strip()

        return remembered

    def standing(self, node: ComponentNode) -> tuple[Piece, ...]:
        """A component without a template whose attributes stand there: drawn once, around its body."""
        before, after = around_body(node, {k: constant(given) for k, given in node.given.items()})
        if node.body is None or not after:
            return (before,)
        return before, *self.pieces_of(node.body), after

    def attributes(self, node: ComponentNode) -> Callable[[Context], dict[str, Any]]:
        """What a component is given, before it prepares it; constants are worked out beforehand."""
        one, takes = node.component, dict(node.component.takes)
        values = []
        for key, given in node.given.items():
            if is_constant(given) and constant(given) is not None:
                takes[key] = constant(given)
            else:
                values.append((key, expression(given, missing=None), given))
        body = None if node.body is None else self.program(node.body)
        inner = [slot for slot in node.body or () if isinstance(slot, SlotNode)]
        slots = [(slot.name, self.program(slot.body)) for slot in inner]

        def resolved(context: Context) -> dict[str, Any]:
            found = takes.copy()
            for key, value, given in values:
                answer = value(context)
                if answer is not None:
                    found[key] = answer
                elif key in one.needs:
                    raise node.undefined(key, given)
            if body is not None:
                found["children"] = SafeString(body(context))
                found["slots"] = {name: SafeString(slot(context)) for name, slot in slots}
            return found

        return resolved


def _as_given(found: dict[str, Any]) -> dict[str, Any]:
    return found


def itself(node: Node) -> Draw:
    """A node that is not taken apart: it draws itself."""
    drawn: Draw = node.render_annotated  # type: ignore[assignment]  # what Django calls it by
    return drawn


class Part:
    """Another template by its name, found and compiled when it is first drawn."""

    __slots__ = ("drawn", "engine", "name", "template")

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name
        self.drawn: Draw | None = None

    def draw(self, context: Context) -> str:
        if self.drawn is None:
            self.template = self.engine.get_template(self.name)
            nodes: Any = self.template.nodelist
            self.drawn = nodes.program()
        with inside(context, self.template):
            return self.drawn(context)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbouring strings as one."""
    joined: list[Piece] = []
    for one in pieces:
        before = joined[-1] if joined else None
        if isinstance(one, str) and isinstance(before, str):
            joined[-1] = before + one
        elif one != "":
            joined.append(one)
    return joined


def _asks_super(block: BlockNode) -> bool:
    found: list[Any] = block.nodelist.get_nodes_by_type(VariableNode)
    return any(one.filter_expression.token.startswith("block.") for one in found)


MAKERS: dict[type[Node], Callable[[Compiler, Any], Piece | tuple[Piece, ...]]] = {
    TextNode: Compiler.text,
    VariableNode: Compiler.variable,
    TranslateNode: Compiler.words,
    BlockTranslateNode: Compiler.sentence,
    StaticNode: Compiler.static,
    URLNode: Compiler.address,
    IfNode: Compiler.choice,
    ForNode: Compiler.loop,
    IncludeNode: Compiler.include,
    ExtendsNode: Compiler.extends,
    BlockNode: Compiler.block,
    AloneNode: Compiler.alone,
    ComponentNode: Compiler.component,
    SlotNode: lambda _compiler, _node: "",
}
