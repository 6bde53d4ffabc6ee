"""测算表: a new version of all calculations of a case; a claim corrected. Earlier versions stay."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.law.core.result import Notebook
from zhigong.law.rulebook import assess
from zhigong.mediation.actions.steps import happened
from zhigong.mediation.models import CalculationSheet, Case, Claim
from zhigong.mediation.permissions import may_work_on
from zhigong.mediation.queries import lock_case, lock_part
from zhigong.mediation.rules.sheet import sheet_content
from zhigong.mediation.rules.whole_case import case_document
from zhigong.parameters.queries import current_table


@transaction.atomic
def make_sheet(
    *, actor: Actor, case_id: int, seen_version: int, note: str = ""
) -> CalculationSheet:
    """Compute every claim of the case by the law as of now and keep the result as a new version.

    Claims keep the amount they were stored with; the sheet shows both. Refuses a case without
    claims.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    if not case.claims.exists():
        refuse(
            "mediation.sheet.no-claims",
            gettext_noop("本案还没有请求事项，没有可测算的"),
            gettext_noop("请先增加请求"),
        ).require()
    return _make(actor, case, note)


@transaction.atomic
def revise_claim(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    claim_id: int,
    facts: Mapping[str, Any],
    note: str = "",
) -> CalculationSheet:
    """Correct the facts of a claim: it is computed anew and a version of the sheet made.

    What stood before is kept as a version too, where no sheet has been made yet.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    if not case.sheets.exists():
        _make(actor, case, "")
    claim = lock_part(case.claims.all(), claim_id)
    before = {"facts": claim.facts, "lawful": _text(claim.lawful)}
    claim.facts = {k: v for k, v in facts.items() if k not in {"rule", "asked"}}
    document = {"place": settings.PLACE, "claims": [{"rule": claim.rule, **claim.facts}]}
    claim.result = assess(document, current_table())["claims"][0]
    amount = claim.result.get("amount")
    claim.lawful = Decimal(amount) if amount else None
    claim.save(update_fields=["facts", "result", "lawful"])
    record(
        actor,
        "mediation.claim.revise",
        case,
        before=before,
        after={"facts": claim.facts, "lawful": _text(claim.lawful)},
        note=note,
    )
    return _make(actor, case, note)


@transaction.atomic
def remove_claim(
    *, actor: Actor, case_id: int, seen_version: int, claim_id: int, note: str = ""
) -> CalculationSheet:
    """Take a claim off the case: it stands in the versions made before, and a version without it is made.

    Refuses the last claim: a case is about something.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    claim = lock_part(case.claims.all(), claim_id)
    if case.claims.count() == 1:
        refuse(
            "mediation.claim.last",
            gettext_noop("本案只剩这一项请求，不能再去掉"),
            gettext_noop("要换一项，请先增加新的请求；都不要了，请办结案件"),
        ).require()
    if not case.sheets.exists():
        _make(actor, case, "")
    before = {"rule": claim.rule, "facts": claim.facts, "lawful": _text(claim.lawful)}
    claim.delete()
    record(actor, "mediation.claim.remove", case, before=before, note=note)
    return _make(actor, case, note)


def _make(actor: Actor, case: Case, note: str) -> CalculationSheet:
    claims = list(case.claims.all())
    document = case_document(
        settings.PLACE,
        [{"rule": c.rule, **c.facts} for c in claims],
        case.facts,
        on=clock.today(),
        received=case.received_on,
        people=case.people,
    )
    notebook = Notebook()
    answer = assess(document, current_table(), notebook)
    last = case.sheets.order_by("-number").values_list("number", flat=True).first() or 0
    sheet = CalculationSheet.objects.create(
        case=case,
        number=last + 1,
        made_at=clock.now(),
        made_by_id=actor.id,
        note=note.strip(),
        content=sheet_content(document, answer, [_kept(c) for c in claims], notebook.messages),
    )
    happened(case, "sheet.make", actor=actor, after={"number": sheet.number}, note=note.strip())
    return sheet


def _kept(claim: Claim) -> dict[str, Any]:
    return {
        "claim": claim.pk,
        "position": claim.position,
        "title": claim.title,
        "asked": _text(claim.asked),
        "conceded": _text(claim.conceded),
        "kept": _text(claim.lawful),
    }


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
