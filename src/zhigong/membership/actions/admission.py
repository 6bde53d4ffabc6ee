"""入会: a person applies, the union's committee approves, the card gets its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.documents.numbering import next_number
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.identifiers import check_mobile
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import Refused, Verdict, refuse
from zhigong.membership.actions.filing import file_person
from zhigong.membership.models import Membership, Person
from zhigong.membership.permissions import may, may_admit
from zhigong.membership.queries import has_running, known_numbers, lock_membership, over_registry
from zhigong.membership.rules.persons import Facts, check_facts
from zhigong.membership.rules.workflow import MEMBERSHIP
from zhigong.org.models import Unit
from zhigong.org.queries import unit_by_id

REGISTER, ROSTER = "membership.register", "membership.roster"


@transaction.atomic
def register_applicant(*, actor: Actor, unit_id: int, facts: Facts) -> Membership:
    """入会申请: the person's own wish, written, oral or online (会员会籍管理办法 第五条).

    Refuses facts that cannot be, a person with a running membership (一次入会、动态接转), and a number
    that is registered under another name. One whose membership ended may come again.
    """
    unit = unit_by_id(unit_id)
    (may_admit(actor, unit) & check_facts(facts, clock.today())).require()
    person = _person_for(actor, unit, facts)
    membership = Membership.objects.create(
        person=person,
        unit=unit,
        unit_path=unit.path,
        employer_name=squeeze(facts.employer_name),
        job=squeeze(facts.job),
        applied_on=clock.today(),
    )
    begin(membership, MEMBERSHIP, actor=actor)
    file_person(person, membership)
    return membership


@transaction.atomic
def approve(*, actor: Actor, membership_id: int, seen_version: int) -> Membership:
    """批准入会: by the committee of the basic union (章程 第二条); the card gets its number."""
    membership = lock_membership(membership_id, seen_version=seen_version)
    may(actor, membership, "admit").require()
    return _admit(actor, membership, joined_on=clock.today())


@transaction.atomic
def decline(*, actor: Actor, membership_id: int, seen_version: int, why: str) -> Membership:
    """不予批准: with the reason that the applicant is told. Refuses an empty one."""
    membership = lock_membership(membership_id, seen_version=seen_version)
    (may(actor, membership, "decline") & reason_given(why)).require()
    membership.ended_on = clock.today()
    advance(membership, MEMBERSHIP, "decline", actor=actor, note=why.strip())
    return membership


@transaction.atomic
def admit_member(*, actor: Actor, unit_id: int, facts: Facts) -> Membership:
    """Application and approval at once, where the committee has already decided.

    Refuses what ``register_applicant`` refuses.
    """
    membership = register_applicant(actor=actor, unit_id=unit_id, facts=facts)
    return _admit(actor, membership, joined_on=clock.today())


@transaction.atomic
def admit_roster(
    *, actor: Actor, unit_id: int, rows: Sequence[Facts], joined_on: date | None = None
) -> list[Membership]:
    """A union's whole roster, taken in together or not at all; every member has his event.

    ``joined_on`` (default: today) is the day of the decision. Refuses every row that cannot be, is
    twice in the roster, or belongs to a person whom the registry knows already.
    """
    unit = unit_by_id(unit_id)
    today = clock.today()
    verdict = may_admit(actor, unit) & _of_rows(rows, today)
    verdict.require()
    with over_registry(actor, action=ROSTER):
        known = known_numbers([facts.number for facts in rows])
    for facts in rows:
        if facts.number in known:
            _of_known(actor, *known[facts.number], name=facts.name, again=False).require()
    people = Person.objects.bulk_create(
        [Person(**_columns(facts), unit_path=unit.path) for facts in rows]
    )
    members = [
        _member(unit, person, facts, joined_on or today)
        for person, facts in zip(people, rows, strict=True)
    ]
    return _keep_roster(actor, members)


def _member(unit: Unit, person: Person, facts: Facts, day: date) -> Membership:
    return Membership(
        person=person,
        unit=unit,
        unit_path=unit.path,
        state="member",
        version=1,
        card_no=next_card(unit),
        employer_name=squeeze(facts.employer_name),
        job=squeeze(facts.job),
        applied_on=day,
        joined_on=day,
    )


def _keep_roster(actor: Actor, members: Sequence[Membership]) -> list[Membership]:
    kept = Membership.objects.bulk_create(members)
    for membership in kept:
        after = {"state": "member", "card_no": membership.card_no}
        record(actor, "membership.membership.admit", membership.person, after=after)
        file_person(membership.person, membership)
    return kept


def _of_rows(rows: Sequence[Facts], today: date) -> Verdict:
    found = Verdict()
    seen: set[str] = set()
    for number, facts in enumerate(rows, 1):
        verdict = check_facts(facts, today)
        if verdict and facts.number in seen:
            verdict = refuse(
                "membership.roster.twice",
                gettext_noop("名册第 %(row)s 人的身份证号与前面重复"),
                gettext_noop("请删去重复的一行"),
                row=number,
            )
        if verdict:
            seen.add(facts.number)
        found &= verdict
    return found


def next_card(unit: Unit) -> str:
    """The union's code and a number that runs without gaps: ``SF-02-07-00012``."""
    serial = next_number(kind="membership.card", unit=str(unit.pk), year=0)
    return f"{unit.code}-{serial:05d}"


