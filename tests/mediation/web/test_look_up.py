"""查进度: number and mobile, and guessing them."""

from __future__ import annotations

from datetime import timedelta

import pytest

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
