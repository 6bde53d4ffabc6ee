"""提交求助: a draft becomes a case with a code, its sides, claims and evidence."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.actions import move_files
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.law.rulebook import assess
from zhigong.mediation.actions.deadlines import decide_by
from zhigong.mediation.actions.drafts import answers_of
from zhigong.mediation.actions.steps import begun
from zhigong.mediation.models import Case, Claim, Draft, Evidence, Party
from zhigong.mediation.queries import lock_draft
from zhigong.mediation.rules.intake import claims_from, headline, title_of
from zhigong.mediation.rules.reasons import CAUSES
from zhigong.mediation.rules.workflow import DECIDE
from zhigong.org.queries import centre_for
from zhigong.parameters.queries import current_table

NEEDED = {
    "story": gettext_noop("还没有写发生了什么"),
    "employer_name": gettext_noop("还没有写是哪家单位"),
    "name": gettext_noop("还没有写您的姓名"),
    "mobile": gettext_noop("还没有写您的手机号"),
}


@transaction.atomic
def send_request(*, actor: Actor, draft_id: int) -> Case:
    """Turn a draft into a case, received today.

    Refuses a draft that lacks what nobody can do without, naming each. The draft goes, its files
    become evidence, and the case waits for the duty supervisor with the clock of acceptance.
    """
    draft = lock_draft(draft_id)
    answers = answers_of(draft)
    _complete(answers)
    case = receive_request(actor=actor, answers=answers, channel="web")
    _keep_evidence(actor, draft, case)
    draft.delete()
    return case


@transaction.atomic
def receive_request(
    *, actor: Actor, answers: Mapping[str, Any], channel: str, applicant_id: int | None = None
) -> Case:
    """A new case from a worker's answers, however they came (``channel`` of rules.reasons).

    The actor owns the case from here on by its code. The causes are kept by their codes; amounts
    are computed by the law as of today's parameters and stored with their working.
    """
    code = new_code()
    announce_actor(
        replace(actor, own=(*actor.own, f"mediation.case:{code}")), action="mediation.case.begin"
    )
    centre = centre_for(settings.PLACE)
    today = clock.today()
    causes = [c for c in answers.get("causes", []) if c in CAUSES] or ["other"]
    text, places = headline(
        answers["name"], answers["employer_name"], [_(CAUSES[c]) for c in causes]
    )
    case = Case.objects.create(
        code=code,
        unit=centre,
        unit_path=centre.path,
        applicant_id=applicant_id if applicant_id is not None else actor.id,
        channel=channel,
        causes=causes,
        headline=_(text) % places,
        story=answers["story"],
        facts={k: answers[k] for k in FACTS if answers.get(k)},
        people=int(answers.get("people") or 1),
        employer_name=answers["employer_name"],
        street=answers.get("street", ""),
        sent_at=clock.now(),
        received_on=today,
    )
    _keep_parties(case, answers)
    keep_claims(case, claims_from(answers))
    begun(case, actor=actor, deadlines={DECIDE: decide_by(today)})
    return case


FACTS = (
    "hire",
    "end",
    "ending",
    "monthly_wage",
    "unpaid_start",
    "unpaid_end",
    "unpaid_paid",
    "job",
    "place",
)


def new_code() -> str:
    """Twelve digits a person can read out: the day, then six at random."""
    return f"{clock.today():%y%m%d}{secrets.randbelow(1_000_000):06d}"


def _complete(answers: Mapping[str, Any]) -> None:
    missing = [name for name in NEEDED if not str(answers.get(name) or "").strip()]
    for name in missing:
        refuse(
            f"mediation.request.no-{name.replace('_', '-')}",
            NEEDED[name],
            gettext_noop("请回到那一步补上，已填的内容都在"),
        ).require()


def _keep_parties(case: Case, answers: Mapping[str, Any]) -> None:
    Party.objects.create(
        case=case,
        side="worker",
        name=answers["name"],
        mobile=answers.get("mobile", ""),
        citizen_id=answers.get("citizen_id", ""),
        address=answers.get("address", ""),
    )
    Party.objects.create(
        case=case,
        side="employer",
        name=answers["employer_name"],
        credit_code=answers.get("credit_code", ""),
        address=answers.get("employer_address", ""),
        mobile=answers.get("employer_mobile", ""),
    )


def keep_claims(case: Case, claims: Sequence[Mapping[str, Any]]) -> list[Claim]:
    """Store claims after those the case has, each computed by the law with its working.

    A claim that the law cannot compute is kept without an amount, with the refusals as its result.
    """
    if not claims:
        return []
    document = {"place": settings.PLACE, "claims": [dict(c) for c in claims]}
    found = assess(document, current_table())["claims"]
    first = case.claims.count() + 1
    rows = []
    for position, (claim, result) in enumerate(zip(claims, found, strict=True), first):
        amount = Decimal(result["amount"]) if result.get("amount") else None
        rows.append(
            Claim(
                case=case,
                position=position,
                rule=claim["rule"],
                title=_(title_of(claim["rule"])),
                facts={k: v for k, v in claim.items() if k not in {"rule", "asked"}},
                asked=Decimal(claim["asked"]) if claim.get("asked") else amount,
                lawful=amount,
                result=result,
            )
        )
    return Claim.objects.bulk_create(rows)


def _keep_evidence(actor: Actor, draft: Draft, case: Case) -> None:
    move_files(
        actor=actor,
        origin=f"mediation.draft:{draft.key_hash}",
        subject=subject_of(case),
        unit_path=case.unit_path,
    )
    for attached in draft.files.select_related("file"):
        Evidence.objects.create(
            case=case,
            file=attached.file,
            side="worker",
            title=attached.title,
            added_at=attached.added_at,
        )
