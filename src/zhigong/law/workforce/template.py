"""An empty sheet to fill in: the headings, an example, and what belongs in each column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.result import Translate, same
from zhigong.law.workforce.book import Page, Row
from zhigong.law.workforce.columns import Column, columns
from zhigong.law.workforce.invented import head, invented_rows

_KINDS = {
    "text": gettext_noop("文字"),
    "digits": gettext_noop("按文本填写；有同名的人时必须填工号或者身份证号之一"),
    "day": gettext_noop("日期，如 2025-01-31"),
    "last": gettext_noop("日期，如 2025-01-31；在职的留空"),
    "ending": gettext_noop(
        "怎样离职的，如：违法解除、协商解除、合同到期不续、裁员、欠薪离职、个人原因"
    ),
    "flag": gettext_noop("填是或者否；不知道的留空"),
    "signed": gettext_noop("日期；从未签订的写“未签”，不知道的留空"),
    "money": gettext_noop("元；没有发的填 0，不知道的留空（空着不按零计算）"),
    "hours": gettext_noop("小时"),
    "days": gettext_noop("天"),
    "days_in_month": gettext_noop("天"),
    "months": gettext_noop("月数"),
    "year": gettext_noop("年份，月份里已有年份的不用填"),
    "month": gettext_noop("如 2025-01；也可以一人一行，每月一列：2025-01应发、2025-01实发"),
}
_DAYS = frozenset((2, 3, 5))  # columns of an invented sheet that hold days
_NEEDED = frozenset(("name", "month", "due"))


def template_pages(translate: Translate = same) -> list[Page]:
    """The page to fill in, one filled in for example, and what belongs in each column."""
    names = head()
    widths = [14.0] * len(names)
    example = list(islice(invented_rows(3, 4, first=date(2025, 1, 1)), 2, 14))
    return [
        Page(translate(gettext_noop("工资表")), names, (), widths, days=_DAYS),
        Page(translate(gettext_noop("示例")), names, example, widths, days=_DAYS),
        Page(
            translate(gettext_noop("填表说明")),
            [
                translate(gettext_noop("列")),
                translate(gettext_noop("必填")),
                translate(gettext_noop("怎么填")),
                translate(gettext_noop("也认得的写法")),
            ],
            _explained(translate),
            [20, 8, 70, 70],
            wrapped=frozenset((2, 3)),
        ),
    ]


def _explained(translate: Translate) -> Iterator[Row]:
    for column in columns().values():
        yield [
            translate(column.label),
            translate(gettext_noop("是")) if column.name in _NEEDED else "",
            translate(explained(column)),
            "、".join(column.words[:8]),
        ]


def explained(column: Column) -> str:
    """How a column is filled in, as a message id."""
    return _KINDS[column.kind]
