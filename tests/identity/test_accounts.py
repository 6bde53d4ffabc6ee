"""Accounts: opened, named, closed, and who sees whom; what the database refuses."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.identity import people
from tests.identity.giving import announce_for
from tests.identity.people import acts
from tests.refusals import refused
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.identity.actions.accounts import (
    close_account,
    create_admin,
    create_officer,
    rename_account,
    reopen_account,
    worker_account,
)
from zhigong.identity.actions.passwords import matches
from zhigong.identity.models import Account, RoleGrant, Session
from zhigong.identity.queries import (
    accounts_page,
    accounts_visible_to,
    actor_of,
    grants_visible_to,
    holders_of,
    sessions_of,
)
from zhigong.kernel.actor import NOBODY, SYSTEM

pytestmark = pytest.mark.django_db


def test_an_account_is_opened_with_a_password_that_must_be_changed(director):
    account, first = create_officer(
        actor=acts(director), login_name=" LI ", label="李 调解", mobile="139 0000 3333"
    )

    assert (account.login_name, account.label, account.must_change_password) == (
        "li",
        "李 调解",
        True,
    )
    assert str(account.mobile) == "139****3333"
    assert matches(account, first)
    assert events()[-1].verb == "identity.account.create"


def test_every_reason_against_an_account_is_told(director):
    outsider = people.officer("wai", "外人")
    codes = refused(
        create_officer,
        actor=acts(outsider),
        login_name="x",
        label=" ",
        mobile="123",
        password="short",
    )

    assert codes == (
        "identity.grant.not-granted",
        "identity.name.unfit",
        "identity.label.missing",
        "identity.mobile.unfit",
        "identity.password.length",
        "identity.password.kinds",
    )


def test_a_common_password_is_refused(director):
    codes = refused(
        create_officer,
        actor=acts(director),
        login_name="li",
        label="李调解",
        password="1q2w3e4r5t6y",
    )
    assert "identity.password.common" in codes


def test_a_name_is_taken_once_however_written(director):
    create_officer(actor=acts(director), login_name="li", label="李调解")
    assert refused(create_officer, actor=acts(director), login_name="Li", label="李调解") == (
        "identity.name.taken",
    )


def test_the_first_administrator_comes_from_the_command_line():
    account = create_admin(name="wang", password=people.PASSWORD)

    assert actor_of(account).paths("identity.grant") == ("1/",)
    assert not account.must_change_password


def test_an_account_is_closed_and_opened_again(director):
    li = people.mediator()
    people.signed_in(li)
    announce_for(director)

    close_account(actor=acts(director), account_id=li.pk, reason="调离")
    assert not sessions_of(li.pk).exists()
    assert holders_of("mediation.mediate", at="1/7/") == []

    assert reopen_account(actor=acts(director), account_id=li.pk, reason="调回").is_active


def test_a_worker_names_himself_and_an_officer_is_named(director):
    worker, li = people.worker("13900006666", "139****6666"), people.mediator()

    assert rename_account(actor=acts(worker), account_id=worker.pk, label="陈会员").version == 2
    assert refused(rename_account, actor=acts(li), account_id=li.pk, label="主任") == (
        "identity.grant.not-granted",
        "identity.own-account",
    )


def test_one_account_for_one_mobile():
    announce_actor(NOBODY)
    first = worker_account(mobile="13900007777")
    assert worker_account(mobile="+8613900007777") == first
    with pytest.raises(IntegrityError, match="account_mobile_once"), transaction.atomic():
        people.worker("13900007777")


# Who sees whom


def test_accounts_are_seen_where_they_were_granted_something(director):
    li, sub = people.mediator("1/7/"), people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", "1/8/")
    chen, bare = people.worker("13900008888"), people.officer("bare", "未授权")

    assert set(accounts_visible_to(acts(director))) == {director, li, sub, bare}
    assert set(accounts_visible_to(acts(sub))) == {sub}
    assert set(accounts_visible_to(acts(chen))) == {chen}
    assert set(accounts_visible_to(NOBODY)) == set()
    assert grants_visible_to(acts(sub), li.pk) == []
    assert len(grants_visible_to(acts(li), li.pk)) == 1


def test_accounts_are_paged_and_found(director):
    for n in range(60):
        people.officer(f"o{n:02d}", f"职员{n:02d}", password="x")
    page = accounts_page(acts(director))
    rest = accounts_page(acts(director), after=page.after)

    assert (len(page.rows), len(rest.rows), rest.after) == (50, 11, "")
    assert not {a.pk for a in page.rows} & {a.pk for a in rest.rows}
    assert [a.label for a in accounts_page(acts(director), text="员07").rows] == ["职员07"]


# What the tables refuse


@pytest.mark.parametrize(
    ("constraint", "make"),
    [
        ("account_kind_known", lambda: people.officer("a", "x") and _set(kind="x")),
        ("account_officer_has_name", lambda: people.officer("a", "x") and _set(login_name=None)),
        ("account_has_label", lambda: people.officer("a", "")),
        ("account_login_name_small", lambda: people.officer("BIG", "x")),
        ("grant_ends_after_start", lambda: _grant(valid_to=date(2019, 1, 1))),
        ("grant_on_a_unit", lambda: _grant(unit_path="everything")),
        ("session_strong_is_someone", lambda: _session(strong=True)),
    ],
)
def test_the_tables_refuse(constraint, make):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make()


def _set(**values):
    Account.objects.update(**values)


def _grant(**fields):
    with acting(SYSTEM, action="test"):
        RoleGrant.objects.create(
            **{
                "account": people.officer("g", "x"),
                "role": "leader",
                "unit_path": "1/",
                "unit_label": "x",
                "valid_from": date(2020, 1, 1),
                "granted_at": clock.now(),
                **fields,
            }
        )


def _session(**fields):
    now = clock.now()
    Session.objects.create(key_hash="x", created=now, last_seen=now, **fields)
