"""Dividing a task: second-level items, time, deliverable, rhythm, tags, and who should lead.

All of it is a proposal with reasons for a person to confirm. One item is one verifiable action:
verb, object, measure. Exactly one unit leads; where the text names it, nothing else is suggested.
Times: 立行立改 (30 days), 限期, 年度任务 (31 December), 本届任期, 长期坚持 (yearly review), after the
practice of published division plans (责任分解方案).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

import rjieba

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading import Deadline, Measure, Reading, Role, Task, TaskKind
from zhigong.supervision.rules.reading.clauses import measures_in, without_duty
from zhigong.supervision.rules.reading.directives import Form, directive_of
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern
from zhigong.supervision.rules.terms import Rhythm, TimeClass

AT_ONCE_DAYS = 30
MOST_CO_UNITS = 4
_CO_SHARE = 0.34
_TITLE_WEIGHT = 3
_SHORTEST_PART = 4
_SHORTEST_CLAUSE = 4
_MOST_PARTS = 8
_MORE_THAN_TITLE = 6


class Tag(StrEnum):
    """The three tests of an assigned matter: 发展所需, 职工所急, 工会所能."""

    NEEDED = "needed"
    URGENT = "urgent"
    ABLE = "able"


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """A unit that can lead: its name and the words of its functions (三定 or 分工)."""

    name: str
    functions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is proposed; ``words`` are the words of the text that spoke for it."""

    message: str
    words: tuple[str, ...] = ()

    def text(self) -> str:
        """The reason with its words put in, untranslated."""
        return self.message % {"words": "、".join(self.words)}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit proposed, with its score (0 where the text itself names it) and reason."""

    unit: str
    reason: Reason
    score: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A second-level item: what is done to what, and the figure to be reached if one is given."""

    verb: str
    object: str
    text: str
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Timing:
    """Deadline class and day; ``day`` is empty for standing duties and unknown terms."""

    kind: TimeClass
    day: date | None
    reason: Reason
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """The proposal for one task."""

    task: str
    items: tuple[Item, ...]
    timing: Timing
    deliverable: str
    rhythm: Rhythm
    tags: tuple[Tag, ...]
    lead: Suggestion | None
    co_units: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What a division needs beyond the text: the day it is made, the end of the term."""

    on: date
    term_ends: date | None = None
    congress: bool = False


@cache
def _words() -> dict[str, str]:
    with Path(__file__).with_suffix(".toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name])


@cache
def _adverbs() -> tuple[str, ...]:
    return tuple(sorted(_words()["adverbs"].split(), key=len, reverse=True))


@cache
def _verbs() -> tuple[str, ...]:
    return tuple(sorted(_words()["verbs"].split(), key=len, reverse=True))


def divide(
    reading: Reading,
    task: Task,
    units: Sequence[UnitProfile],
    *,
    on: date,
    term_ends: date | None = None,
) -> Division:
    """The proposal for a leaf task of a reading; ``on`` is the day of issue."""
    text = _body(reading, task)
    congress = _pattern("term").search(reading.title) is not None
    timing = timing_of(task, text, Frame(on, term_ends, congress))
    lead, co_units = suggest_units(task, text, units)
    return Division(
        task=task.id,
        items=items_of(task, text),
        timing=timing,
        deliverable=deliverable_of(text, timing.kind),
        rhythm=rhythm_of(text, timing, on),
        tags=tags_of(text),
        lead=lead,
        co_units=co_units,
    )


def _body(reading: Reading, task: Task) -> str:
    """The words that say what to do: without headings and brackets that only name units."""
    if task.clause:
        return without_duty(task.clause)
    if task.kind is TaskKind.STANDING:
        return task.title
    roles = {p.pos: p.role for p in reading.passages}
    held = {p.pos: p.text for p in reading.passages}
    texts = [held[pos] for pos in task.passages if roles[pos] is not Role.HEADING]
    return without_duty("".join(texts or [held[pos] for pos in task.passages]))


def items_of(task: Task, text: str) -> tuple[Item, ...]:
    """The verifiable actions in a text, in order; the title itself where there is none.

    What the title says is the task and no item under it, unless the text says nothing else.
    """
    plain = _pattern("brackets").sub("", canonical(text))
    clauses = [c.strip() for c in re.split("[，；。：！]", plain) if c.strip()]
    whole = canonical(task.title)
    titling = whole if len(plain) > len(whole) + _MORE_THAN_TITLE else whole.partition("，")[0]
    found: dict[tuple[str, str], Item] = {}
    beyond: dict[tuple[str, str], Item] = {}
    for clause in clauses:
        for item in _items_of_clause(clause):
            found.setdefault((item.verb, item.object), item)
            if item.text not in titling and clause not in titling:
                beyond.setdefault((item.verb, item.object), item)
    return tuple((beyond or found).values()) or _title_item(task)


def _title_item(task: Task) -> tuple[Item, ...]:
    verb, rest = _verb_and_object(canonical(task.title))
    return (Item(verb, rest if verb else task.title, task.title),)


def _items_of_clause(clause: str) -> list[Item]:
    if len(clause) < _SHORTEST_CLAUSE or any(
        _pattern(name).search(clause) for name in ("context", "purpose", "effect")
    ):
        return []
    bare = _bare(clause)
    if fields := _pattern("fields").match(bare):
        verb = fields.group("verb")
        parts = _pattern("field_split").split(fields.group("fields"))
        return [Item(verb, part, bare) for part in parts if part]
    verb, rest = _verb_and_object(bare)
    if not verb or (not rest and len(verb) < _SHORTEST_PART):
        figure = _measure_of(clause)
        return [Item("", bare, bare, figure)] if figure else []
    parts = _parts(rest)
    if len(parts) < 2:
        return [Item(verb, rest, bare, _measure_of(clause))]
    return [_part_item(verb, part, first=part is parts[0]) for part in parts]


def _bare(clause: str) -> str:
    """The clause without who is asked, when, and through what."""
    bare = clause
    if directive := directive_of(clause):
        if directive.form is not Form.INNER:
            bare = clause[len(directive.words) :]
        if directive.form in (Form.HOPE, Form.REQUEST) and (
            who := pattern("role.who_hoped").match(bare)
        ):
            bare = bare[who.end() :]
    bare = _pattern("yao").sub("", _pattern("who").sub("", bare))
    bare = _pattern("through").sub("", _pattern("leading_time").sub("", bare))
    return _pattern("around").sub("", bare)


def _part_item(verb: str, part: str, *, first: bool) -> Item:
    """A member of a list under the common verb, or under its own: “加强阵地、优化保障”."""
    own, rest = _known_verb(part)
    if own and rest and not first and own not in _words()["nouns_too"].split():
        return Item(own, rest, part, _measure_of(part))
    return Item(verb, part, verb + part, _measure_of(part))


def _measure_of(part: str) -> Measure | None:
    figures = measures_in(part)
    return figures[0] if figures else None


def _verb_and_object(clause: str) -> tuple[str, str]:
    """The first verb after adverbs and what follows it; for 把… the verb behind its object."""
    if found := _pattern("disposal_object").match(_without_adverbs(clause)):
        return found.group("verb"), found.group("thing") + _arrow(found.group("rest"))
    if (known := _known_verb(_without_adverbs(clause)))[0]:
        return known
    tokens = rjieba.tag(_without_adverbs(clause))
    at = 0
    while at < len(tokens) and tokens[at][1] in ("d", "ad"):
        at += 1
    if at >= len(tokens) or not tokens[at][1].startswith(("v", "l", "i")):
        return "", ""
    verb = tokens[at][0]
    if at + 1 < len(tokens) and tokens[at + 1][1] == "v" and at + 2 < len(tokens):
        at += 1
        verb += tokens[at][0]
    return _with_tail(verb, "".join(token for token, _ in tokens[at + 1 :]))


def _arrow(rest: str) -> str:
    return f" → {rest}" if rest else ""


def _without_adverbs(clause: str) -> str:
    """The clause from its verb on: adverbs taken off the front, longest first."""
    while found := next((a for a in _adverbs() if clause.startswith(a)), ""):
        if any(clause.startswith(v) and len(v) > len(found) for v in _verbs()):
            break
        clause = clause[len(found) :]
    return clause


def _known_verb(clause: str) -> tuple[str, str]:
    """A verb of official language the clause begins with, and the rest."""
    verb = next((v for v in _verbs() if clause.startswith(v)), "")
    return _with_tail(verb, clause[len(verb) :]) if verb else ("", "")


def _with_tail(verb: str, rest: str) -> tuple[str, str]:
    tail = _pattern("verb_tail").match(rest)
    return (verb + tail.group(), rest[tail.end() :]) if tail else (verb, rest)


def _parts(rest: str) -> list[str]:
    """The members of a list, where each is a thing of its own and not half a word.

    What stands before a 的 only describes: “愿参加、能融入的活动、展演” are two things.
    """
    if rest.count("“") != rest.count("”") or "、" not in rest:
        return []
    parts = [part.strip() for part in _pattern("list_tail").sub("", rest).split("、")]
    described = [at for at, part in enumerate(parts) if _words()["of"] in part]
    if described:
        parts = ["、".join(parts[: described[0] + 1]), *parts[described[0] + 1 :]]
    whole = all(
        len(part) >= _SHORTEST_PART and part.count("“") == part.count("”") for part in parts
    )
    return parts if whole and len(parts) <= _MOST_PARTS else []


def timing_of(task: Task, text: str, frame: Frame) -> Timing:
    """The deadline class: a day that is named, at once, this year, this term, or standing."""
    if named := _named_time(task.deadlines, frame):
        return named
    if found := _pattern("at_once").search(text):
        day = frame.on + timedelta(days=AT_ONCE_DAYS)
        why = Reason(gettext_noop("原文要求立即办理：“%(words)s”"), (found.group(),))
        return Timing(TimeClass.AT_ONCE, day, why, assumed=True)
    if task.measures:
        why = Reason(gettext_noop("有量化指标，按年度任务：“%(words)s”"), (task.measures[0].text,))
        return Timing(TimeClass.THIS_YEAR, _year_end(frame.on), why, assumed=True)
    if frame.congress:
        why = Reason(gettext_noop("代表大会上提出，没有写明时限，按本届任期"))
        return Timing(TimeClass.THIS_TERM, frame.term_ends, why, assumed=True)
    if found := _pattern("standing").search(text):
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
    if kind is TimeClass.THIS_YEAR:
        day = day or _year_end(frame.on)
    elif kind is TimeClass.THIS_TERM:
        day = frame.term_ends
    elif kind is TimeClass.AT_ONCE:
        day = frame.on + timedelta(days=AT_ONCE_DAYS)
    return Timing(kind, day, why, assumed=last.assumed)


def deliverable_of(text: str, kind: TimeClass) -> str:
    """What is handed in: a document or thing the text names, its figure, else a report."""
    if found := _pattern("deliverable").search(canonical(text)):
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
    if _pattern("reports").search(text):
        for rhythm, name in _RHYTHMS:
            if _pattern(name).search(text):
                return rhythm
    if timing.kind is not TimeClass.BY_DATE or timing.day is None:
        return _BY_CLASS.get(timing.kind, Rhythm.MONTHLY)
    days = (timing.day - on).days
    if days <= _NEAR_DAYS:
        return Rhythm.WEEKLY
    return Rhythm.MONTHLY if days <= _FAR_DAYS else Rhythm.QUARTERLY


def tags_of(text: str) -> tuple[Tag, ...]:
    """Which of the three tests the words meet."""
    return tuple(tag for tag in Tag if _pattern(tag.value).search(text))


def suggest_units(
    task: Task, text: str, units: Sequence[UnitProfile]
) -> tuple[Suggestion | None, tuple[Suggestion, ...]]:
    """One lead and up to four that join; ``None`` where nothing speaks for any unit.

    Order of trust: the unit the text names; for duties of others, those others themselves; the
    unit whose functions the text speaks of most; the general office. A tie goes to the unit
    listed first.
    """
    named = _named_units(task, units)
    if named[0] is not None:
        return named
    if task.kind is TaskKind.SUPPORT and task.addressee:
        why = Reason(
            gettext_noop("职责由“%(words)s”自身承担，工会只反映落实情况"), (task.addressee,)
        )
        return Suggestion(task.addressee, why), ()
    scored = _scored(canonical(task.title), canonical(text), units)
    if not scored:
        return _general(units), named[1]
    lead = scored[0]
    least = lead.score * _CO_SHARE
    joined = [s for s in scored[1:] if s.score >= least][:MOST_CO_UNITS]
    others = [s for s in named[1] if s.unit != lead.unit]
    return lead, tuple({s.unit: s for s in (*others, *joined)}.values())


def _named_units(
    task: Task, units: Sequence[UnitProfile]
) -> tuple[Suggestion | None, tuple[Suggestion, ...]]:
    why = Reason(gettext_noop("原文写明牵头单位"))
    also = Reason(gettext_noop("原文写明配合单位"))
    names = [_known(name, units) for name in task.duty.lead]
    co_names = [_known(name, units) for name in task.duty.support]
    lead = Suggestion(names[0], why) if names else None
    joined = [Suggestion(name, also) for name in dict.fromkeys([*names[1:], *co_names])]
    return lead, tuple(s for s in joined if lead is None or s.unit != lead.unit)


def _known(name: str, units: Sequence[UnitProfile]) -> str:
    """The name of the unit on the list that a name of the text means, else the name as written."""
    for unit in units:
        if name in (unit.name, *unit.aliases):
            return unit.name
    ends = [u.name for u in units if name.endswith(u.name) or u.name.endswith(name)]
    return ends[0] if len(ends) == 1 else name


def _scored(title: str, text: str, units: Sequence[UnitProfile]) -> list[Suggestion]:
    found = []
    for unit in units:
        score, words = _score(title, text, unit)
        if score:
            why = Reason(gettext_noop("与其职能相符：“%(words)s”"), tuple(words))
            found.append(Suggestion(unit.name, why, score))
    return sorted(found, key=lambda s: -s.score)  # stable: a tie keeps the order of the list


def _score(title: str, text: str, unit: UnitProfile) -> tuple[int, list[str]]:
    score, words = 0, []
    for word in dict.fromkeys(unit.functions):
        times = min(text.count(word), 2) + (_TITLE_WEIGHT if word in title else 0)
        if times:
            score += times * len(word)
            words.append(word)
    return score, words


def _general(units: Sequence[UnitProfile]) -> Suggestion | None:
    for unit in units:
        if _pattern("general").search(unit.name):
            why = Reason(gettext_noop("没有单位的职能与原文相符，先由综合部门牵头，请调整"))
            return Suggestion(unit.name, why)
    return None


def with_lead(division: Division, unit: str) -> Division:
    """The division led by another unit, chosen by a person; the old lead is not kept as joining."""
    why = Reason(gettext_noop("由经办人指定"))
    others = tuple(s for s in division.co_units if s.unit != unit)
    return replace(division, lead=Suggestion(unit, why), co_units=others)
