"""What a calculation sheet holds, and which claims can be put on one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from zhigong.law.core.fields import Field
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.core.result import Translate, respoken
from zhigong.law.rulebook import RULES
from zhigong.mediation.rules.intake import title_of

# Kinds of fields that a page can ask for; the others (records, spans) are left to the rule's default.
ASKED = frozenset(
    ("money", "date", "date-last", "yes-no", "choice", "whole", "number", "text",
     "list of money", "list of date", "list of text")
)  # fmt: skip
# Rules that answer with several amounts and are still one claim.
SEVERAL = frozenset({"work_injury"})


@cache
def claim_rules() -> dict[str, str]:
    """The rules that a worker can claim an amount by, with their titles; in the order of the law."""
    return {
        name: title_of(name)
        for name, rule in RULES.items()
        if rule.family != "procedure" and (rule.answer == "amount" or name in SEVERAL)
    }


def fields_asked(rule: str) -> list[Field]:
    """The fields of a rule that a page asks, what it must have first."""
    fields = [field for field in RULES[rule].fields if field.kind in ASKED]
    return sorted(fields, key=lambda field: not field.required)


def sheet_content(
    document: Mapping[str, Any],
    answer: Mapping[str, Any],
    claims: Sequence[Mapping[str, Any]],
    messages: Mapping[str, Any],
) -> dict[str, Any]:
    """The content of a version: each claim by its three sides, and the law's view of the whole.

    ``claims`` are in the document's order, each with ``claim``, ``position``, ``title``, ``asked``,
    ``conceded`` and ``kept`` (what the case holds as lawful), amounts as text or ``None``. Words are
    kept in Chinese; ``messages`` are what ``content_in`` says them by in another language.
    """
    rows = [
        {
            **kept,
            "rule": asked["rule"],
            "facts": {k: v for k, v in asked.items() if k != "rule"},
            "amount": found.get("amount"),
            "result": found,
        }
        for kept, asked, found in zip(claims, document["claims"], answer["claims"], strict=True)
    ]
    sums = {name: total(row[name] for row in rows) for name in ("asked", "conceded")}
    return {
        "on": document["case"]["on"],
        "place": document["place"],
        "claims": rows,
        "sums": {**sums, "amount": answer["case"]["together"]["amount"]},
        "case": answer["case"],
        "messages": dict(messages),
    }


def content_in(content: Mapping[str, Any], translate: Translate) -> dict[str, Any]:
    """The content of a version in another language; of one made before messages were kept, what can be."""
    messages = content.get("messages", {})
    rows = [
        {
            **row,
            "title": translate(row["title"]) if row["title"] else "",
            "result": _named(respoken(row["result"], messages, translate), translate),
        }
        for row in content["claims"]
    ]
    return {**content, "claims": rows, "case": respoken(content["case"], messages, translate)}


def _named(result: dict[str, Any], translate: Translate) -> dict[str, Any]:
    """The rows of parameters that a result used by their titles."""
    used = [
        {**row, "title": translate(PARAMETERS.get(row["name"], row["name"]))}
        for row in result.get("parameters", ())
    ]
    return {**result, "parameters": used}


def total(amounts: Iterable[str | None]) -> str | None:
    """The sum of the amounts that were named; nothing where none was."""
    named = [Decimal(one) for one in amounts if one is not None]
    return f"{sum(named, Decimal(0)):f}" if named else None


def differences(new: Mapping[str, Any], old: Mapping[str, Any]) -> dict[int, str]:
    """By the position of a claim: the amount it had in the earlier version, where it is another."""
    before = {row["claim"]: row["amount"] for row in old["claims"]}
    return {
        row["position"]: before[row["claim"]] or ""
        for row in new["claims"]
        if row["claim"] in before and before[row["claim"]] != row["amount"]
    }
