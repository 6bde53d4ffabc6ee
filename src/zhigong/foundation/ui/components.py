"""Template components: declared once, strict about their attributes.

{% badge tone="warn" label="待受理" %}                     inline
{% card title="当事人" %} … {% endcard %}                  block, the body is {{ children }}
{% card title="当事人" %}{% slot "head" %}…{% endslot %} … {% endcard %}    with a named place

An unknown or missing attribute is a template error where the template is compiled; a needed
attribute that turns out undefined or ``None`` is one where it is rendered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.template import Library, Node, NodeList, TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

Prepare = Callable[[dict[str, Any]], dict[str, Any]]
Draw = Callable[[dict[str, Any]], SafeString]

SURROUNDINGS = ("request", "csrf_token")
"""What every component may see without being given it."""


@dataclass(frozen=True, slots=True)
class Component:
    """The contract of one component; its template is ``ui/<name>.html``, or ``draw`` draws it.

    ``same_again``: what is drawn depends on the attributes and the language alone, neither on the request
    nor on the time, so plain ones are drawn once (as ``alone``). Never with a body.
    """

    name: str
    what: str
    needs: tuple[str, ...] = ()
    takes: Mapping[str, Any] = field(default_factory=dict)
    block: bool = False
    slots: tuple[str, ...] = ()
    prepare: Prepare | None = None
    draw: Draw | None = None
    same_again: bool = False

    @property
    def template(self) -> str:
        return f"ui/{self.name}.html"

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self.needs) | frozenset(self.takes)

    def drawn(self, given: Mapping[str, Any]) -> str:
        """One that is drawn in Python, of its attributes."""
        assert self.draw is not None
        values = {**self.takes, **given}
        return self.draw(values if self.prepare is None else self.prepare(values))


REGISTRY: dict[str, Component] = {}


class SlotNode(Node):
    """A named place inside a block component; rendered by the component, never by itself."""

    def __init__(self, name: str, body: NodeList) -> None:
        self.name, self.body = name, body

    def render(self, context: Context) -> SafeString:
        return SafeString("")


class ComponentNode(Node):
    def __init__(
        self,
        component: Component,
        given: Mapping[str, FilterExpression],
        body: NodeList | None,
    ) -> None:
        self.component, self.given, self.body = component, given, body

    def render(self, context: Context) -> SafeString:
        one = self.component
        values = {**one.takes, **self._resolve(context)}
        if self.body is not None:
            values["children"] = self.body.render(context)
            values["slots"] = {
                node.name: node.body.render(context)
                for node in self.body
                if isinstance(node, SlotNode)
            }
        if one.prepare is not None:
            values = one.prepare(values)
        if one.draw is not None:
            return one.draw(values)
        for name in SURROUNDINGS:
            if name in context:
                values.setdefault(name, context[name])
        assert context.template is not None
        engine = context.template.engine
        html = engine.get_template(one.template).render(context.new(values))
        return SafeString(html.strip())  # a component never adds a space where it stands

    def _resolve(self, context: Context) -> dict[str, Any]:
        values = {}
        for key, expression in self.given.items():
            value = expression.resolve(context, ignore_failures=True)
            if value is None:
                if key in self.component.needs:
                    raise self.undefined(key, expression)
                continue
            values[key] = value
        return values

    def undefined(self, key: str, given: FilterExpression) -> TemplateSyntaxError:
        return TemplateSyntaxError(
            f"{{% {self.component.name} %}}: {key}={given.token} is undefined"
        )


BODY = SafeString("\0")  # where a component's body will stand; no template can hold this character


def around_body(node: ComponentNode, given: Mapping[str, Any]) -> tuple[str, str]:
    """A component without a template whose attributes are known: what it draws before its body and after."""
    body = {} if node.body is None else {"children": BODY}
    before, _body, after = node.component.drawn({**given, **body}).partition(BODY)
    return before, after


def component(  # noqa: PLR0913 (a declaration: every part is named where it is given)
    register: Library,
    name: str,
    *,
    what: str,
    needs: Iterable[str] = (),
    takes: Mapping[str, Any] | None = None,
    block: bool = False,
    slots: Iterable[str] = (),
    prepare: Prepare | None = None,
    draw: Draw | None = None,
    same_again: bool = False,
) -> None:
    """Declare a component; ``what`` is its line in docs/reference/components.md."""
    assert not (same_again and block), f"{name}: a body may say anything"
    one = Component(
        name, what, tuple(needs), dict(takes or {}), block, tuple(slots), prepare, draw, same_again
    )
    REGISTRY[name] = one

    def compile_tag(parser: Parser, token: Token) -> ComponentNode:
        given = compile_attributes(one, parser, token)
        body = None
        if block:
            body = parser.parse((f"end{name}",))
            parser.delete_first_token()
            refuse_unknown_slots(one, body)
        return ComponentNode(one, given, body)

    register.tag(name, compile_tag)


def compile_attributes(one: Component, parser: Parser, token: Token) -> dict[str, FilterExpression]:
    """The attributes of a tag, or a template error that names what is wrong."""
    given: dict[str, FilterExpression] = {}
    for bit in token.split_contents()[1:]:
        key, equals, value = bit.partition("=")
        if not equals or key not in one.known:
            raise TemplateSyntaxError(
                f"{{% {one.name} %}}: unknown attribute {key!r}; "
                f"it takes {', '.join(sorted(one.known)) or 'none'}"
            )
        if key in given:
            raise TemplateSyntaxError(f"{{% {one.name} %}}: {key} is given twice")
        given[key] = parser.compile_filter(value)
    if missing := set(one.needs) - given.keys():
        raise TemplateSyntaxError(f"{{% {one.name} %}}: needs {', '.join(sorted(missing))}")
    return given


def refuse_unknown_slots(one: Component, body: NodeList) -> None:
    for node in body:
        if isinstance(node, SlotNode) and node.name not in one.slots:
            raise TemplateSyntaxError(
                f"{{% {one.name} %}}: unknown slot {node.name!r}; "
                f"it has {', '.join(one.slots) or 'none'}"
            )


def compile_slot(parser: Parser, token: Token) -> SlotNode:
    """``{% slot "head" %} … {% endslot %}`` directly inside a block component."""
    bits = token.split_contents()
    if len(bits) != 2 or bits[1][0] not in "\"'" or bits[1][0] != bits[1][-1]:
        raise TemplateSyntaxError('{% slot "name" %} takes one name in quotes')
    body = parser.parse(("endslot",))
    parser.delete_first_token()
    return SlotNode(bits[1][1:-1], body)
