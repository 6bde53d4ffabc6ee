"""The ways of a case: advised, open or closed, with reasons."""

from typing import Any

import pytest

from tests.law.case.test_exclusions import DOUBLE, NOTICE, OVERTIME, SEVERANCE, WAGES, case_of
from zhigong.law.case.route import Way, route

LEFT = {"end": "2024-09-09", "certificate": True}


def ways(*claims: dict[str, Any], **facts: Any) -> dict[str, str]:
    return {way.id: way.state for way in route(case_of(*claims, **facts))}


def way(name: str, *claims: dict[str, Any], **facts: Any) -> Way:
    return next(w for w in route(case_of(*claims, **facts)) if w.id == name)


@pytest.mark.parametrize(
    ("claims", "facts", "found"),
    [
        ([NOTICE], {}, {"mediate": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"}),
        (
            [NOTICE],
            {"willing": False},
            {"arbitrate": "advised", "negotiate": "open", "mediate": "closed", "sue": "closed"},
        ),
        (
            [SEVERANCE],
            LEFT | {"on": "2025-08-20"},
            {"arbitrate": "advised", "negotiate": "open", "mediate": "open", "inspect": "open", "sue": "closed"},
        ),
        (
            [SEVERANCE],
            LEFT | {"on": "2025-09-10"},
            {"mediate": "advised", "negotiate": "open", "inspect": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [WAGES],
            {},
            {
                "mediate": "advised",
                "negotiate": "open",
                "inspect": "open",
                "arbitrate": "open",
                "payment_order": "closed",
                "sue": "closed",
            },
        ),
        (
            [WAGES],
            {"certain": True},
            {
                "mediate": "advised",
                "inspect": "advised",
                "negotiate": "open",
                "payment_order": "open",
                "arbitrate": "open",
                "sue": "closed",
            },
        ),
        (
            [WAGES],
            {"fled": True},
            {
                "inspect": "advised",
                "arbitrate": "advised",
                "criminal": "open",
                "negotiate": "closed",
                "mediate": "closed",
                "payment_order": "closed",
                "sue": "closed",
            },
        ),
        (
            [WAGES],
            {"order_unpaid": True},
            {
                "mediate": "advised",
                "criminal": "advised",
                "negotiate": "open",
                "inspect": "open",
                "arbitrate": "open",
                "payment_order": "closed",
                "sue": "closed",
            },
        ),
        ([NOTICE], {"fled": True, "order_unpaid": True}, {"arbitrate": "advised", "negotiate": "closed", "mediate": "closed", "sue": "closed"}),
        (
            [SEVERANCE],
            LEFT | {"filed": "2025-03-03"},
            {"mediate": "open", "inspect": "closed", "sue": "closed"},
        ),
        ([SEVERANCE], LEFT | {"award_received": "2025-03-03"}, {"sue": "advised", "inspect": "closed"}),
        (
            [NOTICE],
            {"arbitration_refused": True},
            {"mediate": "advised", "sue": "advised", "negotiate": "open"},
        ),
        (
            [],
            {"iou": True},
            {"mediate": "advised", "sue": "advised", "negotiate": "open", "arbitrate": "open"},
        ),
        (
            [],
            {"agreement": "pay_only", "agreement_broken": True},
            {
                "mediate": "advised",
                "payment_order": "advised",
                "sue": "advised",
                "negotiate": "open",
                "arbitrate": "open",
            },
        ),
        (
            [],
            {"agreement": "payment", "agreement_broken": True},
            {
                "mediate": "advised",
                "payment_order": "advised",
                "negotiate": "open",
                "arbitrate": "open",
                "sue": "closed",
            },
        ),
        (
            [],
            {"agreement": "other", "agreement_broken": True},
            {"mediate": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"agreement": "payment"},
            {"confirm": "advised", "mediate": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"injured": True},
            {"mediate": "advised", "recognition": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"injured": True, "recognised": True},
            {"mediate": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"insured": False},
            {
                "mediate": "advised",
                "negotiate": "open",
                "inspect": "open",
                "arbitrate": "open",
                "collection": "open",
                "sue": "closed",
            },
        ),
        (
            [],
            {"workers": 10},
            {"mediate": "advised", "group": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"workers": 9},
            {"mediate": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [],
            {"hardship": True},
            {"mediate": "advised", "legal_aid": "advised", "negotiate": "open", "arbitrate": "open", "sue": "closed"},
        ),
        (
            [OVERTIME],
            {"hardship": True, "migrant": True},
            {
                "mediate": "advised",
                "inspect": "advised",
                "legal_aid": "advised",
                "negotiate": "open",
                "arbitrate": "open",
                "advance_enforcement": "open",
                "payment_order": "closed",
                "sue": "closed",
            },
        ),
        (
            [],
            {"deposit": True},
            {"mediate": "advised", "negotiate": "open", "inspect": "open", "arbitrate": "open", "sue": "closed"},
        ),
    ],
)  # fmt: skip
def test_the_ways_of_a_case(
    claims: list[dict[str, Any]], facts: dict[str, Any], found: dict[str, str]
) -> None:
    assert ways(*claims, **facts) == found
    assert list(ways(*claims, **facts)) == list(found)


def test_near_the_end_of_the_year_the_day_is_named() -> None:
    facts = LEFT | {"on": "2025-08-20"}

    assert way("mediate", SEVERANCE, **facts).reasons[0].params is not None
    assert str(way("arbitrate", SEVERANCE, **facts).reasons[0].params) == (
        "{'last': datetime.date(2025, 9, 9)}"
    )


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2025-08-10", "open"),
        ("2025-08-11", "advised"),
        ("2025-09-09", "advised"),
        ("2025-09-10", "open"),
    ],
)
def test_thirty_days_before_the_end_arbitration_is_advised(on: str, state: str) -> None:
    assert ways(SEVERANCE, on=on, **LEFT)["arbitrate"] == state


def test_past_the_year_arbitration_warns_of_the_defence() -> None:
    found = way("arbitrate", SEVERANCE, on="2025-09-10", **LEFT)

    assert found.basis.text == "劳动争议调解仲裁法 第二十七条"
    assert str(found.reasons[0].params) == "{'last': datetime.date(2025, 9, 9)}"


def test_inspection_ends_two_years_after_the_breach() -> None:
    facts = LEFT | {"wages_owed": True}

    assert ways(WAGES, on="2026-09-09", **facts)["inspect"] == "open"
    assert ways(WAGES, on="2026-09-10", **facts)["inspect"] == "closed"


def test_many_workers_make_inspection_more_useful() -> None:
    assert len(way("inspect", WAGES, workers=10).reasons) == 2
    assert len(way("inspect", WAGES, workers=9).reasons) == 1
    assert len(way("inspect", WAGES, migrant=True).reasons) == 2


def test_migrant_workers_are_exempt_from_the_means_check() -> None:
    assert way("legal_aid", migrant=True, hardship=True).basis.text == "法律援助法 第四十二条"
    assert way("legal_aid", hardship=True).basis.text == "法律援助法 第三十一条"


def test_every_way_gives_its_reason_and_article() -> None:
    for found in route(
        case_of(WAGES, SEVERANCE, hardship=True, workers=12, insured=False, injured=True)
    ):
        assert found.label
        assert found.reasons
        assert all(reason.text for reason in found.reasons)
        assert found.basis.text


EARLIER = {
    **SEVERANCE,
    "end": "2023-09-09",
}  # a year from then; the double wage's year ended on 2023-05-26


@pytest.mark.parametrize(
    ("on", "state", "article", "said"),
    [
        ("2023-05-10", "advised", 5, "2023-05-26"), ("2023-06-01", "open", 5, None), ("2024-08-20", "advised", 5, "2024-09-09"),
        ("2024-09-10", "open", 27, "2023-05-26"),
    ],
)  # fmt: skip
def test_the_nearest_last_day_hurries_and_only_the_farthest_ends(
    on: str, state: str, article: int, said: str | None
) -> None:
    found = way("arbitrate", EARLIER, DOUBLE, end="2023-09-09", certificate=True, on=on)
    told = [reason.params["last"].isoformat() for reason in found.reasons if reason.params]
    assert (found.state, found.basis.number) == (state, article)
    assert told == ([said] if said else [])


def test_of_two_last_days_that_are_near_the_first_is_told() -> None:
    found = way(
        "arbitrate", {**SEVERANCE, "end": "2022-06-10"}, DOUBLE, end="2022-06-10", on="2023-05-20"
    )
    assert [reason.params["last"].isoformat() for reason in found.reasons if reason.params] == [
        "2023-05-26"
    ]


def test_an_injury_that_can_no_longer_be_recognised() -> None:
    late = {"accident": "2022-01-10", "on": "2024-01-01"}
    benefits = {"rule": "work_injury", "grade": 9, "own_wage": "3800"}
    for claims, facts in (((benefits,), late), ((), late | {"injured": True})):
        found = [way(name, *claims, **facts) for name in ("sue", "recognition")]
        assert [(one.state, one.basis.text) for one in found] == [
            ("open", "民法典 第一千一百七十九条"), ("closed", "工伤保险条例 第十七条"),
        ]  # fmt: skip
    assert ways(**late).keys() & {"recognition"} == set(), "no injury is spoken of"


def test_recognition_that_is_asked_about_is_a_way() -> None:
    asked = {"rule": "injury_recognition", "accident": "2025-05-21", "circumstance": "at_work"}
    assert way("recognition", asked, on="2025-06-01").state == "advised"
