"""Passwords and second factors: changed, given anew, lost."""

from __future__ import annotations

import pytest

from tests.identity import people
from tests.identity.giving import NEW, announce_for
from tests.identity.people import acts
from tests.refusals import refused
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions.accounts import (
    change_password,
    close_account,
    reset_password,
    set_first_password,
)
from zhigong.identity.actions.factors import (
    enrol_app,
    remove_factor,
    reset_factors,
)
from zhigong.identity.actions.passwords import matches
from zhigong.identity.models import Account, SecondFactor
from zhigong.identity.queries import (
    factors_of,
    recovery_codes_left,
    sessions_of,
)
from zhigong.identity.rules.onetime import code_at, new_secret

pytestmark = pytest.mark.django_db


# Passwords


def test_a_password_is_changed_and_other_sessions_end(director):
    li = people.officer("li", "李调解")
    here, there = (people.signed_in(li) for _ in range(2))
    session = sessions_of(li.pk).first()
    assert session is not None

    change_password(
        actor=acts(li),
        account_id=li.pk,
        current=people.PASSWORD,
        password=NEW,
        session_id=session.pk,
    )

    assert [s.pk for s in sessions_of(li.pk)] == [session.pk]
    assert matches(Account.objects.get(pk=li.pk), NEW)
    assert here is not there


@pytest.mark.parametrize(
    ("current", "password", "code"),
    [
        ("wrong", NEW, "identity.password.wrong"),
        (people.PASSWORD, people.PASSWORD, "identity.password.same"),
        (people.PASSWORD, "short7", "identity.password.length"),
    ],
)
def test_why_a_password_is_not_changed(current, password, code):
    li = people.officer("li", "李调解")
    codes = refused(
        change_password, actor=acts(li), account_id=li.pk, current=current, password=password
    )
    assert code in codes


def test_a_first_password_is_set_once():
    li = people.officer("li", "李调解", must_change_password=True)
    announce_for(li)
    assert refused(
        set_first_password, actor=acts(li), account_id=li.pk, password=people.PASSWORD
    ) == ("identity.password.same",)

    set_first_password(actor=acts(li), account_id=li.pk, password=NEW)

    assert refused(set_first_password, actor=acts(li), account_id=li.pk, password=NEW) == (
        "identity.password.not-due",
    )


def test_a_manager_resets_password_and_sessions_end(director):
    li = people.mediator()
    people.signed_in(li)
    announce_for(director)

    first = reset_password(actor=acts(director), account_id=li.pk, reason="忘记了")

    li.refresh_from_db()
    assert matches(li, first)
    assert li.must_change_password
    assert not sessions_of(li.pk).exists()


def test_a_manager_must_reach_all_that_the_account_was_granted(director):
    sub = people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", "1/7/")
    li = people.mediator("1/7/")
    assert reset_password(actor=acts(sub), account_id=li.pk, reason="忘记了")
    people.granted(li, "leader", "1/")

    for call in (reset_password, reset_factors, close_account):
        assert refused(call, actor=acts(sub), account_id=li.pk, reason="x") == (
            "identity.grant.not-granted",
        )


def test_nobody_resets_himself(director):
    for call in (reset_password, reset_factors):
        assert refused(call, actor=acts(director), account_id=director.pk, reason="x") == (
            "identity.own-account",
        )


def test_workers_have_no_password_to_reset(director):
    worker = people.worker("13900005555")
    assert refused(reset_password, actor=acts(director), account_id=worker.pk, reason="x") == (
        "identity.password.none",
    )


# Second factors


def enrolled(account: Account) -> SecondFactor:
    secret = new_secret()
    with acting(acts(account), action="test"):
        enrol_app(
            actor=acts(account),
            account_id=account.pk,
            secret=secret,
            code=code_at(secret, clock.now()),
        )
    factor = factors_of(account.pk).last()
    assert factor is not None
    return factor


def test_enrolling_draws_recovery_codes_the_first_time():
    li = people.mediator()
    secret = new_secret()
    with acting(acts(li), action="test"):
        codes = enrol_app(
            actor=acts(li), account_id=li.pk, secret=secret, code=code_at(secret, clock.now())
        )
    assert len(set(codes)) == 10
    second = enrolled(li)

    assert list(factors_of(li.pk)) == [second]
    assert recovery_codes_left(li.pk) == 10


def test_a_wrong_code_enrols_nothing():
    li = people.mediator()
    assert refused(
        enrol_app, actor=acts(li), account_id=li.pk, secret=new_secret(), code="000000"
    ) == ("identity.code.wrong",)


def test_a_factor_is_ones_own(director):
    li = people.mediator()
    factor = enrolled(li)
    assert refused(remove_factor, actor=acts(director), account_id=li.pk, factor_id=factor.pk) == (
        "identity.factor.not-yours",
    )
    assert refused(
        enrol_app, actor=acts(director), account_id=li.pk, secret=new_secret(), code="1"
    ) == ("identity.factor.not-yours",)


def test_the_last_factor_stays_while_a_role_demands_one():
    li, wai = people.mediator(), people.officer("wai", "外人")
    kept, given_up = enrolled(li), enrolled(wai)
    assert refused(remove_factor, actor=acts(li), account_id=li.pk, factor_id=kept.pk) == (
        "identity.factor.last",
    )

    remove_factor(actor=acts(wai), account_id=wai.pk, factor_id=given_up.pk)

    assert not factors_of(wai.pk).exists()


def test_another_person_resets_lost_factors(director):
    li = people.mediator()
    enrolled(li)
    people.signed_in(li)
    announce_for(director)

    reset_factors(actor=acts(director), account_id=li.pk, reason="手机丢了")

    assert not factors_of(li.pk).exists()
    assert recovery_codes_left(li.pk) == 0
    assert not sessions_of(li.pk).exists()
    assert events()[-1].note == "手机丢了"
