"""The pages of signing in and of one's account."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.identity import people
from tests.identity.browsing import NOW, post, sign_in, text, with_app
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.identity.actions.demo import demo_officer, demo_worker
from zhigong.identity.models import Account, SecondFactor, Session
from zhigong.identity.queries import sessions_of
from zhigong.identity.rules.onetime import code_at
from zhigong.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


PUBLIC = Path(__file__).with_name("public_urls.txt")


# Which pages are public


def views(patterns=None, prefix=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from views(one.url_patterns, prefix + str(one.pattern))
        elif isinstance(one, URLPattern):
            yield prefix + str(one.pattern), one.callback


def test_the_public_pages_are_exactly_these():
    public = {url for url, view in views() if not getattr(view, "login_required", True)}
    listed = {line.strip("'") for line in PUBLIC.read_text("utf-8").splitlines()}
    assert public == listed


@pytest.mark.parametrize("url", ["/me", "/accounts/", "/accounts/7", "/org/", "/org/1"])
def test_who_has_not_signed_in_is_asked_to_and_comes_back(url):
    response = Client().get(url)
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/sign-in?next={url.replace('/', '%2F')}",
    )


def test_htmx_is_sent_to_the_sign_in_page_whole():
    response = Client().get("/org/", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"] == "/sign-in?next=%2Forg%2F"


def test_what_was_posted_is_no_page_to_come_back_to():
    assert Client().post("/me").headers["Location"] == "/sign-in"


# Officers


def test_an_officer_without_grave_roles_signs_in_by_password_alone():
    account = people.officer("wang", "王主任")
    people.granted(account, "leader")
    client = Client()

    response = sign_in(client, next="/org/")

    assert response.headers["Location"] == "/org/"
    session = sessions_of(account.pk).get()
    assert not session.strong
    assert client.cookies["zhigong_session"]["max-age"] == ""
    assert client.get("/me").status_code == 200


def test_a_second_factor_is_asked_for_and_opens_the_grants():
    account = people.director()
    secret = with_app(account)
    client = Client()
    with clock.frozen(NOW):
        assert sign_in(client, next="/accounts/").headers["Location"] == "/sign-in/factor"
        assert client.get("/accounts/").status_code == 302
        wrong = post(client, "/sign-in/factor", code="000000")
        assert wrong.status_code == 422
        assert "验证码不对" in text(wrong)

        right = post(client, "/sign-in/factor", code=code_at(secret, NOW))

        assert right.headers["Location"] == "/accounts/"
        assert client.get("/accounts/").status_code == 200
    assert sessions_of(account.pk).get().strong


def test_a_grave_role_enrols_at_the_first_sign_in():
    people.director()
    client = Client()
    with clock.frozen(NOW):
        assert sign_in(client).headers["Location"] == "/sign-in/enrol"
        page = client.get("/sign-in/enrol")
        assert "<svg" in text(page)
        assert 'style="' not in text(page)
        secret = _secret(page)
        response = post(client, "/sign-in/enrol", code=code_at(secret, NOW))
        codes = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", text(response))
        assert len(codes) == 10
        assert post(client, "/sign-in/next").headers["Location"] == "/"
        assert client.get("/accounts/").status_code == 200


def _secret(page) -> str:
    found = re.search(r"<code>([A-Z2-7]{32})</code>", text(page))
    assert found
    return found[1]


def test_a_given_password_is_replaced_before_anything_is_seen():
    account = people.officer("wang", "王主任", must_change_password=True)
    client = Client()

    assert sign_in(client).headers["Location"] == "/sign-in/first-password"
    unlike = post(client, "/sign-in/first-password", password="long enough 7", again="other")
    assert "两次写的不一样" in text(unlike)
    bad = post(client, "/sign-in/first-password", password="short", again="short")
    assert bad.status_code == 422
    done = post(
        client, "/sign-in/first-password", password="river and tree 7", again="river and tree 7"
    )

    assert done.headers["Location"] == "/"
    account.refresh_from_db()
    assert not account.must_change_password


def test_the_key_of_before_opens_nothing_afterwards():
    people.officer("wang", "王主任")
    client = Client()
    with clock.frozen(NOW):
        post(client, "/sign-in/worker", mobile="13900001111")
    before = client.cookies["zhigong_session"].value
    sign_in(client)

    thief = Client()
    thief.cookies["zhigong_session"] = before
    assert thief.get("/me").status_code == 302
    assert client.cookies["zhigong_session"].value != before


def test_a_sign_in_half_done_is_forgotten_after_ten_minutes():
    account = people.director()
    secret = with_app(account)
    client = Client()
    with clock.frozen(NOW):
        sign_in(client)
    later = NOW + timedelta(minutes=11)
    with clock.frozen(later):
        response = post(client, "/sign-in/factor", code=code_at(secret, later))
    assert response.headers["Location"] == "/sign-in"
    assert not sessions_of(account.pk).exists()


def test_a_wrong_password_keeps_the_name_and_says_what_to_do():
    people.officer("wang", "王主任")
    response = post(Client(), "/sign-in/officer", name="wang", password="nope-nope")
    assert response.status_code == 422
    assert 'value="wang"' in text(response)
    assert "nope-nope" not in text(response)
    assert "忘记密码请联系本单位管理员" in text(response)
    assert events()[-1].verb == "identity.sign_in.refused"


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:1", "x"])
def test_nobody_is_sent_elsewhere(wanted):
    people.officer("wang", "王主任")
    assert sign_in(Client(), next=wanted).headers["Location"] == "/"


# Workers


def test_a_worker_signs_in_by_a_code_and_keeps_the_cookie(settings):
    settings.DEMO = True
    client = Client()
    with clock.frozen(NOW):
        assert post(client, "/sign-in/worker", mobile="139 0000 1111").headers["Location"] == (
            "/sign-in/code"
        )
        page = text(client.get("/sign-in/code"))
        assert "139****1111" in page
        found = re.search(r"<b>(\d{6})</b>", page)
        assert found
        assert post(client, "/sign-in/code", code="00").status_code == 422
        assert post(client, "/sign-in/code", code=found[1]).headers["Location"] == "/"
        assert client.cookies["zhigong_session"]["max-age"] == 30 * 86400
        assert "139****1111" in text(client.get("/me"))


def test_outside_the_demo_no_page_shows_a_code_or_an_account(settings):
    settings.DEMO = False
    with acting(SYSTEM, action="test"):
        demo_officer(
            login_name="demo.x", label="演示", role="leader", unit_path="1/", unit_label="x"
        )
    client = Client()
    post(client, "/sign-in/worker", mobile="13900001111")
    assert "演示" not in text(client.get("/sign-in/code"))
    assert "演示" not in text(client.get("/sign-in/officer"))
    account = Account.objects.get(login_name="demo.x")
    assert post(client, "/sign-in/demo", account=account.pk).status_code == 404


def test_the_demo_signs_in_with_one_press_through_the_real_steps(settings):
    settings.DEMO = True
    with acting(SYSTEM, action="test"):
        officer = demo_officer(
            login_name="demo.wang",
            label="王主任",
            role="administrator",
            unit_path="1/",
            unit_label="x",
        )
        worker = demo_worker(mobile="19900000001", label="陈会员")
    for account, page in ((officer, "/accounts/"), (worker, "/me")):
        client = Client()
        assert f'value="{account.pk}"' in text(client.get("/sign-in/officer"))
        response = post(client, "/sign-in/demo", account=account.pk, next=page)
        assert response.headers["Location"] == page
        assert client.get(page).status_code == 200
    verbs = {event.verb for event in events()}
    assert {"identity.sign_in.proven", "identity.session.begin"} <= verbs


def test_only_the_demos_own_accounts_are_entered_by_a_press(settings):
    settings.DEMO = True
    wang = people.officer("wang", "王主任")
    assert post(Client(), "/sign-in/demo", account=wang.pk).status_code == 404


# Sessions


def test_an_officers_session_idles_out_and_a_workers_does_not():
    wang, chen = people.officer("wang", "王主任"), people.worker("13900001111")
    with clock.frozen(NOW):
        officer, worker = people.signed_in(wang), people.signed_in(chen, strong=False)
    with clock.frozen(NOW + timedelta(minutes=29)):
        assert officer.get("/me").status_code == 200
    with clock.frozen(NOW + timedelta(minutes=58)):
        assert officer.get("/me").status_code == 200
    with clock.frozen(NOW + timedelta(minutes=89)):
        assert officer.get("/me").status_code == 302
        assert worker.get("/me").status_code == 200
    with clock.frozen(NOW + timedelta(days=31)):
        assert worker.get("/me").status_code == 302


def test_i_see_where_i_am_signed_in_and_end_it():
    wang = people.officer("wang", "王主任")
    here, there = people.signed_in(wang), people.signed_in(wang)
    other = sessions_of(wang.pk).order_by("id").last()
    assert other is not None
    assert f"/me/sessions/{other.pk}/end" in text(here.get("/me"))

    assert here.post(f"/me/sessions/{other.pk}/end").headers["Location"] == "/me"

    assert there.get("/me").status_code == 302
    assert here.get("/me").status_code == 200


def test_all_other_sessions_end_at_once():
    wang = people.officer("wang", "王主任")
    here, *others = (people.signed_in(wang) for _ in range(3))
    here.post("/me/sessions/end")
    assert [c.get("/me").status_code for c in (here, *others)] == [200, 302, 302]


def test_nobody_ends_anothers_session():
    wang, li = people.officer("wang", "王主任"), people.officer("li", "李调解")
    people.signed_in(li)
    response = people.signed_in(wang).post(f"/me/sessions/{sessions_of(li.pk).get().pk}/end")
    assert response.status_code == 409
    assert sessions_of(li.pk).exists()


def test_signing_out_ends_the_session_and_forgets_the_cookie():
    wang = people.officer("wang", "王主任")
    client = people.signed_in(wang)
    assert client.get("/sign-out").status_code == 200

    response = client.post("/sign-out")

    assert response.headers["Location"] == "/"
    assert response.cookies["zhigong_session"]["max-age"] == 0
    assert not sessions_of(wang.pk).exists()


def test_a_stolen_table_opens_no_door():
    client = people.signed_in(people.officer("wang", "王主任"))
    kept = Session.objects.get().key_hash
    thief = Client()
    thief.cookies["zhigong_session"] = kept
    assert thief.get("/me").status_code == 302
    assert client.cookies["zhigong_session"].value not in str(Session.objects.values().get())


def test_a_page_costs_one_query_for_session_account_and_grants(django_assert_max_num_queries):
    li = people.mediator()
    for n in range(5):
        people.granted(li, "leader", f"1/{n + 20}/")
    client = people.signed_in(li)
    client.get("/ui/")
    with django_assert_max_num_queries(4) as caught:  # session, actor told to the database, commit
        client.get("/ui/preferences")
    asked = [q["sql"] for q in caught.captured_queries if "identity_" in q["sql"]]
    assert len(asked) == 1


def test_a_visitor_costs_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        Client().get("/sign-in")


# My account


def test_i_change_my_password(settings):
    wang = people.officer("wang", "王主任")
    client = people.signed_in(wang)
    wrong = post(
        client, "/me/password", current="x", password="river and tree 7", again="river and tree 7"
    )
    assert "原密码不对" in text(wrong)
    right = post(
        client,
        "/me/password",
        current=people.PASSWORD,
        password="river and tree 7",
        again="river and tree 7",
    )
    assert right.headers["Location"] == "/me"
    assert client.get("/me").status_code == 200


def test_i_enrol_an_app_and_see_its_codes_once():
    wang = people.officer("wang", "王主任")
    client = people.signed_in(wang)
    secret = _secret(client.get("/me/app"))
    page = post(client, "/me/app", code=code_at(secret, clock.now()))
    assert len(re.findall(r"<code>", text(page))) == 10
    factor = SecondFactor.objects.get()
    assert unsealed(factor.secret) == secret
    assert client.post(f"/me/factors/{factor.pk}/remove").headers["Location"] == "/me"
    assert client.post(f"/me/factors/{factor.pk}/remove").status_code == 404


def test_a_worker_says_what_he_is_called():
    chen = people.worker("13900001111", "139****1111")
    client = people.signed_in(chen, strong=False)
    post(client, "/me", label="陈会员")
    assert "陈会员" in text(client.get("/me"))
    assert client.get("/me/password").status_code == 404
