"""The columns of a workforce sheet: which heading is which fact, and of which month."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.workforce.titles import figures, of_titles
from zhigong.law.workforce.vocabulary import pattern, table, words

SEARCHED = 30  # rows in which the head is looked for
_NOISE = re.compile(r"[\s*＊:：()（）\[\]【】/、,，.。_\-]+")

LABELS = {
    "name": gettext_noop("姓名"),
    "code": gettext_noop("工号"),
    "citizen_id": gettext_noop("身份证号"),
    "hire": gettext_noop("入职日期"),
    "end": gettext_noop("离职日期"),
    "ending": gettext_noop("离职原因"),
    "notice_given": gettext_noop("是否提前通知"),
    "contract_signed": gettext_noop("合同签订日期"),
    "contract": gettext_noop("是否签订合同"),
    "monthly_wage": gettext_noop("月工资标准"),
    "leave_days": gettext_noop("未休年休假天数"),
    "contract_months": gettext_noop("合同期限（月）"),
    "probation_months": gettext_noop("试用期（月）"),
    "full_wage": gettext_noop("转正工资"),
    "severance_paid": gettext_noop("已付经济补偿"),
    "year": gettext_noop("年份"),
    "month": gettext_noop("月份"),
    "due": gettext_noop("应发工资"),
    "paid": gettext_noop("实发工资"),
    "overtime_base": gettext_noop("加班工资基数"),
    "workday_hours": gettext_noop("平时加班小时"),
    "rest_day_hours": gettext_noop("休息日加班小时"),
    "rest_days": gettext_noop("休息日加班天数"),
    "holiday_hours": gettext_noop("法定节假日加班小时"),
    "holiday_days": gettext_noop("法定节假日加班天数"),
    "overtime_paid": gettext_noop("已付加班工资"),
    "social": gettext_noop("代扣社保"),
    "fund": gettext_noop("代扣公积金"),
    "pension": gettext_noop("代扣养老保险"),
    "medical": gettext_noop("代扣医疗保险"),
    "unemployment": gettext_noop("代扣失业保险"),
    "tax": gettext_noop("代扣个税"),
    "advanced": gettext_noop("预支工资"),
    "fine": gettext_noop("罚款"),
    "damage": gettext_noop("赔偿扣款"),
    "deposit": gettext_noop("押金"),
    "deducted": gettext_noop("其他扣款"),
    "allowances": gettext_noop("特殊津贴"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """A fact that a column tells: of the ``worker`` or of a ``month``; ``kind`` as ``cells`` reads it."""

    name: str
    of: str
    kind: str
    words: tuple[str, ...]

    @property
    def label(self) -> str:
        """What the column is called, as a message id."""
        return LABELS[self.name]


@cache
def columns() -> dict[str, Column]:
    """Every column that is known, by the name of its fact."""
    return {
        name: Column(name, row["of"], row["kind"], tuple(row["words"]))
        for name, row in table("columns").items()
    }


def plain(text: str) -> str:
    """A heading without what people decorate it with."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


@cache
def _spellings() -> dict[str, str]:
    return {plain(word): column.name for column in columns().values() for word in column.words}


@lru_cache(maxsize=4096)
def fact_of(heading: str) -> str:
    """The name of the fact a heading stands for; empty where it is none that is known."""
    text = plain(heading)
    found = _spellings().get(text, "")
    for unit in () if found else words()["units"]:
        found = found or _spellings().get(text.removesuffix(unit.casefold()), "")
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """What stands in a column: a fact, and of which month where the heading says so."""

    fact: str
    year: int | None = None
    month: int | None = None

    @property
    def key(self) -> str:
        """As a correction names it: ``due``, ``due@2025-01``, ``due@01``."""
        if self.month is None:
            return self.fact
        year = "" if self.year is None else f"{self.year}-"
        return f"{self.fact}@{year}{self.month:02d}"


def place_of(heading: str) -> Place | None:
    """What a heading says; ``None`` where it says nothing that is known."""
    text = unicodedata.normalize("NFKC", heading).strip()
    if fact := fact_of(text):
        return Place(fact)
    dated = figures(text)
    for name in ("month_first", "month_last"):
        found = pattern(name).match(dated)
        if found is None or not (found["year"] or found["mark"]):
            continue
        fact = fact_of(found["rest"])
        if fact and columns()[fact].of == "month":
            return Place(fact, int(found["year"]) if found["year"] else None, int(found["month"]))
    above, _, last = text.rpartition("/")
    if any(word in above for word in words()["employers"]):
        return None  # the employer's own part is nothing that was taken from the worker
    fact = fact_of(last)  # a merged heading above says nothing more
    return Place(fact) if fact else None


