from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from django.utils import translation


@pytest.fixture
def drawn() -> Callable[..., str]:
    """Draw a piece of template with a context, as a page would; space that HTML folds is folded."""

    def draw(source: str, **context: Any) -> str:
        html = engines["django"].from_string(source).render(context)
        return re.sub(r"(?<=>) | (?=<)", "", re.sub(r"\s+", " ", html))

    return draw


@pytest.fixture(autouse=True)
def in_chinese() -> Any:
    with translation.override("zh-hans"):
        yield
