"""What a cell means. Pure: gives the value, or a refusal with the reason."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import Refusal

Meaning = tuple[Any, Refusal | None]
EXACT = 10**15  # a spreadsheet's number is exact below
FIRST_SERIAL, LAST_SERIAL = 1, 80_000  # 1899-12-31 to 2119
# Full width, and what cannot be seen: most cells have neither, and are done at once.
_STRANGE = re.compile(
    r"[\x00\u00ad\u0600-\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3000\ufeff\uff01-\uff5e\ufff9-\ufffb\U000e0001-\U000e007f]"
)
_DAY = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*(?:\d{1,2}:\d{2}(?::\d{2})?)?$")
_COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_MONTH = re.compile(r"(\d{4})\D+(\d{1,2})\D*$")


@lru_cache(maxsize=1)
def data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def as_text(cell: Any) -> str:
    """A cell as a person reads it."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < EXACT else repr(cell)
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == time(0) else cell)
    text = "" if cell is None else str(cell)
    if _STRANGE.search(text):
        visible = "".join(c for c in text if unicodedata.category(c) != "Cf")
        return squeeze(visible.replace("\x00", ""))
    return " ".join(text.split())


def meaning(cell: Any, kind: str, text: str | None = None) -> Meaning:
    """The value of a cell of a kind; an empty cell is ``None``. ``text``: as it reads, if known."""
    if text is None:
        text = as_text(cell)
    if not text:
        return None, None
    if text in data()["errors"]["values"]:
        return None, _no("formula", gettext_noop("公式出错：%(text)s"), text)
    return _MEANINGS[kind](cell, text)


def _text(cell: Any, text: str) -> Meaning:
    return text, None


def _digits(cell: Any, text: str) -> Meaning:
    if isinstance(cell, float | int) and not isinstance(cell, bool) and abs(cell) >= EXACT:
        return None, _no(
            "rounded", gettext_noop("号码在表格里存成了数字，末几位已经丢失：%(text)s"), text,
            gettext_noop("请把这一列设为文本格式，再重新填写号码"),
        )  # fmt: skip
    return unicodedata.normalize("NFKC", text).strip("'`\u2018\u2019").replace(" ", ""), None


def _day(cell: Any, text: str) -> Meaning:
    if isinstance(cell, datetime):
        return cell.date(), None
    if isinstance(cell, date):
        return cell, None
    found = _serial(cell, text) or _written(unicodedata.normalize("NFKC", text))
    if found is None:
        return None, _no("day", gettext_noop("看不懂的日期：%(text)s"), text, _DAY_REMEDY)
    return found, None


_DAY_REMEDY = gettext_noop("请写成 2026-01-31 这样")


def _serial(cell: Any, text: str) -> date | None:
    number = cell if isinstance(cell, float | int) else float(text) if _is_serial(text) else None
    if number is None or isinstance(number, bool) or not FIRST_SERIAL <= number <= LAST_SERIAL:
        return None
    return date(1899, 12, 30) + timedelta(days=int(number))


def _is_serial(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) == 5


def _written(text: str) -> date | None:
    found = _DAY.match(text) or _COMPACT_DAY.match(text)
    if found is None and (month := _MONTH.match(text)):
        parts = (int(month[1]), int(month[2]), 1)
    elif found is not None:
        parts = (int(found[1]), int(found[2]), int(found[3]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _money(cell: Any, text: str) -> Meaning:
    plain = unicodedata.normalize("NFKC", text).strip("¥￥$ ").replace(",", "").replace(" ", "")
    factor = Decimal(1)
    for unit, times in data()["units"].items():
        if plain.endswith(unit):
            plain, factor = plain.removesuffix(unit), Decimal(times)
    try:
        amount = Decimal(plain) * factor
    except InvalidOperation:
        return None, _no("money", gettext_noop("看不懂的金额：%(text)s"), text)
    if not amount.is_finite() or abs(amount) >= EXACT:
        return None, _no("money", gettext_noop("看不懂的金额：%(text)s"), text)
    return amount.quantize(Decimal("0.01")), None


def _whole(cell: Any, text: str) -> Meaning:
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    if not re.fullmatch(r"-?\d{1,12}(\.0+)?", plain, re.ASCII):
        return None, _no("whole", gettext_noop("应是整数：%(text)s"), text)
    return int(plain.split(".")[0]), None


_MEANINGS: dict[str, Callable[[Any, str], Meaning]] = {
    "text": _text,
    "digits": _digits,
    "day": _day,
    "money": _money,
    "whole": _whole,
}


def _no(code: str, reason: str, text: str, remedy: str = "") -> Refusal:
    return Refusal(f"imports.{code}", reason, remedy, {"text": text[:60]})
