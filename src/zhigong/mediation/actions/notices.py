"""Tell people what happened to a case: ``rules.notices`` says whom and in which words.

An action queues the event with its own rows; after the commit a job finds the people and tells each
once. Whoever has an account is told in the house, and outside by his choice; a worker without one,
and the employer, by the mobile that the case has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse

from zhigong.foundation import clock
from zhigong.foundation.clocks.reminders import Call, tell_waited_for
from zhigong.foundation.jobs.job import job
from zhigong.foundation.notify.actions import notify, send_to
from zhigong.foundation.notify.people import holders
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.money import grouped
from zhigong.kernel.text import gettext_noop
from zhigong.mediation.models import Case, Party
from zhigong.mediation.queries import hearings_on, payments_open, told_case
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.notices import HOLDING, NOTICES, PAYMENT_SOON, Kind, Telling, Whom
from zhigong.mediation.rules.workflow import OPEN, SUPPLY

WAYS = {
    "room": gettext_noop("到场"),
    "phone": gettext_noop("电话"),
    "video": gettext_noop("视频"),
}
SITES = {
    "phone": gettext_noop("（请保持电话畅通）"),
    "video": gettext_noop("（会议号由联调中心告知）"),
}
LOOKED_BACK = 7  # days
MORNING = 8  # o'clock, in China


def tell(
    case: Case, event: str, *, actor: Actor, row: int | None = None, former: int | None = None
) -> None:
    """Queue what the table says of an event; nothing where it says nothing.

    ``row`` is the hearing or instalment that it is about, ``former`` the mediator who had the case.
    Whoever did it need not be told of his own work.
    """
    if event in NOTICES:
        said.later(
            at=_by_day() if actor is SYSTEM else None, actor=SYSTEM, case_id=case.pk, event=event, key=f"{case.pk}:{event}:{case.version}",
            row=row, former=former, by=actor.id, mark=str(case.version),
        )  # fmt: skip


def _by_day() -> datetime | None:
    """What happens by itself at night is told in the morning."""
    here = clock.now().astimezone(clock.LOCAL)
    return here.replace(hour=MORNING, minute=0, second=0) if here.hour < MORNING else None


@job("mediation.tell")
def said(
    *,
    actor: Actor,
    case_id: int,
    event: str,
    mark: str,
    row: int | None = None,
    former: int | None = None,
    by: int | None = None,
) -> None:
    """Tell everyone whom the table names for this event, each once for each ``mark``."""
    case = told_case(case_id)
    params = {**_of_case(case), **_of_row(case, event, row)}
    for line in NOTICES[event]:
        key = f"case:{case.pk}:{event}:{mark}:{line.whom}"
        _tell(case, line, params, key, {"former": former, "by": by})


def _tell(
    case: Case, line: Telling, params: Mapping[str, Any], key: str, who: Mapping[str, int | None]
) -> None:
    filled = dict(params) | ({"tail": case.code[-4:]} if line.whom == Whom.WORKER else {})
    if line.whom in {Whom.WORKER, Whom.EMPLOYER}:
        _tell_side(case, line, filled, key)
        return
    for account_id in _people(case, line.whom, who["former"]):
        if account_id != who["by"]:
            notify(
                account_id=account_id, kind=line.kind, title=line.title, body=line.body,
                params=filled, url=case.get_absolute_url(), key=key,
                outside=line.outside or OUTSIDE[line.kind],
            )  # fmt: skip


OUTSIDE = {
    Kind.WORK: gettext_noop("有案件等您处理，请登录查看。"),
    Kind.HEARING: gettext_noop("调解会有新的安排，请登录查看。"),
    Kind.PAYMENT: gettext_noop("有协议款项等您核实，请登录查看。"),
    Kind.PROGRESS: gettext_noop("案件有进展，请登录查看。"),
}
"""What people at work read outside, where they chose to: never which case."""


def _tell_side(case: Case, line: Telling, params: dict[str, Any], key: str) -> None:
    """The applicant by his account; everybody else on the side by mobile."""
    account = case.applicant if line.whom == Whom.WORKER else None
    if account is not None:
        notify(
            account_id=account.pk, kind=line.kind, title=line.title, body=line.body, params=params,
            url=reverse("mediation:progress", args=[case.code]), key=key,
            outside=line.outside or OUTSIDE[line.kind],
        )  # fmt: skip
    for party in _reached_by_mobile(case, line.whom, account):
        if line.outside:
            send_to(
                channel="sms", to=party.mobile, kind=line.kind, text=line.outside + _way(line.whom),
                params=params, key=f"{key}:{party.pk}",
            )  # fmt: skip


def _way(whom: Whom) -> str:
    """A line with the page where number and mobile open the case; it names neither.

    The employer has no such page, and where nobody said how people reach us there is no link.
    """
    if whom != Whom.WORKER or not settings.PUBLIC_URL:
        return ""
    return f"\n{settings.PUBLIC_URL}{reverse('mediation:look_up')}".replace("%", "%%")


def _reached_by_mobile(case: Case, side: Whom, account: Any) -> list[Party]:
    """Parties with a mobile; not the applicant, who is told by his account."""
    known = bytes(account.mobile_look) if account is not None and account.mobile_look else None
    parties = [p for p in case.parties.all() if p.side == side and p.mobile]
    if account is not None and known is None and side == Whom.WORKER:
        return parties[1:]
    return [p for p in parties if known is None or bytes(p.mobile_look or b"") != known]


def _people(case: Case, whom: Whom, former: int | None) -> Iterable[int]:
    if whom == Whom.FORMER:
        return [former] if former else []
    if whom == Whom.AUTHORITIES:
        units = [row.unit.path for row in case.participations.all() if row.until is None]
        return sorted({one for path in units for one in holders(capabilities.FOLLOW, at=path)})
    if whom in {Whom.MEDIATOR, Whom.IN_CHARGE} and case.mediator_id is not None:
        return [case.mediator_id]
    return holders(HOLDING[whom], at=case.unit_path) if whom in HOLDING else []


def _of_case(case: Case) -> dict[str, Any]:
    running = [c for c in case.deadlines if c.ended_on is None]
    # A notice that is sent late, when the deadline has ended meanwhile, still says which it was.
    named = running[:1] or sorted(case.deadlines, key=lambda c: c.pk)[-1:]
    due = named[0].due.isoformat() if named else ""
    return {
        "headline": case.headline,
        "code": case.code,
        "number": case.number or case.code,
        "tail": "".join(c for c in case.number or case.code if c.isdigit())[-4:],
        "mediator": case.mediator.label if case.mediator else "",
        "due": due,
        "day": due,
    }


def _of_row(case: Case, event: str, row: int | None) -> dict[str, Any]:
    """The places that a hearing or an instalment fills."""
    if row is None:
        return {}
    if event.startswith("hearing."):
        hearing = case.hearings.get(pk=row)
        start = hearing.starts_at.astimezone(clock.LOCAL)
        return {
            "day": f"{start:%Y-%m-%d}",
            "time": f"{start:%H:%M}",
            "way_words": WAYS[hearing.way],
            "where": hearing.place,
            "site_words": SITES.get(hearing.way, f"（{hearing.place}）"),
        }
    part = case.agreement.instalments.get(pk=row)
    return {
        "position": part.position,
        "day": part.due.isoformat(),
        "paid": grouped(Decimal(part.paid)),
    }


def deadline(call: Call) -> None:
    """A deadline of a case calls: whom the case waits for, and the worker for what he must supply."""
    tell_waited_for(call)
    case = told_case(int(call.clock.subject.rpartition(":")[2]))
    if call.clock.name == SUPPLY and case.state in OPEN:
        text = SUPPLY_LATE if call.days_left < 0 else SUPPLY_SOON
        params = {**_of_case(case), "day": call.clock.due.isoformat(), "tail": case.code[-4:]}
        line = Telling(Whom.WORKER, Kind.PROGRESS, text, SUPPLY_BODY, OUTSIDE_SUPPLY)
        _tell_side(case, line, params, call.key)


SUPPLY_SOON = gettext_noop("请在 %(day)s 前补好材料")
SUPPLY_LATE = gettext_noop("补充材料的日子 %(day)s 已过")
SUPPLY_BODY = gettext_noop("缺什么写在进度页；补不齐的也请说明，中心会按现有材料决定是否受理。")
OUTSIDE_SUPPLY = gettext_noop(
    "您的求助（回执号尾号%(tail)s）要补充的材料截止%(day)s，请到“查进度”补好。"
)


def remind_of_hearings() -> int:
    """Tomorrow's meetings, to everyone who was invited; how many meetings. As the system."""
    found = list(hearings_on(clock.today() + timedelta(days=1)))
    for hearing in found:
        _at_its_day(hearing.case_id, "hearing.tomorrow", hearing.pk, hearing.starts_at.isoformat())
    return len(found)


def remind_of_payments() -> int:
    """Instalments that are due soon, today, or were due yesterday and did not come; how many calls.

    A day that was missed (the machine was off) is made up for within the week.
    """
    today = clock.today()
    calls = 0
    for part in payments_open(today + timedelta(days=PAYMENT_SOON)):
        left = (part.due - today).days
        if left < -LOOKED_BACK:
            continue
        event = "payment.late" if left < 0 else "payment.due" if left == 0 else "payment.soon"
        _at_its_day(part.agreement.case_id, event, part.pk, part.due.isoformat())
        calls += 1
    return calls


def _at_its_day(case_id: int, event: str, row: int, day: str) -> None:
    key = f"{event}:{row}:{day}"
    said.later(actor=SYSTEM, case_id=case_id, event=event, key=key, row=row, mark=f"{row}:{day}")
