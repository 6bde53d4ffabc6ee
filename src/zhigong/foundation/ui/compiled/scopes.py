"""What a part of a page may see while it is drawn, and what tags remember meanwhile."""

from __future__ import annotations

from typing import Any

from django.template import Context, Template
from django.template.context import RenderContext

BUILTINS = {"True": True, "False": False, "None": None}


class inside:
    """While a part is drawn, tags keep what they remember by that part (``push_state``)."""

    __slots__ = ("before", "state", "template")

    def __init__(self, context: Context, template: Template) -> None:
        self.state: Any = context.render_context
        self.template = template

    def __enter__(self) -> None:
        self.before = self.state.template
        self.state.template = self.template
        self.state.dicts.append({})

    def __exit__(self, *_error: object) -> None:
        self.state.template = self.before
        self.state.dicts.pop()


def of_its_own(context: Context, values: dict[str, Any]) -> Context:
    """As ``context.new(values)``, without copying what is thrown away."""
    inner: Context = object.__new__(type(context))
    own = vars(inner)
    own.update(vars(context))
    own["dicts"] = [BUILTINS, values]
    own.pop("_processors_index", None)
    return inner


def bare_context(template: Template, values: dict[str, Any]) -> Context:
    """As ``Context(values)`` within a template: nothing else is known there, nothing was remembered."""
    context: Context = object.__new__(Context)
    vars(context).update(
        dicts=[BUILTINS, values],
        autoescape=True,
        use_l10n=None,
        use_tz=None,
        template_name="unknown",
        render_context=RenderContext(),
        template=template,
    )
    return context
