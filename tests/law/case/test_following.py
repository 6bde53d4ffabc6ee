"""What else the worker may be owed."""

from typing import Any

import pytest

from tests.law.case.test_exclusions import DAMAGES, NOTICE, OVERTIME, SEVERANCE, case_of
from zhigong.law.case.followed import Following
from zhigong.law.case.following import following

SUBSIDIES = "injury_ending_subsidies"
QUIET = {"contract": "signed", "overtime": False, "leave_taken": True}


def follows(*claims: dict[str, Any], **facts: Any) -> list[tuple[str, str]]:
    return [(row.claim, row.state) for row in following(case_of(*claims, **(QUIET | facts)))]


def only(*claims: dict[str, Any], **facts: Any) -> Following:
    rows = following(case_of(*claims, **(QUIET | facts)))
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"contract": "unsigned", "hire": "2024-01-08", "end": "2024-05-31", "ending": "art39"},
         [("double_wage", "likely"), ("unlawful_dismissal", "possible")]),
        ({"contract": "unsigned", "hire": "2024-01-08", "on": "2024-02-07"}, [("double_wage", "likely")]),
        ({"contract": "unsigned", "hire": "2024-01-08", "on": "2024-02-06"}, []),
        ({"contract": "unsigned"}, [("double_wage", "ask")]),
        ({"contract": None}, [("double_wage", "ask")]),
        ({"contract": None, "hire": "2024-01-08", "contract_signed": "2024-02-08"}, []),
        ({"contract": None, "hire": "2024-01-08", "contract_signed": "2024-02-09"}, [("double_wage", "likely")]),
        ({"contract": "signed", "hire": "2024-01-08", "contract_signed": "2024-02-09"}, [("double_wage", "likely")]),
        ({"contract": "expired", "hire": "2020-01-08", "on": "2024-02-09"}, [("double_wage", "likely")]),
        ({"end": "2024-09-09"}, [("severance", "ask")]),
        ({"ending": "mutual_employer"}, [("severance", "likely")]),
        ({"ending": "mutual_worker"}, []),
        ({"ending": "resignation"}, []),
        ({"ending": "resignation", "wages_owed": True}, [("wage_arrears", "likely"), ("severance", "possible")]),
        ({"ending": "resignation", "insured": False}, [("insurance_arrears", "likely"), ("severance", "possible")]),
        ({"ending": "worker_art38", "insured": False},
         [("insurance_arrears", "likely"), ("severance", "likely"), ("unemployment_loss", "possible")]),
        ({"ending": "art39", "insured": False},
         [("insurance_arrears", "likely"), ("unemployment_loss", "possible"), ("unlawful_dismissal", "possible")]),
        ({"ending": "art40_change"}, [("severance", "likely"), ("unlawful_dismissal", "possible"), ("notice_pay", "ask")]),
        ({"ending": "art40_change", "notice_given": False},
         [("notice_pay", "likely"), ("severance", "likely"), ("unlawful_dismissal", "possible")]),
        ({"ending": "art40_change", "notice_given": True}, [("severance", "likely"), ("unlawful_dismissal", "possible")]),
        ({"ending": "layoff", "protected": ["pregnancy"]},
         [("severance", "likely"), ("unlawful_dismissal", "likely"), ("maternity_pay", "possible")]),
        ({"ending": "art39", "protected": ["medical"]}, [("unlawful_dismissal", "possible")]),
        ({"ending": "art39", "union": True, "union_notified": False}, [("unlawful_dismissal", "likely")]),
        ({"ending": "art39", "union": True}, [("unlawful_dismissal", "possible")]),
        ({"ending": "art39", "union_notified": False}, [("unlawful_dismissal", "possible")]),
        ({"ending": "expiry_not_renewed", "union": True, "union_notified": False},
         [("severance", "likely"), ("unlawful_dismissal", "possible")]),
        ({"ending": "unlawful"}, [("unlawful_dismissal", "likely")]),
        ({"wages_owed": True}, [("wage_arrears", "likely"), ("severance", "possible")]),
        ({"insured": False}, [("insurance_arrears", "likely"), ("severance", "possible")]),
        ({"order_unpaid": True}, [("late_payment_damages", "likely")]),
        ({"overtime": True}, [("overtime", "likely")]),
        ({"overtime": None}, [("overtime", "ask")]),
        ({"leave_taken": False}, [("unused_leave", "ask")]),
        ({"leave_taken": None}, [("unused_leave", "ask")]),
        ({"leave_taken": False, "hire": "2023-01-09", "on": "2024-01-08"}, [("unused_leave", "likely")]),
        ({"leave_taken": False, "hire": "2023-01-09", "on": "2024-01-07"}, []),
        ({"certificate": False, "ending": "resignation"}, [("certificate", "likely")]),
        ({"certificate": False}, []),
        ({"deposit": True}, [("deposit", "likely")]),
        ({"probation_months": 6}, []),
        ({"probation_months": 7}, [("probation_damages", "likely")]),
        ({"probation_months": 1, "contract_months": 2}, [("probation_damages", "likely")]),
        ({"probation_months": 1, "contract_months": 3}, []),
        ({"probation_months": 2, "contract_months": 11}, [("probation_damages", "likely")]),
        ({"probation_months": 2, "contract_months": 12}, []),
        ({"probation_months": 3, "contract_months": 35}, [("probation_damages", "likely")]),
        ({"probation_months": 6, "contract_months": 36}, []),
        ({"probation_months": 7, "contract_months": 36}, [("probation_damages", "likely")]),
        ({"injured": True}, [("stop_work_pay", "possible"), ("work_injury", "ask")]),
        ({"injured": True, "recognised": True}, [("work_injury", "likely"), ("stop_work_pay", "possible")]),
        ({"non_compete": True}, []),
        ({"non_compete": True, "ending": "resignation"}, [("non_compete_compensation", "likely")]),
        ({"protected": ["pregnancy"]}, [("maternity_pay", "possible")]),
        ({"monthly_wage": "2000", "on": "2025-06-02"}, [("minimum_wage", "likely")]),
        ({"monthly_wage": "2330", "on": "2025-06-02"}, []),
        ({"monthly_wage": "2000"}, []),
    ],
)  # fmt: skip
def test_what_follows(facts: dict[str, Any], found: list[tuple[str, str]]) -> None:
    assert follows(**facts) == found


