"""算一算: what happened, what must be asked, and which rules of law answer.

A situation asks only what its rules need, in plain words; the kind of each answer, its choices and
the legal word beside it come from the rules themselves (``law.rulebook.RULES``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.rulebook import RULES
from zhigong.portal.rules import of_ending, of_rights, of_work
from zhigong.portal.rules.situation import Ask, Situation

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
    (gettext_noop("去哪里、来得及吗"), ("in_time", "where", "papers", "together")),
)
_BY_KEY = {
    one.key: one for one in (*of_ending.SITUATIONS, *of_work.SITUATIONS, *of_rights.SITUATIONS)
}
SITUATIONS: dict[str, Situation] = {key: _BY_KEY[key] for _, keys in GROUPS for key in keys}


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
        if wanted.one_of and not any(name in given for name in wanted.one_of):
            continue
        facts = {name: given[source] for name, source in wanted.fields.items() if source in given}
        found.append({"rule": wanted.rule, **wanted.fixed, **facts})
    return found


def title_for(situation: Situation, rule: str) -> str:
    """What a claim is called in this situation."""
    own = next((w.title for w in situation.claims if w.rule == rule and w.title), "")
    return own or RULES[rule].title
