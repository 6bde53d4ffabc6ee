"""Accounts and grants: who may give what, and what the database refuses."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from tests.identity import people
from tests.identity.people import acts
from tests.trail import events, facts
from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.audit.models import AuditEvent, AuditFact
from zhigong.identity.actions.accounts import (
    change_password,
    close_account,
    create_admin,
    create_officer,
    rename_account,
    reopen_account,
    reset_password,
    set_first_password,
    worker_account,
)
from zhigong.identity.actions.factors import (
    enrol_app,
    remove_factor,
    reset_factors,
)
from zhigong.identity.actions.grants import grant_role, repath_grants, revoke_grant
from zhigong.identity.actions.passwords import matches
from zhigong.identity.models import Account, RoleGrant, SecondFactor, Session
from zhigong.identity.queries import (
    accounts_page,
    accounts_visible_to,
    actor_of,
    factors_of,
    grants_visible_to,
    holders_of,
    recovery_codes_left,
    sessions_of,
)
from zhigong.identity.rules.onetime import code_at, new_secret
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
NEW = "another fine 5 word"


def refused(call, **arguments) -> tuple[str, ...]:
    with pytest.raises(Refused) as caught:
        call(**arguments)
    return tuple(one.code for one in caught.value.refusals)


@pytest.fixture
def director():
    account = people.director()
    announce_for(account)
    return account


def announce_for(account: Account) -> None:
    announce_actor(actor_of(account), action="test")


def give(by: Account, to: Account, role="mediator", path="1/7/", **fields):
    return grant_role(
        **{
            "actor": acts(by),
            "account_id": to.pk,
            "role": role,
            "unit_path": path,
            "unit_label": "联调中心",
            "valid_from": DAY,
            **fields,
        }
    )


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


def test_a_grant_reaches_its_unit_and_all_below_from_day_to_day(director):
    li = people.officer("li", "李调解")
    give(director, li, valid_from=DAY, valid_to=DAY + timedelta(days=1))

    for day, holds in ((-1, False), (0, True), (1, True), (2, False)):
        with clock.frozen(DAY + timedelta(days=day)):
            assert actor_of(li).holds("mediation.mediate", at="1/7/42/") is holds, day
    with clock.frozen(DAY):
        assert not actor_of(li).holds("mediation.mediate", at="1/8/")
        assert [a.label for a in holders_of("mediation.mediate", at="1/7/42/")] == ["李调解"]


def test_a_grant_is_an_event_and_a_fact(director):
    li = people.officer("li", "李调解")
    grant = give(director, li, reason="新任")

    event = events()[-1]
    assert (event.verb, event.actor_label, event.unit_path, event.note) == (
        "identity.grant",
        "王主任",
        "1/7/",
        "新任",
    )
    [fact] = facts(table="identity_rolegrant", row_id=str(grant.pk))
    assert (fact.operation, fact.actor_id) == ("INSERT", director.pk)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"unit_path": "2/"}, ("identity.grant.not-granted",)),
        ({"role": "emperor"}, ("identity.role.unknown",)),
        ({"valid_to": DAY - timedelta(days=1)}, ("identity.grant.days",)),
    ],
)
def test_what_a_grant_is_refused_for(director, change, codes):
    assert refused(give, by=director, to=people.officer("li", "李调解"), **change) == codes


def test_nobody_grants_to_himself(director):
    assert refused(give, by=director, to=director) == ("identity.own-account",)


def test_no_role_for_workers_nor_for_closed_accounts(director):
    assert refused(give, by=director, to=people.worker("13900004444")) == ("identity.grant.worker",)
    closed = people.officer("zhao", "外人", is_active=False)
    assert refused(give, by=director, to=closed) == ("identity.account.closed",)


def test_a_running_grant_is_not_doubled_but_may_follow_on(director):
    li = people.officer("li", "李调解")
    give(director, li, valid_to=DAY + timedelta(days=9))

    assert refused(give, by=director, to=li) == ("identity.grant.doubled",)
    give(director, li, path="1/8/")
    give(director, li, valid_from=DAY + timedelta(days=10))
    assert RoleGrant.objects.filter(account=li).count() == 3


def test_the_database_itself_refuses_a_doubled_grant(director):
    li = people.mediator()
    with pytest.raises(IntegrityError, match="grant_not_doubled"), transaction.atomic():
        people.granted(li, "mediator", "1/7/", valid_from=DAY)


@pytest.mark.django_db(transaction=True)
def test_two_directors_granting_at_once_make_one_grant():
    directors = [people.director(name="wang"), people.director(name="zhou")]
    li = people.officer("li", "李调解")
    barrier, results = Barrier(2), []

    def grant(by: Account):
        try:
            with acting(acts(by), action="test"):
                barrier.wait()
                give(by, li)
                results.append("granted")
        except Refused as error:
            results.append(error.refusals[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=grant, args=[one]) for one in directors]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(results) == ["granted", "identity.grant.doubled"]


def test_a_grant_is_revoked_at_once_with_a_reason(director):
    li = people.mediator()
    grant = li.grants.get()
    assert refused(revoke_grant, actor=acts(director), grant_id=grant.pk, reason=" ") == (
        "identity.reason.missing",
    )

    revoke_grant(actor=acts(director), grant_id=grant.pk, reason="岗位调整")

    assert actor_of(li).grants == ()
    event = events()[-1]
    assert (event.verb, event.note) == ("identity.revoke", "岗位调整")
    give(director, li)  # a revoked grant stands in nobody's way


def test_the_last_administrator_stays(director):
    second = people.director(name="zhou")
    grant = director.grants.get()
    people.granted(people.officer("deputy", "副手"), "administrator", "1/7/")

    revoke_grant(actor=acts(second), grant_id=grant.pk, reason="轮岗")

    deputy = Account.objects.get(login_name="deputy")
    assert refused(revoke_grant, actor=SYSTEM, grant_id=second.grants.get().pk, reason="x") == (
        "identity.grant.last-administrator",
    )
    assert refused(close_account, actor=SYSTEM, account_id=second.pk, reason="x") == (
        "identity.grant.last-administrator",
    )
    assert refused(
        revoke_grant, actor=acts(deputy), grant_id=second.grants.get().pk, reason="x"
    ) == ("identity.grant.not-granted", "identity.grant.last-administrator")


@pytest.mark.django_db(transaction=True)
def test_two_administrators_revoking_each_other_leave_one():
    pair = [people.director(name="wang"), people.director(name="zhou")]
    barrier, results = Barrier(2), []

    def revoke(by: Account, other: Account):
        grant = other.grants.get()
        try:
            with acting(acts(by), action="test"):
                barrier.wait()
                revoke_grant(actor=acts(by), grant_id=grant.pk, reason="x")
                results.append("revoked")
        except Refused as error:
            results.append(error.refusals[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=revoke, args=[a, b]) for a, b in (pair, pair[::-1])]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(results) == ["identity.grant.last-administrator", "revoked"]


def test_grants_follow_a_unit_that_moves(director):
    li = people.mediator("1/7/42/")
    other = people.officer("zhao", "外人")
    people.granted(other, "mediator", "1/71/")

    moved = repath_grants(actor=acts(director), old="1/7/", new="1/9/7/")

    assert moved == 1
    assert li.grants.get().unit_path == "1/9/7/42/"
    assert other.grants.get().unit_path == "1/71/"


def test_a_grant_is_never_written_behind_the_trail(director):
    announce_actor(SYSTEM)
    grant = people.mediator().grants.get()
    with transaction.atomic():
        with connections["default"].cursor() as cursor:
            cursor.execute("SELECT set_config('zhigong.label', '', true)")
        with pytest.raises(ProgrammingError, match="nobody acts"), transaction.atomic():
            RoleGrant.objects.filter(pk=grant.pk).update(role="administrator")


def test_the_program_cannot_edit_the_trail(director):
    create_officer(actor=acts(director), login_name="li", label="李调解")
    for change in (
        lambda: AuditEvent.objects.update(verb="x"),
        lambda: AuditEvent.objects.all().delete(),
        lambda: AuditFact.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


def test_not_even_the_owner_edits_the_trail(owner):
    for statement in (
        "UPDATE audit_auditevent SET verb = 'x'",
        "DELETE FROM audit_auditfact",
        "TRUNCATE audit_auditevent",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="only added to"):
            owner.execute(statement)


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
