"""The three smallest components, drawn in Python: a page of a table has hundreds of them.

A template each cost a third of the case list's time. Their contract stays in ``catalogue``; what
they draw is here, escaped like a template would.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.templatetags.static import static
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


@cache
def sprite_url() -> str:
    return static("ui/icons.svg")


@lru_cache(maxsize=1024)  # a label may be anything; the rest is few
def icon_html(name: str, label: str = "", tone: str = "", kind: str = "") -> SafeString:
    """A drawing of the sprite: with a label for readers, or hidden from them."""
    kinds = f"icon {kind}" if kind else "icon"
    toned = f' data-tone="{conditional_escape(tone)}"' if tone else ""
    named = (
        f' role="img" aria-label="{conditional_escape(label)}"' if label else ' aria-hidden="true"'
    )
    return SafeString(
        f'<svg class="{conditional_escape(kinds)}"{toned}{named}>'
        f'<use href="{sprite_url()}#{conditional_escape(name)}" /></svg>'
    )


def icon(values: dict[str, Any]) -> SafeString:
    return icon_html(
        str(values["name"]), str(values["label"]), str(values["tone"]), str(values["kind"])
    )


def badge(values: dict[str, Any]) -> SafeString:
    """A state: tone, icon and word."""
    label = values["label"]
    if not isinstance(label, str):
        label = str(label)
    return badge_html(label, str(values["tone"]), str(values["icon"]))


@lru_cache(maxsize=1024, typed=True)  # typed: safe text and the same text unsafe are two labels
def badge_html(label: str, tone: str, icon_name: str) -> SafeString:
    return SafeString(
        f'<span class="badge" data-tone="{conditional_escape(tone)}">'
        f"{icon_html(icon_name)}{conditional_escape(label)}</span>"
    )


def cell(values: dict[str, Any]) -> SafeString:
    """One cell of a table; its column's name stands beside it where the table is folded."""
    tag, scope = ("th", ' scope="row"') if values["head"] else ("td", "")
    label = values["label"]
    named = f' data-label="{conditional_escape(label)}"' if label else ""
    kinds = [k for k, on in (("num", values["numeric"]), ("fold-away", values["fold_away"])) if on]
    classed = f' class="{" ".join(kinds)}"' if kinds else ""
    return SafeString(f"<{tag}{scope}{named}{classed}>{values['children']}</{tag}>")
