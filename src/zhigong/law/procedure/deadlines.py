"""Every deadline of a labour dispute: ``due(kind, start)`` with its working and its article.

The platform's clocks, the mediation module and the rule ``deadline`` all ask here. The first day is
not counted, the last moves on where it is off, and a date that rests on a year whose official
arrangement is unknown is provisional and says so.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from types import MappingProxyType

import msgspec

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.law.calendar import OFFICIAL, WorkCalendar
from zhigong.law.core.facts import refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.result import Line, Note
from zhigong.law.procedure import periods_arbitration, periods_mediation, periods_public
from zhigong.law.procedure.counting import Count, count, count_back
from zhigong.law.procedure.kinds import UNIT_LABELS, WORKDAYS, Kind, Unit

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        kind.id: kind
        for kind in (
            *periods_mediation.PERIODS,
            *periods_arbitration.PERIODS,
            *periods_public.PERIODS,
        )
    }
)
# Ids that name a row with several lengths: the first of them.
ALIASES: Mapping[str, str] = MappingProxyType({"T-PO": "T-PO-N", "T-PRE-15/7": "T-PRE-15"})
# Steps for which the law says "promptly" and gives no number.
WITHOUT_NUMBER = {"T-MREV-A": gettext_noop("受理仲裁审查确认的申请")}

# 民事诉讼法 was renumbered with effect from 2022 and 2024: article now → (in 2022 and 2023, before).
_CPL_OF_2022, _CPL_OF_2024 = date(2022, 1, 1), date(2024, 1, 1)
_CPL_NUMBERS = {
    85: (85, 82),
    152: (152, 149),
    164: (164, 161),
    168: (168, 162),
    171: (171, 164),
    183: (183, 176),
    187: (187, 180),
    205: (201, 194),
    226: (222, 215),
    227: (223, 216),
    250: (246, 239),
}


class Deadline(msgspec.Struct, frozen=True, gc=False):
    """One deadline: the last day on which the step is in time.

    ``due`` is the day as moved on, ``raw`` by bare counting; with ``earliest`` it is the first day
    on which the step is possible. ``excluded`` are the days off left out at the end or in between.
    ``provisional`` dates rest on ``unpublished`` years. ``title``, ``who``, ``trigger`` and
    ``missed`` are message ids; ``working`` and ``warnings`` as in the results of rules.
    """

    kind: str
    start: date
    due: date
    raw: date
    provisional: bool
    excluded: tuple[date, ...]
    working: tuple[Line, ...]
    article: Article
    title: str = ""
    who: str = ""
    trigger: str = ""
    missed: str = ""
    earliest: bool = False
    unpublished: tuple[int, ...] = ()
    warnings: tuple[Note, ...] = ()


def due(
    kind: str,
    start: date,
    *,
    extension: int = 0,
    pauses: Sequence[Period] = (),
    restarted: date | None = None,
    calendar: WorkCalendar = OFFICIAL,
) -> Deadline:
    """The deadline of ``kind`` (an id of the table, ``T-MED``) whose trigger fell on ``start``.

    ``extension`` prolongs it by days (months, years) in the unit of the kind, ``pauses`` are the
    days on which the law's clock stood still, ``restarted`` the day from which it began anew.
    Raises ``Refused`` for an unknown kind, one without a number in the law, or a prolongation,
    pause or restart that the law does not know.
    """
    row = kind_of(kind)
    _check_changes(row, extension, pauses, restarted, start)
    begun = restarted or start
    if row.counted_back:
        counted = count_back(begun, row.length, calendar)
    else:
        counted = count(
            begun, row.length + extension, row.unit, calendar, pauses=pauses, rolls=row.rolls
        )
    if row.earliest:
        first = counted.raw + timedelta(days=1)
        counted = Count(first, first, ())
    return _deadline(row, start, begun, extension, counted, calendar)


def due_after(start: date, length: int, unit: Unit, calendar: WorkCalendar = OFFICIAL) -> Deadline:
    """A deadline of so many days, working days, months or years from ``start``.

    For periods set by a decision or an agreement. Refuses nothing; ``length`` is not negative.
    """
    counted = count(start, length, unit, calendar)
    basis = cited_article("CPL", 85, on=start)
    years = _unpublished(start, counted, unit, calendar)
    return Deadline(
        kind="",
        start=start,
        due=counted.due,
        raw=counted.raw,
        provisional=bool(years),
        excluded=counted.skipped,
        working=tuple(_working(start, length, unit, counted, basis)),
        article=basis,
        unpublished=years,
        warnings=provisional(years),
    )


def kind_of(kind: str) -> Kind:
    """The row of an id; ``Refused`` for one the table does not know, or without a number."""
    if kind in WITHOUT_NUMBER:
        raise refused(
            "law.deadline.no-number",
            gettext_noop("对%(kind)s，法律只要求“及时”，没有规定具体期限"),
            gettext_noop("如已约定或者指定了天数，请填写天数（days）或者工作日数（workdays）"),
            kind={"words": WITHOUT_NUMBER[kind], "code": kind},
        )
    row = KINDS.get(ALIASES.get(kind, kind))
    if row is None:
        near = difflib.get_close_matches(str(kind).upper(), KINDS, 1, 0.5)
        raise refused(
            "law.deadline.unknown-kind",
            gettext_noop("没有期限“%(kind)s”"),
            gettext_noop("最接近的是：%(near)s；全部期限见 law rules"),
            kind=str(kind)[:40],
            near=near[0] if near else "—",
        )
    return row


def cited(row: Kind, on: date) -> Article:
    """The article of a row as numbered on a day."""
    number, paragraph = _numbers(row.article)
    return cited_article(row.norm, number, paragraph, on=on)


@cache
def _numbers(place: str) -> tuple[int, int]:
    """Article and paragraph (0 for none) of ``14(3)``."""
    number, _, rest = place.partition("(")
    return int(number), int(rest.rstrip(")") or 0)


def cited_article(norm: str, number: int, paragraph: int = 0, *, on: date) -> Article:
    """An article by its present number, cited under the number it had on a day."""
    if norm != "CPL":
        return _article(norm, number, paragraph, 0)
    epoch = 0 if on >= _CPL_OF_2024 else 1 if on >= _CPL_OF_2022 else 2
    return _article(norm, number, paragraph, epoch)


@cache
def _article(norm: str, number: int, paragraph: int, epoch: int) -> Article:
    if epoch:
        number = _CPL_NUMBERS[number][epoch - 1]
    return article(norm, number, paragraph=paragraph)


def _check_changes(
    row: Kind, extension: int, pauses: Sequence[Period], restarted: date | None, start: date
) -> None:
    if extension and row.extension == 0:
        raise refused(
            "law.deadline.not-extendable",
            gettext_noop("“%(title)s”的期限法律没有规定可以延长"),
            gettext_noop("请删去延长的天数；确有正当理由耽误的，可依法申请顺延"),
            title=row.title,
        )
    if extension < 0:
        raise refused(
            "law.deadline.negative-extension",
            gettext_noop("延长的长度不能是负数"),
            gettext_noop("请核对延长的长度"),
        )
    if row.extension and extension > row.extension and row.id != "T-MED":
        raise refused(
            "law.deadline.extension-too-long",
            gettext_noop("“%(title)s”最多可延长 %(most)s"),
            gettext_noop("请核对延长的长度"),
            title=row.title,
            most=row.extension,
        )
    if pauses and not row.pausable:
        raise refused(
            "law.deadline.not-pausable",
            gettext_noop("“%(title)s”的期限法律没有规定可以中止或者扣除"),
            gettext_noop("请删去中止的期间；调解期限需要延长的，应由双方同意延期"),
            title=row.title,
        )
    if restarted and (not row.restartable or restarted < start):
        raise refused(
            "law.deadline.not-restartable",
            gettext_noop("“%(title)s”不能自 %(on)s 重新起算"),
            gettext_noop(
                "只有仲裁期限可因追加当事人、变更请求、反申请、移送管辖重新起算，且不早于受理日"
            ),
            title=row.title,
            on=restarted,
        )


def _deadline(
    row: Kind, start: date, begun: date, extension: int, counted: Count, calendar: WorkCalendar
) -> Deadline:
    basis = cited(row, begun)
    working = _working(begun, row.length + extension, row.unit, counted, basis)
    if extension:
        ground = {"ground": row.extension_ground}
        working.insert(1, Line(gettext_noop("延长（%(ground)s）"), extension, basis, "", ground))
    fixed = not row.rolls and row.unit is not WORKDAYS
    years = () if fixed else _unpublished(begun, counted, row.unit, calendar)
    return Deadline(
        kind=row.id,
        start=start,
        due=counted.due,
        raw=counted.raw,
        provisional=bool(years),
        excluded=counted.skipped,
        working=tuple(working),
        article=basis,
        title=row.title,
        who=row.who,
        trigger=row.trigger,
        missed=row.missed,
        earliest=row.earliest,
        unpublished=years,
        warnings=(*provisional(years), *_notes(row, basis, begun, extension)),
    )


def _working(begun: date, length: int, unit: Unit, counted: Count, basis: Article) -> list[Line]:
    """The steps in the order in which a clerk would take them."""
    length_words = {"length": length, "unit": UNIT_LABELS[unit]}
    lines = [
        Line(gettext_noop("起算日（当日不计入）"), begun, cited_article("CPL", 85, 2, on=begun)),
        Line(gettext_noop("期间%(length)s%(unit)s，计至"), counted.raw, basis, "", length_words),
    ]
    if unit is WORKDAYS and counted.skipped:
        lines.append(
            Line(gettext_noop("其间休息日、节假日不计入（天数）"), len(counted.skipped), basis)
        )
    if counted.stopped:
        lines.append(Line(gettext_noop("中止、扣除的天数（已顺延）"), counted.stopped, basis))
    if counted.due != counted.raw:
        moved = cited_article("CPL", 85, 3, on=begun)
        lines.append(
            Line(gettext_noop("届满日是休息日，顺延至其后第一个工作日"), counted.due, moved)
        )
    return lines


def _unpublished(
    start: date, counted: Count, unit: Unit, calendar: WorkCalendar
) -> tuple[int, ...]:
    """The years without a known arrangement on which the date depends."""
    first, last = start if unit is WORKDAYS else counted.raw, counted.due
    return calendar.unpublished_years(*((first, last) if first <= last else (last, first)))


def provisional(years: tuple[int, ...]) -> tuple[Note, ...]:
    """The warning that a date rests on years whose arrangement is unknown; none for no years."""
    if not years:
        return ()
    text = gettext_noop(
        "%(years)s年的放假安排尚未公布或者未收录：此日期按周末和法定节日推算，是暂定的，公布后可能前后移动"
    )
    return (Note("law.deadline.provisional", text, {"years": ", ".join(map(str, years))}),)


def _notes(row: Kind, basis: Article, begun: date, extension: int) -> list[Note]:
    """What the reader must know about the row itself."""
    notes = []
    if row.open_point:
        notes.append(Note("law.deadline.open-point", row.open_point))
    if row.id == "T-MED" and row.extension and extension > row.extension:
        text = gettext_noop(
            "延长超过十五日：法律没有写上限，但2024年六部门通知要求一般不超过十五日"
        )
        notes.append(Note("law.deadline.long-extension", text))
    if row.confidence != "read":
        text = gettext_noop("该期限依据二手材料，正式引用前请核对原文")
        notes.append(Note("law.deadline.secondary", text))
    if basis.norm.version(begun) is None:
        text = gettext_noop("起算日早于%(norm)s施行之日，应按当时的规定")
        notes.append(Note("law.deadline.before-norm", text, {"norm": basis.norm.title}))
    return notes
