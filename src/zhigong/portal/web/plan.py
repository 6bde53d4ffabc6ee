"""接下来怎么办: by when, where to, with what in hand, and what else could be asked for; on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhigong.portal.rules.situations import SITUATIONS

CLOSED, ADVISED = "closed", "advised"
MOST_WAYS, MOST_ALSO = 5, 4
# What may follow that no situation claims under the law's own name: where it is answered.
ANSWERED_IN = {
    "deposit": "deducted",
    "insurance_arrears": "where",
    "certificate": "where",
    "injury_ending_subsidies": "injury",
}
OWN = gettext_noop("一般从知道吃亏那天起一年内申请仲裁；工资从离职那天起一年内。越早越好。")


@dataclass(slots=True)
class Plan:
    """``first_day`` as the law tells it, its date a day; ``None`` where the facts give none."""

    first_day: dict[str, Any] | None
    ways: list[dict[str, Any]] = field(default_factory=list)
    own_proof: list[dict[str, Any]] = field(default_factory=list)
    their_proof: list[dict[str, Any]] = field(default_factory=list)
    also: list[dict[str, str]] = field(default_factory=list)

    @property
    def starts_anew(self) -> bool:
        """Whether asking for help begins the time anew: so it is with limitation, and with nothing else."""
        return self.first_day is None or self.first_day["kind"] == "limitation"

    @property
    def by_when(self) -> str:
        """When to ask at the latest, in one line."""
        return _(OWN) if self.first_day is None else ""


def plan_of(chosen: str, case: Mapping[str, Any]) -> Plan:
    """The law's view of the whole as what a worker does next; ways that are shut are left out.

    What else could be asked for is told beside a sum; without one it would only be a list of everything.
    """
    ways = [way for way in case["route"] if way["state"] != CLOSED]
    proof = case["evidence"]
    return Plan(
        first_day=first_day(case["earliest"]),
        ways=[{**way, "advised": way["state"] == ADVISED} for way in ways[:MOST_WAYS]],
        own_proof=[one for one in proof if one["burden"] == "worker"],
        their_proof=[one for one in proof if one["burden"] != "worker"],
        also=also(chosen, case["following"]) if Decimal(case["together"]["amount"]) else [],
    )


def first_day(earliest: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return {**earliest, "date": date.fromisoformat(earliest["date"])} if earliest else None


def also(chosen: str, following: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What else may be owed, each with the other situation that computes it."""
    found = [
        {
            "label": one["label"],
            "because": one["because"],
            "url": reverse("portal:situation", args=[key]),
        }
        for one in following
        if (key := situation_of(one["claim"])) not in ("", chosen)
    ]
    return found[:MOST_ALSO]


def situation_of(claim: str) -> str:
    """The situation that answers a claim; empty where none does."""
    if claim in ANSWERED_IN:
        return ANSWERED_IN[claim]
    for key, one in SITUATIONS.items():
        if any(wanted.rule == claim for wanted in one.claims):
            return key
    return ""
