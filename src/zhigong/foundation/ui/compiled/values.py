"""What stands in a tag or between braces, as a function of the context.

The answers are Django's (``django.template.base.Variable`` and ``FilterExpression``). The short way
here knows the usual things: a name of the context, keys of a dict, attributes, methods without
arguments. Whatever fails on it is asked again in Django's own way, which decides what it means.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from html import escape
from typing import Any

from django.conf import settings
from django.template import Context, VariableDoesNotExist
from django.template.base import FilterExpression, Variable, render_value_in_context
from django.template.smartif import TokenBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeData, SafeString, mark_safe

Value = Callable[[Context], Any]


class Missing:
    """Nothing of that name: not ``None``, which a template may test for."""


MISSING = Missing()
SPECIAL = re.compile("[&<>\"']").search


def variable(one: Variable) -> Value:
    """A name with its dotted way; ``MISSING`` where it leads nowhere."""
    if one.lookups is None or one.translate:
        return lambda _context: one.resolve({})
    first, *rest = one.lookups
    way = [(bit, not bit.isdigit() and not hasattr(dict, bit)) for bit in rest]

    def find(context: Context) -> Any:
        for names in reversed(context.dicts):
            if first in names:
                break
        else:
            return _djangos_way(one, context) if hasattr(context, first) else MISSING
        try:
            found = names[first]
            if callable(found):
                found = _called(found)
            return _follow(found, way) if way else found
        except Exception:  # whatever a look-up raises, Django's own resolving decides what it means
            return _djangos_way(one, context)

    return find


def _follow(current: Any, way: list[tuple[str, bool]]) -> Any:
    """The end of a dotted way; raises whatever Django's way had better look into.

    Beside each part stands whether a dict can know it as a key and as nothing else.
    """
    for bit, only_a_key in way:
        kind = type(current)
        if kind is dict:
            if bit in current:
                current = current[bit]
            elif only_a_key:
                return MISSING
            else:
                raise LookupError(bit)
        elif current is None:
            return MISSING
        else:
            has_items = HAS_ITEMS.get(kind)
            if has_items is None:
                has_items = HAS_ITEMS[kind] = hasattr(kind, "__getitem__")
            current = _item_or_attribute(current, bit) if has_items else getattr(current, bit)
        if callable(current):
            current = _called(current)
    return current


HAS_ITEMS: dict[type[Any], bool] = {}
"""Whether values of a class are asked by key first; found out once a class."""


def _item_or_attribute(current: Any, bit: str) -> Any:
    try:
        return current[bit]
    except (TypeError, AttributeError, KeyError, ValueError, IndexError):
        return getattr(current, bit)


def _called(current: Any) -> Any:
    if getattr(current, "do_not_call_in_templates", False):
        return current
    if getattr(current, "alters_data", False):
        raise LookupError("a template changes nothing")
    return current()


def _djangos_way(one: Variable, context: Context) -> Any:
    try:
        return one.resolve(context)
    except VariableDoesNotExist:
        return MISSING


WRITTEN = {"True": True, "False": False, "None": None}


def is_constant(one: FilterExpression) -> bool:
    """Words or a number without filters: the same on every page of a language."""
    if one.filters:
        return False
    return not one.is_var or one.var.lookups is None or one.var.var in WRITTEN


def constant(one: FilterExpression) -> Any:
    """The value of a constant; translated words in the language active now."""
    value = one.resolve(Context())
    return str(value) if isinstance(value, Promise) else value


def expression(one: FilterExpression, *, missing: Any = "") -> Value:
    """A value with its filters; ``missing`` is what filters are given where there is none."""
    if is_constant(one):
        value = constant(one)
        return lambda _context: value
    start = variable(one.var) if one.is_var else _always(one.var)
    steps = [_filter(function, given) for function, given in one.filters]
    if not steps:

        def plain(context: Context) -> Any:
            value = start(context)
            return missing if value is MISSING else value

        return plain

    def filtered(context: Context) -> Any:
        value = start(context)
        if value is MISSING:
            value = missing
        for step in steps:
            value = step(value, context)
        return value

    return filtered


def _always(value: Any) -> Value:
    return lambda _context: value


def _filter(function: Any, given: list[tuple[bool, Any]]) -> Callable[[Any, Context], Any]:
    """One filter with its arguments, and with what Django asks of it at each call asked now."""
    is_safe = getattr(function, "is_safe", False)
    local = getattr(function, "expects_localtime", False)
    autoescape = getattr(function, "needs_autoescape", False)
    arguments = [_argument(is_variable, value) for is_variable, value in given]
    if getattr(function, "same_again", False):
        function = _remembering(function)
    if not (is_safe or local or autoescape):
        if not arguments:
            return lambda value, _context: function(value)
        if len(arguments) == 1:
            only = arguments[0]
            return lambda value, context: function(value, only(context))

    def step(value: Any, context: Context) -> Any:
        if local:
            value = timezone.template_localtime(value, context.use_tz)  # type: ignore[attr-defined]  # missing in the stubs
        named = {"autoescape": context.autoescape} if autoescape else {}
        made = function(value, *[one(context) for one in arguments], **named)
        return mark_safe(made) if is_safe and isinstance(value, SafeData) else made  # noqa: S308 (as Django: a safe filter of what was safe)

    return step


def _remembering(function: Any) -> Any:
    """The filter with its latest answers, in the language that is active now.

    Typed: text that is safe and the same text that is not are two things to say.
    """
    kept = lru_cache(maxsize=2048, typed=True)(function)

    def answer(*values: Any) -> Any:
        try:
            return kept(*values)
        except TypeError:  # a value without hash, or one the filter does not take
            return function(*values)

    return answer


def _argument(is_variable: bool, value: Any) -> Value:
    if not is_variable:
        safe = mark_safe(value)  # noqa: S308 (as Django does: it stands in the template itself)
        return lambda _context: safe
    if value.lookups is None:
        return lambda context: value.resolve(context)
    found = variable(value)

    def argument(context: Context) -> Any:
        one = found(context)
        return value.resolve(context) if one is MISSING else one  # which says what is missing

    return argument


def printed(value: Any, context: Context) -> str:
    """As it stands on the page: escaped unless it is safe, numbers and days in the reader's form."""
    if isinstance(value, SafeString):
        return value
    kind = type(value)
    if kind is str:
        return escape(value) if context.autoescape and SPECIAL(value) else value
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return str(value)
    return str(render_value_in_context(value, context))


