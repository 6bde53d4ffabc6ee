from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from jinja2 import UndefinedError

from zhigong.foundation.documents.paper import Paper
from zhigong.foundation.documents.template import render_template


@pytest.fixture
def template(tmp_path: Path) -> Path:
    paper = Paper()
    paper.title("{{ title }}")
    paper.text(
        "{{ case.worker }}于{{ day|dated }}申请。{% for item in items %}{{ item }}；{% endfor %}"
    )
    path = tmp_path / "agreement.docx"
    path.write_bytes(paper.content())
    return path


def text_of(content: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)


def test_the_places_are_filled(template: Path) -> None:
    content = render_template(
        template,
        {
            "title": "调解协议书",
            "case": {"worker": "陈会员"},
            "day": date(2026, 6, 1),
            "items": ["甲", "乙"],
        },
    )

    assert text_of(content).strip() == "调解协议书\n陈会员于2026年6月1日申请。甲；乙；"


def test_what_people_type_is_text_and_nothing_else(template: Path) -> None:
    nasty = "</w:t>{{ 7*7 }} <b>&\x00\x0b\n第二行"
    content = render_template(
        template,
        {"title": nasty, "case": {"worker": nasty}, "day": date(2026, 6, 1), "items": []},
    )

    assert text_of(content).startswith("</w:t>{{ 7*7 }} <b>&\n第二行")


def test_a_place_that_is_not_filled_is_an_error(template: Path) -> None:
    with pytest.raises(UndefinedError):
        render_template(template, {"title": "x", "case": {}, "day": date(2026, 6, 1), "items": []})
