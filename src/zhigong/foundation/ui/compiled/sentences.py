"""Sentences with places (``blocktranslate``): looked up once a language, filled in for each page."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.template import Context, Engine
from django.templatetags.i18n import BlockTranslateNode
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from zhigong.foundation.ui.compiled.values import Value, expression, printed

COUNTED = (int, float, Decimal)


def sentence(node: BlockTranslateNode, engine: Engine) -> Callable[[Context], str] | None:
    """The node as a function, for the language that is active now; ``None`` where it says more than
    names, a count and what stands beside ``asvar``."""
    if node.message_context or engine.string_if_invalid:
        return None
    asked: Any = node  # whose parts the stubs do not know
    text_for, names = _text(asked)
    given = [(name, expression(value)) for name, value in asked.extra_context.items()]
    count: Value | None = None if asked.counter is None else expression(asked.counter)

    def draw(context: Context) -> str:
        own = {name: value(context) for name, value in given}
        number = None
        if count is not None:
            number = own[asked.countervar] = count(context)
        context.dicts.append(own)
        try:
            said = text_for(number) % {name: _place(name, context) for name in names}
        except (KeyError, ValueError, TypeError):  # Django says what is wrong with it
            said = None
        finally:
            context.dicts.pop()
        if said is None:
            return str(node.render(context))
        if not asked.asvar:
            return said
        context[asked.asvar] = SafeString(said)
        return ""

    return draw


def _text(node: Any) -> tuple[Callable[[Any], str], tuple[str, ...]]:
    """The translated sentence by its number, and the names of its places."""
    singular, names = node.render_token_list(node.singular)
    if node.counter is None:
        said = gettext(singular)
        return lambda _number: said, tuple(names)
    plural, more = node.render_token_list(node.plural)

    @lru_cache(maxsize=128)
    def counted(number: float | Decimal) -> str:
        if not isinstance(number, COUNTED):
            raise TypeError(number)
        return ngettext(singular, plural, number)  # type: ignore[arg-type]  # as Django calls it

    return counted, tuple(dict.fromkeys([*names, *more]))


def _place(name: str, context: Context) -> str:
    return printed(context[name], context) if name in context else ""