def place_from(key: str) -> Place | None:
    """A place from its ``key``; ``None`` for a column that is left out."""
    fact, _, month = key.partition("@")
    if fact not in columns():
        return None
    if not month:
        return Place(fact)
    year, _, number = month.rpartition("-")
    return Place(fact, int(year) if year else None, int(number))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table begins and what its columns are.

    ``last``: the last row of the head, from zero. ``year`` and ``month``: what the titles above it say,
    or the name of the sheet.
    """

    last: int
    names: tuple[str, ...]
    places: Mapping[int, Place]
    year: int | None = None
    doubled: tuple[str, ...] = field(default=())
    month: int | None = None

    @property
    def facts(self) -> frozenset[str]:
        """The facts that some column tells."""
        return frozenset(place.fact for place in self.places.values())

    @property
    def wide(self) -> bool:
        """Whether a row is a worker with a column for each month."""
        return any(place.month is not None for place in self.places.values())

    @property
    def unknown(self) -> list[str]:
        """Headings that were not recognised."""
        return [name for at, name in enumerate(self.names) if name and at not in self.places]

    def corrected(self, mapping: Mapping[int, str]) -> Layout:
        """The layout with some columns read as a person said."""
        places = dict(self.places)
        for at, key in mapping.items():
            place = place_from(key)
            if place is not None:
                places[at] = place
            elif at in places:
                del places[at]
        return replace(self, places=places)

    def dated(self, year: int | None, month: int | None) -> Layout:
        """The layout with the time that is told outside of the table."""
        return replace(self, year=year, month=month)


def find_layout(rows: Sequence[Sequence[str]]) -> Layout | None:
    """The row, or pair of rows, that names most columns; ``None`` where none names two."""
    best: Layout | None = None
    most = -1
    for at in range(min(len(rows), SEARCHED)):
        heads = [(at, list(rows[at]))]
        if at + 1 < len(rows):
            heads.append((at + 1, _joined(rows[at], rows[at + 1])))
        for last, names in heads:
            found = _layout(last, names, rows[:at])
            count = len(found.places)
            # Of heads that name as much the first: others begin a new page. But one row, not a title and it.
            title_above = best is not None and last == at == best.last
            if count > most or (count == most and title_above):
                best, most = found, count
    return best if most >= 2 else None


def _layout(last: int, names: Sequence[str], above: Sequence[Sequence[str]]) -> Layout:
    places: dict[int, Place] = {}
    doubled = []
    for at, name in enumerate(names):
        place = place_of(name) if name else None
        if place is None:
            continue
        if place in places.values():
            doubled.append(name)
        else:
            places[at] = place
    told = of_titles(cell for row in above for cell in row if cell)
    return Layout(last, tuple(names), places, told.year, tuple(doubled), told.month)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows of a head as one: a merged cell above reaches over the empty ones beside it."""
    names, over = [], ""
    for at in range(max(len(upper), len(lower))):
        above = upper[at] if at < len(upper) else ""
        below = lower[at] if at < len(lower) else ""
        over = above or (over if below else "")
        names.append(f"{over}/{below}" if over and below else over or below)
    return names


MONEY_OR_TIME = frozenset(
    ("due", "workday_hours", "rest_day_hours", "rest_days", "holiday_hours", "holiday_days")
)
WHO = frozenset(("name", "code", "citizen_id"))


def must_be_complete(layout: Layout | None) -> Layout:
    """The layout, if it tells who, when, and wages or hours; ``Refused`` names what is missing."""
    if layout is None:
        raise no_head()
    missing = []
    if not layout.facts & WHO:
        missing.append(gettext_noop("姓名"))
    if not layout.wide and "month" not in layout.facts and layout.month is None:
        missing.append(gettext_noop("月份"))
    if not layout.facts & MONEY_OR_TIME:
        missing.append(gettext_noop("应发工资"))
    if missing:
        raise Refused(tuple(_no_column(label) for label in missing))
    return layout


def no_head() -> Refused:
    """The refusal of a sheet that has no table."""
    return Refused(
        (
            Refusal(
                "law.workforce.no-head",
                gettext_noop("表格里没有找到表头"),
                gettext_noop(
                    "第一行应写明各列是什么，如姓名、月份、应发工资、实发工资；可先下载空表"
                ),
            ),
        )
    )


def _no_column(label: str) -> Refusal:
    return Refusal(
        "law.workforce.no-column",
        gettext_noop("表格里没有“%(column)s”这一列"),
        gettext_noop("请补上这一列，或指明哪一列是它"),
        {"column": label},
    )
