"""Navigation, preferences and frames: everybody sees what he may use, in the form he asked for."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from zhigong.foundation.ui import frame as frame_module
from zhigong.foundation.ui import navigation
from zhigong.foundation.ui.checks import places_lead_somewhere
from zhigong.foundation.ui.frame import frame_of, tell
from zhigong.foundation.ui.preferences import preferences_of
from zhigong.kernel.actor import Actor, Grant

OFFICER = Actor(id=7, label="李调解", grants=(Grant("mediation.view", "1/"),))


@pytest.fixture(autouse=True)
def own_places(monkeypatch):
    monkeypatch.setattr(navigation, "PLACES", {})
    monkeypatch.setattr("zhigong.foundation.ui.checks.PLACES", {})
    monkeypatch.setattr(frame_module, "TELLERS", {})
    navigation.forget()
    yield
    navigation.forget()


def asked(path: str = "/", actor: Actor | None = None):
    request = RequestFactory().get(path)
    if actor is not None:
        request.actor = actor
    return request


def keys(area: str, request) -> list[str]:
    return [one.key for one in navigation.shown_in(area, request)]


def test_a_place_is_shown_to_whom_it_is_granted():
    navigation.place("cases", "案件", "ui:gallery", "scale", capability="mediation.view")
    assert keys("desk", asked(actor=OFFICER)) == ["cases"]
    assert keys("desk", asked()) == []
    assert keys("desk", None) == []


def test_places_for_people_signed_in_or_not():
    navigation.place("in", "登录", "ui:gallery", "user", area="account", signed="out")
    navigation.place("out", "退出", "ui:gallery", "logout", area="account", signed="in")
    assert keys("account", asked()) == ["in"]
    assert keys("account", asked(actor=OFFICER)) == ["out"]


def test_places_stand_in_their_order():
    navigation.place("b", "乙", "ui:gallery", "scale", order=20)
    navigation.place("a", "甲", "ui:gallery", "scale", order=30)
    assert keys("desk", asked()) == ["b", "a"]


def test_the_place_a_page_belongs_to_is_marked():
    urls = ["/cases/", "/cases/calendar/", "/my", "/"]
    for path, expected in [
        ("/cases/12/", "/cases/"),
        ("/cases/calendar/", "/cases/calendar/"),
        ("/mystery", ""),
        ("/my/rooms", "/my"),
        ("/", "/"),
        ("/elsewhere", ""),
    ]:
        assert navigation.current_of(urls, path) == expected


def test_what_waits_there_is_counted_by_its_module():
    navigation.place("a", "甲", "ui:gallery", "scale", count=lambda request: 38)
    assert [one.count for one in navigation.shown_in("desk", asked())] == [38]


def test_a_place_that_leads_nowhere_is_told_at_start_and_not_shown(monkeypatch):
    navigation.place("gone", "没有", "nowhere:list", "scale")
    monkeypatch.setattr("zhigong.foundation.ui.checks.PLACES", navigation.PLACES)
    assert [one.id for one in places_lead_somewhere()] == ["ui.W001"]
    assert keys("desk", asked()) == []


def test_a_place_may_be_named_only_once_and_only_known_things_are_told():
    navigation.place("a", "甲", "ui:gallery", "scale")
    with pytest.raises(AssertionError):
        navigation.place("a", "乙", "ui:gallery", "scale")
    with pytest.raises(AssertionError):
        tell(weather=lambda request: "fine")


def test_the_frame_tells_what_higher_modules_told_it():
    tell(inbox_count=lambda request: 7, person_name=lambda request: "李调解")
    around = frame_of(asked(actor=OFFICER)).around
    assert (around.inbox_count, around.person, around.signed_in) == (7, "李调解", True)


def test_a_page_without_request_has_a_plain_frame():
    around = frame_of(None).around
    assert (around.inbox_count, around.person, around.here) == (0, "", "/")
    assert around.places.worker == around.places.desk == ()


def test_four_places_for_the_thumb():
    for at in range(6):
        navigation.place(
            f"p{at}", "甲", "ui:gallery", "home", area="worker", bottom=at != 2, order=at
        )
    places = frame_of(asked()).around.places
    assert [one.key for one in places.worker_bottom] == ["p0", "p1", "p3", "p4"]


def test_one_of_four_places_is_the_persons_own():
    for at in range(6):
        navigation.place(f"p{at}", "甲", "ui:gallery", "home", bottom=True, order=at)
    navigation.place("me", "我", "ui:gallery", "user", area="account", bottom=True)
    places = navigation.places_of(asked())
    assert [one.key for one in places.desk_bottom] == ["p0", "p1", "p2", "me"]


def test_places_are_the_same_object_for_the_same_reader_and_never_anothers():
    navigation.place("cases", "案件", "ui:gallery", "scale", capability="mediation.view")
    other = Actor(id=8, label="王", grants=(Grant("org.read", "1/"),))
    mine, theirs = (navigation.places_of(asked(actor=one)) for one in (OFFICER, other))
    assert mine is navigation.places_of(asked(actor=OFFICER))
    assert (len(mine.desk), len(theirs.desk)) == (1, 0)


def test_a_number_that_changed_is_shown():
    numbers = iter([1, 2])
    navigation.place("a", "甲", "ui:gallery", "scale", count=lambda request: next(numbers))
    shown = [navigation.shown_in("desk", asked())[0].count for _ in range(2)]
    assert shown == [1, 2]


@pytest.mark.parametrize(
    ("sent", "cookie", "kept"),
    [
        ({"mode": "elder"}, "zhigong_mode", "elder"),
        ({"theme": "dark"}, "zhigong_theme", "dark"),
        ({"language": "en"}, "zhigong_language", "en"),
    ],
)
def test_a_choice_is_remembered_and_leads_back(sent, cookie, kept):
    answer = Client().post(reverse("ui:preferences"), {**sent, "next": "/ui/?a=1"})
    assert (answer.status_code, answer["Location"]) == (302, "/ui/?a=1")
    assert answer.cookies[cookie].value == kept
    assert answer.cookies[cookie]["httponly"]


@pytest.mark.parametrize("sent", [{"mode": "huge"}, {"theme": "pink"}, {"language": "xx"}, {}])
def test_a_choice_that_is_none_sets_nothing(sent):
    assert not Client().post(reverse("ui:preferences"), sent).cookies


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:1"])
def test_the_way_back_never_leaves_this_site(elsewhere):
    answer = Client().post(reverse("ui:preferences"), {"mode": "elder", "next": elsewhere})
    assert answer["Location"] == "/"


def test_choosing_by_a_link_is_refused():
    assert Client().get(reverse("ui:preferences")).status_code == 405


def test_cookies_nobody_set_are_taken_as_the_default():
    request = asked()
    request.COOKIES.update(zhigong_mode="<b>", zhigong_theme="mauve")
    chosen = preferences_of(request)
    assert (chosen.mode, chosen.theme) == ("plain", "system")
