"""算一算: every situation can be asked, answered, saved and carried into a request."""

from __future__ import annotations

import io

import pytest
from docx import Document

from zhigong.portal.rules.situations import SITUATIONS, claims_for, field_of

pytestmark = pytest.mark.django_db
DISMISSED = {"hire": "2021-03-10", "end": "2026-09-09", "monthly_wage": "６２００元"}


@pytest.mark.parametrize("key", SITUATIONS)
def test_every_situation_shows_its_questions(client, key):
    page = client.get(f"/calculate/{key}/")

    assert page.status_code == 200
    assert page.content.decode().count("name=") >= len(SITUATIONS[key].asks)


@pytest.mark.parametrize("key", SITUATIONS)
def test_every_question_is_one_of_the_law_or_opens_others(key):
    for ask in SITUATIONS[key].asks:
        assert ask.kind or field_of(SITUATIONS[key], ask).kind


def test_nothing_is_claimed_before_it_can_be():
    dismissed = SITUATIONS["dismissed"]

    assert claims_for(dismissed, {}) == []
    assert claims_for(dismissed, {"hire": "2021-03-10", "end": "2026-09-09"}) == []


def test_a_dismissal_shows_both_sums_and_says_that_only_one_is_due(client):
    page = client.post("/calculate/dismissed/", DISMISSED).content.decode()

    assert "74,400.00" in page
    assert "37,200.00" in page
    assert "第八十七条" in page


def test_what_is_wrong_stays_typed_and_says_so(client):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "monthly_wage": "很多"})

    assert page.status_code == 422
    assert 'value="很多"' in page.content.decode()


def test_an_end_before_the_start_is_refused_by_the_law_in_words(client):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "end": "2020-01-01"})

    said = page.content.decode()
    assert page.status_code == 200
    assert "“最后一天上班是哪天”（2020-01-01）早于“哪天开始上班”（2021-03-10）" in said


def test_the_calculation_is_saved_as_a_document(client):
    answer = client.post("/calculate/dismissed/", {**DISMISSED, "do": "save"})

    document = Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert "74,400.00" in cells
    assert "6200.00 × 6 × 2" in cells


def test_a_choice_is_saved_in_words(client):
    answers = {
        "training_cost": "60000",
        "total_months": "60",
        "served_months": "12",
        "reason": "resignation",
    }

    answer = client.post("/calculate/training/", {**answers, "do": "save"})

    document = Document(io.BytesIO(answer.content))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert "劳动者提前辞职" in cells
    assert "resignation" not in cells


def test_what_the_worker_would_owe_is_no_sum_of_his(client):
    page = client.post(
        "/calculate/training/",
        {"training_cost": "60000", "total_months": "60", "served_months": "12"},
    ).content.decode()

    assert "48,000.00" in page
    assert "照您说的，大概应得" not in page


def test_claims_that_cannot_stand_together_are_told_and_not_added_up(client):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "leave_days": "3"}).content.decode()

    assert "38,910.34" in page
    assert "76,110.34" in page
    assert (
        page.index("38,910.34")
        < page.index("如果理由不成立，或者程序不对")
        < page.index("76,110.34")
    )


def test_a_calculation_is_carried_into_a_request(client):
    client.post("/calculate/dismissed/", {**DISMISSED, "do": "carry"})

    facts = client.get("/request/facts/").content.decode()
    amounts = client.get("/request/amounts/").content.decode()
    assert 'value="2021-03-10"' in facts
    assert "74,400.00" in amounts
    assert "37,200.00" not in amounts


def test_an_injury_says_who_pays_what_and_a_relation_gathers_its_points(client):
    injured = {
        "accident": "2026-01-05",
        "graded": "yes",
        "grade": "10",
        "own_wage": "5000",
        "insured": "yes",
    }
    injury = client.post("/calculate/injury/", injured).content.decode()
    relation = client.post(
        "/calculate/relation/", {"managed": "yes", "paid_work": "yes"}
    ).content.decode()

    assert "一次性伤残补助金：35,000.00 元，工伤保险基金付" in injury
    assert "<li>受单位劳动管理</li><li>从事单位安排的有报酬的劳动</li>" in relation


@pytest.mark.parametrize(
    ("key", "answers"),
    [
        ("injury", {"accident": "2026-01-05", "graded": "yes", "grade": "10", "own_wage": "5000"}),
        ("retirement", {"birth": "1970-06-30", "kind": "man"}),
        ("ordered", {"base": "12000", "order_overdue": "yes"}),
    ],
)
def test_what_has_no_sum_is_not_carried_and_breaks_nothing(client, key, answers):
    client.post(f"/calculate/{key}/", {**answers, "do": "carry"})

    page = client.get("/request/amounts/")

    assert page.status_code == 200
    assert ("35,000.00" in page.content.decode()) == (key == "injury")
