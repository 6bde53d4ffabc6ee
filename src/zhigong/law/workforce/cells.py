"""What a cell of a workforce sheet means: a typed value, or a refusal in the person's words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.core.facts import day_of, money, number, whole
from zhigong.law.ending.endings import ALIASES, ENDINGS
from zhigong.law.workforce.titles import figures
from zhigong.law.workforce.vocabulary import pattern, words

EXACT = 10**15  # a spreadsheet's number is exact below
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # 1954 to 2119
UNSIGNED = "unsigned"
CENT = Decimal("0.01")
Month = tuple[int | None, int]
_WRITTEN_OUT = re.compile(r"-?\d{1,12}\.\d{7,}")  # a float as a spreadsheet writes it into a .csv
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def as_text(cell: Any) -> str:
    """A cell as a person reads it."""
    if cell is None or cell == "":
        return ""
    if type(cell) is str and " " not in cell and cell.isprintable():
        return cell  # nearly every text of a sheet
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time(0) else cell)
    text = str(cell).upper() if isinstance(cell, bool) else str(cell)
    if not text.isascii():
        text = _UNSEEN.sub("", text)
    return " ".join(text.split())


@lru_cache(maxsize=20_000, typed=True)
def read(kind: str, cell: Any, heading: str) -> Any:
    """The value of a cell of a kind of column; ``None`` for an empty one.

    Raises ``Refused`` for what cannot be read; nothing is guessed and nothing empty becomes zero.
    Names, dates and wages come again month by month: each is understood once.
    """
    text = as_text(cell)
    if not text or text in ("-", "—", "--", "/"):
        return None
    if text.startswith("#") and text.isascii():
        raise _no(
            "formula", gettext_noop("“%(column)s”的公式出错：%(cell)s"), _RETYPE, heading, text
        )
    return _READERS[kind](cell, text, heading)


_RETYPE = gettext_noop("请改成数值后重新上传")


def _text(cell: Any, text: str, heading: str) -> str:
    return unicodedata.normalize("NFKC", text)[:60].replace(" ", "")


def _digits(cell: Any, text: str, heading: str) -> str:
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        raise _no(
            "rounded", gettext_noop("“%(column)s”在表格里存成了数字，末几位已经丢失：%(cell)s"),
            gettext_noop("请把这一列设为文本格式，再重新填写号码"), heading, text,
        )  # fmt: skip
    return unicodedata.normalize("NFKC", text).strip("'`\u2018\u2019").replace(" ", "").upper()[:60]


def _numeric(reader: Callable[[Any, str], Any]) -> Callable[[Any, str, str], Any]:
    """A reader of numbers of the rulebook, for cells: a float is exact to its cents, units fall away."""

    def read_number(cell: Any, text: str, heading: str) -> Any:
        if isinstance(cell, bool | date | time):
            return reader(text, heading)
        if isinstance(cell, float) and abs(cell) < EXACT:
            return reader(Decimal(repr(cell)).quantize(CENT), heading)
        if isinstance(cell, str):
            cell = unicodedata.normalize("NFKC", text)
            for unit in words()["units"]:
                cell = cell.removesuffix(unit).rstrip()
            if _WRITTEN_OUT.fullmatch(cell):
                cell = Decimal(cell).quantize(CENT)
        return reader(cell, heading)

    return read_number


def _day(cell: Any, text: str, heading: str) -> date:
    return _day_of(cell, text, heading, last=False)


def _last_day(cell: Any, text: str, heading: str) -> date | None:
    return None if text in words()["employed"] else _day_of(cell, text, heading, last=True)


def _day_of(cell: Any, text: str, heading: str, *, last: bool) -> date:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return day_of(cell, heading)
    serial = _serial(cell, text)
    if serial is not None:
        return day_of(serial, heading)
    _not_a_tenth(cell, text, heading)
    text = unicodedata.normalize("NFKC", text)
    found = pattern("day").match(text) or pattern("compact_day").match(text)
    if found is not None:
        text = f"{found[1]}-{found[2]}-{found[3]}"
    elif (month := pattern("month").match(text)) and month["year"]:
        text = f"{month['year']}-{month['month']}"
    return day_of(text, heading, last=last)


def _not_a_tenth(cell: Any, text: str, heading: str) -> None:
    """Refuse 2025.1 as a number: a spreadsheet makes it of 2025.10 as of 2025.1."""
    if isinstance(cell, float) and pattern("year_and_tenth").fullmatch(text):
        raise _no(
            "month-or-tenth", gettext_noop("“%(column)s”存成了数字 %(cell)s，分不清是1月还是10月"),
            gettext_noop("请改成日期，或者写成 2025-01、2025-10"), heading, text,
        )  # fmt: skip


def _serial(cell: Any, text: str) -> date | None:
    """A day kept as the spreadsheet's own number."""
    if isinstance(cell, bool) or not re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None
    days = int(text[:5])
    return (
        date(1899, 12, 30) + timedelta(days=days) if FIRST_SERIAL <= days <= LAST_SERIAL else None
    )


