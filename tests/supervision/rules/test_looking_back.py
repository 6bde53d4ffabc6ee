"""The sample that is looked back upon, and reminders that are owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from zhigong.supervision.rules.duedates import marks, reminder_at, reminders
from zhigong.supervision.rules.looking_back import months_to_sample, sample


def test_one_in_five_is_drawn_and_at_least_one():
    numbers = [f"DB2026-{n:04d}" for n in range(1, 12)]

    assert len(sample(numbers)) == 3
    assert len(sample(numbers[:1])) == 1
    assert sample([]) == ()


def test_the_draw_is_the_same_whoever_draws():
    numbers = [f"DB2026-{n:04d}" for n in range(1, 12)]

    assert sample(numbers) == sample(numbers[::-1])


def test_months_whose_matters_can_all_be_looked_back_upon():
    assert months_to_sample(date(2026, 11, 28)) == (
        (date(2026, 7, 1), date(2026, 7, 31)),
        (date(2026, 6, 1), date(2026, 6, 30)),
    )


@pytest.mark.parametrize(
    ("mark", "number", "copied"),
    [(15, 1, False), (7, 2, False), (3, 3, True), (0, 4, True), (-3, 5, True), (-9, 7, True)],
)
def test_reminders_are_counted_and_the_third_is_copied_to_the_leader(mark, number, copied):
    assert reminder_at(mark) == (number, copied)


def test_marks_agree_with_the_days_of_the_rule():
    due = date(2026, 12, 1)
    days = [due - timedelta(days=mark) for mark in marks(30)]

    assert days == [r.day for r in reminders(due, until=due + timedelta(days=30))]
