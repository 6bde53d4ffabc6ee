"""The calendar on 今天: which week is shown, and the way to others."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.portal.web.week import monday_shown, week_title

WEDNESDAY, SATURDAY, SUNDAY = date(2026, 11, 25), date(2026, 11, 28), date(2026, 11, 29)
THIS, NEXT = date(2026, 11, 23), date(2026, 11, 30)


@pytest.mark.parametrize(
    ("asked", "day", "monday"),
    [
        ("", WEDNESDAY, THIS),
        ("", SATURDAY, NEXT),  # nobody plans the week that is over
        ("", SUNDAY, NEXT),
        ("2026-11-25", SUNDAY, THIS),
        ("2026-12-09", WEDNESDAY, date(2026, 12, 7)),
        ("2026-13-45", WEDNESDAY, THIS),
        ("next", WEDNESDAY, THIS),
        ("0001-01-01", WEDNESDAY, THIS),
        ("9999-12-31", WEDNESDAY, THIS),
    ],
)
def test_the_week_shown_is_the_one_asked_for_or_the_one_to_plan(asked, day, monday):
    assert monday_shown(asked, day) == monday


@pytest.mark.parametrize(
    ("monday", "title"),
    [(THIS, "本周调解"), (NEXT, "下周调解"), (date(2026, 11, 16), "11月16日至11月22日的调解")],
)
def test_the_week_is_named_as_people_name_it(monday, title):
    assert week_title(monday, WEDNESDAY) == title
