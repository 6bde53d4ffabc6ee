"""算一算: what happened, what must be asked, and which rules of law answer.

A situation asks only what its rules need, in plain words; the kind of each answer, its choices and
the legal word beside it come from the rules themselves (``law.rulebook.RULES``).
"""

from __future__ import annotations

from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.rulebook import RULES
from zhigong.portal.rules import of_body, of_ending, of_rights, of_work
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
    (gettext_noop("去哪里、来得及吗"), ("in_time", "where", "papers", "together")),
)
_BY_KEY = {
    one.key: one for module in (of_ending, of_work, of_rights, of_body) for one in module.SITUATIONS
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


def made_for(situation: Situation, answers: Answers) -> list[tuple[Wanted, dict[str, Any]]]:
    """The claims that can be made of what has been answered so far, each as a document for the law.

    ``answers`` are plain texts; an empty one counts as not given. Nothing is guessed: a claim whose
    needs are not met is left out until they are.
    """
    given = situation.asked(answers)
    made = [(wanted, wanted.made_of(given)) for wanted in situation.claims]
    return [(wanted, document) for wanted, document in made if document is not None]


def claims_for(situation: Situation, answers: Answers) -> list[dict[str, Any]]:
    """``made_for`` without what wanted them."""
    return [document for _, document in made_for(situation, answers)]


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
