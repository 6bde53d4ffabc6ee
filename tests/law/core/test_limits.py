"""The edges of what a fact may be, as tables: the last value that is read and the first that is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from zhigong.kernel.period import Span
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts as read
from zhigong.law.core.choices import meant, nearest
from zhigong.law.core.days import day_of
from zhigong.law.core.described import sample
from zhigong.law.core.document import document
from zhigong.law.core.durations import duration
from zhigong.law.core.fields import meant_by, quoted
from zhigong.law.core.norms import NORMS, citations_of
from zhigong.law.core.numbers import decimal_of, in_figures
from zhigong.law.core.numerals import numeral
from zhigong.law.core.parameters import row_from
from zhigong.law.core.places import chain, code_of, found_in, names
from zhigong.law.core.result import Line, Result, filled, head, respoken, same
from zhigong.law.core.spoken import spoken, words
from zhigong.law.core.synonyms import rule_of
from zhigong.law.rulebook import RULES, assess, assess_claim

REFUSED = "refused"


def answer(look: Any, *given: Any) -> Any:
    try:
        return look(*given)
    except Refused:
        return REFUSED


DAYS = [
    (20240301, date(2024, 3, 1)), ("20240301", date(2024, 3, 1)), (202403, REFUSED), (202403011, REFUSED),
    ("2024-3-1", date(2024, 3, 1)), ("2024/03/01", date(2024, 3, 1)), ("2024年3月1日", date(2024, 3, 1)),
    ("2024-03", date(2024, 3, 1)), ("2024年12月", date(2024, 12, 1)), ("2024", REFUSED), ("2024-03-01-02", REFUSED),
    ("2024-03-01T08:00", date(2024, 3, 1)), ("2024-03-01 08:00:00", date(2024, 3, 1)), ("2024-03-01 x", REFUSED),
    ("2024-03-01T", REFUSED), ("2024-03-01x08", REFUSED), ("2024-03-01T8:00", REFUSED), ("24-03-01", REFUSED), ("2024-03-01Tx8", REFUSED), ("20240315", date(2024, 3, 15)),
    ("2024-003-1", REFUSED), ("2024-3-001", REFUSED), ("2024-a-1", REFUSED), ("２０２４-３-１", date(2024, 3, 1)),
    ("2024-1²-1", REFUSED), ("1949-01-01", date(1949, 1, 1)), ("1948-12-31", REFUSED), ("2060-12-31", date(2060, 12, 31)),
    ("2061-01-01", REFUSED), ("2024-02-29", date(2024, 2, 29)), ("2023-02-29", REFUSED), ("2024-0301", REFUSED),
    ("202-403-01", REFUSED), ("2024x03-01", REFUSED), (20240301.0, REFUSED), (True, REFUSED), (None, REFUSED),
    (date(2024, 3, 1), date(2024, 3, 1)), (date(1900, 1, 1), REFUSED),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "day"), DAYS, ids=repr)
def test_days(raw: Any, day: Any) -> None:
    assert answer(day_of, raw, "on") == day


def test_the_last_day_of_a_month_alone() -> None:
    assert day_of("2024-02", "end", last=True) == date(2024, 2, 29)
    assert day_of("2024-02-01", "end", last=True) == date(2024, 2, 1)


LENGTHS = [
    ("70年", Span(70, 0, 0)), ("71年", REFUSED), ("840个月", Span(70, 0, 0)), ("841个月", REFUSED), ("31天", Span(0, 0, 31)),
    ("32天", REFUSED), ("3年7个月", Span(3, 7, 0)), ("14个月", Span(1, 2, 0)), ("三年半", Span(3, 6, 0)), ("3y7m2d", Span(3, 7, 2)),
    ("十年零三个月", Span(10, 3, 0)), (3.5, Span(3, 6, 0)), ("3.5", Span(3, 6, 0)), ("3.55", Span(3, 6, 1)), (0, Span(0, 0, 0)),
    (70, Span(70, 0, 0)), ("70.1", REFUSED), (-1, REFUSED), ("0.25", Span(0, 3, 0)), ("2.75", Span(2, 9, 0)), ("", REFUSED),
    ("3年x", REFUSED), ([], REFUSED),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "length"), LENGTHS, ids=repr)
def test_lengths_of_service(raw: Any, length: Any) -> None:
    assert answer(duration("service", "").read, raw, "service") == length


NUMBERS = [
    ("9" * 11, "", Decimal("9" * 11)), ("999999999999.99", "", Decimal("999999999999.99")), ("1000000000000", "", REFUSED),
    ("-999999999999", "", Decimal("-999999999999")), ("-1000000000000", "", REFUSED), ("0" * 40, "", Decimal(0)),
    ("0" * 41, "", REFUSED), (Decimal("1e-20"), "", Decimal("1e-20")), (Decimal("1e-21"), "", REFUSED),
    (Decimal("0.0000000000000000000001"), "", REFUSED), (Decimal("NaN"), "", REFUSED), (Decimal("Infinity"), "", REFUSED),
    (1e-21, "", REFUSED), (1.5, "", Decimal("1.5")), (False, "", REFUSED), (None, "", REFUSED), ("", "", REFUSED),
    ("12个月", "months", Decimal(12)), ("2年", "months", Decimal(24)), ("18个月", "years", Decimal("1.5")), ("x个月", "years", REFUSED),
    ("x年", "months", REFUSED), ("3.5万", "CNY", Decimal(35000)), ("3万元", "CNY", Decimal(30000)), ("1,234.50", "CNY", Decimal("1234.50")),
    ("1,23", "", REFUSED), ("¥6200元", "CNY", Decimal(6200)), ("80%", "", Decimal("0.8")),
    ("十", "", Decimal(10)), ("十二", "", Decimal(12)), ("二十", "", Decimal(20)), ("九十九", "", Decimal(99)), ("两", "", Decimal(2)),
    ("零", "", Decimal(0)), ("半", "", Decimal("0.5")), ("百", "", REFUSED),
    ("三千", "", Decimal(3000)), ("六千五百元", "CNY", Decimal(6500)), ("一万二千", "", Decimal(12000)), ("一万零五百", "", Decimal(10500)),
    ("三千零五十", "", Decimal(3050)), ("两百", "", Decimal(200)), ("三千五", "", REFUSED), ("一万五", "", REFUSED), ("一二", "", REFUSED), ("万", "", REFUSED),
    ("1e5", "", REFUSED), ("e5", "", REFUSED), ("-0", "", Decimal(0)),
    ("1_0", "", REFUSED),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "unit", "number"), NUMBERS, ids=repr)
def test_numbers(raw: Any, unit: str, number: Any) -> None:
    assert answer(decimal_of, raw, "x", unit) == number


def test_spoken_numbers_become_figures() -> None:
    assert in_figures("三年零七个月又两天") == "3年7个月又2天"
    assert in_figures("十年") == "10年"
    assert in_figures("二十一") == "21"
    assert in_figures("零") == "零"
    assert in_figures("零零七") == "7"
    assert in_figures("一二三") == "一二三"


SHARES = [("0", "0"), ("1", "1"), ("50%", "0.5"), ("50", "0.5"), ("10", "0.1"), ("9.99", REFUSED), ("100", "1"), ("101", REFUSED), ("-0.1", REFUSED)]  # fmt: skip


@pytest.mark.parametrize(("raw", "share"), SHARES)
def test_shares(raw: str, share: str) -> None:
    found = answer(read.ratio("ratio", "").read, raw, "ratio")
    assert found == (share if share == REFUSED else Decimal(share))


BOUNDED = [
    (read.number("x", "", low=1, high=5), "1", Decimal(1)), (read.number("x", "", low=1, high=5), "5", Decimal(5)),
    (read.number("x", "", low=1, high=5), "0.99", "law.field.too-small"), (read.number("x", "", low=1, high=5), "5.01", "law.field.too-large"),
    (read.number("x", "", low=1), "-1", "law.field.negative"), (read.number("x", "", low=None), "-7", Decimal(-7)),
    (read.number("x", ""), "0", Decimal(0)), (read.money("x", ""), "0", Decimal(0)), (read.money("x", ""), "5%", "law.field.not-a-number"),
    (read.money("x", ""), "5％", "law.field.not-a-number"), (read.whole("x", ""), "1000000000", 1_000_000_000),
    (read.whole("x", ""), "1000000001", "law.field.too-large"), (read.whole("x", ""), "1.5", "law.field.not-whole"),
    (read.text("x", ""), "字" * 200, "字" * 200), (read.text("x", ""), "字" * 201, "law.field.not-text"), (read.text("x", ""), 5, "law.field.not-text"),
    (read.many(read.money("x", ""), most=2), ["1", "2"], [Decimal(1), Decimal(2)]), (read.many(read.money("x", ""), most=2), ["1", "2", "3"], "law.field.too-many"),
    (read.many(read.money("x", "")), ["1"] * 1000, [Decimal(1)] * 1000), (read.many(read.money("x", "")), ["1"] * 1001, "law.field.too-many"),
    (read.flag("x", ""), "否", False), (read.flag("x", ""), "是", True), (read.flag("x", ""), 0, False), (read.flag("x", ""), 2, "law.field.not-yes-or-no"),
    (read.choice("x", "", {"1": "一个"}), 1, "1"), (read.choice("x", "", {"a": "一个"}), 1.5, "law.field.unknown-choice"),
    (read.choice("x", "", {"a": "一个"}), None, "law.field.unknown-choice"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "raw", "found"), BOUNDED)
def test_bounds(field: read.Field, raw: Any, found: Any) -> None:
    if isinstance(found, str) and found.startswith("law."):
        with pytest.raises(Refused) as refused:
            field.read(raw, "x")
        assert [one.code for one in refused.value.refusals] == [found]
    else:
        assert field.read(raw, "x") == found


def test_a_service_lasts_seventy_years_at_most() -> None:
    assert read.period(date(1955, 1, 1), date(2025, 12, 31)).days > 70 * 365
    assert answer(read.period, date(1954, 12, 31), date(2025, 1, 1)) == REFUSED


def test_a_refused_entry_of_a_list_is_told_by_its_place() -> None:
    with pytest.raises(Refused) as refused:
        read.many(read.money("wages", "工资")).read(["1", "x", "2"], "wages")
    assert refused.value.refusals[0].params["name"] == "wages[2]"


LABELS = {"a": "不能胜任工作", "b": "能胜任", "c": "依托平台自主经营", "d": "标准", "e": "平台"}


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("不能胜任工作", "a"), ("不能胜任", "a"), ("能胜任", "b"), ("能胜任的", "b"), ("平台", "e"), ("标准工时制", "d"), ("标准", "d"),
        ("依托平台", "c"), ("自主经营", "c"), ("胜任", None), ("工", None), ("abc", None), ("", None), ("经营", None), ("《不能胜任工作》", "a"),
        ("依托", "c"), ("依", None),
    ],
)  # fmt: skip
def test_choices_by_what_they_say(said: str, key: str | None) -> None:
    assert meant(said, LABELS) == key


def test_of_two_that_could_be_meant_none_is() -> None:
    assert meant("解除", {"a": "解除合同", "b": "解除协议"}) is None
    assert meant("合同", {"a": "解除合同", "b": "终止协议"}) == "a"


@pytest.mark.parametrize(
    ("label", "word", "found"),
    [
        ("甲乙丙丁戊己庚辛", "甲乙", "a"), ("甲乙丙丁戊己庚辛壬", "甲乙", None),  # four times at most, from its beginning
        ("丁甲乙丙丁戊", "甲乙", "a"), ("丁甲乙丙丁戊己", "甲乙", None),  # three times at most, within
        ("是", "是", None), ("是的", "是", None), ("abcd", "abc", None), ("甲乙", "甲乙丙", "a"), ("甲", "甲乙", None),
        ("不甲乙", "甲乙", None), ("丁不甲乙", "甲乙", None), ("不丁甲乙", "甲乙", "a"), ("丁甲乙不", "甲乙", "a"),
    ],
)  # fmt: skip
def test_how_much_of_a_label_must_be_said(label: str, word: str, found: str | None) -> None:
    assert meant(word, {"a": label}) == found


def test_the_nearest_spelling() -> None:
    assert nearest("severence", ["severance", "venue"]) == "severance"
    assert nearest("xyz", ["severance"]) == ""
    assert nearest(None, ["severance"]) == ""


PLACES = [
    ("510100", "510100"), (" 510100 ", "510100"), ("51010", None), ("5101000", None), ("990000", None), ("５１０１００", None),
    ("51010a", None), ("510104001", "510104"), ("510104001002", "510104"), ("5101040010", None), ("成都", "510100"),
    ("四川省成都市锦江区", "510100"), ("四川省", "510000"), ("北京市朝阳区", "110000"), ("Chengdu, Sichuan", "510100"), ("Beijingx", None),
    ("四川或者重庆", None), ("中国四川", "510000"), ("nowhere", None), ("中国", "000000"),
    ("广东省深圳市", "440300"), ("广东省广州市", "440100"), ("广东惠州", "441300"), ("浙江省杭州市", "330100"), ("湖北武汉", "420100"),
    ("Dongguan, Guangdong", "441900"), ("Zhongshan, Guangdong", "442000"), ("广东惠州或者中山", None), ("广东、惠州", "441300"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "code"), PLACES)
def test_places(text: str, code: str | None) -> None:
    assert found_in(text) == code


def test_the_chain_of_places_and_their_names() -> None:
    assert chain("510104") == ("510104", "510100", "510000", "000000")
    assert (names()["510100"], names()["110000"]) == ("成都市", "北京市")
    assert code_of("510104") == "510104"
    assert code_of("123456789") is None


FIGURES = [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (19, "十九"), (20, "二十"), (21, "二十一"), (99, "九十九"), (100, "一百"),
           (101, "一百零一"), (107, "一百零七"), (110, "一百一十"), (111, "一百一十一"), (119, "一百一十九"), (205, "二百零五"), (1001, "一千零一"), (1010, "一千零一十"), (1179, "一千一百七十九"), (1200, "一千二百")]  # fmt: skip


@pytest.mark.parametrize(("number", "figures"), FIGURES)
def test_numbers_of_articles(number: int, figures: str) -> None:
    assert numeral(number) == figures


def test_the_wording_in_force_on_a_day() -> None:
    norm = NORMS["LCL"]
    first, last = norm.versions[0], norm.versions[-1]
    assert norm.version(last.start) is last
    assert norm.version(None) is last
    assert norm.version(date(1990, 1, 1)) is None
    assert first is not last
    assert norm.version(first.start) is first


def test_citations_are_written_once_for_a_stretch_of_days() -> None:
    citations = citations_of(RULES["severance"].articles)
    on = date(2020, 1, 1)
    assert bytes(citations.written(on)) == bytes(citations.written(date(2020, 1, 2)))
    assert citations.on(on)[0]["version"] == "2012-12-28"
    assert citations.on(date(2010, 1, 1))[0]["version"] == "2007-06-29"


@pytest.mark.parametrize(
    ("value", "found"),
    [("0.5", Decimal("0.5")), ("100", Decimal(100)), ("1.2.3", "1.2.3"), ("rolling", "rolling"), (3, Decimal(3))],
)  # fmt: skip
def test_the_value_of_a_row(value: Any, found: Any) -> None:
    row = row_from("x", {"place": "000000", "value": value, "from": date(2020, 1, 1)})
    assert row.value == found


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("很多", "很多"), ("x" * 40, "x" * 40), ("x" * 41, "x" * 40 + "…"), (True, "true"), (False, "false"), ([1], "（写在方括号里的几个值）"), ((1,), "（写在方括号里的几个值）"),
        ({"a": 1}, "（写在花括号里的几项）"), (None, "（空的）"), (object(), "（不是文字也不是数字）"), (5, "5"), (Decimal("1.50"), "1.50"), (date(2024, 3, 1), "2024-03-01"), ("", ""),
    ],
)  # fmt: skip
def test_what_somebody_wrote_is_quoted(raw: Any, told: str) -> None:
    assert quoted(raw) == told


def test_fields_of_a_refusal_are_named_by_what_they_mean() -> None:
    known = {"end": read.day("end", "离职之日（最后一天）"), "bare": read.day("bare", "")}
    refusal = read.refused("x", "“%(field)s”", "", name="end[2]").refusals[0]
    assert filled(refusal.reason, meant_by(refusal, known).params) == "“离职之日（end[2]）”"
    bare = read.refused("x", "“%(field)s”", "", name="bare").refusals[0]
    assert filled(bare.reason, meant_by(bare, known).params) == "“bare”"
    several = read.refused("x", "%(fields)s", "", fields=["end", "other"]).refusals[0]
    assert filled(several.reason, meant_by(several, known).params) == "离职之日（end）；other"
    plain = read.refused("x", "y", "", sum=5).refusals[0]
    assert meant_by(plain, known) is plain


def test_the_head_of_a_meaning() -> None:
    assert [
        head(text) for text in ("工资（应发）", "Wages (due), gross", "工资，含加班：x", "工资")
    ] == [
        "工资",
        "Wages",
        "工资",
        "工资",
    ]


def test_samples_are_what_a_field_can_hold() -> None:
    assert sample(read.whole("count_of_nothing", "")) == 1
    assert sample(read.flag("is_nothing", "")) is True


def test_words_of_a_case() -> None:
    assert spoken(words("%(n)s 人", n=5)) == "5 人"
    assert spoken(words("100%")) == "100%"
    assert spoken(Decimal("5")) == "5.00"
    assert spoken(date(2024, 1, 2)) == "2024-01-02"
    assert spoken([Decimal("1"), {"a": (Decimal("2"),)}]) == ["1.00", {"a": ["2.00"]}]
    assert spoken(None) is None


def test_a_message_without_places_may_hold_a_per_cent() -> None:
    result = Result()
    result.warn("x", "50%至100%")
    result.change("y", "50%")
    assert [result.warnings[0].params, result.changes[0].params] == [None, None]
    told = document(result)
    assert told["warnings"][0]["text"] == "50%至100%"
    assert told["changes"][0]["text"] == "50%"


def test_an_answer_tells_what_it_has_and_nothing_else() -> None:
    told = document(Result(rule="x", minimum=Decimal("1.00"), unit="CNY"))
    assert told["minimum"] == "1.00"
    assert "maximum" not in told
    assert "amount" not in told
    told = document(Result(rule="x", maximum=Decimal("2.00"), extra={"id": 7, "mode": "y"}))
    assert (told["maximum"], told["id"], told["mode"]) == ("2.00", 7, "y")
    assert "minimum" not in told
    assert "unit" not in told
    refused = read.refused("x", "y", "z").refusals
    assert "unit" not in document(Result(rule="x", unit="CNY", refusals=list(refused)))
    line = Result(rule="x", working=[Line("甲", Decimal("1.5"), None, "", None, True)])
    assert document(line)["working"] == [{"what": "甲", "value": "1.50", "basis": ""}]


def test_words_without_places_are_respoken_too() -> None:
    def shout(text: str) -> str:
        return text.upper()

    assert respoken({"a": ["b", 5, "", None, True]}, {}, shout) == {"a": ["B", 5, "", None, True]}
    kept = {"five men": {"id": "%(n)s men", "places": {"n": "five"}}}
    assert respoken("five men", kept, same) == "five men"


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("severance", "severance"), ("Severance Pay", "severance"), ("severance-pay", "severance"), ("经济补偿", "severance"),
        ("违法解除、终止赔偿金", "unlawful_dismissal"), ("nothing", None), ("没有的东西", None), (5, None), (None, None), ("", None),
    ],
)  # fmt: skip
def test_rules_by_name(name: Any, rule: str | None) -> None:
    found = rule_of(name)
    assert (found.name if found else None) == rule


NOTICE = {"rule": "notice_pay", "last_month_wage": "7600"}


@pytest.mark.parametrize(
    ("claim", "extra"),
    [
        ({**NOTICE, "id": 5}, {"id": 5}), ({**NOTICE, "worker": "甲"}, {"worker": "甲"}), ({**NOTICE, "id": 1, "worker": 2}, {"id": 1, "worker": 2}),
        (NOTICE, None), ({"type": "notice_pay", "last_month_wage": "1", "id": 3}, {"id": 3}), ({"rule": "x", "id": 9}, {"id": 9}), (5, None),
    ],
)  # fmt: skip
def test_a_claim_gets_back_what_it_was_called(claim: Any, extra: Any) -> None:
    assert assess_claim(claim)[0].extra == extra


def test_the_type_is_the_rule_only_where_no_rule_is_told() -> None:
    assert assess({"type": "notice_pay", "last_month_wage": "1", "rule": "notice_pay"})["claims"][0]["amount"] == "1.00"  # fmt: skip
    assert assess({"claims": [{"type": "nothing", "last_month_wage": "1"}]})["claims"][0]["refusals"][0]["code"] == "law.rule.unknown"  # fmt: skip
    told = assess({"claims": [{"type": "notice_pay", "last_month_wage": "1"}]})["claims"][0]
    assert (told["rule"], told["warnings"]) == ("notice_pay", [])


def test_a_document_or_a_claim() -> None:
    assert "case" not in assess({"claims": [NOTICE]})
    assert assess({"claims": [NOTICE], "id": 7})["id"] == 7
    assert assess({"nothing": 1})["refusals"][0]["code"] == "law.document.shape"
    assert "id" not in assess({**NOTICE, "id": 7})
    assert assess({**NOTICE, "id": 7})["claims"][0]["id"] == 7


@pytest.mark.parametrize(
    ("field", "of", "fits"),
    [("colour", "没有", False), ("解除前上一个月的应得工资", "7600", True), ("上一个月的应得工资", "7600", True)],
)  # fmt: skip
def test_a_field_by_what_it_means(field: str, of: str, fits: bool) -> None:
    told = assess({"claims": [{"rule": "notice_pay", field: of}]})["claims"][0]
    assert ("amount" in told) is fits
