"""One box over what the actor may see."""

from __future__ import annotations

import pytest

from tests.identity import people
from tests.membership.conftest import facts, member, number, place  # noqa: F401
from tests.people import acting_as, the_day  # noqa: F401

pytestmark = pytest.mark.django_db


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_members_and_unions_are_found_by_who_may_see_them(member, place):  # noqa: F811
    first = people.signed_in(place.first)
    for words in ("陈会员", "chy", "0001", number(1)):
        assert f'href="/members/{member.person_id}/"' in text(first.get("/search/", {"q": words}))
    page = text(first.get("/search/", {"q": "晴川物流"}))
    assert place.one.get_absolute_url() in page


def test_others_find_nothing(member, place):  # noqa: F811
    second = people.signed_in(place.second)
    assert "没有找到" in text(second.get("/search/", {"q": "陈会员"}))
    assert "没有找到" in text(second.get("/search/", {"q": number(1)}))


def test_the_desk_has_the_box_and_a_worker_has_not(member, place):  # noqa: F811
    first = people.signed_in(place.first)
    worker = people.signed_in(people.worker("19900031234"))

    assert 'action="/search/"' in text(first.get("/members/"))
    assert worker.get("/search/").status_code == 404
    assert facts().name not in text(first.get("/search/"))