def reason_given(why: str) -> Verdict:
    """Whether a decision against a person says why."""
    if why.strip():
        return Verdict()
    return refuse(
        "membership.reason.missing",
        gettext_noop("没有写明原因"),
        gettext_noop("请用一两句话写明，本人查询时会看到"),
    )


def _admit(actor: Actor, membership: Membership, *, joined_on: date) -> Membership:
    membership.card_no = next_card(membership.unit)
    membership.joined_on = joined_on
    after = {"card_no": membership.card_no}
    advance(membership, MEMBERSHIP, "admit", actor=actor, after=after)
    file_person(membership.person, membership)
    return membership


def _person_for(actor: Actor, unit: Unit, facts: Facts) -> Person:
    """The person of a number: new to the registry, or come again after an ended membership."""
    columns = {**_columns(facts), "unit_path": unit.path, "target_path": ""}
    with over_registry(actor, action=REGISTER):
        known = known_numbers([facts.number]).get(facts.number)
        if known is not None:
            person, state = known
            _of_known(actor, person, state, name=facts.name, again=True).require()
            for name, value in columns.items():
                setattr(person, name, value)
            person.save()
            return person
        try:
            with transaction.atomic():
                return Person.objects.create(**columns)
        except IntegrityError as error:  # another officer registered him this very moment
            raise Refused(_elsewhere().refusals) from error


def known_person(actor: Actor, found: tuple[Person, str]) -> Verdict:
    """Why a roster may not bring in somebody whom the registry knows already."""
    person, state = found
    return _of_known(actor, person, state, name=person.name, again=False)


def _of_known(actor: Actor, person: Person, state: str, *, name: str, again: bool) -> Verdict:
    """Whether somebody whom the registry knows can be admitted."""
    if has_running(state) or not again:
        here = actor is SYSTEM or actor.holds("membership.read", at=person.unit_path)
        return _here(person) if here else _elsewhere()
    if person.name == squeeze(name):
        return Verdict()
    return refuse(
        "membership.person.other-name",
        gettext_noop("这个身份证号在会员库里登记的是另一个姓名"),
        gettext_noop("请核对身份证；确已改名的，请区总工会会员管理员更正原档案"),
    )


def _here(person: Person) -> Verdict:
    return refuse(
        "membership.person.here",
        gettext_noop("%(name)s 已经在会员库里，不能重复登记"),
        gettext_noop("请搜索姓名打开他的档案；要换工会的办理会籍转接"),
        name=person.name,
    )


def _elsewhere() -> Verdict:
    return refuse(
        "membership.person.elsewhere",
        gettext_noop("这个身份证号在别的工会已有会籍，一人只能有一份"),
        gettext_noop("请本人联系原工会办理会籍转出，转到本工会后在这里接收"),
    )


def _columns(facts: Facts) -> Mapping[str, Any]:
    return {
        "name": squeeze(facts.name),
        "sex": facts.sex,
        "birth": facts.birth,
        "citizen_id": facts.number,
        "mobile": check_mobile(facts.mobile).normalised if facts.mobile else "",
        "kind": facts.kind,
        "occupation": facts.occupation,
    }
