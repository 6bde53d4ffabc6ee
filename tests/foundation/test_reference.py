from __future__ import annotations

from pathlib import Path

from zhigong.foundation.reference import ENGINES, engines_page

ROOT = Path(__file__).resolve().parents[2]


def test_the_page_of_engines_is_printed_from_them() -> None:
    assert (ROOT / "docs/reference/engines.md").read_text("utf-8") == engines_page()


def test_every_engine_says_what_it_is_for() -> None:
    page = engines_page()

    assert all(f"## {name}\n\n{name.capitalize()}: " in page for name in ENGINES)
