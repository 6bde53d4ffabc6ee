"""The pages of the administration of accounts."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client

from tests.identity import people
from tests.identity.browsing import post, text
from tests.trail import events
from zhigong.identity.models import Account

pytestmark = pytest.mark.django_db


# Administration


@pytest.fixture
def admin() -> Client:
    return people.signed_in(people.director())


def test_whoever_may_not_read_accounts_finds_no_page():
    client = people.signed_in(people.mediator())
    assert {client.get(u).status_code for u in ("/accounts/", "/accounts/new")} == {404}


def test_without_the_second_factor_the_administrator_administers_nothing():
    client = people.signed_in(people.director(), strong=False)
    assert client.get("/accounts/").status_code == 404


def test_the_list_asks_the_same_however_many(admin, django_assert_max_num_queries):
    def count() -> int:
        with django_assert_max_num_queries(12) as caught:
            admin.get("/accounts/")
        return len(caught.captured_queries)

    people.mediator()
    few = count()
    for n in range(20):
        people.granted(people.officer(f"o{n}", f"职员{n}", password="x"), "leader")
    assert count() == few


def test_an_account_out_of_reach_is_not_found():
    sub = people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", "1/8/")
    li = people.mediator("1/7/")
    client = people.signed_in(sub)
    assert client.get(f"/accounts/{li.pk}").status_code == 404
    assert client.get(f"/accounts/grants/{li.grants.get().pk}/revoke").status_code == 404


def test_a_grant_is_revoked_with_its_reason(admin):
    li = people.mediator()
    url = f"/accounts/grants/{li.grants.get().pk}/revoke"
    assert post(admin, url, reason="").status_code == 422
    assert post(admin, url, reason="岗位调整").headers["Location"] == f"/accounts/{li.pk}"
    page = text(admin.get(f"/accounts/{li.pk}"))
    assert "已收回" in page
    assert "岗位调整" in page


def test_a_new_first_password_is_shown_once(admin):
    li = people.mediator()
    page = post(admin, f"/accounts/{li.pk}/password", reason="忘记了")
    found = re.search(r"初始密码</dt>\s*<dd>\s*<span[^>]*>\s*<code>([^<]+)</code>", text(page))
    assert found
    assert post(Client(), "/sign-in/officer", name="li", password=found[1]).status_code == 302


def test_a_manager_closes_an_account_and_not_his_own(admin):
    li = people.mediator()
    wang = Account.objects.get(login_name="wang")
    assert post(admin, f"/accounts/{li.pk}/close", reason="调离").status_code == 302
    refused = post(admin, f"/accounts/{wang.pk}/close", reason="x")
    assert refused.status_code == 422
    assert "不能给自己办理" in text(refused)
    wang.refresh_from_db()
    assert wang.is_active


def test_secrets_never_stand_in_a_page(admin):
    li = people.mediator()
    li.mobile = "13900002222"
    li.save()
    page = text(admin.get(f"/accounts/{li.pk}"))
    assert "139****2222" in page
    assert "13900002222" not in page
    assert django_settings.SESSION_COOKIE_HTTPONLY


def test_an_attempt_without_the_right_is_refused_and_goes_to_the_trail():
    sub, li = people.officer("sub", "下级管理员"), people.mediator("1/7/")
    people.granted(sub, "administrator", "1/7/")
    people.granted(li, "leader", "1/")
    response = post(people.signed_in(sub), f"/accounts/{li.pk}/close", reason="x")

    assert response.status_code == 409
    event = events()[-1]
    assert (event.verb, event.actor_id, event.after["codes"]) == (
        "refused",
        sub.pk,
        ["identity.grant.not-granted"],
    )
