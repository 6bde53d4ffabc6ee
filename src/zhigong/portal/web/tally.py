"""What a worker's answers come to: the law's answers, the sum that can stand, and the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.law.rulebook import assess
from zhigong.parameters.queries import current_table
from zhigong.portal.rules.situation import Answers, Situation
from zhigong.portal.rules.situations import Made, made_for, one_needed, still_needed
from zhigong.portal.web.answers import MISSING_ROW, shown
from zhigong.portal.web.plan import Plan, plan_of


@dataclass(slots=True)
class Tally:
    """What the answers come to.

    ``total`` is the sum of what can stand side by side as things were told; ``otherwise`` where they turn out as
    the claims made ``instead`` suppose. ``kept`` are the claims to carry along; ``needed`` what must be asked yet,
    ``one_of`` what one more answer of would do. ``plan`` is what to do with it.
    """

    results: list[dict[str, Any]] = field(default_factory=list)
    total: str | None = None
    otherwise: str | None = None
    excluded: list[str] = field(default_factory=list)
    kept: list[dict[str, Any]] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    one_of: list[str] = field(default_factory=list)
    plan: Plan | None = None


def tally_of(chosen: Situation, answers: Answers) -> Tally:
    """The law's answers with their names in this situation, what excludes what, and the sum that can stand."""
    today = clock.today()
    made = made_for(chosen, answers, today, one_asked)
    tally = waiting(chosen, answers)
    if not made:
        return tally
    whole = chosen.case(chosen.asked(answers), today)
    made, found = told_of(made, whole)
    results = [
        shown(chosen, wanted, one, today)
        for (wanted, _document), one in zip(made, found["claims"], strict=True)
    ]
    together = found["case"]["together"]
    plain = [document for wanted, document in made if not wanted.instead]
    told = asked_of_law(plain, whole)["case"]["together"] if len(plain) < len(made) else together
    tally.results = results
    tally.total = told["amount"] if told["claims"] else None
    tally.otherwise = together["amount"] if together["amount"] != told["amount"] else None
    tally.excluded = excluded(found["case"], results)
    tally.kept = [made[place][1] for place in together["claims"] if results[place].get("amount")]
    answered = any(not one["refusals"] for one in results)
    if chosen.planned and answered:
        tally.plan = plan_of(chosen.key, asked_of_law(unfiled(made), whole)["case"])
    return tally


def unfiled(made: Made) -> list[dict[str, Any]]:
    """The claims without the day on which they are meant to be filed: the way there lies ahead."""
    return [
        {name: value for name, value in document.items() if name != "filed"}
        for _wanted, document in made
    ]


def waiting(chosen: Situation, answers: Answers) -> Tally:
    """What must be asked yet, in the words of the questions."""
    if not answers:
        return Tally()
    return Tally(
        needed=[bare(ask.label) for ask in still_needed(chosen, answers)],
        one_of=[bare(ask.label) for ask in one_needed(chosen, answers)],
    )


def bare(label: str) -> str:
    """A question without its mark."""
    return _(label).rstrip("？?")


def told_of(made: Made, whole: Mapping[str, Any]) -> tuple[Made, dict[str, Any]]:
    """The law's answers to what was made, without what is not told of where no row is kept."""
    found = asked_of_law([document for _wanted, document in made], whole)
    heard = [
        pair
        for pair, one in zip(made, found["claims"], strict=True)
        if not (pair[0].quiet and any(r["code"] == MISSING_ROW for r in one["refusals"]))
    ]
    if len(heard) == len(made):
        return made, found
    return heard, asked_of_law([document for _wanted, document in heard], whole)


def asked_of_law(claims: list[dict[str, Any]], whole: Mapping[str, Any]) -> dict[str, Any]:
    document = {"place": settings.PLACE, "claims": claims, "case": dict(whole)}
    return assess(document, current_table(), translate=_)


def one_asked(claim: dict[str, Any]) -> dict[str, Any]:
    """The law's answer to one claim."""
    document = {"place": settings.PLACE, "claims": [claim]}
    answer: dict[str, Any] = assess(document, current_table())["claims"][0]
    return answer


def excluded(case: dict[str, Any], results: list[dict[str, Any]]) -> list[str]:
    """Why claims shown here cannot stand together, each reason once."""
    reasons = [
        pair["why"]
        for pair in case["exclusions"]
        if not any(results[place]["refusals"] for place in pair["claims"])
    ]
    return list(dict.fromkeys(reasons))