def condition(one: TokenBase) -> Value:
    """What ``{% if %}`` asks; like there, a comparison that cannot be made is false."""
    kind = getattr(one, "id", "")
    if kind == "literal":
        return expression(one.value, missing=None)
    first = condition(one.first)
    if kind == "not":
        return _guarded(lambda context: not first(context))
    second = condition(one.second)
    return _guarded(COMPARED[kind](first, second))


def _guarded(asked: Value) -> Value:
    def ask(context: Context) -> Any:
        try:
            return asked(context)
        except Exception:  # as Django's {% if %}: a condition that cannot be asked is not met
            return False

    return ask


COMPARED: dict[str, Callable[[Value, Value], Value]] = {
    "or": lambda x, y: lambda c: x(c) or y(c),
    "and": lambda x, y: lambda c: x(c) and y(c),
    "in": lambda x, y: lambda c: x(c) in y(c),
    "not in": lambda x, y: lambda c: x(c) not in y(c),
    "is": lambda x, y: lambda c: x(c) is y(c),
    "is not": lambda x, y: lambda c: x(c) is not y(c),
    "==": lambda x, y: lambda c: x(c) == y(c),
    "!=": lambda x, y: lambda c: x(c) != y(c),
    ">": lambda x, y: lambda c: x(c) > y(c),
    ">=": lambda x, y: lambda c: x(c) >= y(c),
    "<": lambda x, y: lambda c: x(c) < y(c),
    "<=": lambda x, y: lambda c: x(c) <= y(c),
}
