"""Deadline class, deliverable and report rhythm of a task, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.dividing.proposed import Frame, Reason, Timing
from zhigong.supervision.rules.dividing.words import spoken
from zhigong.supervision.rules.reading import Deadline, Task
from zhigong.supervision.rules.reading.clauses import measures_in
from zhigong.supervision.rules.reading.vocabulary import canonical
from zhigong.supervision.rules.terms import Rhythm, TimeClass

AT_ONCE_DAYS = 30


def timing_of(task: Task, text: str, frame: Frame) -> Timing:
    """The deadline class: a day that is named, at once, this year, this term, or standing."""
    if named := _named_time(task.deadlines, frame):
        return named
    if found := spoken("at_once").search(text):
        day = frame.on + timedelta(days=AT_ONCE_DAYS)
        why = Reason(gettext_noop("原文要求立即办理：“%(words)s”"), (found.group(),))
        return Timing(TimeClass.AT_ONCE, day, why, assumed=True)
    if task.measures:
        why = Reason(gettext_noop("有量化指标，按年度任务：“%(words)s”"), (task.measures[0].text,))
        return Timing(TimeClass.THIS_YEAR, _year_end(frame.on), why, assumed=True)
    if frame.congress:
        why = Reason(gettext_noop("代表大会上提出，没有写明时限，按本届任期"))
        return Timing(TimeClass.THIS_TERM, frame.term_ends, why, assumed=True)
    if found := spoken("standing").search(text):
        why = Reason(gettext_noop("要求长期坚持：“%(words)s”"), (found.group(),))
        return Timing(TimeClass.STANDING, None, why, assumed=True)
    why = Reason(gettext_noop("没有写明时限，按年度任务"))
    return Timing(TimeClass.THIS_YEAR, _year_end(frame.on), why, assumed=True)


def _year_end(on: date) -> date:
    return date(on.year, 12, 31)


_NAMED = ("by_date", "within", "at_once", "this_year", "this_term")


def _named_time(deadlines: Iterable[Deadline], frame: Frame) -> Timing | None:
    """The latest day among those named; a class without a day only where no day is named."""
    held = [d for d in deadlines if d.kind in _NAMED]
    if not held:
        return None
    held.sort(key=lambda d: (d.day is not None, d.day or date.min))
    last = held[-1]
    why = Reason(gettext_noop("原文写明时限：“%(words)s”"), (last.text,))
    kind = TimeClass.BY_DATE if last.kind == "within" else TimeClass(last.kind)
    day = last.day
    if kind is TimeClass.BY_DATE and day is None:  # 春节前, 五个工作日内, a day that does not exist
        why = Reason(
            gettext_noop("原文写明时限“%(words)s”，不能确定是哪一天，暂按年底，请核对"),
            (last.text,),
        )
        return Timing(TimeClass.THIS_YEAR, _year_end(frame.on), why, assumed=True)
    if kind is TimeClass.THIS_YEAR:
        day = day or _year_end(frame.on)
    elif kind is TimeClass.THIS_TERM:
        day = frame.term_ends
    elif kind is TimeClass.AT_ONCE:
        day = frame.on + timedelta(days=AT_ONCE_DAYS)
    return Timing(kind, day, why, assumed=last.assumed)


def deliverable_of(text: str, kind: TimeClass) -> str:
    """What is handed in: a document or thing the text names, its figure, else a report."""
    if found := spoken("deliverable").search(canonical(text)):
        return found.group("what") if len(found.group("what")) > 1 else found.group()
    if figures := measures_in(text):
        return figures[0].text
    if kind is TimeClass.STANDING:
        return gettext_noop("年度落实情况报告")
    return gettext_noop("办理情况报告和佐证材料")


_RHYTHMS = (
    (Rhythm.WEEKLY, "report_weekly"),
    (Rhythm.MONTHLY, "report_monthly"),
    (Rhythm.QUARTERLY, "report_quarterly"),
    (Rhythm.HALF_YEARLY, "report_half_yearly"),
    (Rhythm.YEARLY, "report_yearly"),
)
_BY_CLASS = {
    TimeClass.AT_ONCE: Rhythm.WEEKLY,
    TimeClass.THIS_YEAR: Rhythm.MONTHLY,
    TimeClass.THIS_TERM: Rhythm.HALF_YEARLY,
    TimeClass.STANDING: Rhythm.YEARLY,
}
_NEAR_DAYS = 45
_FAR_DAYS = 400


def rhythm_of(text: str, timing: Timing, on: date) -> Rhythm:
    """How often to report: as the text says where it speaks of reporting, else by its time."""
    if spoken("reports").search(text):
        for rhythm, name in _RHYTHMS:
            if spoken(name).search(text):
                return rhythm
    if timing.kind is not TimeClass.BY_DATE or timing.day is None:
        return _BY_CLASS.get(timing.kind, Rhythm.MONTHLY)
    days = (timing.day - on).days
    if days <= _NEAR_DAYS:
        return Rhythm.WEEKLY
    return Rhythm.MONTHLY if days <= _FAR_DAYS else Rhythm.QUARTERLY
