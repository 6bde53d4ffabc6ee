"""The one library of the platform's templates; settings load it as a builtin."""

from __future__ import annotations

from django.template import Library
from django.template.context import Context

from zhigong.foundation.ui import catalogue, filters
from zhigong.foundation.ui.alone import compile_alone
from zhigong.foundation.ui.frame import Frame, frame_of

register = Library()
catalogue.declare(register)
filters.add_filters(register)
register.tag("alone", compile_alone)


@register.simple_tag(takes_context=True)
def frame(context: Context) -> Frame:
    """What stands around a page: navigation, modes, language, person."""
    return frame_of(context.get("request"))
