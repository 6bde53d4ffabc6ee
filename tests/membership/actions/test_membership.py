"""What officers do with members, what is refused, and what the trail and the database hold."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.membership.conftest import DAY, facts, number
from tests.refusals import refused
from tests.trail import entries, events
from tests.trail import facts as kept
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.queries import find
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.membership.actions.admission import (
    admit_member,
    admit_roster,
    approve,
    decline,
    register_applicant,
)
from zhigong.membership.actions.correction import correct_facts
from zhigong.membership.actions.moving import (
    call_back,
    receive_member,
    send_member,
    transfer_member,
)
from zhigong.membership.actions.standing import end_membership, resume, retain
from zhigong.membership.models import Membership, Person
from zhigong.org.actions.repathing import follow


def of(membership, actor, **more):
    version = Membership.objects.get(pk=membership.pk).version
    return {"actor": actor, "membership_id": membership.pk, "seen_version": version, **more}


def test_admission_gives_a_card_and_leaves_a_trace(member, place):
    assert (member.state, member.card_no, member.joined_on) == ("member", "U1-00001", DAY)
    assert [e.verb for e in trail_of(member)] == [
        "membership.membership.admit",
        "membership.membership.begin",
    ]
    assert len(kept(table="membership_person", operation="INSERT")) == 1
    assert entries() == []


def test_numbers_are_kept_sealed(member, owner, as_):
    person = Person.objects.get()

    assert person.citizen_id.masked == f"510{'*' * 11}{number(1)[-4:]}"
    [fact] = kept(table="membership_person")
    assert number(1) not in str(fact.after)


def test_an_applicant_waits_for_the_committee(as_, place):
    applied = register_applicant(actor=as_("first"), unit_id=place.one.pk, facts=facts())
    assert entries()[0].capability == "membership.manage"

    approve(**of(applied, as_("first")))

    applied.refresh_from_db()
    assert (applied.state, applied.card_no) == ("member", "U1-00001")


def test_declining_needs_a_reason(as_, place):
    applied = register_applicant(actor=as_("first"), unit_id=place.one.pk, facts=facts())

    found = refused(decline, **of(applied, as_("first"), why=" "))
    decline(**of(applied, as_("first"), why="不在本单位工作"))

    assert found == ("membership.reason.missing",)
    assert Membership.objects.get().state == "declined"


def test_a_member_is_not_admitted_twice(member, as_, place):
    again = {"unit_id": place.one.pk, "facts": facts(name="陈会员")}
    assert refused(admit_member, actor=as_("first"), **again) == ("membership.person.here",)


def test_a_member_of_another_union_is_told_to_transfer_and_nothing_more(member, as_, place):
    with pytest.raises(Refused) as caught, transaction.atomic():
        admit_member(actor=as_("second"), unit_id=place.two.pk, facts=facts())

    (why,) = caught.value.refusals
    assert why.code == "membership.person.elsewhere"
    assert why.params == {}  # neither name nor union
    assert "转出" in why.remedy
    as_("second")
    assert not Person.objects.exists()


def test_who_left_may_come_again_under_the_same_name_only(member, as_, place):
    end_membership(**of(member, as_("first"), verb="leave", why="本人申请退会"))

    wrong = {"unit_id": place.two.pk, "facts": facts(name="王某人")}
    assert refused(admit_member, actor=as_("second"), **wrong) == ("membership.person.other-name",)
    again = admit_member(actor=as_("second"), unit_id=place.two.pk, facts=facts())

    assert again.person_id == member.person_id
    assert [m.state for m in Membership.objects.all()] == ["member", "left"]


def test_invalid_facts_change_nothing(as_, place):
    bad = facts(citizen_id="510199199006150010", name="陈")
    found = refused(admit_member, actor=as_("first"), unit_id=place.one.pk, facts=bad)

    assert found == ("membership.person.name", "membership.person.citizen_id")
    assert events(verb__startswith="membership") == []


@pytest.mark.parametrize(
    ("who", "where", "code"),
    [
        ("outsider", "one", "membership.manage.not-granted"),
        ("nobody", "one", "membership.manage.not-granted"),
        ("second", "one", "membership.manage.not-granted"),
        ("federation", "court", "membership.unit.takes-no-members"),
        ("federation", "party", "membership.unit.takes-no-members"),
    ],
)
def test_who_may_not_admit_where(as_, place, who, where, code):
    unit = getattr(place, where)
    assert refused(admit_member, actor=as_(who), unit_id=unit.pk, facts=facts()) == (code,)


def test_a_transfer_waits_for_the_receiving_union(member, as_, place):
    send_member(**of(member, as_("first"), target_id=place.two.pk))
    found = refused(receive_member, **of(member, as_("first")))
    second = as_("second")
    new = receive_member(**of(member, second))

    assert found == ("membership.manage.not-granted",)
    assert (new.state, new.card_no, new.unit_id) == ("member", "U2-00001", place.two.pk)
    old = Membership.objects.get(pk=member.pk)
    assert (old.state, old.ended_on, new.follows_id) == ("transferred", DAY, old.pk)
    assert new.joined_on == old.joined_on
    as_("first")
    assert not Person.objects.exists()  # the file went with the person


def test_a_transfer_between_own_unions_is_done_at_once(member, as_, place):
    new = transfer_member(**of(member, as_("federation"), target_id=place.two.pk))

    assert (new.unit_id, new.state) == (place.two.pk, "member")


def test_a_transfer_can_be_called_back(member, as_, place):
    send_member(**of(member, as_("first"), target_id=place.two.pk))
    call_back(**of(member, as_("first")))

    assert Membership.objects.get().state == "member"
    as_("second")
    assert not Person.objects.exists()


def test_a_transfer_to_the_same_union_or_a_court_is_refused(member, as_, place):
    first = as_("first")
    here = refused(send_member, **of(member, first, target_id=place.one.pk))
    court = refused(send_member, **of(member, first, target_id=place.court.pk))

    assert (here, court) == (
        ("membership.send.same-unit",),
        ("membership.unit.takes-no-members",),
    )


def test_retained_and_resumed(member, as_):
    first = as_("first")
    retain(**of(member, first, why="参军"))
    assert Membership.objects.get().retained_on == DAY
    resume(**of(member, first))
    assert (Membership.objects.get().state, Membership.objects.get().retained_on) == (
        "member",
        None,
    )


@pytest.mark.parametrize("verb", ["leave", "expel", "decease"])
def test_an_end_needs_a_reason_and_is_the_end(member, as_, verb):
    first = as_("first")
    assert refused(end_membership, **of(member, first, verb=verb, why="")) == (
        "membership.reason.missing",
    )
    end_membership(**of(member, first, verb=verb, why="见附件"))

    assert Membership.objects.get().ended_on == DAY
    assert refused(resume, **of(member, first)) == ("membership.membership.resume.wrong-state",)
    corrected = refused(correct_facts, **of(member, first, facts=facts(), why="改"))
    assert corrected == ("membership.person.not-running",)


def test_a_stale_page_is_refused(member, as_):
    values = {**of(member, as_("first")), "seen_version": 99, "why": "参军"}
    assert refused(retain, **values) == ("membership.membership.changed-meanwhile",)


def test_a_correction_keeps_masks_in_the_trail_and_is_found_anew(member, as_):
    first = as_("first")
    changed = facts(name="陈会远", mobile="19900039999")
    correct_facts(**of(member, first, facts=changed, why="户籍更名"))

    [event] = trail_of(Person.objects.get())
    assert event.after == {"name": "陈会远", "mobile": "199****9999"}
    assert [e.title for e in find(first, "chy")] == ["陈会远"]
    assert [e.title for e in find(first, "9999")] == ["陈会远"]
    assert [e.title for e in find(first, number(1))] == ["陈会远"]
    assert find(as_("second"), "陈会远") == []


def test_a_correction_to_another_persons_number_is_refused(member, as_, place):
    admit_member(actor=as_("second"), unit_id=place.two.pk, facts=facts(7, name="周会员"))
    values = of(member, as_("first"), facts=facts(7), why="写错")
    assert refused(correct_facts, **values) == ("membership.person.citizen_id",)


def test_a_roster_is_taken_in_whole(as_, place):
    rows = [facts(n, name=f"会员{n}") for n in range(1, 6)]
    kept = admit_roster(actor=as_("first"), unit_id=place.one.pk, rows=rows)

    assert [m.card_no for m in kept] == [f"U1-{n:05d}" for n in range(1, 6)]
    assert len(events(verb="membership.membership.admit")) == 5
    assert Person.objects.exclude(citizen_id_look=None).count() == 5


def test_a_roster_with_doubles_or_known_persons_is_refused_whole(member, as_, place):
    first = as_("first")
    twice = [facts(2), facts(3), facts(2)]
    known = [facts(2), facts(1)]
    where = {"actor": first, "unit_id": place.one.pk}

    assert refused(admit_roster, **where, rows=twice) == ("membership.roster.twice",)
    assert refused(admit_roster, **where, rows=known) == ("membership.person.here",)
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"state": "guest"},
        {"state": "member", "card_no": None},
        {"ended_on": DAY},
        {"state": "transferring"},
        {"state": "retained"},
        {"state": "left", "ended_on": DAY - timedelta(days=1)},
    ],
)
def test_the_database_refuses_nonsense_of_a_membership(member, as_, changes):
    as_("first")
    with pytest.raises(DatabaseError), transaction.atomic():
        Membership.objects.filter(pk=member.pk).update(**changes)


@pytest.mark.parametrize(
    "changes", [{"name": ""}, {"sex": "x"}, {"occupation": "courier"}, {"kind": "new_form"}]
)
def test_the_database_refuses_nonsense_of_a_person(member, as_, changes):
    as_("first")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.update(**changes)


def test_one_membership_runs_and_one_person_has_a_number(member, place, as_):
    as_("first")
    row = {"person": member.person, "unit": place.one, "unit_path": place.one.path}
    with pytest.raises(IntegrityError, match="membership_one_runs"), transaction.atomic():
        Membership.objects.create(**row, applied_on=DAY)
    same = {"name": "乙", "sex": "male", "birth": DAY, "citizen_id": number(1)}
    with pytest.raises(IntegrityError, match="citizen_id_look"), transaction.atomic():
        Person.objects.create(**same, unit_path=place.one.path)


def test_a_step_that_the_table_does_not_know_is_refused_by_the_database(member, as_):
    as_("first")
    with pytest.raises(DatabaseError, match="Invalid transition"), transaction.atomic():
        Membership.objects.update(state="applied")


def test_a_union_that_moves_takes_its_members_along(member, place):
    announce_actor(SYSTEM)
    follow(actor=SYSTEM, old=place.one.path, new="7/8/", action="test")

    announce_actor(SYSTEM)
    assert Person.objects.get().unit_path == Membership.objects.get().unit_path == "7/8/"
    assert SearchEntry.objects.get().unit_path == "7/8/"
    assert clock.today() == DAY
