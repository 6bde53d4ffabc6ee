"""What stands around every answer: policy, language, messages, and where an address leads."""

from __future__ import annotations

import pytest
from django.contrib.messages import add_message, constants
from django.http import Http404, HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from zhigong.config.wsgi import Handler
from zhigong.foundation.web.policy import PolicyMiddleware
from zhigong.foundation.web.said import SaidStorage

POLICY = "Content-Security-Policy"


def answered(status: int = 200, **headers: str) -> HttpResponse:
    return HttpResponse("", status=status, headers=headers)


def test_every_answer_carries_the_policy_of_the_settings(settings, client, db):
    for path in ("/", "/no-such-page", "/sign-in"):
        policy = client.get(path)[POLICY]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy


def test_an_answer_with_a_stricter_policy_keeps_it():
    strict = {POLICY: "default-src 'none'"}
    asked = PolicyMiddleware(lambda request: HttpResponse("", headers=strict))
    assert asked(RequestFactory().get("/"))[POLICY] == "default-src 'none'"


@pytest.mark.parametrize(("debug", "status"), [(True, 200), (False, 404), (False, 500)])
def test_only_the_pages_for_authors_go_without(settings, debug, status):
    settings.DEBUG = debug
    asked = PolicyMiddleware(lambda request: answered(status))
    assert POLICY in asked(RequestFactory().get("/"))


def test_a_page_says_its_language_and_what_it_depends_on(client, db):
    client.cookies["zhigong_language"] = "en"
    page = client.get("/")
    assert page["Content-Language"] == "en"
    assert "Accept-Language" in page["Vary"]
    client.cookies.clear()
    assert client.get("/", headers={"accept-language": "en"})["Content-Language"] == "en"
    assert client.get("/")["Content-Language"] == "zh-hans"
    client.cookies["zhigong_language"] = "klingon"
    assert client.get("/")["Content-Language"] == "zh-hans"


def test_a_language_that_was_chosen_is_forgotten_with_the_page(client, db):
    client.cookies["zhigong_language"] = "en"
    assert "Sign in" in client.get("/").content.decode()
    client.cookies.clear()
    assert "Sign in" not in client.get("/").content.decode()


def test_a_cookie_of_messages_is_taken_away_only_from_who_has_one():
    request = RequestFactory().get("/")
    bare = answered()
    SaidStorage(request).update(bare)
    assert not bare.cookies

    request._messages = SaidStorage(request)
    add_message(request, constants.SUCCESS, "已受理")
    told = answered()
    request._messages.update(told)
    request.COOKIES["messages"] = told.cookies["messages"].value

    storage, after = SaidStorage(request), answered()
    assert [str(one) for one in storage] == ["已受理"]
    storage.update(after)
    assert after.cookies["messages"].value == ""


def test_an_address_leads_where_the_patterns_say_each_time():
    handler = Handler()
    for path in ("/cases/7/", "/cases/8/", "/cases/7/", "/healthz"):
        request = RequestFactory().get(path)
        found = handler.resolve_request(request)
        expected = resolve(path)
        assert (found.func, found.kwargs) == (expected.func, expected.kwargs)
        assert request.resolver_match is found
    for _ in range(2):
        with pytest.raises(Http404):
            handler.resolve_request(RequestFactory().get("/no-such-page/at/all"))
