"""Proving who one is: counted, recorded, slowed down, never betraying who exists."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from tests.identity import people
from tests.refusals import refused
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions import passwords
from zhigong.identity.actions.attempts import name_hash
from zhigong.identity.actions.codes import forget_old_codes, send_code
from zhigong.identity.actions.factors import enrol_app, renew_recovery_codes
from zhigong.identity.actions.signing import (
    as_actor,
    prove_factor,
    sign_in_by_code,
    sign_in_by_password,
)
from zhigong.identity.models import Account, OneTimeCode, SecondFactor, SignInAttempt
from zhigong.identity.rules.onetime import code_at, new_secret
from zhigong.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OFFICE, CAFE = "203.0.113.7", "198.51.100.4"


def wrong(name="wang", ip=CAFE, **typed: str) -> tuple[str, ...]:
    return refused(sign_in_by_password, **{"name": name, "password": "wrong", "ip": ip, **typed})


def right(ip=OFFICE) -> Account:
    return sign_in_by_password(name=" WANG ", password=people.PASSWORD, ip=ip)


def verbs() -> list[str]:
    return [event.verb for event in events()]


def test_name_and_password_prove_the_officer_and_leave_an_event():
    account = people.officer("wang", "王主任")

    assert right() == account

    [event] = events()
    assert (event.verb, event.actor_id, event.after["way"]) == (
        "identity.sign_in.proven",
        account.pk,
        "password",
    )


def test_a_wrong_password_an_unknown_name_and_a_closed_account_get_the_same_words():
    people.officer("wang", "王主任")
    people.officer("zhao", "外人", is_active=False)

    codes = {
        wrong(),
        wrong(name="nobody"),
        wrong(name="zhao", password=people.PASSWORD),
    }

    assert codes == {("identity.sign_in.wrong",)}
    assert verbs() == ["identity.sign_in.refused"] * 3


def test_what_was_typed_as_a_name_is_kept_nowhere():
    wrong(name="my-secret-password")

    [event] = events()
    assert "my-secret" not in str(vars(event))
    assert "my-secret" not in str(SignInAttempt.objects.values().get())


def test_an_unknown_name_costs_a_hash_as_a_known_one_does(monkeypatch):
    people.officer("wang", "王主任")
    compared = []

    def checked(password, encoded):
        compared.append(encoded.split("$")[0])
        return False

    monkeypatch.setattr(passwords, "check_password", checked)
    wrong()
    wrong(name="nobody")

    assert compared == ["argon2", "argon2"]


def test_after_five_failures_the_pair_waits_and_a_right_password_waits_with_it():
    people.officer("wang", "王主任")
    with clock.frozen(NOW):
        for _ in range(5):
            assert wrong() == ("identity.sign_in.wrong",)
        assert refused(sign_in_by_password, name="wang", password=people.PASSWORD, ip=CAFE) == (
            "identity.sign_in.slow-down",
        )
    with clock.frozen(NOW + timedelta(seconds=10)):
        assert right(ip=CAFE).login_name == "wang"


def test_a_stranger_cannot_keep_an_officer_out_of_his_office():
    people.officer("wang", "王主任")
    with clock.frozen(NOW - timedelta(days=3)):
        right(ip=OFFICE)
    for n in range(40):  # forty networks, each with its free attempts
        with clock.frozen(NOW - timedelta(seconds=600 - n)):
            people_ip = f"192.0.2.{n}"
            SignInAttempt.objects.create(
                at=clock.now(), way="password", name_hash=name_hash("wang"), network=people_ip
            )
    with clock.frozen(NOW - timedelta(seconds=560)):
        assert wrong(ip="192.0.2.200") == ("identity.sign_in.slow-down",)
        assert right(ip=OFFICE).login_name == "wang"


def test_waiting_counts_as_no_failure():
    people.officer("wang", "王主任")
    with clock.frozen(NOW):
        for _ in range(5):
            wrong()
        for _ in range(7):
            assert wrong() == ("identity.sign_in.slow-down",)

    assert SignInAttempt.objects.count() == 5
    assert verbs().count("identity.sign_in.slowed") == 1


def test_success_forgives_the_failures_of_its_own_network():
    people.officer("wang", "王主任")
    with clock.frozen(NOW):
        for _ in range(4):
            wrong(ip=OFFICE)
        right(ip=OFFICE)
        for _ in range(5):
            assert wrong(ip=OFFICE) == ("identity.sign_in.wrong",)


@pytest.mark.django_db(transaction=True)
def test_guesses_sent_at_once_all_count():
    people.officer("wang", "王主任")
    barrier, codes = Barrier(8), []

    def guess():
        barrier.wait()
        try:
            sign_in_by_password(name="wang", password="guess", ip=CAFE)
        except Refused as error:
            codes.append(error.refusals[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=guess) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(codes) == ["identity.sign_in.slow-down"] * 3 + ["identity.sign_in.wrong"] * 5


# Second factor


def with_app(account: Account) -> str:
    secret = new_secret()
    with clock.frozen(NOW - timedelta(hours=1)), acting(as_actor(account), action="test"):
        enrol_app(
            actor=as_actor(account),
            account_id=account.pk,
            secret=secret,
            code=code_at(secret, clock.now()),
        )
    return secret


def test_a_code_of_the_app_works_and_the_same_code_not_twice():
    account = people.officer("wang", "王主任")
    secret = with_app(account)
    with clock.frozen(NOW):
        code = code_at(secret, NOW)
        prove_factor(account=account, code=code, ip=OFFICE)

        assert refused(prove_factor, account=account, code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )


def test_a_recovery_code_works_once():
    account = people.officer("wang", "王主任")
    with acting(as_actor(account), action="test"):
        codes = renew_recovery_codes(actor=as_actor(account), account_id=account.pk)

    prove_factor(account=account, code=codes[3].upper(), ip=OFFICE)

    assert refused(prove_factor, account=account, code=codes[3], ip=OFFICE) == (
        "identity.code.wrong",
    )
    prove_factor(account=account, code=codes[4], ip=OFFICE)


def test_guessing_the_second_factor_is_slowed_down():
    account = people.officer("wang", "王主任")
    with_app(account)
    with clock.frozen(NOW):
        seen = [refused(prove_factor, account=account, code="000001", ip=CAFE)[0] for _ in range(6)]

    assert seen == ["identity.code.wrong"] * 5 + ["identity.sign_in.slow-down"]


def test_the_secret_of_the_app_is_sealed_in_the_table():
    account = people.officer("wang", "王主任")
    secret = with_app(account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM identity_secondfactor")
        (kept,) = cursor.fetchone()

    assert secret.encode() not in bytes(kept)
    assert SecondFactor.objects.get().kind == "totp"


# Codes for mobiles

MOBILE = "13900001111"


def sent(settings, mobile=MOBILE, ip=OFFICE) -> str:
    settings.DEMO = True
    return send_code(mobile=mobile, ip=ip)


def test_a_code_opens_the_account_of_its_mobile(settings):
    with clock.frozen(NOW):
        account = sign_in_by_code(mobile=MOBILE, code=sent(settings), ip=OFFICE)

    assert (account.kind, account.label) == ("worker", "139****1111")
    assert str(account.mobile) == "139****1111"


def test_the_same_mobile_is_the_same_account_however_typed(settings):
    with clock.frozen(NOW):
        first = sign_in_by_code(mobile=MOBILE, code=sent(settings), ip=OFFICE)
    with clock.frozen(NOW + timedelta(minutes=2)):
        code = sent(settings, "+86 139-0000-1111")
        assert sign_in_by_code(mobile="１３９００００１１１１", code=code, ip=CAFE) == first


def test_a_code_is_used_up(settings):
    with clock.frozen(NOW):
        code = sent(settings)
        sign_in_by_code(mobile=MOBILE, code=code, ip=OFFICE)

        assert refused(sign_in_by_code, mobile=MOBILE, code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )


def test_a_code_dies_after_five_minutes(settings):
    with clock.frozen(NOW):
        code = sent(settings)
    with clock.frozen(NOW + timedelta(minutes=5)):
        assert refused(sign_in_by_code, mobile=MOBILE, code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )
    with clock.frozen(NOW + timedelta(days=3)):
        assert forget_old_codes() == 1


def test_five_wrong_guesses_kill_the_code(settings):
    with clock.frozen(NOW):
        code = sent(settings)
        wrong_one = "000000" if code != "000000" else "000001"
        for n in range(5):
            refused(sign_in_by_code, mobile=MOBILE, code=wrong_one, ip=f"192.0.2.{n}")

        assert refused(sign_in_by_code, mobile=MOBILE, code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )
    assert OneTimeCode.objects.get().tries == 5


def test_a_code_is_only_good_for_its_own_mobile(settings):
    with clock.frozen(NOW):
        code = sent(settings)
        assert refused(sign_in_by_code, mobile="13900002222", code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )


def test_a_new_code_replaces_the_old(settings):
    with clock.frozen(NOW):
        old = sent(settings)
    with clock.frozen(NOW + timedelta(seconds=61)):
        new = sent(settings)
        if old != new:
            assert refused(sign_in_by_code, mobile=MOBILE, code=old, ip=OFFICE) == (
                "identity.code.wrong",
            )
        assert sign_in_by_code(mobile=MOBILE, code=new, ip=OFFICE).kind == "worker"


def test_codes_are_not_sent_too_often_nor_to_what_is_no_mobile(settings):
    with clock.frozen(NOW):
        sent(settings)
        assert refused(send_code, mobile=MOBILE, ip=OFFICE) == ("identity.code.too-soon",)
        assert refused(send_code, mobile="12345", ip=OFFICE) == ("identity.mobile.unfit",)


def test_outside_the_demo_the_code_is_told_to_nobody(settings, caplog):
    settings.DEMO = settings.DEBUG = False
    with clock.frozen(NOW):
        assert send_code(mobile=MOBILE, ip=OFFICE) == ""

    assert not [r for r in caplog.records if "code for" in r.getMessage()]


def test_a_closed_worker_does_not_come_in(settings):
    account = people.worker(MOBILE)
    account.is_active = False
    account.save()
    with clock.frozen(NOW):
        code = sent(settings)
        assert refused(sign_in_by_code, mobile=MOBILE, code=code, ip=OFFICE) == (
            "identity.code.wrong",
        )
