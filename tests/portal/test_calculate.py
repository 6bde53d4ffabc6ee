"""算一算: every situation can be asked, answered, saved and carried into a request."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document

from zhigong.portal.rules.situations import SITUATIONS, field_of

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


@pytest.mark.parametrize(
    ("wage", "came_to"),
    [
        ("6千", "72,000.00"),
        ("0.6万", "72,000.00"),
        ("六千", "72,000.00"),
        ("约6000元/月", "72,000.00"),
        ("6000左右", "72,000.00"),
    ],
)
def test_a_wage_is_read_as_people_write_it(client, wage, came_to):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "monthly_wage": wage})

    assert came_to in page.content.decode()


@pytest.mark.parametrize("wage", ["3500-4000", "几千", "6000 8000", "-6000", "50%"])
def test_what_is_no_single_sum_is_asked_again(client, wage):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "monthly_wage": wage})

    assert page.status_code == 422
    assert f'value="{wage}"' in page.content.decode()


@pytest.mark.parametrize("day", ["2021年3月10号", "2021.3.10", "２０２１－０３－１０", "20210310"])
def test_a_day_is_read_as_people_write_it(client, day):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "hire": day})

    assert "74,400.00" in page.content.decode()


@pytest.mark.parametrize("day", ["2021-03", "去年3月", "2021-13-40"])
def test_what_is_no_day_is_asked_again(client, day):
    page = client.post("/calculate/dismissed/", {**DISMISSED, "hire": day})

    assert page.status_code == 422


@pytest.mark.parametrize(("months", "read"), [("3年", "36"), ("一年半", "18"), ("18个月", "18")])
def test_years_told_where_months_are_asked_are_months(client, months, read):
    page = client.post("/calculate/probation/", {"contract_months": months}).content.decode()

    assert f"合同期限（月）：{read}" in page


@pytest.mark.parametrize(
    ("share", "came_to"), [("70", "14,000.00"), ("七成", "14,000.00"), ("0.7", "14,000.00")]
)
def test_a_share_is_read_in_per_cents_and_tenths(client, share, came_to):
    treated = {"can_make_up": "no", "treated": "yes", "expenses": "2万", "share": share}

    page = client.post("/calculate/insurance/", treated).content.decode()

    assert came_to in page


def test_a_share_that_may_be_tenths_or_per_cents_is_asked_again(client):
    treated = {"can_make_up": "no", "treated": "yes", "expenses": "2万", "share": "7"}

    page = client.post("/calculate/insurance/", treated)

    assert page.status_code == 422
    assert "请写成百分数，例如七成写 70" in page.content.decode()


def test_a_warning_stands_in_the_working_as_words(client):
    page = client.post(
        "/calculate/dismissed/", {**DISMISSED, "monthly_wage": "42000"}
    ).content.decode()

    assert "没有核对是不是超过它的三倍" in page
    assert "law.severance.cap-unchecked" not in page


def test_a_deadline_that_has_passed_is_called_late(client):
    page = client.post("/calculate/injury/", {"accident": "2020-01-05"}).content.decode()

    assert "已经过了期限" in page
    assert "晚了" in page


def test_the_plan_tells_by_when_where_and_with_what(client):
    owed = {
        "start": "2026-03-01",
        "until": "2026-10-31",
        "monthly_wage": "9000",
        "left": "2026-10-31",
        "site": "yes",
    }

    page = client.post("/calculate/unpaid/", owed).content.decode()

    plan = page[page.index('id="plan"') :]
    assert "2027年11月1日" in plan
    assert "申请法律援助" in plan
    assert "工资流水" in plan
    assert "分包单位拖欠的，由施工总承包单位先行清偿，再依法追偿" in page


def test_there_is_no_plan_where_nothing_is_claimed(client):
    page = client.post(
        "/calculate/retirement/", {"birth": "1970-06-30", "kind": "man"}
    ).content.decode()

    assert "到哪里要" not in page


def test_the_document_begins_with_one_page_of_what_to_do(client):
    answer = client.post("/calculate/dismissed/", {**DISMISSED, "do": "save"})

    first = Document(io.BytesIO(answer.content)).tables[0]
    names = [row.cells[0].text for row in first.rows]
    assert names[0] == "一页看懂"
    assert {"能要什么", "不能都要", "什么时候以前要", "到哪里要", "要带什么"} <= set(names)


def test_everything_answered_is_carried_in_words(client):
    told = {"managed": "yes", "coworkers": "yes"}

    client.post("/calculate/relation/", {**told, "do": "carry"})

    story = client.get("/request/story/").content.decode()
    assert "【没签合同，怎么证明在这儿上班】" in story
    assert "有工友能作证吗？ 是" in story


def test_a_second_calculation_joins_the_first_in_the_same_request(client):
    overtime = {"monthly_wage": "3500", "rest_days": "8"}
    client.post("/calculate/dismissed/", {**DISMISSED, "ending": "unlawful", "do": "carry"})
    client.post("/calculate/overtime/", {**overtime, "do": "carry"})

    amounts = client.get("/request/amounts/").content.decode()
    facts = client.get("/request/facts/").content.decode()

    assert "74,400.00" in amounts
    assert "2,574.71" in amounts
    assert 'value="6200.00"' in facts
    assert re.search(r'type="radio"[^>]*value="dismissed"[^>]*checked', facts)
