"""By which article a claim follows and a way is open: a table to read beside the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.law.case.test_clocks import days
from tests.law.case.test_exclusions import DOUBLE, OVERTIME, SEVERANCE, WAGES, case_of, relations
from zhigong.law.case.clocks import deadlines
from zhigong.law.case.exclusions import Exclusion, together
from zhigong.law.case.following import following
from zhigong.law.case.route import route
from zhigong.law.core.spoken import words

LEFT = {"end": "2024-09-09", "certificate": True}
INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"


@pytest.mark.parametrize(
    ("facts", "claim", "article"),
    [
        ({"contract": "unsigned", "hire": "2024-01-08", "on": "2024-03-01"}, "double_wage", "劳动合同法 第八十二条第一款"),
        ({}, "double_wage", "劳动合同法 第八十二条第一款"),
        ({"end": "2024-09-09"}, "severance", "劳动合同法 第四十六条"),
        ({"wages_owed": True}, "severance", "劳动合同法 第三十八条"),
        ({"ending": "resignation", "wages_owed": True}, "severance", "劳动合同法 第三十八条"),
        ({"ending": "art40_change"}, "notice_pay", "劳动合同法 第四十条"),
        ({"ending": "unlawful"}, "unlawful_dismissal", "劳动合同法 第八十七条"),
        ({"ending": "art39"}, "unlawful_dismissal", "劳动合同法 第八十七条"),
        ({"ending": "layoff", "protected": ["medical"]}, "unlawful_dismissal", "劳动合同法 第四十二条"),
        ({"ending": "art39", "union": True, "union_notified": False}, "unlawful_dismissal", f"{INTERPRETATION} 第四十七条"),
        ({"wages_owed": True}, "wage_arrears", "劳动法 第五十条"),
        ({"order_unpaid": True}, "late_payment_damages", "劳动合同法 第八十五条"),
        ({"overtime": True}, "overtime", "劳动法 第四十四条"),
        ({}, "overtime", "劳动法 第四十四条"),
        ({"monthly_wage": "1000", "on": "2025-02-03"}, "minimum_wage", "劳动法 第四十八条"),
        ({"leave_taken": False}, "unused_leave", "职工带薪年休假条例 第五条第三款"),
        ({"insured": False}, "insurance_arrears", "社会保险法 第六十三条"),
        ({"insured": False, "ending": "art39"}, "unemployment_loss", f"{INTERPRETATION} 第一条第（五）项"),
        ({"end": "2024-09-09", "certificate": False}, "certificate", "劳动合同法 第五十条第一款"),
        ({"deposit": True}, "deposit", "劳动合同法 第八十四条"),
        ({"probation_months": "7"}, "probation_damages", "劳动合同法 第八十三条"),
        ({"injured": True}, "work_injury", "工伤保险条例 第三十条"),
        ({"injured": True}, "stop_work_pay", "工伤保险条例 第三十三条"),
        ({"non_compete": True, "end": "2024-09-09"}, "non_compete_compensation", f"{INTERPRETATION} 第三十六条"),
        ({"protected": ["pregnancy"]}, "maternity_pay", "女职工劳动保护特别规定 第八条"),
    ],
)  # fmt: skip
def test_what_follows_is_cited(facts: dict[str, Any], claim: str, article: str) -> None:
    assert {row.claim: row.basis.text for row in following(case_of(**facts))}[claim] == article


@pytest.mark.parametrize(
    ("facts", "way", "article"),
    [
        ({}, "sue", "劳动争议调解仲裁法 第五条"),
        ({"award_received": "2024-12-02"}, "sue", "劳动争议调解仲裁法 第五十条"),
        ({"arbitration_refused": True}, "sue", "劳动争议调解仲裁法 第二十九条"),
        ({"iou": True}, "sue", f"{INTERPRETATION} 第十五条"),
        ({"agreement": "pay_only", "agreement_broken": True}, "sue", f"{INTERPRETATION} 第五十一条第二款"),
        ({"agreement": "pay_only", "agreement_broken": True}, "payment_order", "劳动争议调解仲裁法 第十六条"),
        ({"wages_owed": True}, "inspect", "劳动争议调解仲裁法 第九条"),
        ({"wages_owed": True, "filed": "2024-12-02"}, "inspect", "劳动保障监察条例 第二十一条第二款"),
        ({"wages_owed": True, "end": "2021-09-09", "on": "2024-12-02"}, "inspect", "劳动保障监察条例 第二十条"),
        ({"workers": 10}, "group", "劳动争议调解仲裁法 第七条"),
    ],
)  # fmt: skip
def test_a_way_is_cited(facts: dict[str, Any], way: str, article: str) -> None:
    assert {one.id: one.basis.text for one in route(case_of(**facts))}[way] == article


@pytest.mark.parametrize(("workers", "told"), [(9, False), (10, True), (None, False)])
def test_ten_workers_are_a_group(workers: int | None, told: bool) -> None:
    assert ("group" in {way.id for way in route(case_of(workers=workers))}) is told


@pytest.mark.parametrize(
    ("claim", "facts", "last"),
    [
        # A contract that ran out: the year begins the day after.
        (DOUBLE | {"contract_expired": "2021-06-30", "end": "2024-09-17"}, {}, "2023-06-30"),
        # What the claim leaves open the case says: the end of service, the day of signing.
        ({k: v for k, v in DOUBLE.items() if k != "end"}, {"end": "2021-12-10"}, "2022-12-12"),
        (DOUBLE, {"contract_signed": "2021-12-01"}, "2022-11-30"),
        # Before 2008 there was no double wage: the year begins with the law.
        (DOUBLE | {"hire": "2005-03-01", "end": "2012-09-17"}, {}, "2009-12-31"),
    ],
)
def test_the_year_of_double_wage(claim: dict[str, Any], facts: dict[str, Any], last: str) -> None:
    assert [day for _, day, claims in days(claim, certificate=True, **facts) if claims] == [last]


def test_a_day_of_limitation_is_the_workers_own_and_certain() -> None:
    first = deadlines(case_of(SEVERANCE, **LEFT))[0]

    assert first.own
    assert not first.provisional


@pytest.mark.parametrize(
    ("hire", "day", "months"),
    [
        ("2024-01-08", "2024-01-08", 0),
        ("2024-01-08", "2024-02-06", 0),
        ("2024-01-08", "2024-02-07", 1),
        ("2024-01-08", "2024-01-07", None),
        ("2023-01-08", "2024-02-07", 13),
    ],
)
def test_months_served(hire: str, day: str, months: int | None) -> None:
    assert (
        case_of(hire=date.fromisoformat(hire), end=date.fromisoformat(day)).served_months()
        == months
    )


def test_a_case_is_seen_from_the_day_asked_else_from_the_filing() -> None:
    assert case_of(on="2024-12-02", filed="2024-11-01").as_of == date(2024, 12, 2)
    assert case_of(filed="2024-11-01").as_of == date(2024, 11, 1)
    assert case_of(on="2024-12-02").as_of == date(2024, 12, 2)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        # A claim for a single day twice; two days that follow each other.
        ((WAGES | {"end": "2024-07-01"}, WAGES | {"end": "2024-07-01"}), [(0, 1, "overlap")]),
        ((WAGES | {"end": "2024-07-01"}, WAGES | {"start": "2024-07-02"}), []),
        # Years without a contract: the first ends where the second begins.
        ((DOUBLE, DOUBLE | {"contract_expired": "2022-05-26", "end": "2024-09-17"}), []),
        ((DOUBLE, DOUBLE | {"contract_expired": "2022-05-25", "end": "2024-09-17"}), [(0, 1, "overlap")]),
        # One of the two was refused: nothing to compare.
        ((SEVERANCE, SEVERANCE | {"end": "2001-01-01"}), []),
    ],
)  # fmt: skip
def test_the_same_claim_twice(
    claims: tuple[dict[str, Any], ...], found: list[tuple[int, int, str]]
) -> None:
    assert relations(*claims) == found


@pytest.mark.parametrize(("count", "amount"), [(3, "120.00"), (14, "780.00"), (15, "120.00")])
def test_up_to_fourteen_claims_at_odds_are_all_compared(count: int, amount: str) -> None:
    """One claim of 120 yuan excludes each of the others of 60: more than fourteen are taken largest first."""
    many = [OVERTIME | {"workday_hours": "2" if n == 0 else "1"} for n in range(count)]
    against = [Exclusion(0, n, "one_of", words("x"), None) for n in range(1, count)]

    assert str(together(case_of(*many), against).amount) == amount


def test_claims_of_nothing_stand_together() -> None:
    assert together(case_of(), []).amount == 0
