"""Every list asked with what nobody would type: an answer in words, never an error of ours."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.identity import people
from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM
from zhigong.org.actions.founding import found_federation

LISTS = (
    "/cases/", "/accounts/", "/org/", "/members/", "/supervision/tasks/", "/supervision/",
    "/governance/", "/parameters/", "/search/", "/today/", "/workforce/", "/notices/", "/progress/",
    "/calculate/", "/me", "/audit/",
)  # fmt: skip
ROLES = (
    "administrator", "duty_supervisor", "membership_officer", "supervision_officer", "office_officer",
    "leader",
)  # fmt: skip
QUERIES = (
    "q=%27%22%3Cscript%3Ealert(1)%3C/script%3E",
    f"q={'x' * 4000}",
    "after=zzz&before=-1&page=-1&sort=nope&as=x",
    f"after={'9' * 60}&before={'9' * 60}&year={'9' * 30}",
    "state=nope&day=2026-99-99&week=2026-W99&month=13&from=2026-02-31&unit=../&union=1%2F2",
    "q=%FF%FE%C0",
)


@pytest.fixture
def officer(db: None) -> Client:
    """One who may open every list there is."""
    announce_actor(SYSTEM)
    top = found_federation(name="示范区总工会")
    account = people.officer("all", "王主任")
    for role in ROLES:
        people.granted(account, role, top.path)
    return people.signed_in(account)


@pytest.mark.parametrize("address", LISTS)
def test_a_hostile_query_is_passed_over_or_answered_in_words(officer, address):
    assert officer.get(address).status_code == 200

    answers = [officer.get(f"{address}?{query}") for query in QUERIES]

    assert [a.status_code for a in answers if a.status_code not in {200, 302, 400, 404, 422}] == []
    assert not any(b"<script>alert(1)" in a.content for a in answers)


@pytest.mark.parametrize("address", LISTS)
def test_what_no_database_keeps_is_a_bad_request(officer, address):
    answer = officer.get(f"{address}?q=%00")

    assert answer.status_code == 400
    assert "这个请求没有看懂" in answer.content.decode()
