"""查进度: number and mobile, and guessing them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.identity.people import signed_in
from tests.people import make_worker
from zhigong.foundation import clock
from zhigong.identity.models import SignInAttempt

ADDRESS = "/progress/"


@pytest.fixture
def ask(case, client):
    def post(mobile: str, code: str = case.code, ip: str = "203.0.113.9"):
        return client.post(ADDRESS, {"code": code, "mobile": mobile}, REMOTE_ADDR=ip)

    return post


def test_number_and_mobile_open_the_page(case, ask):
    answer = ask("13900000617")

    assert answer.status_code == 302
    assert answer["Location"] == f"{ADDRESS}{case.code}/"


def test_a_worker_reads_who_opened_his_case_file(case, ask, client, place):
    page = f"{ADDRESS}{case.code}/"
    ask("13900000617")
    assert "还没有工作人员打开过您的案卷" in client.get(page).content.decode()

    signed_in(place.director).get(f"/cases/{case.pk}/")

    said = client.get(page).content.decode()
    looks = said[said.index('id="looks"') :]
    assert "查阅案卷" in looks
    assert "王主任" in looks


def test_a_wrong_mobile_opens_nothing_and_is_counted(ask):
    assert ask("13900000618").status_code == 422
    assert SignInAttempt.objects.filter(forgiven=False).count() == 1


def test_who_guesses_waits_and_who_knows_from_elsewhere_does_not(ask):
    for last in range(5):
        assert ask(f"1390000061{last}").status_code == 422

    refused = ask("13900000617")

    assert refused.status_code == 429
    assert "试错的次数太多了" in refused.content.decode()
    assert ask("13900000617", ip="198.51.100.4").status_code == 302


def test_after_the_wait_the_right_mobile_opens_and_clears_the_count(ask):
    for last in range(5):
        ask(f"1390000061{last}")
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert ask("13900000617").status_code == 302

    assert not SignInAttempt.objects.filter(forgiven=False).exists()


def test_a_worker_who_signed_in_sees_his_own_requests_without_any_number(case, client, place):
    browser = signed_in(place.worker)

    page = browser.get(ADDRESS).content.decode()

    assert f'href="{ADDRESS}{case.code}/"' in page
    assert "待审查" in page
    assert case.code not in client.get(ADDRESS).content.decode()


def test_other_people_who_signed_in_see_none_of_them(case, place):
    for account in (make_worker("陈会员", "13900000888"), place.outsider, place.director):
        page = signed_in(account).get(ADDRESS).content.decode()

        assert case.code not in page
        assert "您的帐户名下还没有提交过的求助" in page


def test_what_was_begun_on_one_telephone_goes_on_at_another_after_signing_in(place):
    first, second = signed_in(place.worker), signed_in(place.worker)
    first.post(
        "/request/story/", {"story": "八月的工资没有发，问了三次都说等等。", "causes": "pay"}
    )

    assert "您有一份求助还没写完" in second.get(ADDRESS).content.decode()
    assert "八月的工资没有发" in second.get("/request/story/").content.decode()
    other = signed_in(make_worker("陈会员", "13900000888"))
    assert "八月的工资没有发" not in other.get("/request/story/").content.decode()


def test_the_mark_is_found_by_its_old_name(client):
    answer = client.get("/favicon.ico")

    assert (answer.status_code, answer["Location"]) == (302, "/static/ui/mark.svg")
