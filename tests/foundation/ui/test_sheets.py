"""Styles and templates under the strict policy, and colours everybody can read."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.template import engines

SRC = Path(__file__).parents[3] / "src/zhigong"
UI = SRC / "foundation/ui"
SHEETS = sorted((UI / "static/ui").glob("*.css"))
SCRIPTS = sorted((UI / "static/ui").glob("*.js"))
PAGES = sorted(SRC.glob("**/templates/**/*.html"))


def tokens(theme: str) -> dict[str, str]:
    """Every colour token in light or dark: ``--x: var(--L, light) var(--D, dark)``."""
    text = (UI / "static/ui/base.css").read_text("utf-8").split('[data-mode="elder"]')[0]
    pairs = re.findall(
        r"--([\w-]+): var\(--L, (#[0-9a-f]+)\) var\(--D, (#[0-9a-f]+)\)", text, re.IGNORECASE
    )
    chosen = {name: (light if theme == "light" else dark) for name, light, dark in pairs}
    return {**chosen, "on-red": "#ffffff"}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def test_contrast_is_computed_as_the_guidelines_say():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


TEXT_PAIRS = [
    (ink, ground)
    for ink in ("ink", "quiet", "link", "red-ink")
    for ground in ("ground", "surface", "sunken")
]
TEXT_PAIRS += [(tone, f"{tone}-wash") for tone in ("wait", "run", "good", "warn", "late", "gold")]
TEXT_PAIRS += [(tone, "surface") for tone in ("wait", "run", "good", "warn", "late", "gold")]
TEXT_PAIRS += [("ink", f"{tone}-wash") for tone in ("run", "good", "warn", "late")]
TEXT_PAIRS += [
    ("on-red", "red"),
    ("red-ink", "red-wash"),
    ("quiet", "red-wash"),
    ("ink", "red-wash"),
]
TEXT_PAIRS += [("quiet", f"{tone}-wash") for tone in ("run", "warn", "late")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_can_be_read(theme, ink, ground):
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_a_control_can_be_seen(theme):
    colours = tokens(theme)
    assert contrast(colours["edge"], colours["surface"]) >= 3


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_sheet_loads_nothing_from_elsewhere(sheet):
    text = sheet.read_text("utf-8")
    assert "@import" not in text
    assert re.findall(r"url\((?![\"']?data:)", text) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_colours_are_tokens(sheet):
    """Outside base.css only paper white, ink black and the red of a printed heading are literal."""
    if sheet.name in ("base.css", "print.css"):
        return
    text = re.sub(r"url\([^)]*\)|/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    literal = set(re.findall(r"#[0-9a-f]{3,8}\b", text, re.IGNORECASE))
    assert literal <= {"#fff", "#000", "#0000", "#b3261e", "#0f131799"}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_behaviour_is_small_and_safe(script):
    text = script.read_text("utf-8")
    assert len(text.splitlines()) <= 100
    for forbidden in ("innerHTML", "eval(", "new Function", "document.write", "http:", "https:"):
        assert forbidden not in text


INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:|<base\b", re.IGNORECASE
)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_template_carries_script_or_style(page):
    text = re.sub(r"{#.*?#}|{%.*?%}", "", page.read_text("utf-8"), flags=re.DOTALL)
    assert INLINE.findall(text) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(SRC)))
def test_no_template_loads_from_elsewhere(page):
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", page.read_text("utf-8")) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(SRC)))
def test_every_template_uses_components_as_they_are_declared(page):
    engines["django"].get_template(str(page).split("/templates/", 1)[1])


HAN = re.compile(r"[\u4e00-\u9fff]+")


@pytest.mark.parametrize(
    "page", sorted((UI / "templates").rglob("*.html")), ids=lambda path: path.name
)
def test_every_word_of_our_templates_can_be_translated(page):
    text = page.read_text("utf-8")
    text = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", text, flags=re.DOTALL)
    text = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)
    text = re.sub(r'{% translate ".*?" %}|_\(".*?"\)', "", text, flags=re.DOTALL)
    assert HAN.findall(text) == (["中文"] if page.name == "mode_switch.html" else [])


def test_the_english_catalogue_is_complete():
    catalogue = polib.pofile(str(UI / "locale/en/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    for entry in catalogue:
        said = entry.msgstr or "".join(entry.msgstr_plural.values())
        assert set(re.findall(r"%\(\w+\)s", entry.msgid)) == set(re.findall(r"%\(\w+\)s", said))
