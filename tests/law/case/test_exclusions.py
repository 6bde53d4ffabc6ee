"""Claims at odds with each other, and the largest sum that can stand."""

from typing import Any

import pytest

from zhigong.law.case.exclusions import exclusions, together
from zhigong.law.case.overview import whole
from zhigong.law.case.picture import Picture, picture
from zhigong.law.core.parameters import kept_table
from zhigong.law.core.registry import Context
from zhigong.law.rulebook import assess_claim

SEVERANCE = {
    "rule": "severance",
    "hire": "2019-03-10",
    "end": "2024-09-09",
    "monthly_wage": "6200",
    "local_average_wage": "9000",
}
DAMAGES = {**SEVERANCE, "rule": "unlawful_dismissal"}
NOTICE = {"rule": "notice_pay", "last_month_wage": "7000"}
WAGES = {"rule": "wage_arrears", "start": "2024-07-01", "end": "2024-07-31", "monthly_wage": "6200"}
OVERTIME = {"rule": "overtime", "monthly_wage": "6960", "workday_hours": "10"}
KEPT_OUT = {"rule": "non_compete_compensation", "monthly_wage": "20000", "months": 3}
BROKE_IT = {"rule": "non_compete_breach", "agreed_penalty": "100000"}
DOUBLE = {"rule": "double_wage", "hire": "2021-05-27", "end": "2022-09-17", "monthly_wage": "3000"}


def case_of(*claims: dict[str, Any], **facts: Any) -> Picture:
    pairs = [assess_claim(claim, "510100") for claim in claims]
    context = Context("510100", ("510100", "510000", "000000"), kept_table())
    return picture(facts, [f for _, f in pairs], [r for r, _ in pairs], context)


def relations(*claims: dict[str, Any]) -> list[tuple[int, int, str]]:
    return [(e.first, e.second, e.relation) for e in exclusions(case_of(*claims))]


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ((SEVERANCE, DAMAGES), [(0, 1, "one_of")]),
        ((DAMAGES, SEVERANCE), [(0, 1, "one_of")]),
        ((DAMAGES, NOTICE), [(0, 1, "one_of")]),
        ((SEVERANCE, NOTICE), []),
        ((SEVERANCE | {"ending": "art40_change"}, NOTICE), []),
        ((SEVERANCE | {"ending": "mutual_employer"}, NOTICE), [(0, 1, "condition")]),
        ((NOTICE, SEVERANCE | {"ending": "layoff"}), [(0, 1, "condition")]),
        ((SEVERANCE, WAGES, OVERTIME), []),
        ((DOUBLE | {"part": "total"}, WAGES), [(0, 1, "overlap")]),
        ((DOUBLE, WAGES), []),
        ((WAGES, WAGES | {"start": "2024-07-31", "end": "2024-08-30"}), [(0, 1, "overlap")]),
        ((WAGES, WAGES | {"start": "2024-08-01", "end": "2024-08-31"}), []),
        ((WAGES, WAGES | {"start": "2024-07-31"}), [(0, 1, "overlap")]),  # of one day alone
        ((WAGES, WAGES | {"start": "2024-08-01", "end": "2024-08-01"}), []),
        ((SEVERANCE, SEVERANCE | {"hire": "2024-09-09"}), [(0, 1, "overlap")]),
        ((SEVERANCE, SEVERANCE | {"hire": "2024-09-10", "end": "2024-09-10"}), []),
        ((OVERTIME, OVERTIME), [(0, 1, "overlap")]),
        ((KEPT_OUT, BROKE_IT), [(0, 1, "condition")]),
        ((KEPT_OUT, BROKE_IT | {"unpaid_months": 3}), []),  # no longer bound, so nothing was broken
        ((OVERTIME, OVERTIME | {"workday_hours": "11"}), []),
    ],
)
def test_pairs_at_odds(
    claims: tuple[dict[str, Any], ...], found: list[tuple[int, int, str]]
) -> None:
    assert relations(*claims) == found


FINE = {"rule": "deductions", "reason": "fine", "deducted": "100"}


@pytest.mark.parametrize(
    ("taken", "unpaid", "same"),
    [
        (FINE, WAGES, True),  # nobody said when: of the wages that are claimed
        (FINE | {"on": "2024-07-01"}, WAGES, True), (FINE | {"on": "2024-07-31"}, WAGES, True),
        (FINE | {"on": "2024-06-30"}, WAGES, False), (FINE | {"on": "2024-08-01"}, WAGES, False),
        (FINE | {"on": "2024-08-01"}, {"rule": "wage_arrears", "due": "500"}, True),
        (FINE | {"deducted": "6200"}, WAGES, True), (FINE | {"deducted": "6200.01"}, WAGES, False),
        (FINE | {"deducted": "500.01", "on": "2024-07-01"}, {"rule": "wage_arrears", "due": "500"}, False),
        (FINE | {"reason": "deposit"}, WAGES, False), ({"rule": "deductions", "reason": "fine"}, WAGES, False),
        (FINE, {"rule": "wage_arrears"}, False),
    ],
)  # fmt: skip
def test_a_deduction_is_part_of_the_wages_of_the_same_days_unless_it_is_more_or_a_deposit(
    taken: dict[str, Any], unpaid: dict[str, Any], same: bool
) -> None:
    found = [(0, 1, "overlap")] if same else []
    assert relations(taken, unpaid) == relations(unpaid, taken) == found


