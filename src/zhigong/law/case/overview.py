"""The answers about a case as a whole, as ``assess`` gives them under ``case``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhigong.law.case import clocks, evidence, exclusions, followed, following, route
from zhigong.law.case.picture import Picture, picture
from zhigong.law.core.facts import Facts
from zhigong.law.core.registry import Context, from_memory, overview
from zhigong.law.core.result import Result
from zhigong.law.core.spoken import Words

Raw = dict[str, Any]


def whole(
    raw: Raw, facts: Sequence[Facts], results: Sequence[Result], context: Context
) -> dict[str, Any]:
    """Everything about the case at once, for callers in Python; words are message ids."""
    case = picture(raw, facts, results, context)
    against = exclusions.exclusions(case)
    days = clocks.deadlines(case)
    first = clocks.earliest(case, days)
    sums = exclusions.together(case, against)
    follows = _following(case)
    return {
        "exclusions": _exclusions(case, against),
        "together": {"claims": list(sums.claims), "amount": sums.amount},
        "following": follows,
        "deadlines": [_deadline(row, case) for row in days],
        "earliest": _deadline(first, case) if first else None,
        "route": _route(case, days),
        "evidence": _evidence(case),
        "parameters": [row.document() for row in context.used],
        "warnings": from_memory(context.used),
        "refusals": list(case.refusals),
    }


def _exclusions(case: Picture, against: list[exclusions.Exclusion]) -> list[dict[str, Any]]:
    return [
        {
            "claims": [row.first, row.second],
            "rules": [case.claims[row.first].rule, case.claims[row.second].rule],
            "relation": row.relation,
            "label": Words(exclusions.RELATIONS[row.relation]),
            "why": row.why,
            "basis": row.basis or "",
        }
        for row in against
    ]


def _following(case: Picture) -> list[dict[str, Any]]:
    return [
        {
            "claim": row.claim,
            "label": Words(row.label),
            "state": row.state,
            "state_label": Words(followed.STATES[row.state]),
            "because": Words(row.because),
            "proof": Words(row.proof),
            "basis": row.basis,
            "ask": list(row.ask),
        }
        for row in following.following(case)
    ]


def _deadline(row: clocks.CaseDeadline, case: Picture) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": row.kind,
        "label": Words(row.label),
        "date": row.due,
        "basis": row.basis,
        "claims": list(row.claims),
        "missed": Words(row.missed),
        "provisional": row.provisional,
    }
    light = row.light(case["on"])
    if light:
        found["light"] = light
        found["days_left"] = (row.due - case["on"]).days
    return found


def _route(case: Picture, days: Sequence[clocks.CaseDeadline]) -> list[dict[str, Any]]:
    return [
        {
            "way": way.id,
            "label": Words(way.label),
            "state": way.state,
            "state_label": Words(route.STATES[way.state]),
            "reasons": list(way.reasons),
            "basis": way.basis,
        }
        for way in route.route(case, days)
    ]


def _evidence(case: Picture) -> list[dict[str, Any]]:
    return [
        {
            "fact": Words(row.fact),
            "burden": row.burden,
            "burden_label": Words(evidence.BURDENS[row.burden]),
            "basis": row.basis,
            "papers": Words(row.papers),
            "note": Words(row.note),
            "claims": list(evidence.concerned(row, case)),
        }
        for row in evidence.evidence(case)
    ]


def _register(name: str) -> None:
    """One answer of the whole under its own name; the whole is computed once a document."""

    def give(raw: Raw, facts: list[Facts], results: list[Result], context: Context) -> Any:
        if "case" not in context.shared:
            context.shared["case"] = whole(raw, facts, results, context)
        return context.shared["case"][name]

    overview(name)(give)


for _name in (
    "exclusions",
    "together",
    "following",
    "deadlines",
    "earliest",
    "route",
    "evidence",
    "parameters",
    "warnings",
    "refusals",
):
    _register(_name)
