"""When deadlines call, and whom: rules that modules name when they load."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.inbox.models import Waiting
from zhigong.foundation.notify.actions import notify
from zhigong.foundation.notify.people import holders
from zhigong.kernel.text import gettext_noop

SOON, LATE = "clocks.soon", "clocks.late"
TITLES = {
    SOON: gettext_noop("“%(label_words)s”还有 %(days)s 天届满"),
    LATE: gettext_noop("“%(label_words)s”已过期 %(days)s 天"),
}
LAST_DAY = gettext_noop("“%(label_words)s”今天届满")
BODY = gettext_noop("%(title)s，%(due)s 届满。")


@dataclass(frozen=True, slots=True)
class Call:
    """A deadline that reached a mark, and who is waited for."""

    clock: Clock
    mark: int
    days_left: int
    waiting: Waiting | None
    people: tuple[int, ...]

    @property
    def key(self) -> str:
        """The same for the same call however often it is made."""
        return f"clock:{self.clock.pk}:{self.clock.due.isoformat()}:{self.mark}"


@dataclass(frozen=True, slots=True)
class Rule:
    """``marks``: the days left at which a clock of this name calls."""

    marks: tuple[int, ...]
    tell: Callable[[Call], None]


RULES: dict[tuple[str, str], Rule] = {}


def reminds(
    label: str,
    name: str,
    *,
    marks: tuple[int, ...],
    tell: Callable[[Call], None] | None = None,
) -> None:
    """Let the clocks of this name on records of this model call at these marks."""
    RULES[label, name] = Rule(marks, tell or tell_waited_for)


def rule_of(clock: Clock) -> Rule | None:
    """The rule by which a clock calls; ``None`` where its module named none."""
    return RULES.get((clock.subject.partition(":")[0], clock.name))


def mark_reached(clock: Clock, today: date) -> int | None:
    """The latest mark that the clock has reached and not yet called at.

    A mark before the deadline began is none: who was just told of it needs no reminder.
    """
    rule = rule_of(clock)
    if rule is None:
        return None
    left, whole = (clock.due - today).days, (clock.due - clock.start).days
    reached = [mark for mark in rule.marks if left <= mark < max(whole, 1)]
    latest = min(reached, default=None)
    if latest is None or (clock.reminded is not None and clock.reminded <= latest):
        return None
    return latest


def call_of(clock: Clock, mark: int, today: date) -> Call:
    """The call with its people: the holder of the inbox entry, or who holds what it waits for."""
    waiting = Waiting.objects.filter(subject=clock.subject).first()
    people: tuple[int, ...] = ()
    if waiting is not None and waiting.holder_id is not None:
        people = (waiting.holder_id,)
    elif waiting is not None:
        people = tuple(holders(waiting.capability, at=waiting.unit_path))
    return Call(clock, mark, (clock.due - today).days, waiting, people)


def tell_waited_for(call: Call) -> None:
    """Tell everyone who is waited for, in the standard words."""
    for account_id in call.people:
        tell(call, account_id)


def tell(call: Call, account_id: int) -> bool:
    """Tell one account of a call in the standard words; what leaves the house names no record."""
    kind = LATE if call.days_left < 0 else SOON
    title = LAST_DAY if call.days_left == 0 else TITLES[kind]
    return notify(
        account_id=account_id,
        kind=kind,
        title=title,
        body=BODY if call.waiting else "",
        outside=title,
        params={
            "label_words": call.clock.label,
            "days": abs(call.days_left),
            "due": call.clock.due.isoformat(),
            "title": call.waiting.title if call.waiting else "",
        },
        url=call.waiting.url if call.waiting else "",
        key=call.key,
    )
