"""Addresses in templates (``{% url %}``), worked out once for the same name and keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.template import Context
from django.template.defaulttags import URLNode
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.html import escape
from django.utils.safestring import SafeString

from zhigong.foundation.ui.compiled.values import expression

KEYS = {int, str, SafeString}  # True is no key: it equals 1 and is written otherwise


def address(node: URLNode) -> Callable[[Context], str] | None:
    """The node as a function; ``None`` where its keys have names."""
    asked: Any = node  # whose parts the stubs do not know
    if asked.kwargs:
        return None
    name, keys = expression(asked.view_name), [expression(one) for one in asked.args]

    def draw(context: Context) -> str:
        given = tuple([key(context) for key in keys])
        if not KEYS.issuperset(map(type, given)):
            return str(node.render(context))
        try:
            url = _found(name(context), given, _app_of(context), get_script_prefix(), get_urlconf())
        except NoReverseMatch:  # which Django forgives where the address only gets a name
            return str(node.render(context))
        if asked.asvar:
            context[asked.asvar] = url
            return ""
        return escape(url) if context.autoescape else url

    return draw


@lru_cache(maxsize=2048)
def _found(
    name: str, keys: tuple[Any, ...], app: str | None, _prefix: str, urlconf: str | None
) -> str:
    return reverse(name, urlconf, args=keys, current_app=app)


def _app_of(context: Context) -> str | None:
    """As Django asks: which of several apps of one name the page belongs to."""
    request: Any = getattr(context, "request", None)
    found: str | None = getattr(request, "current_app", None)
    if found is None:
        found = getattr(getattr(request, "resolver_match", None), "namespace", None)
    return found
