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
from operator import attrgetter
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


def variable(one: Variable, missing: Any = MISSING) -> Value:
    """A name with its dotted way; ``missing`` where it leads nowhere."""
    if one.lookups is None or one.translate:
        return lambda _context: one.resolve({})
    first, *rest = one.lookups
    follow = _way(rest)

    def find(context: Context) -> Any:
        for names in reversed(context.dicts):
            if first in names:
                break
        else:
            return _djangos_way(one, context, missing) if hasattr(context, first) else missing
        try:
            found = names[first]
            if callable(found):
                found = _called(found)
            found = follow(found) if follow is not None else found
        except Exception:  # whatever a look-up raises, Django's own resolving decides what it means
            return _djangos_way(one, context, missing)
        return missing if found is MISSING else found

    return find


def _way(bits: list[str]) -> Callable[[Any], Any] | None:
    """What follows a dotted way to its end; it raises whatever Django's way had better look into."""
    steps = [_step(bit) for bit in bits]
    if len(steps) < 2:
        return steps[0] if steps else None

    def follow(current: Any) -> Any:
        for step in steps:
            current = step(current)
            if current is MISSING:
                return MISSING
        return current

    return follow


def _step(bit: str) -> Callable[[Any], Any]:
    """One part of a way: a key of a dict, or an attribute of a thing that is not asked by key."""
    only_a_key = not bit.isdigit() and not hasattr(dict, bit)
    attribute = attrgetter(bit) if bit.isidentifier() else None

    def step(current: Any) -> Any:
        kind = type(current)
        if kind is dict:
            if bit in current:
                found = current[bit]
            elif only_a_key:
                return MISSING
            else:
                raise LookupError(bit)
        elif current is None:
            return MISSING
        elif attribute is not None and BY_ATTRIBUTE[kind]:
            found = attribute(current)
        else:
            found = _item_or_attribute(current, bit)
        return _called(found) if callable(found) else found

    return step


class ByAttribute(dict[type[Any], bool]):
    """Whether no value of a class has an item under a name (texts, lists, tuples of names); found once a class."""

    def __missing__(self, kind: type[Any]) -> bool:
        items = getattr(kind, "__getitem__", None)
        found = self[kind] = items is None or items in NUMBERED
        return found


BY_ATTRIBUTE = ByAttribute()
NUMBERED = (tuple.__getitem__, list.__getitem__, str.__getitem__)


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


def _djangos_way(one: Variable, context: Context, missing: Any) -> Any:
    try:
        return one.resolve(context)
    except VariableDoesNotExist:
        return missing


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
    start = variable(one.var, missing) if one.is_var else _always(one.var)
    for function, given in one.filters:
        start = _filter(start, function, given)
    return start


def _always(value: Any) -> Value:
    return lambda _context: value


def _filter(before: Value, function: Any, given: list[tuple[bool, Any]]) -> Value:
    """One filter of what stands before it, and what Django asks of it at each call asked now."""
    is_safe = getattr(function, "is_safe", False)
    local = getattr(function, "expects_localtime", False)
    autoescape = getattr(function, "needs_autoescape", False)
    arguments = [_argument(is_variable, value) for is_variable, value in given]
    function = remembering(function)
    if not (is_safe or local or autoescape):
        if not arguments:
            return lambda context: function(before(context))
        if len(arguments) == 1:
            only = arguments[0]
            return lambda context: function(before(context), only(context))

    def step(context: Context) -> Any:
        value = before(context)
        if local:
            value = timezone.template_localtime(value, context.use_tz)  # type: ignore[attr-defined]  # missing in the stubs
        named = {"autoescape": context.autoescape} if autoescape else {}
        made = function(value, *[one(context) for one in arguments], **named)
        return mark_safe(made) if is_safe and isinstance(value, SafeData) else made  # noqa: S308 (as Django: a safe filter of what was safe)

    return step


def remembering(function: Any) -> Any:
    """A filter that says the same again, with its latest answers in the language that is active now.

    Typed: text that is safe and the same text that is not are two things to say.
    """
    if not getattr(function, "same_again", False):
        return function
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
        return escape(value) if SPECIAL(value) and context.autoescape else value
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
