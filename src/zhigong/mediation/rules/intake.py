"""From what a worker tells to what he asks: the guided steps and the claims that follow.

``claims_from`` builds documents for ``law.rulebook.assess``; the amounts are the law's, never ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.rulebook import RULES

# The guided steps in order; each is one page with one question.
STEPS: dict[str, str] = {
    "story": gettext_noop("发生了什么"),
    "employer": gettext_noop("哪家单位"),
    "facts": gettext_noop("几个关键日期和数字"),
    "evidence": gettext_noop("有什么能证明"),
    "amounts": gettext_noop("大概能要多少"),
    "contact": gettext_noop("怎么联系您"),
}

ENDINGS: dict[str, str] = {
    "working": gettext_noop("还在上班"),
    "dismissed": gettext_noop("被单位辞退，没有说法或我不认可"),
    "agreed": gettext_noop("单位提出，双方商量好走的"),
    "forced": gettext_noop("因为单位欠薪、没交社保等，我自己提的"),
    "expired": gettext_noop("合同到期，单位不续签"),
    "resigned": gettext_noop("我自己想走"),
}
# Which rule answers an ending: 劳动合同法 第四十六条、第四十七条、第四十八条、第八十七条.
RULE_OF_ENDING = {
    "dismissed": "unlawful_dismissal",
    "agreed": "severance",
    "forced": "severance",
    "expired": "severance",
}
TITLES: dict[str, str] = {
    "severance": gettext_noop("经济补偿"),
    "unlawful_dismissal": gettext_noop("违法解除劳动合同赔偿金"),
    "wage_arrears": gettext_noop("拖欠的工资"),
}


# What the calculator asked that a request asks too: the request's fact ← the calculator's questions, the last
# that was answered.
FACTS_OF_CALCULATOR = {
    "hire": ("hire",),
    "end": ("end", "ended", "left"),
    "monthly_wage": ("monthly_wage",),
    "unpaid_start": ("start",),
    "unpaid_end": ("until",),
    "unpaid_paid": ("base_paid",),
    "people": ("workers",),
}
# How the law calls an ending → how a request asks it.
ENDING_OF_CALCULATOR = {
    "unlawful": "dismissed",
    "art39": "dismissed",
    "art40_incompetent": "dismissed",
    "art40_illness": "dismissed",
    "art40_change": "dismissed",
    "layoff": "dismissed",
    "mutual_employer": "agreed",
    "worker_art38": "forced",
    "expiry_not_renewed": "expired",
}


def story_of(title: str, lines: Sequence[str]) -> str:
    """What was answered about one thing that happened, in words, under its name."""
    return "\n".join([f"【{title}】", *lines, ""])


def carried_over(kept: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft has together with what is carried into it.

    A claim of the same rule and the words about the same thing are replaced, all others stay; of single facts
    the newer counts. A wage told without the first day of work is no average of a year, and replaces none.
    """
    if "hire" not in new and kept.get("monthly_wage"):
        new = {name: value for name, value in new.items() if name != "monthly_wage"}
    rules = {claim["rule"] for claim in new.get("carried", ())}
    claims = [one for one in kept.get("carried", ()) if one["rule"] not in rules]
    return {
        **kept,
        **new,
        "carried": [*claims, *new.get("carried", ())],
        "causes": list(dict.fromkeys((*kept.get("causes", ()), *new.get("causes", ())))),
        "story": told_again(str(kept.get("story") or ""), str(new.get("story") or "")),
    }


def told_again(story: str, part: str) -> str:
    """A story with one part of it told anew, or added at its end."""
    title = part.partition("\n")[0]
    rest = re.sub(rf"^{re.escape(title)}\n(?:.+\n?)*\n?", "", story, flags=re.M) if title else story
    return "\n\n".join(filter(None, (rest.strip(), part.strip()))) + "\n"


def title_of(rule: str) -> str:
    """A claim's name in plain words: ours where it differs from the law's, else the rule's own."""
    if rule in TITLES:
        return TITLES[rule]
    return RULES[rule].title if rule in RULES else rule


def next_step(step: str) -> str | None:
    """The step after this one; ``None`` after the last."""
    names = list(STEPS)
    at = names.index(step) + 1
    return names[at] if at < len(names) else None


def claims_from(answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims that follow from a draft's answers, ready for ``law.rulebook.assess``.

    Dates are ISO text and amounts plain decimal text, as the forms keep them. What was carried
    over from the calculator comes first and is not asked twice; a fact that is missing makes no
    claim. Returns documents with ``rule`` and the rule's own fields.
    """
    carried = [dict(c) for c in answers.get("carried", ())]
    rules = {c.get("rule") for c in carried}
    found = [c for c in (_ending(answers), _arrears(answers)) if c and c["rule"] not in rules]
    return carried + found


def _ending(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    rule = RULE_OF_ENDING.get(answers.get("ending", ""))
    facts = {name: answers.get(name) for name in ("hire", "end", "monthly_wage")}
    if rule is None or not all(facts.values()):
        return None
    return {"rule": rule, **facts}


def _arrears(answers: Mapping[str, Any]) -> dict[str, Any] | None:
    facts = {
        "start": answers.get("unpaid_start"),
        "end": answers.get("unpaid_end"),
        "monthly_wage": answers.get("monthly_wage"),
    }
    if not all(facts.values()):
        return None
    paid = answers.get("unpaid_paid")
    return {"rule": "wage_arrears", **facts, **({"paid": paid} if paid else {})}


def headline(worker: str, employer: str, causes: list[str]) -> tuple[str, dict[str, str]]:
    """The title of a case as a message and its places; at most two causes are named."""
    return gettext_noop("%(worker)s与%(employer)s：%(causes)s"), {
        "worker": worker,
        "employer": employer,
        "causes": "\u3001".join(causes[:2]),
    }
