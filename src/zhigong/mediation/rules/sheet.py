"""What a calculation sheet holds, and which claims can be put on one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from zhigong.law.core.fields import Field
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.core.result import Translate, respoken
from zhigong.law.rulebook import RULES
from zhigong.mediation.rules.intake import title_of
from zhigong.parameters.rules.rows import words_for

# Kinds of fields that a page can ask for; the others (records, spans) are left to the rule's default.
ASKED = frozenset(
    ("money", "date", "date-last", "yes-no", "choice", "whole", "number", "text",
     "list of money", "list of date", "list of text")
)  # fmt: skip
# Rules that answer with several amounts and are still one claim.
SEVERAL = frozenset({"work_injury"})
CODE = re.compile(
    r"\s?[（(][a-z_]+(?:\[\d+\])?[）)]"
)  # what a program calls a field, behind its words
QUOTED = re.compile(r'(["“])([a-z_]+)(?:\[\d+\])?(["”])')


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
            "result": _named(row["rule"], respoken(row["result"], messages, translate), translate),
        }
        for row in content["claims"]
    ]
    case = respoken(content["case"], messages, translate)
    case = {**case, "parameters": titled(case.get("parameters", ()), translate)}
    return {**content, "claims": rows, "case": case}


def _named(rule: str, result: dict[str, Any], translate: Translate) -> dict[str, Any]:
    """The rows of parameters that a result used by their titles, and refused fields by their meaning."""
    used = titled(result.get("parameters", ()), translate)
    refusals = [
        {**one, "reason": meant(rule, one["reason"], translate)}
        for one in result.get("refusals", ())
    ]
    return {**result, "parameters": used, "refusals": refusals}


def titled(rows: Iterable[Mapping[str, Any]], translate: Translate) -> list[dict[str, Any]]:
    """Rows of parameters with what they are called, and values that are words in plain ones."""
    return [
        {
            **row,
            "title": translate(PARAMETERS.get(row["name"], row["name"])),
            "value": translate(words_for(row["name"]).get(str(row["value"]), str(row["value"]))),
        }
        for row in rows
    ]


def meant(rule: str, reason: str, translate: Translate) -> str:
    """A refusal that names fields as programs do, in the words of the desk; older versions hold bare names."""

    def said(found: re.Match[str]) -> str:
        field = RULES[rule].known.get(found[2]) if rule in RULES else None
        return f"{found[1]}{translate(field.meaning)}{found[3]}" if field else found[0]

    return CODE.sub("", QUOTED.sub(said, reason))


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


def compared(
    new: Mapping[str, Any], old: Mapping[str, Any], translate: Translate
) -> dict[int, dict[str, Any]]:
    """By claim: whether the version has it anew, what differs of its three figures, and which facts do.

    ``before`` is the lawful amount in the other version, ``sides`` what either side had named there.
    """
    before = {row["claim"]: row for row in old["claims"]}
    moved = differences(new, old)
    return {
        row["claim"]: {
            "new": row["claim"] not in before,
            "before": moved.get(row["position"]),
            "sides": _sides_changed(row, before.get(row["claim"], row)),
            "facts": _facts_changed(row, before.get(row["claim"], row), translate),
        }
        for row in new["claims"]
    }


def _sides_changed(row: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, str | None]:
    """What the sides had named before, where it is another; empty text where that was nothing."""
    return {
        side: (before[side] or "") if before[side] != row[side] else None
        for side in ("asked", "conceded")
    }


def _facts_changed(
    row: Mapping[str, Any], before: Mapping[str, Any], translate: Translate
) -> list[dict[str, Any]]:
    known = RULES[row["rule"]].known if row["rule"] in RULES else {}
    names = dict.fromkeys((*before["facts"], *row["facts"]))
    return [
        {
            "label": translate(known[name].meaning) if name in known else name,
            "before": before["facts"].get(name),
            "after": row["facts"].get(name),
        }
        for name in names
        if before["facts"].get(name) != row["facts"].get(name)
    ]


def gone(new: Mapping[str, Any], old: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The claims of the other version that this one has no more."""
    still = {row["claim"] for row in new["claims"]}
    return [row for row in old["claims"] if row["claim"] not in still]
