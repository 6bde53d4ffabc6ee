"""Units, times and figures in a task's own words."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.supervision.rules.reading.clauses import deadlines_in, duty_in, measures_in

DATED = date(2027, 3, 1)

DUTIES = [
    ("做好工作。（牵头单位：甲部；配合单位：乙部、丙部）", ["甲部"], ["乙部", "丙部"]),
    ("做好。（牵头单位：甲部，配合单位：乙部、丙部，完成时间：9月底）", ["甲部"], ["乙部", "丙部"]),
    ("做好。【牵头单位：甲部 配合单位：乙部、丙部】", ["甲部"], ["乙部", "丙部"]),
    ("做好。（牵头领导：张某某；牵头单位：甲部；责任单位：乙部）", ["甲部"], ["乙部"]),
    ("做好。（责任单位：甲部、乙部；完成时限：2027年6月底）", ["甲部", "乙部"], []),
    ("做好。［责任单位：甲部］", ["甲部"], []),
    ("做好。（甲部牵头，乙部、丙部按职责分工负责）", ["甲部"], ["乙部", "丙部"]),
    ("做好。（甲部牵头，乙部、丙部等配合）", ["甲部"], ["乙部", "丙部"]),
    ("做好。（各街道总工会负责落实）", ["各街道总工会"], []),
    ("由区总工会牵头，制定方案。", ["区总工会"], []),
    ("（责任人：李某某；完成时限：长期坚持）", [], []),
    ("做好工作（含加班工资）。", [], []),
]


@pytest.mark.parametrize(("text", "lead", "support"), DUTIES)
def test_units(text: str, lead: list[str], support: list[str]) -> None:
    duty = duty_in(text)

    assert (list(duty.lead), list(duty.support)) == (lead, support)


TIMES = [
    ("6月30日前", "by_date", "2027-06-30"),
    ("6月30日（星期三）17:00前", "by_date", "2027-06-30"),
    ("2月15日前", "by_date", "2028-02-15"),
    ("6月前", "by_date", "2027-05-31"),
    ("6月底前", "by_date", "2027-06-30"),
    ("12月中旬前", "by_date", "2027-12-20"),
    ("2027年6月至9月开展", "by_date", "2027-09-30"),
    ("5月1日至10日", "by_date", "2027-05-10"),
    ("完成时限：2027年8月31日", "by_date", "2027-08-31"),
    ("上半年完成", "by_date", "2027-06-30"),
    ("三季度前", "by_date", "2027-09-30"),
    ("明年一季度前", "by_date", "2028-03-31"),
    ("本月底前", "by_date", "2027-03-31"),
    ("国庆节前完成", "by_date", "2027-09-30"),
    ("春节前完成", "by_date", None),
    ("“十五五”末", "by_date", "2030-12-31"),
    ("到2030年，覆盖率达到八成", "by_date", "2030-12-31"),
    ("年底前", "this_year", "2027-12-31"),
    ("2027年底前", "this_year", "2027-12-31"),
    ("年内完成", "this_year", "2027-12-31"),
    ("三年内实现", "within", "2030-03-01"),
    ("五年内培育", "this_term", None),
    ("两周内整改", "within", "2027-03-15"),
    ("10个工作日内", "within", None),
    ("立即启动", "at_once", "2027-03-31"),
    ("每月25日前报送", "rhythm", None),
    ("每季度调度", "rhythm", None),
]


@pytest.mark.parametrize(("text", "kind", "day"), TIMES)
def test_times(text: str, kind: str, day: str | None) -> None:
    (deadline,) = deadlines_in(text, DATED)

    assert (deadline.kind, deadline.day and deadline.day.isoformat()) == (kind, day)


def test_a_time_that_is_none_is_not_read() -> None:
    assert deadlines_in("深入学习“五一”前夕重要指示，三年来成效明显。", DATED) == ()


def test_an_impossible_day_is_kept_in_words() -> None:
    (deadline,) = deadlines_in("2月30日前完成", DATED)

    assert (deadline.text, deadline.day) == ("2月30日前", None)


def test_several_times_are_all_kept() -> None:
    days = [str(d.day) for d in deadlines_in("6月底前完成，10月底前验收", DATED)]

    assert days == ["2027-06-30", "2027-10-31"]


MEASURES = [
    ("组织活动不少于30场", ("活动", "不少于", "30", "场")),
    ("覆盖率达到95%以上", ("覆盖率", "以上", "95", "%")),
    ("新发展会员5000人以上", ("会员", "以上", "5000", "人")),
    ("发放慰问金不低于200万元", ("慰问金", "不低于", "200", "万元")),
    ("办结率100%", ("办结率", "", "100", "%")),
    ("满意度不低于九成", ("满意度", "不低于", "九", "成")),
    ("开展活动二十场以上", ("活动", "以上", "二十", "场")),
    ("参与职工超过3万人次", ("参与职工", "超过", "3", "万人次")),
    ("培育“区级工匠”30名", ("“区级工匠”", "", "30", "名")),
    ("投诉率控制在3%以内", ("投诉率", "以内", "3", "%")),
]


@pytest.mark.parametrize(("text", "measure"), MEASURES)
def test_measures(text: str, measure: tuple[str, str, str, str]) -> None:
    (found,) = measures_in(text)

    assert (found.object, found.compare, found.value, found.unit) == measure


@pytest.mark.parametrize(
    "text", ["2027年6月30日前完成", "做到三个到位", "百人以上企业建会", "第5次会议", "“十五五”规划"]
)
def test_what_is_no_measure(text: str) -> None:
    assert measures_in(text) == ()
