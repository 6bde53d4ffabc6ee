"""What the law says of a case as a whole, computed as it is looked at, in the reader's language."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.ui.alone import Lasting
from zhigong.law.core.parameters import ParameterTable
from zhigong.law.rulebook import assess
from zhigong.mediation.models import Case, Claim
from zhigong.mediation.rules.intake import claims_from, title_of
from zhigong.mediation.rules.whole_case import case_document, outlook
from zhigong.parameters.queries import current_table


class Law(Lasting):
    """What the law says of a case, to be read like a dict; made once for the same case and not changed."""

    __slots__ = ("_said",)

    def __init__(self, said: Mapping[str, Any]) -> None:
        self._said = said

    def __getitem__(self, name: str) -> Any:
        return self._said[name]


class Figures(NamedTuple):
    """A claim as it stands in the case; amounts as text, for 1.0 and 1.00 are equal and two to say."""

    pk: int
    rule: str
    called: str
    asked_as: str | None
    conceded_as: str | None
    lawful_as: str | None
    result: str

    @property
    def asked(self) -> Decimal | None:
        return as_amount(self.asked_as)

    @property
    def conceded(self) -> Decimal | None:
        return as_amount(self.conceded_as)

    @property
    def lawful(self) -> Decimal | None:
        return as_amount(self.lawful_as)


def law_of_case(case: Case) -> Law:
    """``outlook`` of a case's claims and facts, with ``rows``: each claim as the table shows it."""
    claims = list(case.claims.all())
    document = case_document(
        settings.PLACE,
        [{"rule": c.rule, **c.facts} for c in claims],
        case.facts,
        on=clock.today(),
        received=case.received_on,
        people=case.people,
    )
    asked = json.dumps(document, sort_keys=True, ensure_ascii=False)
    return _law(asked, tuple(map(figures, claims)), current_table(), get_language())


@lru_cache(maxsize=512)
def _law(
    asked: str, claims: tuple[Figures, ...], table: ParameterTable, language: str | None
) -> Law:
    """Worked out once for the same facts, claims, day, parameters and language."""
    answer = json.loads(_answered(asked, table, language))
    rows = [row(c, told) for c, told in zip(claims, answer["claims"], strict=True)]
    return Law({"rows": rows, "sums": sums(claims), **named(outlook(answer), rows)})


def figures(claim: Claim) -> Figures:
    result = json.dumps(claim.result, ensure_ascii=False, default=str)
    amounts = (as_text(claim.asked), as_text(claim.conceded), as_text(claim.lawful))
    return Figures(claim.pk, claim.rule, claim.title, *amounts, result)


def as_text(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def as_amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


@lru_cache(maxsize=512)
def _answered(asked: str, table: ParameterTable, _language: str | None) -> str:
    return json.dumps(assess(json.loads(asked), table, translate=_), ensure_ascii=False)


def law_of_draft(kept: Mapping[str, Any], applied: date | None = None) -> dict[str, Any]:
    """``outlook`` of a draft's answers, with ``results``: each claim with its amount and working."""
    claims = claims_from(kept)
    if not claims:
        return {"results": []}
    document = case_document(settings.PLACE, claims, kept, on=clock.today(), received=applied)
    answer = assess(document, current_table(), translate=_)
    results = [
        {
            **one,
            "title": _(title_of(one["rule"])),
            "warned": [warning["text"] for warning in one["warnings"]],
        }
        for one in answer["claims"]
    ]
    return {"results": results, **named(outlook(answer), results)}


def row(claim: Figures, told: dict[str, Any]) -> dict[str, Any]:
    """A claim with its working in the reader's language.

    The amount is the one kept with the case. Where today's parameters give another, the working
    kept beside it is shown, for it is the one that explains the amount.
    """
    amount = Decimal(told["amount"]) if told.get("amount") else None
    result = told if amount == claim.lawful else json.loads(claim.result)
    sources = [f"《{a['title']}》{a['article']}" for a in result.get("articles", ())[:2]]
    return {
        "claim": claim,
        "title": _(title_of(claim.rule)) if claim.rule else claim.called,
        "working": result.get("working", []),
        "refusals": result.get("refusals", []),
        "warnings": result.get("warnings", []),
        "sources": sources,
        "formula": formula(result),
    }


def formula(result: Mapping[str, Any]) -> str:
    """The last line's arithmetic (``9000.00 × 5.5 × 2``), to be read at a glance; else nothing."""
    last = next((w for w in reversed(result.get("working", [])) if w.get("how")), None)
    return str(last["how"]) if last and len(str(last["how"])) <= 40 else ""


def sums(claims: Sequence[Figures]) -> dict[str, Decimal | None]:
    """What each side's figures come to; nothing where a side has named none."""

    def total(name: str) -> Decimal | None:
        found = [value for c in claims if (value := getattr(c, name)) is not None]
        return sum(found, Decimal(0)) if found else None

    return {name: total(name) for name in ("asked", "conceded", "lawful")}


def named(found: dict[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Days as days, and claims that exclude each other by their titles instead of their places."""
    pairs = [
        {**e, "titles": [rows[at]["title"] for at in e["claims"]]} for e in found["exclusions"]
    ]
    first = found["first_day"]
    if first is not None:
        first = {**first, "date": date.fromisoformat(first["date"])}
    return {**found, "exclusions": pairs, "first_day": first}
