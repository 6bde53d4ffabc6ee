"""Whole answers about cases, word for word.

``answers.json`` is what a reader has read and approved. After an intended change of wording, write it
anew with ``ZHIGONG_WRITE_ANSWERS=1`` and read the difference.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.law.case.test_exclusions import DAMAGES, DOUBLE, NOTICE, OVERTIME, SEVERANCE, WAGES
from zhigong.law.rulebook import assess

FILE = Path(__file__).parent / "answers.json"
CASES: dict[str, tuple[dict[str, Any] | bool, list[dict[str, Any]]]] = {
    "被迫解除": (
        {"on": "2024-12-02", "wages_owed": True, "insured": False, "contract": "unsigned", "workers": 12},
        [SEVERANCE | {"ending": "worker_art38"}, WAGES, OVERTIME, DOUBLE],
    ),
    "违法解除": (
        {"on": "2025-08-20", "ending": "art39", "union": True, "union_notified": False, "overtime": None},
        [SEVERANCE, DAMAGES, NOTICE],
    ),
    "老板跑了": (
        {"wages_owed": True, "fled": True, "order_unpaid": True, "migrant": True, "hardship": True, "workers": 48},
        [WAGES, WAGES],
    ),
    "调解协议": (
        {"agreement": "pay_only", "agreement_effective": "2026-01-20", "end": "2025-12-31", "on": "2026-01-26"},
        [WAGES],
    ),
    "协议不履行": (
        {"agreement": "pay_only", "agreement_broken": True, "certain": True, "iou": True, "end": "2025-12-31"},
        [WAGES],
    ),
    "受伤": (
        {"injured": True, "accident": "2026-06-01", "insured": False, "deposit": True, "mediation_applied": "2026-07-01"},
        [{"rule": "disability_subsidy", "grade": 9, "own_wage": "3800"}],
    ),
    "已仲裁": ({"filed": "2025-03-03", "end": "2024-09-09", "protected": ["pregnancy"]}, [SEVERANCE, WAGES]),
    "已裁决": (
        {"award_received": "2026-09-18", "ending": "art40_change", "notice_given": False, "certificate": False},
        [SEVERANCE],
    ),
    "过了时效": (
        {"on": "2026-10-08", "non_compete": True, "probation_months": 7, "arbitration_refused": False},
        [SEVERANCE | {"ending": "layoff"}, NOTICE, WAGES],
    ),
    "不予受理": ({"arbitration_refused": True, "willing": False, "monthly_wage": "1000", "on": "2025-06-02"}, []),
    "什么都不知道": (True, []),
    "写错了": ({"on": "2099-01-01", "nothing": 1}, [{"rule": "severance"}, {"rule": "nonsense"}]),
}  # fmt: skip


def answer(case: dict[str, Any] | bool, claims: list[dict[str, Any]]) -> dict[str, Any]:
    found = assess({"place": "510100", "case": case, "claims": claims})["case"]
    assert isinstance(found, dict)
    return found


def approved() -> dict[str, Any]:
    if os.environ.get("ZHIGONG_WRITE_ANSWERS"):
        found = {name: answer(*case) for name, case in CASES.items()}
        FILE.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf8")
    read: dict[str, Any] = json.loads(FILE.read_text("utf8"))
    return read


APPROVED = approved()


@pytest.mark.parametrize("name", CASES)
def test_the_answer_is_the_approved_one(name: str) -> None:
    assert answer(*CASES[name]) == APPROVED[name]
