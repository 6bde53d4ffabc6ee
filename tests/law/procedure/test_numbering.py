"""民事诉讼法 was renumbered from 2022 and again from 2024: a period is cited by the number of its time."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.law.core.norms import article
from zhigong.law.procedure.deadlines import cited_article

NUMBERS = [  # now, in 2022 and 2023, before 2022
    (85, 85, 82),
    (152, 152, 149),
    (164, 164, 161),
    (168, 168, 162),
    (171, 171, 164),
    (183, 183, 176),
    (187, 187, 180),
    (205, 201, 194),
    (226, 222, 215),
    (227, 223, 216),
    (250, 246, 239),
]


@pytest.mark.parametrize(("now", "between", "before"), NUMBERS)
def test_an_article_is_cited_by_its_number_of_the_day(now: int, between: int, before: int) -> None:
    days = {
        date(2024, 1, 1): now,
        date(2023, 12, 31): between,
        date(2022, 1, 1): between,
        date(2021, 12, 31): before,
    }
    for day, number in days.items():
        assert cited_article("CPL", now, on=day).text == article("CPL", number).text


def test_other_laws_keep_their_numbers() -> None:
    assert cited_article("LDMA", 27, 1, on=date(2010, 1, 1)) is article("LDMA", 27, paragraph=1)
