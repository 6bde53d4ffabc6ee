"""Tables that a lawyer can read and sign: facts, expected answer, article, and why.

Each ``tables/*.toml`` names its rule and lists ``[[case]]`` with ``facts``, ``expected``, ``article``, ``why``.
``expected`` may hold ``amount value date minimum maximum conclusion unit decisive_date provisional``, ``refused`` and ``warned`` (codes),
``remarked`` (words of the warnings),
``items`` (name → amount, value or day), ``paid_by`` (item → payer), ``based_on`` (item → article), ``articles`` (all of the
answer in order), ``cited`` and ``uncited`` (of the answer, of a line or an item), ``versions`` (article → the version
in force on the decisive day; empty for one not yet in force).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.rulebook import RULES, assess

TABLES = sorted((Path(__file__).parent / "tables").glob("*.toml"))
PLAIN = (
    "amount", "value", "date", "minimum", "maximum", "conclusion", "unit", "decisive_date", "provisional",
)  # fmt: skip


def _cases() -> list[Any]:
    found = []
    for path in TABLES:
        table = tomllib.loads(path.read_text("utf8"))
        for number, case in enumerate(table["case"], 1):
            rule = case.get("rule", table.get("rule"))
            found.append(pytest.param(rule, case, id=f"{path.stem}-{number}"))
    return found


def _shown(item: dict[str, Any]) -> Any:
    """What an item answers: its amount, else its value, else its day."""
    return item.get("amount", item.get("value", item.get("date")))


@pytest.mark.parametrize(("rule", "case"), _cases())
def test_case(rule: str, case: dict[str, Any]) -> None:
    assert rule in RULES
    assert case["article"], "a case without its article"
    assert case["why"], "a case without its reason"
    assert differences(assess, rule, case) == [], case["why"]


def _cited(answer: dict[str, Any]) -> set[str]:
    """Every article that an answer, its lines and its items name."""
    lines = [*answer["working"], *answer.get("items", [])]
    whole = {f"{each['title']} {each['article']}".strip() for each in answer["articles"]}
    return whole | {line.get("basis", "") for line in lines}


def differences(assess: Any, rule: str, case: dict[str, Any]) -> list[str]:
    """Where the answer differs from what the table expects."""
    claim = {"rule": rule, **case["facts"]}
    answer = assess({"place": case.get("place", ""), "claims": [claim]})["claims"][0]
    expected = case["expected"]
    told = [refusal["code"] for refusal in answer["refusals"]]
    wanted = [expected["refused"]] if "refused" in expected else []
    found = [] if told == wanted else [f"refused {told}"]
    warnings = [warning["code"] for warning in answer["warnings"]]
    if "warned" in expected and expected["warned"] not in warnings:
        found.append(f"warned {warnings}")
    if expected.get("warnings", warnings) != warnings:
        found.append(f"warned {warnings}")
    changes = [change["code"] for change in answer.get("changes", [])]
    if "changed" in expected and expected["changed"] not in changes:
        found.append(f"changed {changes}")
    if expected.get("unchanged") in changes:
        found.append(f"changed {changes}")
    spoken = "\n".join(" ".join(map(str, line.values())) for line in answer["working"])
    remarks = "\n".join(warning["text"] for warning in answer["warnings"])
    found += [f"unsaid {text}" for text in expected.get("remarked", ()) if text not in remarks]
    found += [f"unsaid {text}" for text in expected.get("said", ()) if text not in spoken]
    found += [f"said {text}" for text in expected.get("unsaid", ()) if text in spoken]
    cited = _cited(answer)
    found += [f"uncited {text}" for text in expected.get("cited", ()) if text not in cited]
    found += [f"cited {text}" for text in expected.get("uncited", ()) if text in cited]
    if expected.get("changes", changes) != changes:
        found.append(f"changed {changes}")
    articles = [f"{each['title']} {each['article']}".strip() for each in answer["articles"]]
    if expected.get("articles", articles) != articles:
        found.append(f"articles {articles}")
    versions = {
        f"{each['title']} {each['article']}".strip(): each.get("version", "")
        for each in answer["articles"]
    }
    found += [
        f"{name} as of {versions.get(name)}"
        for name, version in expected.get("versions", {}).items()
        if versions.get(name) != version
    ]
    bases = {item["name"]: item.get("basis") for item in answer.get("items", [])}
    found += [
        f"{name} by {bases.get(name)}"
        for name, basis in expected.get("based_on", {}).items()
        if bases.get(name) != basis
    ]
    if "paid_by" in expected:
        payers = {item["name"]: item.get("payer") for item in answer.get("items", [])}
        found += [] if expected["paid_by"].items() <= payers.items() else [f"paid by {payers}"]
    if "items" in expected:
        items = {item["name"]: _shown(item) for item in answer.get("items", [])}
        found += [] if items == expected["items"] else [f"items {items}"]
    return found + [
        f"{key} {answer.get(key)}"
        for key in PLAIN
        if key in expected and answer.get(key) != expected[key]
    ]
