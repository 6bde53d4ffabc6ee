"""调解过程: meetings called and held, offers made and answered, evidence and claims."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.files.models import StoredFile
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.actions.intake import keep_claims
from zhigong.mediation.actions.steps import happened
from zhigong.mediation.models import Case, Claim, Evidence, Hearing, Offer
from zhigong.mediation.permissions import is_applicant, may_add_evidence, may_work_on
from zhigong.mediation.queries import lock_case, lock_part

Figures = tuple[Decimal | None, Decimal | None]  # what the worker asks, what the employer concedes


@transaction.atomic
def call_hearing(
    *, actor: Actor, case_id: int, seen_version: int, starts_at: datetime, way: str, place: str
) -> Hearing:
    """Call a meeting. Refuses one in the past and one without a place (or number) to go to."""
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    _fit_to_meet(starts_at, place)
    row = Hearing.objects.create(case=case, starts_at=starts_at, way=way, place=place.strip())
    happened(
        case,
        "hearing.call",
        actor=actor,
        after={"at": starts_at.isoformat(), "way": way},
        row=row.pk,
    )
    return row


def _fit_to_meet(starts_at: datetime, place: str) -> None:
    if starts_at <= clock.now():
        refuse(
            "mediation.hearing.past",
            gettext_noop("调解会的时间已经过去"),
            gettext_noop("请写一个以后的时间；已经开过的，用“补记调解会”"),
        ).require()
    if not place.strip():
        refuse(
            "mediation.hearing.no-place",
            gettext_noop("没有写在哪里开"),
            gettext_noop("到场的写地址，电话或视频的写号码或会议号"),
        ).require()


@transaction.atomic
def move_hearing(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    hearing_id: int,
    starts_at: datetime,
    way: str,
    place: str,
) -> Hearing:
    """改期: another time or place for a called meeting; whoever was invited is told.

    Refuses a meeting whose result is recorded, and a time or place that would not do for a new one.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    row = lock_part(case.hearings.all(), hearing_id)
    _still_called(row)
    _fit_to_meet(starts_at, place)
    before = {"at": row.starts_at.isoformat(), "way": row.way, "place": row.place}
    row.starts_at, row.way, row.place = starts_at, way, place.strip()
    row.save()
    happened(
        case, "hearing.move", actor=actor, before=before,
        after={"at": starts_at.isoformat(), "way": way}, row=row.pk,
    )  # fmt: skip
    return row


def _still_called(row: Hearing) -> None:
    if row.state != "called":
        refuse(
            "mediation.hearing.closed",
            gettext_noop("这次调解会已经记录过结果"),
            gettext_noop("请刷新页面看记录；有补充的写入经过"),
        ).require()


@transaction.atomic
def close_hearing(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    hearing_id: int,
    state: str,
    present: str,
    minutes: str,
) -> Hearing:
    """Record that a called meeting was held, missed or cancelled.

    One that was held needs minutes (协商调解规定 第三十条 by model: time, place, who, what).
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    row = lock_part(case.hearings.all(), hearing_id)
    _still_called(row)
    if state == "held" and not minutes.strip():
        refuse(
            "mediation.hearing.no-minutes",
            gettext_noop("还没有写调解笔录"),
            gettext_noop("请写谁到场、双方怎么说、议了什么方案"),
        ).require()
    row.state, row.present, row.minutes = state, present.strip(), minutes.strip()
    row.save()
    happened(case, f"hearing.{state}", actor=actor, after={"hearing": hearing_id}, row=hearing_id)
    return row


@transaction.atomic
def note_offer(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    side: str,
    amount: Decimal | None,
    terms: str,
) -> Offer:
    """Note what a side, or the mediator, puts on the table. Refuses one that says nothing."""
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    if amount is None and not terms.strip():
        refuse(
            "mediation.offer.empty",
            gettext_noop("方案还是空的"),
            gettext_noop("请写金额，或写明内容"),
        ).require()
    row = Offer.objects.create(
        case=case, side=side, amount=amount, terms=terms.strip(), made_at=clock.now()
    )
    happened(case, "offer.note", actor=actor, after={"side": side})
    return row


@transaction.atomic
def answer_offer(
    *, actor: Actor, case_id: int, seen_version: int, offer_id: int, accepted: bool
) -> Offer:
    """Record the answer to an offer that is still open."""
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    row = lock_part(case.offers.all(), offer_id)
    if row.answer != "open":
        refuse(
            "mediation.offer.answered",
            gettext_noop("这个方案已经有答复"),
            gettext_noop("有新的意见，请记为新方案"),
        ).require()
    row.answer = "accepted" if accepted else "declined"
    row.save()
    happened(case, f"offer.{row.answer}", actor=actor, after={"offer": offer_id})
    return row


@transaction.atomic
def add_evidence(
    *, actor: Actor, case_id: int, file: StoredFile, side: str, title: str, proves: str = ""
) -> Evidence:
    """Add a stored file as evidence. The applicant can add only for his own side."""
    case = lock_case(case_id)
    may_add_evidence(actor, case).require()
    if is_applicant(actor, case):
        side = "worker"
    if case.evidence.filter(file__sha256=file.sha256).exists():
        refuse(
            "mediation.evidence.twice",
            gettext_noop("同样的材料已经在案"),
            gettext_noop("不用再传；请选择别的文件"),
        ).require()
    row = Evidence.objects.create(
        case=case,
        file=file,
        side=side,
        title=(title.strip() or file.name)[:120],
        proves=proves.strip(),
        added_at=clock.now(),
    )
    happened(case, "evidence.add", actor=actor, after={"sha256": file.sha256, "side": side})
    return row


@transaction.atomic
def add_claim(*, actor: Actor, case_id: int, seen_version: int, facts: Mapping[str, Any]) -> Claim:
    """Add an item to the case, computed by the law as of now. ``facts`` names its ``rule``."""
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    row = keep_claims(case, [facts])[0]
    happened(case, "claim.add", actor=actor, after={"rule": facts["rule"]})
    return row


@transaction.atomic
def set_positions(
    *,
    actor: Actor,
    case_id: int,
    seen_version: int,
    claim_id: int,
    asked: Decimal | None,
    conceded: Decimal | None,
) -> Claim:
    """Record what the worker asks and the employer concedes for an item, in yuan."""
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    row = lock_part(case.claims.all(), claim_id)
    _name(case, row, asked, conceded, actor)
    return row


@transaction.atomic
def set_all_positions(
    *, actor: Actor, case_id: int, seen_version: int, figures: Mapping[int, Figures]
) -> None:
    """Record for several items at once what the worker asks and the employer concedes, in yuan.

    ``figures`` is by item. Where both are as they were, nothing happened and nothing is recorded.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_work_on(actor, case).require()
    for row in [lock_part(case.claims.all(), pk) for pk in sorted(figures)]:
        if (row.asked, row.conceded) != figures[row.pk]:
            _name(case, row, *figures[row.pk], actor)


def _name(
    case: Case, row: Claim, asked: Decimal | None, conceded: Decimal | None, actor: Actor
) -> None:
    before = {"asked": str(row.asked), "conceded": str(row.conceded)}
    row.asked, row.conceded = asked, conceded
    row.save()
    happened(
        case,
        "claim.positions",
        actor=actor,
        before=before,
        after={"asked": str(asked), "conceded": str(conceded)},
    )
