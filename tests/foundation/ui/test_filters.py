from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import translation

from zhigong.foundation.ui.filters import Said, reasons, translate_refusal
from zhigong.kernel.verdict import Refusal, refuse


def test_money_is_grouped_and_an_unknown_amount_is_a_dash(drawn):
    assert drawn("{{ a|money }} {{ b|money }}", a=Decimal("37200"), b=None) == "37,200.00 —"


def test_capitals_as_agreements_need_them(drawn):
    assert drawn("{{ a|capitals }}", a="37200") == "叁万柒仟贰佰元整"


def test_dates_in_both_languages(drawn):
    day = date(2026, 11, 3)
    assert drawn("{{ d|day }}", d=day) == "2026年11月3日"
    with translation.override("en"):
        assert drawn("{{ d|day }}", d=day) == "3 Nov 2026"


def test_moments_are_told_in_chinese_time(drawn):
    at = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
    assert drawn("{{ d|moment }}", d=at) == "2026年11月24日 04:30"
    assert drawn("{{ d|day }}", d=at) == "2026年11月24日"


def test_days_left_in_words(drawn):
    today = date(2026, 11, 23)
    for due, said in [
        (date(2026, 11, 25), "还剩 2 天"),
        (today, "今天到期"),
        (date(2026, 11, 20), "晚了 3 天"),
        (None, "—"),
    ]:
        assert drawn("{{ due|days_left:today }}", due=due, today=today) == said


def test_masked_keeps_the_ends(drawn):
    assert drawn('{{ "13900000617"|masked }} {{ "林小满"|masked:"1,0" }}') == "139****0617 林**"


def test_initials_of_chinese_and_other_names(drawn):
    assert drawn('{{ "林小满"|initials }} {{ "Su He"|initials }}') == "小满 SH"


def test_a_refusal_is_told_with_its_places_filled_and_formatted():
    refusal = Refusal(
        "x.late",
        "争议发生于 %(day)s，差 %(sum)s 元",
        "",
        {"day": date(2024, 3, 1), "sum": Decimal(5)},
    )
    assert translate_refusal(refusal) == Said("x.late", "争议发生于 2024年3月1日，差 5.00 元", "")


def test_parameters_that_are_message_ids_are_translated_too():
    verdict = refuse(
        "x.state", "现在是“%(state)s”，不能“%(step)s”", state="调解中", step="申请司法确认"
    )
    with translation.override("en"):
        said = reasons(verdict)[0]
    assert re.search("[\u4e00-\u9fff]", said.reason) is None
    assert "In mediation" in said.reason


def test_a_reason_without_places_may_hold_a_percent_sign():
    assert translate_refusal(Refusal("x", "不到 50%", "")).reason == "不到 50%"
