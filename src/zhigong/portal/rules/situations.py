"""算一算: what happened, what must be asked, and which rules of law answer.

A situation asks only what its rules need, in plain words; the kind of each answer, its choices and
the legal word beside it come from the rules themselves (``law.rulebook.RULES``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhigong.law.rulebook import RULES
from zhigong.portal.rules import of_ending, of_work
from zhigong.portal.rules.situation import Ask, Situation

# The commonest first.
ORDER = (
    "dismissed",
    "unpaid",
    "forced",
    "expired",
    "no_contract",
    "overtime",
    "leave",
    "injury",
    "sick",
    "birth",
    "probation",
    "retirement",
    "training",
    "non_compete",
    "deducted",
    "stopped",
    "platform",
    "in_time",
)
_BY_KEY = {one.key: one for one in (*of_ending.SITUATIONS, *of_work.SITUATIONS)}
SITUATIONS: dict[str, Situation] = {key: _BY_KEY[key] for key in ORDER}


def field_of(situation: Situation, ask: Ask) -> Any:
    """The law's own field behind a question: its kind, unit, choices and legal meaning."""
    for wanted in situation.claims:
        for name, source in wanted.fields.items():
            if source == ask.name and name in RULES[wanted.rule].known:
                return RULES[wanted.rule].known[name]
    raise KeyError(f"{situation.key}: no rule asks {ask.name}")


def claims_for(situation: Situation, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims that can be made of what has been answered so far, as documents for the law.

    ``answers`` are plain texts; an empty one counts as not given. Nothing is guessed: a claim whose
    needs are not met is left out until they are.
    """
    given = {k: v for k, v in answers.items() if v not in (None, "")}
    found = []
    for wanted in situation.claims:
        if not given or not all(need in given for need in wanted.needs):
            continue
        facts = {name: given[source] for name, source in wanted.fields.items() if source in given}
        found.append({"rule": wanted.rule, **wanted.fixed, **facts})
    return found


def title_for(situation: Situation, rule: str) -> str:
    """What a claim is called in this situation."""
    own = next((w.title for w in situation.claims if w.rule == rule and w.title), "")
    return own or RULES[rule].title
