"""更正档案: a person's facts, each change with its reason; the trail holds masks, never numbers."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.kernel.actor import Actor
from zhigong.kernel.identifiers import check_mobile
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import refuse
from zhigong.membership.actions.admission import reason_given
from zhigong.membership.actions.filing import file_person, touch
from zhigong.membership.models import Membership, Person
from zhigong.membership.permissions import may_correct
from zhigong.membership.queries import known_numbers, lock_membership, over_registry
from zhigong.membership.rules.persons import Facts, check_facts


@transaction.atomic
def correct_facts(
    *, actor: Actor, membership_id: int, seen_version: int, facts: Facts, why: str
) -> Membership:
    """Put right what is known of a member and his work.

    Refuses facts that cannot be, a citizen id that is another person's, and an empty reason.
    """
    membership = lock_membership(membership_id, seen_version=seen_version)
    person = membership.person
    verdict = may_correct(actor, membership) & check_facts(facts, clock.today())
    (verdict & reason_given(why)).require()
    if not person.citizen_id.matches(facts.number):
        _unknown(actor, facts)
    before = _shown(person, membership)
    person.name, person.sex, person.birth = squeeze(facts.name), facts.sex, facts.birth
    person.citizen_id = facts.number
    person.mobile = check_mobile(facts.mobile).normalised if facts.mobile else ""
    person.kind, person.occupation = facts.kind, facts.occupation
    person.save()
    membership.employer_name = squeeze(facts.employer_name)
    membership.job = squeeze(facts.job)
    membership.save(update_fields=["employer_name", "job"])
    touch(membership)
    after = _shown(person, membership)
    changed = [name for name in after if after[name] != before[name]]
    record(
        actor,
        "membership.person.correct",
        person,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        note=why.strip(),
    )
    file_person(person, membership)
    return membership


def _unknown(actor: Actor, facts: Facts) -> None:
    with over_registry(actor, action="membership.person.correct"):
        known = known_numbers([facts.number])
    if known:
        refuse(
            "membership.person.citizen_id",
            gettext_noop("这个身份证号已经登记在另一个人名下"),
            gettext_noop("请核对号码；确是同一个人的，请区总工会会员管理员处理"),
        ).require()


def _shown(person: Person, membership: Membership) -> dict[str, Any]:
    """What the trail may hold of the facts."""
    return {
        "name": person.name,
        "citizen_id": str(person.citizen_id),
        "mobile": str(person.mobile),
        "kind": person.kind,
        "occupation": person.occupation,
        "employer_name": membership.employer_name,
        "job": membership.job,
    }
