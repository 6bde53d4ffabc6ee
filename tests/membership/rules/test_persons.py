"""Facts that can and cannot be a member's."""

from __future__ import annotations

from datetime import date

import pytest

from tests.membership.conftest import DAY, facts, number
from zhigong.membership.rules.persons import check_facts


def test_sex_and_birth_are_read_from_the_number():
    found = facts(1, citizen_id=number(2, "19851231"))

    assert (found.sex, found.birth) == ("female", date(1985, 12, 31))
    assert facts(1).sex == "male"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "陈"}, "name"),
        ({"name": "长" * 51}, "name"),
        ({"citizen_id": number(1)[:-1] + ("0" if number(1)[-1] != "0" else "1")}, "citizen_id"),
        ({"citizen_id": "12345"}, "citizen_id"),
        ({"citizen_id": number(1, "20101111")}, "citizen_id"),  # sixteen tomorrow
        ({"citizen_id": number(1, "20270101")}, "citizen_id"),  # not yet born
        ({"mobile": "12345678901"}, "mobile"),
        ({"kind": "new_form"}, "occupation"),
        ({"occupation": "courier"}, "occupation"),
        ({"kind": "new_form", "occupation": "pirate"}, "occupation"),
        ({"kind": "guest"}, "occupation"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changed, field):
    assert check_facts(facts(**changed), DAY).codes == (f"membership.person.{field}",)


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"mobile": ""},
        {"mobile": "+86 １９９ 0003 0001"},
        {"kind": "new_form", "occupation": "courier"},
        {"name": "阿依古丽·买买提"},
        {"citizen_id": number(1, "20101110")},  # sixteen today
    ],
)
def test_what_can_be_is_allowed(changed):
    assert check_facts(facts(**changed), DAY).codes == ()
