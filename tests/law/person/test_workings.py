"""The working of every case of these tables, printed as a person reads it and compared line by line.

The figures are fixed by the tables; this fixes the way to them: steps, articles, warnings, what would change
the answer, and who pays. After a change of wording: ``ZHIGONG_WRITE=1 pytest tests/law/person/test_workings.py``,
then read the difference before committing it.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import pytest

from zhigong.law.rulebook import assess

HERE = Path(__file__).resolve().parents[1]
TABLES = (
    "disability_allowance", "disability_subsidy", "injury_ending_subsidies", "injury_nursing",
    "injury_recognition", "insurance", "maternity", "medical_period", "over_age_worker", "protection", "reinstatement_pay",
    "relation", "retirement_date", "sick_pay_floor", "staffing", "stop_work_pay",
    "unlawful_employment", "work_death", "work_injury",
)  # fmt: skip


def printed(case: dict[str, Any], rule: str) -> list[str]:
    """One case as text: reason, working with articles, items with payers, notes by code."""
    claim = {"rule": rule, **case["facts"]}
    answer = assess({"place": case.get("place", ""), "claims": [claim]})["claims"][0]
    found = [f"## {rule}: {case['why']}"]
    for line in answer["working"]:
        how = f" = {line['how']}" if line.get("how") else ""
        found.append(f"{line['what']}：{line['value']}{how} [{line['basis']}]")
    for item in answer.get("items", []):
        shown = " ".join(str(item[key]) for key in ("amount", "value", "date") if key in item)
        found.append(
            f"- {item['name']} {item['label']}：{shown} {item.get('payer', '')} [{item.get('basis', '')}]"
        )
    found += [
        f"→ {key} {answer[key]}"
        for key in ("amount", "value", "date", "decisive_date", "route", "conclusion")
        if key in answer
    ]
    found += [f"! {warning['code']} {warning['text']}" for warning in answer["warnings"]]
    found += [f"~ {change['code']} {change['text']}" for change in answer.get("changes", [])]
    found += [
        f"x {refusal['code']} {refusal['reason']}（{refusal['remedy']}）"
        for refusal in answer["refusals"]
    ]
    found.append("§ " + "；".join(f"{a['title']}{a['article']}" for a in answer["articles"]))
    return found


@pytest.mark.parametrize("name", TABLES)
def test_the_way_is_the_one_that_was_read(name: str) -> None:
    table = tomllib.loads((HERE / "tables" / f"{name}.toml").read_text("utf8"))
    lines: list[str] = []
    for case in table["case"]:
        lines += [*printed(case, case.get("rule", table.get("rule"))), ""]
    path = HERE / "workings" / f"{name}.txt"
    if os.environ.get("ZHIGONG_WRITE"):
        path.write_text("\n".join(lines), "utf8")

    assert lines == path.read_text("utf8").split("\n")
