"""What the sheet tells of one worker, month by month; and what of it cannot be used, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from zhigong.kernel.period import add_months, month_end
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal
from zhigong.law.core.result import Note
from zhigong.law.workforce.columns import LABELS
from zhigong.law.workforce.sheet import Entry, Problem, Sheet, Worker

_DAYS = frozenset(("hire", "end", "contract_signed"))


_last = lru_cache(maxsize=1024)(month_end)  # the same months come worker by worker
_day = lru_cache(maxsize=1024)(date.fromisoformat)


@lru_cache(maxsize=1024)
def _label(first: date) -> str:
    return f"{first:%Y-%m}"


@dataclass(slots=True)
class MonthOf:
    """One month of a worker: its row, its values, and the facts of it that could not be read."""

    first: date
    row: int
    values: dict[str, Decimal]
    bad: frozenset[str]

    @property
    def label(self) -> str:
        return _label(self.first)

    @property
    def last(self) -> date:
        return _last(self.first)

    def get(self, *names: str) -> Decimal | None:
        """The sum of what is told under some names; ``None`` where none is."""
        values = self.values
        if len(names) == 1:
            return values.get(names[0])
        told = [values[name] for name in names if name in values]
        return sum(told, Decimal(0)) if told else None


@dataclass(slots=True)
class Person:
    """A worker with facts in order: ``facts`` as texts the rules read, ``months`` in order of time."""

    worker: Worker
    told: Callable[[int], str]  # a row as a message names it
    facts: dict[str, str] = field(default_factory=dict)
    bad: set[str] = field(default_factory=set)
    months: list[MonthOf] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    refused: bool = False

    def day(self, name: str) -> date | None:
        """A day of the facts."""
        text = self.facts.get(name, "")
        return _day(text) if name in _DAYS and text[:1].isdigit() else None

    def whole(self, month: MonthOf) -> bool:
        """Whether he was employed all days of a month, as far as is told."""
        hire, end = self.day("hire"), self.day("end")
        return (hire is None or hire <= month.first) and (end is None or end >= month.last)

    def problem(self, row: int, refusal: Refusal, *, month: str = "", column: str = "") -> None:
        """Keep what of this worker cannot be computed."""
        self.problems.append(Problem(row, refusal, self.worker.label, column, month=month))

    def note(self, code: str, text: str, **params: object) -> None:
        """Something the reader must know about this worker."""
        self.notes.append(Note(f"law.workforce.{code}", text, params or None))


def person_of(worker: Worker, sheet: Sheet) -> Person:
    """A worker of the sheet with his facts agreed, his months in order, and his problems."""
    person = Person(worker, sheet.told, problems=list(worker.problems))
    entries = list(worker.entries())
    if any("name" in entry.bad for entry in entries):
        person.refused = True
        return person
    _facts(person, entries)
    if _is_ambiguous(person, sheet):
        person.refused = True
        return person
    _months(person, entries)
    _in_service(person)
    _gaps(person, sheet)
    if sheet.namesakes(worker) > 1:
        person.note(
            "namesakes",
            gettext_noop("表里有%(count)s人叫“%(name)s”，已按工号或者身份证号分开"),
            count=sheet.namesakes(worker), name=worker.name,
        )  # fmt: skip
    if any(entry.carried for entry in entries):
        person.note("merged", gettext_noop("有的行没有写姓名（合并单元格），已归入上一行的人"))
    return person


def _facts(person: Person, entries: list[Entry]) -> None:
    """The worker's own facts; one told differently in two rows is refused and left out."""
    told: dict[str, dict[str, int]] = {}
    for entry in entries:
        for name, value in entry.facts.items():
            told.setdefault(name, {}).setdefault(value, entry.row)
        person.bad.update(name for name in entry.bad if name in LABELS and name not in entry.values)
    for name, values in told.items():
        if len(values) == 1:
            person.facts[name] = next(iter(values))
            continue
        person.bad.add(name)
        if not (name == "hire" and person.worker.key.startswith("n:")):
            rows = sorted(values.values())
            person.problem(rows[1], _differs(values, person.told), column=LABELS[name])
        else:
            person.facts[name] = min(values)
    _ordered(person)


def _ordered(person: Person) -> None:
    hire, end = person.day("hire"), person.day("end")
    if hire is not None and end is not None and end < hire:
        person.problem(person.worker.row, _backwards(hire, end), column=LABELS["end"])
        person.bad.update(("hire", "end"))
        del person.facts["hire"], person.facts["end"]


def _is_ambiguous(person: Person, sheet: Sheet) -> bool:
    """Known by name alone, while the sheet has two of that name, or he two days of hiring."""
    worker = person.worker
    if not worker.key.startswith("n:"):
        return False
    if sheet.namesakes(worker) > 1 or ("hire" in person.bad and "hire" in person.facts):
        person.problem(worker.row, _same_name(worker.name))
        return True
    return False


