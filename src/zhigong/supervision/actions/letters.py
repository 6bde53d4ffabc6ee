"""督办函: proposed by the program, worded and sent by a person, or set aside with a reason."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.documents.numbering import next_number, official_number
from zhigong.foundation.notify.actions import notify
from zhigong.foundation.workflow import advance, begin
from zhigong.identity.queries import holders_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.supervision.actions.drafting import need_words
from zhigong.supervision.models import Assignment, Letter, Urging
from zhigong.supervision.permissions import may_handle_letter
from zhigong.supervision.queries.following import lock_letter
from zhigong.supervision.rules.capabilities import CARRY_OUT
from zhigong.supervision.rules.letters import LETTER


def propose_letter(assignment: Assignment, on: date) -> Letter:
    """拟督办函 for a matter that is more than seven days overdue; it waits in the inbox."""
    assert assignment.last_day is not None
    assert assignment.due is not None
    text = _(
        "你单位牵头的“%(headline)s”（%(number)s）应于%(due)s办结，至今已逾期 %(days)d 天，进度 %(progress)d%%。\n"
        "请查明原因，抓紧办理，于收到本函后五个工作日内书面报告办理情况和预计办结时间。"
    ) % {
        "headline": assignment.headline,
        "number": assignment.number,
        "due": _("%(year)d年%(month)d月%(day)d日")
        % {"year": assignment.due.year, "month": assignment.due.month, "day": assignment.due.day},
        "days": (on - assignment.last_day).days,
        "progress": assignment.progress,
    }
    letter = Letter.objects.create(
        assignment=assignment, unit_path=assignment.unit_path, proposed_on=on, text=text
    )
    begin(letter, LETTER, actor=SYSTEM)
    return letter


@transaction.atomic
def reword_letter(*, actor: Actor, letter_id: int, seen_version: int, text: str) -> Letter:
    """修改督办函 before it is sent. Refuses an empty one."""
    letter = lock_letter(letter_id, seen_version=seen_version)
    may_handle_letter(actor, letter, "send").require()
    need_words(text)
    letter.text = text.strip()
    letter.version += 1
    letter.save()
    record(actor, "supervision.letter.reword", letter, unit_path=letter.unit_path)
    return letter


@transaction.atomic
def send_letter(*, actor: Actor, letter_id: int, seen_version: int) -> Letter:
    """发出督办函: it gets its number, the lead unit's people are told, and it counts as an urging."""
    letter = lock_letter(letter_id, seen_version=seen_version)
    may_handle_letter(actor, letter, "send").require()
    today, assignment = clock.today(), letter.assignment
    running = next_number(kind="supervision.letter", unit=letter.unit_path, year=today.year)
    letter.number = official_number(prefix=_("督函"), year=today.year, number=running)
    letter.sent_on, letter.by_id = today, actor.id
    advance(letter, LETTER, "send", actor=actor, after={"number": letter.number})
    Urging.objects.create(
        assignment=assignment, kind="letter", on=today, by_id=actor.id,
        text=f"{letter.number}\n{letter.text}",
    )  # fmt: skip
    record(actor, "supervision.urging.letter", assignment, after={"number": letter.number})
    for account in holders_of(CARRY_OUT, at=assignment.lead_path):
        notify(
            account_id=account.pk,
            kind="supervision.letter",
            title=gettext_noop("收到督办函 %(number)s"),
            params={"number": letter.number},
            url=assignment.get_absolute_url(),
            key=f"letter:{letter.pk}:{account.pk}",
        )
    return letter


@transaction.atomic
def set_letter_aside(*, actor: Actor, letter_id: int, seen_version: int, why: str) -> Letter:
    """暂不发函, with the reason; it is proposed again after another thirty days."""
    letter = lock_letter(letter_id, seen_version=seen_version)
    may_handle_letter(actor, letter, "set_aside").require()
    need_words(why)
    letter.by_id = actor.id
    advance(letter, LETTER, "set_aside", actor=actor, note=why.strip())
    return letter
