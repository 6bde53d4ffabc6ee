"""审查受理: the duty supervisor asks for what is missing, accepts, or refuses with the way on."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.documents.numbering import next_number
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.actions.deadlines import mediate_by, supply_by
from zhigong.mediation.actions.steps import advance
from zhigong.mediation.models import Case
from zhigong.mediation.permissions import may
from zhigong.mediation.queries import lock_case
from zhigong.mediation.rules.reasons import REFUSALS
from zhigong.mediation.rules.workflow import MEDIATE, SUPPLY


@transaction.atomic
def ask_supplement(*, actor: Actor, case_id: int, seen_version: int, missing: str) -> Case:
    """Ask once for everything that is missing; the clock of acceptance stands still meanwhile.

    Refuses an empty list and a second asking (办案规则 第三十条 by model: once, all items).
    """
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "ask_supplement").require()
    if not missing.strip():
        refuse(
            "mediation.supplement.empty",
            gettext_noop("没有写缺什么材料"),
            gettext_noop("请把缺的材料一次列全"),
        ).require()
    if case.supplement:
        refuse(
            "mediation.supplement.twice",
            gettext_noop("本案已经请申请人补充过一次"),
            gettext_noop("补充材料应当一次告知；请根据现有材料决定是否受理"),
        ).require()
    case.supplement = missing.strip()
    advance(
        case,
        "ask_supplement",
        actor=actor,
        deadlines={SUPPLY: supply_by(clock.today())},
    )
    return case


@transaction.atomic
def supply(*, actor: Actor, case_id: int, seen_version: int, note: str) -> Case:
    """The applicant has supplied what was asked; the case waits for the decision again."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "supply").require()
    if note.strip():
        case.story = f"{case.story}\n\n{note.strip()}"
    advance(case, "supply", actor=actor)
    return case


@transaction.atomic
def accept_request(*, actor: Actor, case_id: int, seen_version: int) -> Case:
    """受理: the case gets its number; the fifteen days run from **receipt** of the application.

    调解仲裁法 第十四条第三款.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "accept").require()
    today = clock.today()
    serial = next_number(kind="mediation.case", unit=str(case.unit_id), year=today.year)
    case.number = case_number(today.year, serial)
    case.accepted_on = today
    advance(
        case,
        "accept",
        actor=actor,
        deadlines={MEDIATE: mediate_by(case.received_on)},
        after={"number": case.number},
    )
    return case


def case_number(year: int, serial: int) -> str:
    """``（2026）示联调援00318号``: year, district, kind, five digits; never used again."""
    return NUMBER % {"year": year, "short": settings.DISTRICT_NAME[:1], "serial": serial}


NUMBER = gettext_noop("（%(year)d）%(short)s联调援%(serial)05d号")


@transaction.atomic
def refuse_request(
    *, actor: Actor, case_id: int, seen_version: int, reason: str, note: str
) -> Case:
    """不予受理: with a reason of the list, in words, and the right to arbitrate.

    Refuses an unknown reason and one without words for the worker.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "refuse").require()
    if reason not in REFUSALS:
        refuse(
            "mediation.refuse.no-reason",
            gettext_noop("没有选择不予受理的原因"),
            gettext_noop("请从列表中选一个原因"),
        ).require()
    if not note.strip():
        refuse(
            "mediation.refuse.no-words",
            gettext_noop("没有写给申请人的说明"),
            gettext_noop("请用一两句话说清为什么，申请人会看到"),
        ).require()
    case.outcome_code, case.outcome_note = reason, note.strip()
    case.ended_on = clock.today()
    advance(case, "refuse", actor=actor, note=note.strip(), after={"reason": reason})
    return case
