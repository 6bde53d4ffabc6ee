"""算一算: what happened, what must be asked, and which rules of law answer.

A situation asks only what its rules need, in plain words; the kind of each answer, its choices and
the legal word beside it come from the rules themselves (``law.rulebook.RULES``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.rulebook import RULES
from zhigong.portal.rules import of_body, of_ending, of_rights, of_ways, of_work
from zhigong.portal.rules.situation import Answers, Ask, Situation, Wanted

# The commonest first, in groups as people think of them.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (gettext_noop("离开单位"), ("dismissed", "forced", "expired", "back", "protected")),
    (
        gettext_noop("工资和时间"),
        ("unpaid", "overtime", "lump", "low_pay", "leave", "stopped", "deducted", "ordered"),
    ),
    (
        gettext_noop("合同和身份"),
        ("no_contract", "relation", "probation", "permanent", "platform", "hourly", "over_age"),
    ),
    (
        gettext_noop("身体、家庭和养老"),
        ("injury", "death", "sick", "birth", "insurance", "retirement"),
    ),
    (gettext_noop("单位说要您赔"), ("training", "non_compete")),
    (gettext_noop("找谁、去哪里、来得及吗"), ("in_time", "whom", "where", "papers", "together")),
)
_BY_KEY = {
    one.key: one
    for module in (of_ending, of_work, of_rights, of_ways, of_body)
    for one in module.SITUATIONS
}
SITUATIONS: dict[str, Situation] = {key: _BY_KEY[key] for _, keys in GROUPS for key in keys}


def field_of(situation: Situation, ask: Ask) -> Any:
    """The law's own field behind a question: its kind, unit, choices and meaning; none where the page asks."""
    for wanted in situation.claims:
        for name, source in wanted.fields.items():
            if source == ask.name and name in RULES[wanted.rule].known:
                return RULES[wanted.rule].known[name]
    if ask.kind:
        return None
    raise KeyError(f"{situation.key}: no rule asks {ask.name}")


Law = Callable[[dict[str, Any]], dict[str, Any]]  # a claim → the law's answer to it, here
Made = list[tuple[Wanted, dict[str, Any]]]


def made_for(situation: Situation, answers: Answers, today: date, law: Law) -> Made:
    """The claims that can be made of what has been answered so far, each as a document for the law.

    ``answers`` are plain texts; an empty one counts as not given. Nothing is guessed: a claim whose
    needs are not met, or whose facts the law does not find by an earlier claim, is left out until they are.
    """
    given = situation.asked(answers)
    made: Made = []
    for wanted in situation.claims:
        document = wanted.made_of(given, today)
        if document is not None and completed(wanted, document, made, law):
            made.append((wanted, document))
    return made


def completed(wanted: Wanted, document: dict[str, Any], earlier: Made, law: Law) -> bool:
    """Put what earlier claims answer into a claim's open fields; whether all that it waits for is there."""
    for name, rule in wanted.found.items():
        if name in document:
            continue
        claim = next((one for _, one in earlier if one["rule"] == rule), None)
        answer = law(claim) if claim else {}
        value = answer.get("value") or answer.get("amount")
        if value is None:
            return False
        document[name] = str(value)
    return True


def claims_for(
    situation: Situation, answers: Answers, today: date, law: Law
) -> Sequence[dict[str, Any]]:
    """``made_for`` without what wanted them."""
    return [document for _, document in made_for(situation, answers, today, law)]


def still_needed(situation: Situation, answers: Answers) -> list[Ask]:
    """The questions without which nothing can be told, and which have no answer yet."""
    given = situation.asked(answers)
    return [
        ask
        for ask in situation.asks
        if ask.required
        and ask.name not in given
        and (not ask.gate or given.get(ask.gate) in ask.opened)
    ]


def one_needed(situation: Situation, answers: Answers) -> list[Ask]:
    """The questions of which one more must be answered, where all else that a claim needs was."""
    given = situation.asked(answers)
    for wanted in situation.claims:
        waits = wanted.one_of and not any(name in given for name in wanted.one_of)
        if waits and all(need in given for need in wanted.needs):
            return [ask for ask in situation.asks if ask.name in wanted.one_of]
    return []
