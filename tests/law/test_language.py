"""The words of another language: the law's own, the kernel's, and Chinese where there are none."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from zhigong.law import language
from zhigong.law.core.result import same
from zhigong.law.language import CATALOGUES, KERNEL, translator


@pytest.mark.parametrize("chinese", ["", "zh", "zh-hans", "ZH-CN"])
def test_chinese_is_the_messages_themselves(chinese: str) -> None:
    assert translator(chinese) is same


def test_a_language_without_a_catalogue_leaves_words_in_chinese() -> None:
    assert translator("xx")("结论") == "结论"


def test_both_catalogues_lie_where_they_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for place in (CATALOGUES, KERNEL):
        assert (place / "en" / "LC_MESSAGES" / "django.po").exists()
    asked: list[Path] = []

    def looked_up(domain: str, place: Path, **options: object) -> gettext.NullTranslations:
        asked.append(place)
        return gettext.NullTranslations()

    monkeypatch.setattr(language.gettext, "translation", looked_up)
    translator.__wrapped__("en")
    assert asked == [CATALOGUES, KERNEL]
