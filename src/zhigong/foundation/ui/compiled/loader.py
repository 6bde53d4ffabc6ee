"""The loader of the platform's templates: found as ever, kept, and drawn by functions."""

from __future__ import annotations

from django.template import Context, Engine, Node, NodeList, Template
from django.template.base import Origin
from django.template.defaulttags import IfNode
from django.template.loaders import cached
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zhigong.foundation.ui.compiled.pages import Page
from zhigong.foundation.ui.compiled.pieces import Compiler, Draw
from zhigong.foundation.ui.components import ComponentNode, SlotNode


class Compiled(NodeList):
    """Nodes that are drawn by a function, made for each language when it is first asked for."""

    def __init__(self, nodes: NodeList, engine: Engine) -> None:
        super().__init__(nodes)
        self.contains_nontext = nodes.contains_nontext
        self.engine = engine
        self.programs: dict[str | None, Draw] = {}

    def program(self) -> Draw:
        """The function for the language that is active now."""
        language = get_language()
        found = self.programs.get(language)
        if found is None:
            found = self.programs[language] = Compiler(self.engine).program(self)
        return found

    def render(self, context: Context) -> SafeString:
        drawn = self.program()(context)
        return drawn if isinstance(drawn, Page) else SafeString(drawn)


def compiled(nodes: NodeList, engine: Engine) -> Compiled:
    """The list and every list within it, whoever draws it."""
    for node in nodes:
        _compile_within(node, engine)
    return Compiled(nodes, engine)


def _compile_within(node: Node, engine: Engine) -> None:
    if isinstance(node, IfNode):
        node.conditions_nodelists = [
            (asked, compiled(nodes, engine)) for asked, nodes in node.conditions_nodelists
        ]
        return
    own = isinstance(node, ComponentNode | SlotNode)
    for name in ("body",) if own else node.child_nodelists:
        nodes = getattr(node, name, None)
        if isinstance(nodes, NodeList):
            setattr(node, name, compiled(nodes, engine))


class Loader(cached.Loader):
    """Keeps every template, compiled; with ``ZHIGONG_DEBUG`` nodes draw themselves, which names the
    line of a mistake."""

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        fresh = self.cache_key(template_name, skip) not in self.get_template_cache
        template: Template = super().get_template(template_name, skip)
        if fresh and not self.engine.debug and not self.engine.string_if_invalid:
            template.nodelist = compiled(template.nodelist, self.engine)
        return template
