"""The table, the proposal and the page on which the second person decides."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from tests.identity import people
from tests.parameters.conftest import ROW, become
from zhigong.foundation.acting import acting
from zhigong.parameters import actions
from zhigong.parameters.models import ParameterRow

TYPED = {
    "name": "min_wage_month",
    "place": "成都",
    "value": "2，500".replace("，", ","),
    "start": "2026-07-01",
    "source": "川府发〔2026〕0号（示例）",
    "checked": "2026-11-09",
    "confidence": "read",
}


@pytest.fixture
def wang(office):
    return people.signed_in(office.wang)


@pytest.fixture
def li(office):
    return people.signed_in(office.li)


@pytest.fixture
def proposed(office):
    with acting(become(office.wang)):
        return actions.propose_row(actor=become(office.wang), row=ROW)


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_the_table_shows_value_source_and_confidence(wang):
    page = text(wang.get("/parameters/", {"name": "min_wage_month", "q": "成都"}))
    for word in ("月最低工资标准", "2330", "凭记忆，待核", "四川省最低工资标准"):
        assert word in page, word
    assert "北京市最低工资标准" not in page


def test_rows_not_looked_at_for_a_year_are_found(wang, office):
    old = msgspec.structs.replace(ROW, checked=date(2025, 11, 1), source="很久没看的出处")
    with acting(become(office.wang)):
        row = actions.propose_row(actor=become(office.wang), row=old)
    with acting(become(office.li)):
        actions.confirm_row(actor=become(office.li), row_id=row.pk, seen_version=0)
    page = text(wang.get("/parameters/", {"stale": "1"}))
    assert "很久没看的出处" in page
    assert "四川省最低工资标准" not in page
    assert "一年没有核对的（1 行）" in page


def test_proposed_by_one_and_confirmed_by_the_other_on_the_pages(wang, li):
    answer = wang.post("/parameters/new", TYPED)
    row = ParameterRow.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/parameters/{row.pk}")
    own = text(wang.get(f"/parameters/{row.pk}"))
    assert "提出人不能复核自己提出的参数" in own
    others = text(li.get(f"/parameters/{row.pk}"))
    assert "2330" in others  # what holds now, to compare with
    done = li.post(f"/parameters/{row.pk}/confirm", {"seen_version": row.version}, follow=True)
    assert "从现在起的计算用这一行" in text(done)
    assert "2500" in text(li.get("/parameters/", {"name": "min_wage_month"}))


def test_a_row_on_the_table_is_the_start_of_its_correction(wang):
    address = "/parameters/new?name=min_wage_month&place=510100&start=2025-01-01"
    page = text(wang.get(address))
    assert 'value="2330"' in page
    assert "四川省最低工资标准（第一档；各档2330/2200/2080）" in page
    assert "rolling" in text(wang.get("/parameters/new?name=double_wage_limitation"))


def test_what_is_wrong_is_said_with_what_was_typed_kept(wang):
    page = text(wang.post("/parameters/new", {**TYPED, "place": "火星", "value": "很多"}), 409)
    assert "不认识的地区：火星" in page
    assert "“很多”不是数字" in page
    assert "川府发〔2026〕0号" in page
    assert "错误：" in text(wang.post("/parameters/new", {}), 422)


def test_the_proposer_is_refused_and_nothing_changes(wang, proposed):
    page = text(wang.post(f"/parameters/{proposed.pk}/confirm", {"seen_version": "0"}), 409)
    assert "提出人不能复核自己提出的参数" in page
    assert ParameterRow.objects.get().state == "proposed"


def test_a_rejection_says_why(li, proposed):
    assert "没有写退回的原因" in text(
        li.post(f"/parameters/{proposed.pk}/reject", {"seen_version": "0"}), 409
    )
    said = {"seen_version": "0", "why": "文号写错了"}
    page = text(li.post(f"/parameters/{proposed.pk}/reject", said, follow=True))
    assert "文号写错了" in page
    assert "已退回" in page


def test_a_stale_page_is_told_so(li, proposed):
    page = text(li.post(f"/parameters/{proposed.pk}/confirm", {"seen_version": "7"}), 409)
    assert "您打开页面以后，这里有了变化，请核对" in page


def test_an_unknown_step_and_an_unknown_row_are_not_found(li, proposed):
    assert li.post(f"/parameters/{proposed.pk}/replace", {}).status_code == 404
    assert li.get("/parameters/0").status_code == 404


def test_others_are_refused_and_strangers_asked_to_sign_in(client, office):
    street = people.signed_in(office.zhao)
    for address in ("/parameters/", "/parameters/new"):
        assert street.get(address).status_code in {403, 409}
        assert client.get(address).status_code == 302


def test_the_table_costs_few_queries(wang, django_assert_max_num_queries):
    wang.get("/parameters/")
    with django_assert_max_num_queries(14):
        wang.get("/parameters/")


def test_the_pages_speak_english(wang, proposed):
    wang.cookies["zhigong_language"] = "en"
    for address in ("/parameters/", "/parameters/new", f"/parameters/{proposed.pk}"):
        page = text(wang.get(address))
        assert "Law parameters" in page, address


def test_the_second_person_sees_the_row_above_that_a_local_one_replaces(li, office):
    row = msgspec.structs.replace(ROW, name="rounding_order", value="day_first")
    with acting(become(office.wang)):
        kept = actions.propose_row(actor=become(office.wang), row=row)
    page = text(li.get(f"/parameters/{kept.pk}"))
    assert "先乘后除，最后取整到分" in page  # the nation's, in use until now
    assert "先把日工资或小时工资取整到分，再乘" in page
    assert "选填" not in page  # sending back needs its reason
