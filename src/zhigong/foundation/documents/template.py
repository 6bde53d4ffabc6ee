"""Fill Word templates that a module keeps beside its code (docxtpl)."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate, Listing
from jinja2 import Environment, StrictUndefined

from zhigong.foundation.documents.words import clean, dated


def render_template(path: Path, context: Mapping[str, Any]) -> bytes:
    """The template with its places filled.

    Text may hold anything that people type: markup in it is text, lines stay lines, characters
    that XML cannot hold are dropped. A place that the context does not fill raises
    ``jinja2.UndefinedError``. The filter ``dated`` writes a date as an official document does.
    """
    template = DocxTemplate(path)
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    environment.filters["dated"] = dated
    template.render({key: _safe(value) for key, value in context.items()}, environment)
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


def _safe(value: Any) -> Any:
    """Text made safe wherever it lies within lists and mappings."""
    if isinstance(value, str):
        text = clean(value)
        return Listing(text) if "\n" in text else text
    if isinstance(value, Mapping):
        return {key: _safe(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_safe(inner) for inner in value]
    return value
