"""The days a case must not miss."""

from datetime import date
from typing import Any

import pytest

from tests.law.case.test_exclusions import DAMAGES, DOUBLE, OVERTIME, SEVERANCE, WAGES, case_of
from zhigong.law.case.clocks import CaseDeadline, deadlines, earliest


def days(*claims: dict[str, Any], **facts: Any) -> list[tuple[str, str, tuple[int, ...]]]:
    return [(d.kind, d.due.isoformat(), d.claims) for d in deadlines(case_of(*claims, **facts))]


LEFT = {"end": "2024-09-09", "certificate": True}
FINE = {"rule": "deductions", "reason": "fine", "deducted": "100"}
DEPOSIT = {"rule": "deductions", "reason": "deposit", "deducted": "100"}
KNOWN = {"known": "2023-01-10", "certificate": True}


@pytest.mark.parametrize(
    ("claims", "facts", "found"),
    [
        ([SEVERANCE], {"certificate": True}, [("limitation", "2025-09-09", (0,))]),
        (
            [SEVERANCE, DAMAGES, OVERTIME],
            LEFT,
            [("limitation", "2025-09-09", (0, 1)), ("limitation", "2025-09-09", (2,))],
        ),
        ([OVERTIME, WAGES], {}, []),  # still employed: pay has no limit
        ([WAGES], LEFT, [("limitation", "2025-09-09", (0,))]),
        ([FINE], KNOWN, []),  # what is kept back of a wage is pay; a deposit is not
        (
            [FINE, SEVERANCE],
            LEFT | KNOWN,
            [("limitation", "2024-01-10", (1,)), ("limitation", "2025-09-09", (0,))],
        ),
        ([DEPOSIT], KNOWN, [("limitation", "2024-01-10", (0,))]),
        (
            [{"rule": "deductions"}],
            KNOWN,
            [("limitation", "2024-01-10", (0,))],
        ),  # refused: nobody knows which
        ([DOUBLE], {"certificate": True}, [("limitation", "2023-05-26", (0,))]),
        (
            [DOUBLE | {"contract_signed": "2021-12-01"}],
            {"certificate": True},
            [("limitation", "2022-11-30", (0,))],
        ),
        (
            [DOUBLE | {"end": "2021-12-10"}],
            {"certificate": True},
            [("limitation", "2022-12-12", (0,))],
        ),
        (
            [SEVERANCE],
            LEFT | {"interruptions": ["2025-03-03"]},
            [("limitation", "2026-03-03", (0,))],
        ),
        (
            [SEVERANCE],
            LEFT | {"suspensions": [{"from": "2025-03-01", "to": "2025-03-31"}]},
            [("limitation", "2025-10-10", (0,))],
        ),
        ([SEVERANCE], LEFT | {"filed": "2025-03-03"}, [("T-ARB-A", "2025-03-10", ())]),
        (
            [{"rule": "probation_limit", "contract_months": 12}],
            LEFT,
            [],
        ),
        (
            [{"rule": "limitation", "claim": "severance", "known": "2024-01-02"}],
            {},
            [],
        ),
        ([], {"end": "2024-09-09"}, [("T-CERT", "2024-09-24", ())]),
        ([], LEFT | {"wages_owed": True}, [("T-INSP-L", "2026-09-09", ())]),
        ([], {"award_received": "2026-09-18"}, [("T-SUE", "2026-10-08", ())]),
        (
            [],
            {"agreement": "payment", "agreement_effective": "2026-01-20"},
            [("T-MREV", "2026-02-04", ()), ("T-JC", "2026-02-24", ())],
        ),
        ([], {"agreement_effective": "2026-01-20", "agreement_broken": True}, []),
        ([], {"mediation_applied": "2026-04-21"}, [("T-MED", "2026-05-06", ())]),
        ([], {"mediation_applied": "2026-04-21", "agreement": "other"}, []),
        (
            [],
            {"accident": "2025-02-28"},
            [("T-INJ-E", "2025-03-31", ()), ("T-INJ-W", "2026-02-28", ())],
        ),
        ([], {"accident": "2025-02-28", "recognised": True}, []),
    ],
)
def test_the_days_of_a_case(
    claims: list[dict[str, Any]],
    facts: dict[str, Any],
    found: list[tuple[str, str, tuple[int, ...]]],
) -> None:
    assert days(*claims, **facts) == found


def test_knowledge_told_for_a_claim_wins_over_the_end() -> None:
    unknown = {
        "rule": "probation_damages",
        "contract_months": 12,
        "served_months": 3,
        "full_wage": "4200",
    }

    assert days(unknown, known="2024-05-06", **LEFT) == [("limitation", "2025-05-06", (0,))]
    assert days(unknown, **LEFT) == [("limitation", "2025-09-09", (0,))]
    assert days(unknown) == []