def test_what_is_claimed_already_does_not_follow() -> None:
    assert follows(SEVERANCE | {"ending": "mutual_employer"}) == []
    assert follows(OVERTIME, overtime=True) == []


def test_beside_2n_neither_severance_nor_notice_pay_follows() -> None:
    assert follows(DAMAGES, ending="art40_change") == []
    assert follows(NOTICE, ending="art40_change") == [
        ("severance", "likely"),
        ("unlawful_dismissal", "possible"),
    ]


def test_each_names_its_article_its_reason_and_its_proof() -> None:
    row = only(deposit=True)

    assert row.basis.text == "劳动合同法 第八十四条"
    assert row.label == "返还押金、证件"
    assert row.because == "单位收取押金或者扣押证件"
    assert row.proof == "收据、转账记录"
    assert row.ask == ()


@pytest.mark.parametrize(
    ("facts", "ask"),
    [
        ({"contract": None}, ("contract", "contract_signed", "hire")),
        ({"end": "2024-09-09"}, ("ending",)),
        ({"overtime": None}, ("overtime",)),
        ({"leave_taken": None}, ("leave_taken",)),
        ({"ending": "art39"}, ("protected", "union", "union_notified")),
    ],
)
def test_missing_facts_are_asked_for(facts: dict[str, Any], ask: tuple[str, ...]) -> None:
    assert only(**facts).ask == ask


def test_facts_of_the_claims_speak_for_the_case() -> None:
    found = follows(SEVERANCE, contract="unsigned", insured=False)

    assert found == [
        ("double_wage", "likely"),
        ("insurance_arrears", "likely"),
        ("unemployment_loss", "possible"),
    ]


@pytest.mark.parametrize(("given", "asked"), [(False, ()), (None, ("notice_given",))])
def test_of_notice_pay_is_asked_whether_notice_was_given_unless_that_is_known(
    given: bool | None, asked: tuple[str, ...]
) -> None:
    rows = following(case_of(**(QUIET | {"ending": "art40_change", "notice_given": given})))
    assert [row.ask for row in rows if row.claim == "notice_pay"] == [asked]


@pytest.mark.parametrize(
    ("grade", "facts", "found"),
    [
        (5, {}, ["possible"]), (10, {}, ["possible"]), (4, {}, []),
        (5, {"recognised": True}, ["likely"]), (5, {"ending": None, "end": None}, []),
    ],
)  # fmt: skip
def test_from_the_fifth_grade_the_two_subsidies_follow_when_the_employment_ends(
    grade: int, facts: dict[str, Any], found: list[str]
) -> None:
    known = QUIET | {"injured": True, "ending": "resignation", "end": "2025-03-31"} | facts
    allowance = {"rule": "disability_subsidy", "grade": grade, "own_wage": "6000"}
    rows = [row for row in following(case_of(allowance, **known)) if row.claim == SUBSIDIES]

    assert [row.state for row in rows] == found
    assert {row.basis.text for row in rows} <= {"工伤保险条例 第三十七条第（二）项"}