def _months(person: Person, entries: list[Entry]) -> None:
    """Months in order; a month told twice alike counts once, told differently not at all."""
    found: dict[date, MonthOf] = {}
    differing: dict[date, list[int]] = {}
    for entry in entries:
        if entry.month is None:
            continue
        first = entry.month
        month = MonthOf(first, entry.row, entry.values, frozenset(entry.bad))
        same = found.setdefault(first, month)
        if same is month:
            continue
        fuller = _fuller(same, month)
        if fuller is not None:
            found[first] = fuller
            person.note(
                "repeated", gettext_noop("%(month)s 重复（原表行 %(row)s），内容相同，只算一次"),
                month=month.label, row=person.told(entry.row),
            )  # fmt: skip
        else:
            differing.setdefault(first, [same.row]).append(entry.row)
    for first, rows in differing.items():
        month = found.pop(first)
        person.problem(rows[-1], _twice(month, map(person.told, rows)), month=month.label)
    person.months = [found[first] for first in sorted(found)]


def _fuller(one: MonthOf, other: MonthOf) -> MonthOf | None:
    """Of two rows of a month the one that tells all that the other does, as a summary beside the sheets of months."""
    if one.bad or other.bad:
        return None
    if other.values.items() <= one.values.items():
        return one
    return other if one.values.items() <= other.values.items() else None


def _in_service(person: Person) -> None:
    """Leave out months before the first day of work or after the last."""
    hire, end = person.day("hire"), person.day("end")
    kept = []
    for month in person.months:
        if hire is not None and month.last < hire:
            person.problem(month.row, _before(month, hire), month=month.label)
        elif end is not None and month.first > end:
            person.problem(month.row, _after(month, end), month=month.label)
        else:
            kept.append(month)
    person.months = kept


MOST_NAMED = 6


def _gaps(person: Person, sheet: Sheet) -> None:
    """Say which months are missing between the first and the last that must be there."""
    if not person.months:
        return
    hire = person.day("hire")
    first = person.months[0].first
    if hire is not None and sheet.first is not None:
        first = max(hire.replace(day=1), sheet.first)
    last = person.months[-1].first
    end = person.day("end")
    if sheet.last is not None and "end" not in person.bad:
        last = min(end.replace(day=1), sheet.last) if end else sheet.last
    have = {month.first for month in person.months} | set(_refused_months(person))
    missing = [f"{month:%Y-%m}" for month in _each(first, last) if month not in have]
    if missing:
        more = "…" if len(missing) > MOST_NAMED else ""
        person.note(
            "gaps",
            gettext_noop("表里缺 %(count)s 个月（%(months)s）：没有按零计算，请补充"),
            count=len(missing), months="、".join(missing[:MOST_NAMED]) + more,
        )  # fmt: skip


def _refused_months(person: Person) -> Iterator[date]:
    return (date.fromisoformat(p.month + "-01") for p in person.problems if p.month)


def _each(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = add_months(first, 1)


def _differs(values: dict[str, int], row: Callable[[int], str]) -> Refusal:
    told = sorted(values.items(), key=lambda pair: pair[1])
    return Refusal(
        "law.workforce.differs",
        gettext_noop(
            "同一个人前后不一致：原表行 %(one)s 是 %(first)s，原表行 %(other)s 是 %(second)s"
        ),
        gettext_noop("请改成一致；需要它的请求没有计算"),
        {
            "one": row(told[0][1]),
            "first": told[0][0],
            "other": row(told[1][1]),
            "second": told[1][0],
        },
    )


def _backwards(hire: date, end: date) -> Refusal:
    return Refusal(
        "law.workforce.ends-before-start",
        gettext_noop("离职日期 %(end)s 早于入职日期 %(hire)s"),
        gettext_noop("请核对两个日期；需要它们的请求没有计算"),
        {"hire": hire, "end": end},
    )


def _same_name(name: str) -> Refusal:
    return Refusal(
        "law.workforce.same-name",
        gettext_noop("有同名的“%(name)s”，分不清是一个人还是两个人，没有计算"),
        gettext_noop("请给每一行加上工号或者身份证号"),
        {"name": name},
    )


def _twice(month: MonthOf, rows: Iterable[str]) -> Refusal:
    return Refusal(
        "law.workforce.month-twice",
        gettext_noop("%(month)s 有不同的几行（原表行 %(rows)s），不知道以哪一行为准"),
        gettext_noop("请只保留正确的一行；这个月没有计算，其他月份已照常计算"),
        {"month": month.label, "rows": "、".join(rows)},
    )


def _before(month: MonthOf, hire: date) -> Refusal:
    return Refusal(
        "law.workforce.before-hire",
        gettext_noop("%(month)s 在入职日期 %(hire)s 之前"),
        gettext_noop("请核对入职日期和月份；这个月没有计算"),
        {"month": month.label, "hire": hire},
    )


def _after(month: MonthOf, end: date) -> Refusal:
    return Refusal(
        "law.workforce.after-end",
        gettext_noop("%(month)s 在离职日期 %(end)s 之后"),
        gettext_noop("请核对离职日期和月份；离职后补发的工资请计入所属月份。这个月没有计算"),
        {"month": month.label, "end": end},
    )
