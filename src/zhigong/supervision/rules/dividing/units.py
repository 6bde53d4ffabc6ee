"""Who should lead a task and who should join: one lead, with the words that speak for it."""

from __future__ import annotations

from collections.abc import Sequence

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.dividing.proposed import Reason, Suggestion, UnitProfile
from zhigong.supervision.rules.dividing.words import spoken
from zhigong.supervision.rules.reading import Task, TaskKind
from zhigong.supervision.rules.reading.vocabulary import canonical

MOST_CO_UNITS = 4
_CO_SHARE = 0.34
_TITLE_WEIGHT = 3


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
        if spoken("general").search(unit.name):
            why = Reason(gettext_noop("没有单位的职能与原文相符，先由综合部门牵头，请调整"))
            return Suggestion(unit.name, why)
    return None
