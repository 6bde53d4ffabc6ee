"""What the program does by itself: remind at the marks of a due date, keep what was missed, propose
letters, draw samples."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.clocks.reminders import Call
from zhigong.foundation.notify.actions import notify
from zhigong.identity.queries import holders_of
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.text import gettext_noop
from zhigong.supervision.actions.letters import propose_letter
from zhigong.supervision.actions.terms import count_missed
from zhigong.supervision.models import Urging
from zhigong.supervision.queries import lock_assignment
from zhigong.supervision.queries.following import (
    assignment_of,
    assignments_to_write_about,
    closings_to_sample,
    silent_since_before,
)
from zhigong.supervision.rules.capabilities import APPROVE, CARRY_OUT, VERIFY
from zhigong.supervision.rules.duedates import look_back_window, reminder_at
from zhigong.supervision.rules.looking_back import months_to_sample, sample

BEFORE = gettext_noop("督办提醒：%(number)s 还有 %(days)d 天到期")
ON_THE_DAY = gettext_noop("督办提醒：%(number)s 今天到期")
AFTER = gettext_noop("督办提醒：%(number)s 已逾期 %(days)d 天")


@transaction.atomic
def remind(call: Call) -> None:
    """A due date reached a mark: kept with the matter, told to the lead unit's people, and from the
    third reminder on to the leaders as well. One a day."""
    assignment = assignment_of(call.clock.subject)
    on, days = clock.today(), call.days_left
    if assignment is None or assignment.urgings.filter(number__isnull=False, on=on).exists():
        return
    number, to_leader = reminder_at(call.mark)
    title = BEFORE if days > 0 else AFTER if days < 0 else ON_THE_DAY
    params = {"number": assignment.number, "days": abs(days)}
    Urging.objects.create(
        assignment=assignment, kind="remind", on=on, text=_(title) % params, number=number,
        to_leader=to_leader,
    )  # fmt: skip
    people = {a.pk for a in holders_of(CARRY_OUT, at=assignment.lead_path)}
    if to_leader:
        people |= {a.pk for a in holders_of(APPROVE, at=assignment.unit_path)}
    for account_id in sorted(people):
        notify(
            account_id=account_id,
            kind="supervision.reminder",
            title=title,
            params=params,
            url=assignment.get_absolute_url(),
            key=call.key,
        )
    after = {"number": number, "people": len(people)}
    record(SYSTEM, "supervision.urging.remind", assignment, after=after)


def keep_missed(on: date) -> int:
    """Keep the report days that passed without a report, for the assessment. How many matters."""
    found = silent_since_before(on)
    for pk in found:
        with transaction.atomic():
            assignment = lock_assignment(pk)
            if new := count_missed(assignment):
                assignment.save(update_fields=["missed_reports"])
                after = {"missed": new}
                record(SYSTEM, "supervision.assignment.missed", assignment, after=after)
    return len(found)


def propose_letters(on: date) -> int:
    """Propose a 督办函 for whatever is more than seven days overdue and has none lately. How many."""
    found = list(assignments_to_write_about(on))
    for assignment in found:
        with transaction.atomic():
            propose_letter(assignment, on)
    return len(found)


@transaction.atomic
def draw_look_backs(on: date) -> int:
    """Draw the sample of closed matters to be looked back upon; a month is drawn once. How many."""
    drawn = 0
    for first, last in months_to_sample(on):
        for unit_path, rows in closings_to_sample(first, last).items():
            chosen = set(sample([row.number for row in rows]))
            for row in (row for row in rows if row.number in chosen):
                assert row.closed_on is not None
                row.look_back_by = look_back_window(row.closed_on)[1] - timedelta(days=1)
                row.save(update_fields=["look_back_by"])
                record(SYSTEM, "supervision.assignment.drawn", row)
            drawn += len(chosen)
            _tell_drawn(unit_path, len(chosen), first)
    return drawn


def _tell_drawn(unit_path: str, count: int, month: date) -> None:
    for account in holders_of(VERIFY, at=unit_path):
        notify(
            account_id=account.pk,
            kind="supervision.look_back",
            title=gettext_noop("抽出 %(count)d 件已销号事项回头看"),
            params={"count": count},
            url="/supervision/problems/?kind=look_back",
            key=f"look-back:{unit_path}:{month}:{account.pk}",
        )
