"""Grants: who may give what, from when to when; the trail that nobody edits."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import psycopg
import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction

from tests.identity import people
from tests.identity.giving import DAY, give
from tests.identity.people import acts
from tests.refusals import refused
from tests.trail import events, facts
from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.audit.models import AuditEvent, AuditFact
from zhigong.identity.actions.accounts import (
    close_account,
    create_officer,
)
from zhigong.identity.actions.grants import repath_grants, revoke_grant
from zhigong.identity.models import Account, RoleGrant
from zhigong.identity.queries import (
    actor_of,
    holders_of,
)
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused

pytestmark = pytest.mark.django_db


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
