"""The workbook of a workforce as plain pages: totals, each worker's claims, what could not be computed.

Sums carry a formula over the second page, so that a reader can check them with nothing but the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.result import Translate, same
from zhigong.law.rulebook import RULES
from zhigong.law.workforce.answers import Unsolved, unsolved
from zhigong.law.workforce.lines import line_of
from zhigong.law.workforce.reading import Corrections, read_book
from zhigong.law.workforce.shares import shares
from zhigong.law.workforce.sheet import Ask, Sheet, Tab
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.totals import ZERO, Totals

Row = Sequence[Any]


class Rows:
    """Rows made anew each time they are asked for: once for their heights, once for the page."""

    def __init__(self, made: Callable[[], Iterator[Row]]) -> None:
        self.made = made

    def __iter__(self) -> Iterator[Row]:
        return self.made()


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a workbook: head and rows; columns by their place that hold money, wrap, or hold days."""

    name: str
    head: Sequence[str]
    rows: Iterable[Row]
    widths: Sequence[float]
    money: frozenset[int] = frozenset()
    wrapped: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()
    formula: tuple[str, str] | None = None  # the heading of a last column, and its formula
    title: str = ""


TOTALS, EACH, UNSOLVED = (
    gettext_noop("合计"),
    gettext_noop("每人明细"),
    gettext_noop("未能计算的行"),
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A sheet that was answered: what its workbook is made of."""

    sheet: Sheet
    totals: Totals
    spool: Spool
    translate: Translate


def compute(
    tabs: Iterable[Tab],
    ask: Ask,
    spool: Spool,
    *,
    translate: Translate = same,
    corrections: Corrections | None = None,
    each: Callable[[int], None] | None = None,
    processes: int = 1,
) -> Computed:
    """Read a workbook and answer every worker into the spool; ``each`` is told how many are done.

    ``processes`` answer at once where there are many workers. ``Refused`` where the workbook holds no
    workforce sheet.
    """
    sheet = read_book(tabs, ask, corrections)
    totals, unchecked, done = Totals(), set[str](), 0
    for share in shares(sheet, translate, processes):
        spool.keep(share)
        totals.merge(share.totals)
        unchecked |= share.unchecked
        done += share.totals.workers
        if each is not None:
            each(done)
    totals.finish(sheet, unchecked, translate)
    return Computed(sheet, totals, spool, translate)


def pages(done: Computed) -> list[Page]:
    """The three pages, in order; rows stream from the spool."""
    return [_totals(done), _each(done), _unsolved(done)]


# --- totals ---------------------------------------------------------------------------------------

_COUNTED_AT, _CLAIM_AT = "F", "D"  # columns of the second page that the formulas look at


def _totals(done: Computed) -> Page:
    t = done.translate
    head = [
        t(gettext_noop("项目")), t(gettext_noop("人数")), t(gettext_noop("金额（元）")),
        t(gettext_noop("计入合计（元）")), t(gettext_noop("应发工资")), t(gettext_noop("实发工资")),
        t(RULES["overtime"].title), t(RULES["minimum_wage_check"].title), t(RULES["deductions"].title),
        t(gettext_noop("说明")),
    ]  # fmt: skip
    last = done.spool.count + 1
    claims = f"'{t(EACH)}'!${_CLAIM_AT}$2:${_CLAIM_AT}${last}"
    sums = f"'{t(EACH)}'!${_COUNTED_AT}$2:${_COUNTED_AT}${last}"
    formula = (
        f'=IF($A{{row}}="{t(TOTALS)}",SUM({sums}),'
        f'IF(COUNTIF({claims},$A{{row}})=0,"",SUMIF({claims},$A{{row}},{sums})))'
    )
    return Page(
        name=t(TOTALS),
        head=head,
        rows=Rows(lambda: _totals_rows(done)),
        widths=[30, 9, 16, 16, 16, 16, 14, 14, 14, 70, 18],
        money=frozenset((2, 3, 4, 5, 6, 7, 8, 10)),
        wrapped=frozenset((9,)),
        formula=(t(gettext_noop("公式核对")), formula),
        title=t(gettext_noop("全员测算：参考测算，不是裁决；请核对事实、参数和当地口径。")),
    )


def _totals_rows(done: Computed) -> Iterator[Row]:
    t, totals = done.translate, done.totals
    empty = ["" for _ in range(10)]
    yield _line(t(TOTALS), totals.claiming, sum((k.amount for k in totals.kinds.values()), ZERO), totals.counted,
                note=t(gettext_noop("不能同时主张的只计入一项")))  # fmt: skip
    for rule, kind in totals.kinds.items():
        yield _line(t(RULES[rule].title), kind.people, kind.amount, kind.counted)
    yield empty
    for label, count in (
        (gettext_noop("表内职工"), totals.workers),
        (gettext_noop("表内月份（人月）"), totals.months),
        (gettext_noop("整人没有计算"), totals.refused),
        (gettext_noop("未能计算的事项"), totals.problems),
    ):
        yield _line(t(label), count)
    yield empty
    for month, row in totals.by_month.items():
        money = [
            row.get(name, ZERO)
            for name in ("due", "paid", "overtime", "minimum_wage_check", "deductions")
        ]
        yield [month, "", "", "", *money, ""]
    yield empty
    yield from _notes(done)


def _line(label: str, count: int, amount: Any = "", counted: Any = "", note: str = "") -> Row:
    return [label, count, amount, counted, "", "", "", "", "", note]


def _notes(done: Computed) -> Iterator[Row]:
    t, totals, ask = done.translate, done.totals, done.sheet.ask
    told = [
        (gettext_noop("测算日期"), ask.on.isoformat()),
        (gettext_noop("地区"), ask.place or "—"),
    ]
    if ask.filed:
        told.append((gettext_noop("申请日期"), ask.filed.isoformat()))
    for label, text in told:
        yield _said(t(label), text)
    if totals.group:
        articles = "；".join(f"{a['title']} {a['article']}" for a in totals.group["articles"])
        yield _said(t(RULES["group"].title), f"{totals.group['conclusion']} ({articles})")
        for warning in (*totals.group["warnings"], *totals.group.get("changes", ())):
            yield _said("", warning["text"])
    for note in totals.notes:
        yield _said(t(gettext_noop("提示")), note)
    if unknown := done.sheet.unknown:
        yield _said(t(gettext_noop("没有用到的列")), "、".join(unknown))


def _said(label: str, text: str) -> Row:
    return [label, *("" for _ in range(8)), text]


# --- each worker ----------------------------------------------------------------------------------


def _each(done: Computed) -> Page:
    t = done.translate
    head = [
        t(gettext_noop("序号")), t(gettext_noop("姓名")), t(gettext_noop("工号")), t(gettext_noop("请求")),
        t(gettext_noop("金额（元）")), t(gettext_noop("计入合计（元）")), t(gettext_noop("本人合计（元）")),
        t(gettext_noop("计算过程")), t(gettext_noop("依据")), t(gettext_noop("所用参数")), t(gettext_noop("提示")),
        t(gettext_noop("原表行")),
    ]  # fmt: skip
    return Page(
        name=t(EACH),
        head=head,
        rows=Rows(lambda: map(line_of, done.spool.lines())),
        widths=[7, 12, 12, 24, 14, 14, 14, 96, 30, 28, 40, 10],
        money=frozenset((4, 5, 6)),
        wrapped=frozenset((1, 3, 7, 8, 9, 10)),
    )


# --- what could not be computed -------------------------------------------------------------------


def _unsolved(done: Computed) -> Page:
    t = done.translate
    head = [
        t(gettext_noop("原表行")), t(gettext_noop("姓名")), t(gettext_noop("月份")), t(gettext_noop("列或请求")),
        t(gettext_noop("原来的内容")), t(gettext_noop("原因")), t(gettext_noop("怎么办")), t(gettext_noop("代码")),
    ]  # fmt: skip
    return Page(
        name=t(UNSOLVED),
        head=head,
        rows=Rows(
            lambda: (
                [p.place, p.person, p.month, p.column, p.cell, p.reason, p.remedy, p.code]
                for p in all_unsolved(done)
            )
        ),
        widths=[12, 14, 10, 22, 26, 46, 46, 30],
        wrapped=frozenset((1, 3, 4, 5, 6)),
    )


def all_unsolved(done: Computed) -> Iterator[Unsolved]:
    """What could not be computed: of the sheet itself, then worker by worker."""
    for problem in done.sheet.problems:
        yield unsolved(problem, done.sheet, done.translate)
    yield from done.spool.problems()
