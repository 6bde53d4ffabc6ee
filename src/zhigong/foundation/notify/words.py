"""A kept message in the language of the moment, its places filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

WORDS = "_words"


def spoken(text: str, params: Mapping[str, Any]) -> str:
    """``text`` translated and filled; parameters named ``…_words`` are translated too."""
    if not params:
        return gettext(text)
    filled = {k: gettext(v) if k.endswith(WORDS) and v else v for k, v in params.items()}
    return gettext(text) % filled