def _month(cell: Any, text: str, heading: str) -> Month:
    """Year (``None`` where only the month is told) and month."""
    if isinstance(cell, date):
        return cell.year, cell.month
    if serial := _serial(cell, text):
        return serial.year, serial.month
    _not_a_tenth(cell, text, heading)
    text = figures(text)
    found = pattern("compact_month").match(text) or pattern("month").match(text)
    if found is None and (named := _named_month(text)):
        return named
    if found is None:
        raise _no(
            "month", gettext_noop("“%(column)s”看不懂：%(cell)s"),
            gettext_noop("请写成 2025-01"), heading, text,
        )  # fmt: skip
    year = int(found["year"]) if found["year"] else None
    must_be_month(int(found["month"]), text)
    if year is not None:
        day_of(f"{year}-01", heading)
    return year, int(found["month"])


def _named_month(text: str) -> Month | None:
    """``Jan 2025``, ``September``."""
    found = pattern("named_month").match(text)
    names: list[str] = words()["months"]
    if found is None or found["name"][:3].casefold() not in names:
        return None
    return int(found["year"]) if found["year"] else None, names.index(
        found["name"][:3].casefold()
    ) + 1


def must_be_month(number: int, text: str) -> None:
    """Refuse a thirteenth month."""
    if not 1 <= number <= 12:
        raise Refused(
            (
                Refusal(
                    "law.workforce.no-such-month",
                    gettext_noop("没有第 %(month)s 月：%(cell)s"),
                    gettext_noop(
                        "请核对月份；年终奖、“十三薪”请计入所属月份的应发工资，或另外计算"
                    ),
                    {"month": str(number), "cell": text[:40]},
                ),
            )
        )


@cache
def _endings() -> dict[str, str]:
    own = {word: name for name, texts in words()["endings"].items() for word in texts}
    return {**ALIASES, **own, **{name: name for name in ENDINGS}}


def _ending(cell: Any, text: str, heading: str) -> str | None:
    """How the employment ended, as the rules know it; what leaves it open is refused."""
    text = unicodedata.normalize("NFKC", text).replace(" ", "")
    if text in words()["employed"]:
        return None
    if found := _endings().get(text) or _endings().get(text.casefold()):
        return found
    if text.casefold() in words()["unclear"]:
        raise _no(
            "ending-unclear",
            gettext_noop("“%(column)s”写的是“%(cell)s”，看不出解除是否合法、由谁提出"),
            gettext_noop("请写明，如：违法解除、协商解除、合同到期不续、裁员、欠薪离职、个人原因"),
            heading, text,
        )  # fmt: skip
    raise _no(
        "ending-unknown", gettext_noop("“%(column)s”不认识的写法：%(cell)s"),
        gettext_noop("请写明，如：违法解除、协商解除、合同到期不续、裁员、欠薪离职、个人原因"), heading, text,
    )  # fmt: skip


def _flag(cell: Any, text: str, heading: str) -> bool:
    word = text.casefold()
    if word in words()["yes"]:
        return True
    if word in words()["no"]:
        return False
    raise _no(
        "yes-or-no", gettext_noop("“%(column)s”只能填是或者否：%(cell)s"),
        gettext_noop("请填是或者否；不知道的留空"), heading, text,
    )  # fmt: skip


def _signed(cell: Any, text: str, heading: str) -> date | str:
    """The day a contract was signed, or that none ever was."""
    return UNSIGNED if text.casefold() in words()["unsigned"] else _day(cell, text, heading)


def _no(code: str, reason: str, remedy: str, heading: str, text: str) -> Refused:
    return Refused(
        (Refusal(f"law.workforce.{code}", reason, remedy, {"column": heading, "cell": text[:40]}),)
    )


_READERS: dict[str, Callable[[Any, str, str], Any]] = {
    "text": _text,
    "digits": _digits,
    "day": _day,
    "last": _last_day,
    "month": _month,
    "ending": _ending,
    "flag": _flag,
    "signed": _signed,
    "money": _numeric(money("", "").read),
    "hours": _numeric(number("", "", high=744).read),
    "days": _numeric(number("", "", high=366).read),
    "days_in_month": _numeric(number("", "", high=31).read),
    "months": _numeric(number("", "", high=720).read),
    "year": _numeric(whole("", "", low=1949, high=2060).read),
}
