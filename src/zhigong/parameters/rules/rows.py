"""What may be proposed as a row of law, and how confirmed rows lie over those of the program."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Verdict
from zhigong.law.core.parameters import PARAMETERS, ParameterTable, Row, kept_table
from zhigong.law.core.places import chain, code_of, names
from zhigong.law.rulebook import RULES

CONFIDENCES: dict[str, str] = {
    "read": gettext_noop("已读原文"),
    "secondary": gettext_noop("据转载"),
    "memory": gettext_noop("凭记忆，待核"),
    "default": gettext_noop("通行做法"),
}
FRESH = timedelta(days=365)  # a row not looked at for longer is listed
AHEAD = timedelta(days=730)  # a value is published at most about two years before it holds
EARLIEST = date(1949, 10, 1)
# Where the text does not decide, the words a parameter may take are the choices of a rule's field.
WORDS_OF = {
    "double_wage_limitation": ("double_wage", "limitation"),
    "double_wage_divisor": ("double_wage", "divisor"),
    "leave_limitation": ("unused_leave", "limitation"),
}
OTHER_WORDS: dict[str, dict[str, str]] = {
    "rounding_order": {
        "last": gettext_noop("先乘后除，最后取整到分"),
        "day_first": gettext_noop("先把日工资或小时工资取整到分，再乘"),
    },
    "leave_step": {
        "on_day": gettext_noop("按计算日的累计工作年限确定档次"),
        "higher": gettext_noop("年内升档的，全年按升档后的天数"),
    },
    "medical_period_table": {
        "national": gettext_noop("国家规定的医疗期"),
        "shanghai": gettext_noop("上海市的医疗期标准"),
    },
    "unemployment_months_scale": {
        "maximum": gettext_noop("社会保险法规定的最长期限"),
        "sichuan": gettext_noop("四川省按缴费年限的分档"),
    },
}
YES_NO = {"yes": gettext_noop("是"), "no": gettext_noop("否")}
NUMBER = re.compile(r"\d{1,12}(\.\d{1,8})?", re.ASCII)


@cache
def words_for(name: str) -> dict[str, str]:
    """The words a parameter may take, with what they mean; empty for a number."""
    seeded = {row.value for row in kept_table().rows if row.name == name}
    words = sorted(value for value in seeded if isinstance(value, str))
    found = OTHER_WORDS.get(name, {})
    if name in WORDS_OF:
        rule, field = WORDS_OF[name]
        found = RULES[rule].known[field].choices
    elif words and set(words) <= set(YES_NO):
        found = YES_NO
    return {**found, **{word: word for word in words if word not in found}}


def said_as(words: Mapping[str, str]) -> list[str]:
    """What may be chosen, in words, with what to write for it."""
    return [f"{label}（{word}）" if label != word else word for word, label in words.items()]


def unit_of(name: str) -> str:
    """The unit a parameter is given in, as the rows of the program have it."""
    return next((row.unit for row in kept_table().rows if row.name == name), "")


def place_name(code: str) -> str:
    """A place in words with its code; the nearest known name above it where it has none."""
    found = names()
    if code == chain(code)[-1]:
        return gettext_noop("全国")
    near = next((found[part] for part in chain(code) if part in found), "")
    return near if found.get(code) == near else f"{near} {code}".strip()


def checked_row(row: Row, today: date) -> Verdict:
    """Whether a row may be proposed: every reason against, collected.

    Refuses an unknown parameter or place, a value that is no number of the right kind, days out of
    order or out of reach, and a row without a source to look it up in.
    """
    return Verdict(tuple(_reasons(row, today)))


def _reasons(row: Row, today: date) -> Iterator[Refusal]:
    if row.name not in PARAMETERS:
        yield Refusal(
            "parameters.row.unknown-name",
            gettext_noop("没有“%(name)s”这个参数"),
            gettext_noop("请从列表里选；新的参数随程序更新加入"),
            {"name": row.name[:60]},
        )
    if code_of(row.place) != row.place:
        yield Refusal(
            "parameters.row.unknown-place",
            gettext_noop("不认识的地区：%(place)s"),
            gettext_noop("请填写六位行政区划代码，如 510100；全国填 000000"),
            {"place": row.place[:40]},
        )
    yield from _value(row)
    yield from _days(row, today)
    if not row.source.strip():
        yield Refusal(
            "parameters.row.no-source",
            gettext_noop("没有写明出处"),
            gettext_noop("请写文件名称、文号和条款，第二个人要照着核对"),
        )
    if row.confidence not in CONFIDENCES:
        yield Refusal(
            "parameters.row.no-confidence",
            gettext_noop("没有写明可信程度"),
            gettext_noop("请从列表里选一项"),
        )


def _value(row: Row) -> Iterator[Refusal]:
    words = words_for(row.name)
    if words:
        if row.value not in words:
            yield Refusal(
                "parameters.row.unknown-word",
                gettext_noop("“%(value)s”不是这个参数可取的值"),
                gettext_noop("可取的值：%(words)s"),
                {"value": str(row.value)[:40], "words": "、".join(said_as(words))},
            )
    elif not isinstance(row.value, Decimal):
        yield Refusal(
            "parameters.row.no-number",
            gettext_noop("“%(value)s”不是数字"),
            gettext_noop("请只写数字，不带单位，例如 2330 或 0.8"),
            {"value": str(row.value)[:40]},
        )
    elif row.value == 0 and "days" not in row.name:
        yield Refusal(
            "parameters.row.zero",
            gettext_noop("数值为零会使请求算成零元"),
            gettext_noop("没有数值时请不要登记，系统会说明缺少参数"),
        )


def _days(row: Row, today: date) -> Iterator[Refusal]:
    if not EARLIEST <= row.start <= today + AHEAD:
        yield Refusal(
            "parameters.row.start-out-of-reach",
            gettext_noop("起始日 %(day)s 不合常理"),
            gettext_noop("请核对年份"),
            {"day": row.start.isoformat()},
        )
    if row.end is not None and row.end < row.start:
        yield Refusal(
            "parameters.row.end-before-start",
            gettext_noop("截止日早于起始日"),
            gettext_noop("请核对两个日期；仍在执行的，截止日留空"),
        )
    if row.checked is None or row.checked > today:
        yield Refusal(
            "parameters.row.checked-later",
            gettext_noop("核对日期还没有到"),
            gettext_noop("请写您实际核对出处的那一天"),
        )


def read_value(text: str) -> Decimal | str:
    """A typed value: a number where it is one, else the word."""
    bare = text.strip()
    return Decimal(bare) if NUMBER.fullmatch(bare) else bare


def laid_over(confirmed: Iterable[Row], table: ParameterTable) -> ParameterTable:
    """``table`` with confirmed rows over it, parameter by parameter and place by place.

    Of the rows that cover a day, the one that began last is in force; where both began on one day,
    the confirmed one. Parameters and places without a confirmed row stay as they are.
    """
    above = tuple(confirmed)
    touched = {(row.name, row.place) for row in above}
    below = [row for row in table.rows if (row.name, row.place) in touched]
    rest = [row for row in table.rows if (row.name, row.place) not in touched]
    ordered = sorted((*above, *below), key=lambda row: row.start, reverse=True)
    return ParameterTable((*ordered, *rest))


def stale(row: Row, today: date) -> bool:
    """Whether nobody has looked a row up in its source for a year."""
    return row.checked is None or today - row.checked > FRESH