def test_two_claims_at_odds_that_come_to_nothing_are_one() -> None:
    nothing = OVERTIME | {"paid": "9999"}
    case = case_of(nothing, nothing)
    assert together(case, exclusions(case)).claims == (0,)


def test_which_article_leaves_no_notice_pay_and_nothing_of_a_labour_relation_to_who_is_over_age() -> (
    None
):
    case = case_of(SEVERANCE | {"ending": "layoff"}, NOTICE)
    assert [e.basis.text for e in exclusions(case) if e.basis] == ["劳动合同法 第四十条"]
    over_age = {"rule": "over_age_worker", "birth": "1955-01-01", "kind": "man", "on": "2024-09-09"}
    found = [e for e in exclusions(case_of(over_age, DOUBLE)) if e.relation == "condition"]
    assert [e.basis.text for e in found if e.basis] == ["超龄劳动者基本权益保障暂行规定 第八条"]


def test_going_on_with_the_contract_leaves_no_severance() -> None:
    found = exclusions(case_of(SEVERANCE, DAMAGES | {"remedy": "resume"}))

    assert [e.basis.text for e in found if e.basis] == ["劳动合同法 第四十八条"]


def test_damages_leave_no_severance_by_article_25() -> None:
    found = exclusions(case_of(SEVERANCE, DAMAGES))

    assert [e.basis.text for e in found if e.basis] == ["劳动合同法实施条例 第二十五条"]


def test_sick_pay_and_wages_of_the_same_days() -> None:
    sick = {
        "rule": "stop_work_pay",
        "monthly_wage": "6200",
        "start": "2024-07-10",
        "end": "2024-08-09",
    }

    assert relations(sick, WAGES) == [(0, 1, "overlap")]
    assert relations(sick | {"start": "2024-08-01"}, WAGES) == []


def test_the_same_benefit_alone_and_in_the_whole() -> None:
    whole_benefits = {"rule": "work_injury", "grade": 9, "own_wage": "3800"}
    subsidy = {"rule": "disability_subsidy", "grade": 9, "own_wage": "3800"}

    assert relations(subsidy, whole_benefits) == [(0, 1, "overlap")]


def test_claims_that_could_not_be_read_are_not_the_same_claim() -> None:
    refused = {"rule": "severance", "hire": "2020-01-01"}

    assert relations(refused, refused) == []


def test_claims_of_different_workers_do_not_exclude_each_other() -> None:
    one, other = SEVERANCE | {"worker": "A"}, DAMAGES | {"worker": "B"}

    assert relations(one, other) == []
    assert relations(one, other | {"worker": "A"}) == [(0, 1, "one_of")]
    assert relations(OVERTIME | {"worker": "A"}, OVERTIME | {"worker": "B"}) == []


def test_the_largest_sum_takes_2n_and_leaves_n_and_notice_pay() -> None:
    case = case_of(SEVERANCE, DAMAGES, NOTICE, WAGES)
    found = together(case, exclusions(case))

    assert found.claims == (1, 3)
    assert str(found.amount) == "80600.00"


def test_n_and_notice_pay_win_where_they_are_more() -> None:
    case = case_of(
        SEVERANCE | {"ending": "art40_change"},
        DAMAGES,
        NOTICE | {"last_month_wage": "99000"},
    )
    found = together(case, exclusions(case))

    assert found.claims == (0, 2)
    assert str(found.amount) == "136200.00"


def test_claims_without_a_sum_are_not_summed() -> None:
    refused = {"rule": "severance", "hire": "2020-01-01"}
    case = case_of(
        refused, NOTICE, {"rule": "limitation", "claim": "severance", "known": "2024-01-01"}
    )

    assert together(case, exclusions(case)).claims == (1,)


def test_a_range_counts_with_its_lower_end() -> None:
    surcharge = {"rule": "late_payment_damages", "base": "12000", "order_overdue": True}
    case = case_of(surcharge)

    assert str(together(case, exclusions(case)).amount) == "6000.00"


def test_many_claims_are_taken_largest_first() -> None:
    case = case_of(*[OVERTIME] * 20, OVERTIME | {"workday_hours": "100"})
    found = together(case, exclusions(case))

    assert found.claims == (0, 20)
    assert str(found.amount) == "6600.00"


def test_no_claims_come_to_nothing() -> None:
    case = case_of()

    assert exclusions(case) == []
    assert together(case, []).claims == ()
    assert whole({}, [], [], case.context)["exclusions"] == []


def test_two_readings_of_the_same_year_without_a_contract_are_one_claim() -> None:
    from_end = DOUBLE | {"filed": "2022-10-10", "limitation": "from_end"}

    assert relations(DOUBLE, from_end) == [(0, 1, "overlap")]


def test_the_year_without_a_contract_and_the_one_after_its_expiry_are_two_claims() -> None:
    first = DOUBLE | {"contract_signed": "2022-05-01", "end": "2025-06-30"}
    later = DOUBLE | {"contract_expired": "2024-12-31", "end": "2025-06-30"}

    assert relations(first, later) == []


def test_a_floor_is_owed_only_as_far_as_what_was_paid_is_told() -> None:
    floor = {"rule": "sick_pay_floor", "minimum_wage": "2000", "months": 2}
    for claim, claims, amount in (
        (floor, (), "0"), (floor | {"paid": "3000"}, (0,), "200.00"), (DOUBLE | {"rule": "probation_wage_floor"}, (), "0"),
    ):  # fmt: skip
        case = case_of(claim)
        found = together(case, exclusions(case))
        assert (found.claims, f"{found.amount}") == (claims, amount)