def test_the_first_own_day_still_ahead() -> None:
    case = case_of(SEVERANCE, end="2024-09-09", on="2024-09-10")
    first = earliest(case, deadlines(case))

    assert first is not None
    assert (first.kind, first.due) == ("limitation", date(2025, 9, 9))  # not the employer's T-CERT
    assert first.start == date(2024, 9, 9)
    assert first.basis.text == "劳动争议调解仲裁法 第二十七条"
    assert first.missed.startswith("逾期后对方提出时效抗辩的")


def test_a_day_that_has_passed_is_not_the_earliest() -> None:
    case = case_of(SEVERANCE, end="2024-09-09", on="2025-09-10")

    assert earliest(case, deadlines(case)) is None
    late = case_of(SEVERANCE, end="2024-09-09", on="2025-09-09")
    assert earliest(late, deadlines(late)) is not None


def test_undated_the_first_of_all_is_the_earliest() -> None:
    case = case_of(
        SEVERANCE, DOUBLE | {"end": "2024-09-09", "hire": "2019-03-10"}, end="2024-09-09"
    )
    first = earliest(case, deadlines(case))

    assert first is not None
    assert first.due == date(2021, 3, 9)


def test_pay_is_cited_with_its_own_paragraph() -> None:
    case = case_of(WAGES, end="2024-09-09", certificate=True)

    assert [d.basis.text for d in deadlines(case)] == ["劳动争议调解仲裁法 第二十七条第四款"]


def test_days_of_the_law_bring_their_warnings_and_doubt() -> None:
    case = case_of(accident="2026-06-01")
    found = {d.kind: d for d in deadlines(case)}

    assert found["T-INJ-W"].provisional
    assert found["T-INJ-W"].own
    assert not found["T-INJ-E"].own
    assert found["T-INJ-E"].missed.startswith("逾期期间发生的工伤待遇")
    assert [note.code for note in found["T-INJ-W"].warnings][:1] == ["law.deadline.provisional"]
    assert found["T-INJ-W"].start == date(2026, 6, 1)
    assert found["T-INJ-W"].label == "职工、近亲属或者工会申请工伤认定"


@pytest.mark.parametrize(
    ("on", "light"),
    [
        (None, ""),
        (date(2025, 9, 10), "over"),
        (date(2025, 9, 9), "last_week"),
        (date(2025, 9, 2), "last_week"),
        (date(2025, 9, 1), "near"),
        (date(2025, 8, 10), "near"),
        (date(2025, 8, 9), "soon"),
        (date(2025, 6, 11), "soon"),
        (date(2025, 6, 10), "calm"),
    ],
)
def test_the_light_of_a_day(on: date | None, light: str) -> None:
    case = case_of(SEVERANCE, certificate=True)
    found: CaseDeadline = deadlines(case)[0]

    assert found.due == date(2025, 9, 9)
    assert found.light(on) == light


def test_a_year_that_ends_in_an_unpublished_year_is_provisional() -> None:
    published, unpublished = (
        deadlines(case_of(SEVERANCE, end=end, certificate=True))[0]
        for end in ("2024-09-09", "2026-02-06")
    )

    assert (published.provisional, published.warnings) == (False, ())
    assert unpublished.provisional
    assert [note.code for note in unpublished.warnings] == ["law.deadline.provisional"]


def test_double_wage_after_a_contract_ran_out_begins_the_day_after() -> None:
    found = days(DOUBLE | {"contract_expired": "2021-05-31"}, certificate=True)

    assert found == [("limitation", "2023-05-31", (0,))]


def test_a_day_of_recognition_told_for_a_claim_is_known_to_the_case() -> None:
    hurt = {"rule": "work_injury", "grade": 9, "own_wage": "3800", "accident": "2026-06-01"}
    asked = {"T-INJ-E", "T-INJ-W"}
    assert {kind for kind, _, _ in days(hurt, on="2026-08-01")} >= asked, "a grade may be a guess"
    done = hurt | {"recognised": "2026-07-20"}
    assert {kind for kind, _, _ in days(done, on="2026-08-01")} & asked == set()


def test_the_end_told_with_the_subsidies_of_an_injury_is_the_end_of_the_employment() -> None:
    left = {"rule": "injury_ending_subsidies", "grade": 9, "ended": "2025-02-10", "medical_months": 4,
            "employment_months": 4, "regional_average_wage": "8000"}  # fmt: skip
    assert ("limitation", "2026-02-10", (0,)) in days(left, certificate=True)
    resumed = {"rule": "reinstatement_pay", "monthly_wage": "6000", "ended": "2025-02-10", "resumed": "2025-05-10"}  # fmt: skip
    assert days(resumed, certificate=True) == [], "work went on"
