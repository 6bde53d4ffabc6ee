"""A case as the law is asked about it as a whole: its claims and what is known of it.

Pure: builds the document for ``law.rulebook.assess`` and orders its answer; decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

# How the employment ended, as a request asks it → as the law asks it.
ENDING_IN_LAW = {
    "dismissed": "unlawful",
    "agreed": "mutual_employer",
    "forced": "worker_art38",
    "expired": "expiry_not_renewed",
    "resigned": "resignation",
}
# Our own periods are followed by the case's clocks; the law's page shows the others.
FOLLOWED_ELSEWHERE = frozenset({"T-MED", "T-CERT"})
CLOSED = "closed"


def case_document(
    place: str,
    claims: Iterable[Mapping[str, Any]],
    facts: Mapping[str, Any],
    *,
    on: date,
    received: date | None = None,
    people: int = 1,
) -> dict[str, Any]:
    """What ``assess`` is given, ``case`` included.

    ``on`` is the day of looking, ``received`` the day the request came in: asking a mediation body
    for help interrupts limitation (调解仲裁法 第二十七条第二款), so the year counts from there.
    """
    case: dict[str, Any] = {"on": on.isoformat()}
    case.update({k: facts[k] for k in ("hire", "end", "monthly_wage") if facts.get(k)})
    if ending := ENDING_IN_LAW.get(str(facts.get("ending", ""))):
        case["ending"] = ending
    if facts.get("unpaid_start"):
        case["wages_owed"] = True
    if received is not None:
        case["interruptions"] = [received.isoformat()]
    if people > 1:
        case["workers"] = people
    return {"place": place, "claims": [dict(c) for c in claims], "case": case}


def outlook(answer: Mapping[str, Any]) -> dict[str, Any]:
    """The answer's ``case`` part as a page shows it.

    ``open_ways`` before ``closed_ways``; ``first_day`` is the worker's next day that must not be
    missed, ``None`` where the facts give none; ``evidence`` falls into who must prove it.
    """
    case = answer["case"]
    evidence = case["evidence"]
    return {
        "following": case["following"],
        "exclusions": case["exclusions"],
        "together": case["together"],
        "first_day": case["earliest"],
        "days": [d for d in case["deadlines"] if d["kind"] not in FOLLOWED_ELSEWHERE],
        "open_ways": [w for w in case["route"] if w["state"] != CLOSED],
        "closed_ways": [w for w in case["route"] if w["state"] == CLOSED],
        "evidence": evidence,
        "own_proof": [e for e in evidence if e["burden"] == "worker"],
        "their_proof": [e for e in evidence if e["burden"] != "worker"],
    }
