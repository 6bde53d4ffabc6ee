"""The fields of a rule: typed readers that turn what a claim says into facts, or refuse it in words.

No reader guesses. A bad value is refused with a code, the reason and the way out; the other claims of
the document are still answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from zhigong.kernel.period import Period, month_end
from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refusal, Refused

FIRST_YEAR, LAST_YEAR = 1949, 2060
LARGEST = Decimal("1e12")
LONGEST_NUMBER = 40  # characters
FINEST = 20  # decimal places
LONGEST_SERVICE = 70  # years
Facts = dict[str, Any]
Read = Callable[[Any, str], Any]


class Field:
    """One fact a rule takes: its name, kind, meaning, and the reader of its values."""

    __slots__ = ("choices", "kind", "meaning", "name", "parts", "read", "required", "unit")

    def __init__(
        self,
        name: str,
        kind: str,
        meaning: str,
        read: Read,
        *,
        required: bool = False,
        unit: str = "",
        choices: Mapping[str, str] | None = None,
        parts: tuple[Field, ...] = (),
    ) -> None:
        self.name, self.kind, self.meaning, self.read = name, kind, meaning, read
        self.required, self.unit = required, unit
        self.choices, self.parts = dict(choices or {}), parts


def refused(code: str, reason: str, remedy: str, **params: Any) -> Refused:
    """The exception a reader or a rule raises to refuse a claim: ``raise refused(…)``."""
    return Refused((Refusal(code, reason, remedy, params),))


# --- numbers ------------------------------------------------------------------------------------


def decimal_of(raw: Any, name: str) -> Decimal:
    """The exact number of a JSON value; words, yes/no, endless and huge numbers are refused."""
    if isinstance(raw, str):
        return _decimal_of_text(raw, name)
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise _no_number(raw, name)
    value = raw if isinstance(raw, Decimal) else Decimal(str(raw))
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -FINEST:
        raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _decimal_of_text(raw: str, name: str) -> Decimal:
    try:
        value = Decimal(raw) if len(raw) <= LONGEST_NUMBER else None
    except InvalidOperation:
        cleaned = halfwidth(raw).strip().lstrip("¥￥").rstrip("元").replace(",", "").strip()
        try:
            value = Decimal(cleaned)
        except InvalidOperation:
            value = None
    if value is None or "_" in raw or "e" in raw or "E" in raw:
        raise _no_number(raw, name)
    return _bounded(value, raw, name)


def _bounded(value: Decimal, raw: Any, name: str) -> Decimal:
    if not value.is_finite():
        raise _no_number(raw, name)
    if not -LARGEST < value < LARGEST:
        raise refused(
            "law.field.too-large",
            gettext_noop("“%(name)s”的数值大得不合情理"),
            gettext_noop("请核对单位（元、月、天）和小数点"),
            name=name,
        )
    return value


def _no_number(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-number",
        gettext_noop("“%(name)s”不是数字：%(raw)s"),
        gettext_noop("请只填写数字，如 6200 或 6200.50"),
        name=name,
        raw=repr(raw)[:60],
    )


def _between(low: Decimal | None, high: Decimal | None) -> Callable[[Decimal, str], Decimal]:
    def check(value: Decimal, name: str) -> Decimal:
        if low is not None and value < low:
            code = "law.field.negative" if value < 0 else "law.field.too-small"
            raise refused(
                code,
                gettext_noop("“%(name)s”不能小于 %(low)s"),
                gettext_noop("请核对后重新填写"),
                name=name,
                low=low,
            )
        if high is not None and value > high:
            raise refused(
                "law.field.too-large",
                gettext_noop("“%(name)s”不能大于 %(high)s"),
                gettext_noop("请核对后重新填写"),
                name=name,
                high=high,
            )
        return value

    return check


def _number(low: Decimal | None, high: Decimal | None) -> Read:
    check = _between(low, high)

    def read(raw: Any, name: str) -> Decimal:
        return check(decimal_of(raw, name), name)

    return read


_read_money = _number(Decimal(0), None)


def money(name: str, meaning: str, *, required: bool = False) -> Field:
    """Yuan, never negative; read as an exact ``Decimal``."""
    return Field(name, "money", meaning, _read_money, required=required, unit="CNY")


def number(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    low: int | str | None = 0,
    high: int | str | None = None,
    unit: str = "",
) -> Field:
    """A decimal number within bounds (both included)."""
    read = _number(None if low is None else Decimal(low), None if high is None else Decimal(high))
    return Field(name, "number", meaning, read, required=required, unit=unit)


def whole(
    name: str,
    meaning: str,
    *,
    required: bool = False,
    low: int | None = 0,
    high: int | None = 1_000_000_000,
    unit: str = "",
) -> Field:
    """A whole number within bounds (both included); read as ``int``."""
    bounded = _number(
        None if low is None else Decimal(low), None if high is None else Decimal(high)
    )

    def read(raw: Any, field: str) -> int:
        value = bounded(raw, field)
        if value != int(value):
            raise refused(
                "law.field.not-whole",
                gettext_noop("“%(name)s”应为整数"),
                gettext_noop("请填写整数"),
                name=field,
            )
        return int(value)

    return Field(name, "whole", meaning, read, required=required, unit=unit)


# --- days ---------------------------------------------------------------------------------------


def day_of(raw: Any, name: str, *, last: bool = False) -> date:
    """A day; a month alone (``2016-07``) is its first day, or its last where ``last``."""
    if isinstance(raw, date):
        return _sane(raw, raw, name)
    if not isinstance(raw, str):
        raise _no_date(raw, name)
    text = raw if raw.isascii() else halfwidth(raw)
    text = text.strip().replace("/", "-").replace(".", "-")
    if len(text) == 10 and text[4] == "-":
        try:
            return _sane(date.fromisoformat(text), raw, name)
        except ValueError:
            raise _no_date(raw, name) from None
    return _loose_day(text, raw, name, last)


def _loose_day(text: str, raw: str, name: str, last: bool) -> date:
    """Days with single digits (``2024-3-1``) and months alone."""
    parts = text.split("-")
    if len(parts) not in (2, 3) or not all(p.isascii() and p.isdigit() for p in parts):
        raise _no_date(raw, name)
    if len(parts[0]) != 4 or any(len(part) > 2 for part in parts[1:]):
        raise _no_date(raw, name)
    numbers = [int(part) for part in parts]
    try:
        found = date(numbers[0], numbers[1], numbers[2] if len(numbers) == 3 else 1)
    except ValueError:
        raise _no_date(raw, name) from None
    return _sane(month_end(found) if last and len(numbers) == 2 else found, raw, name)


def _sane(found: date, raw: Any, name: str) -> date:
    if FIRST_YEAR <= found.year <= LAST_YEAR:
        return found
    raise refused(
        "law.field.date-out-of-range",
        gettext_noop("“%(name)s”的日期 %(raw)s 超出可计算的年份（%(first)s—%(last)s）"),
        gettext_noop("请核对年份"),
        name=name,
        raw=str(raw)[:20],
        first=FIRST_YEAR,
        last=LAST_YEAR,
    )


def _no_date(raw: Any, name: str) -> Refused:
    return refused(
        "law.field.not-a-date",
        gettext_noop("“%(name)s”不是有效日期：%(raw)s"),
        gettext_noop("请按 2024-09-09 填写；只知道月份的可填 2024-09"),
        name=name,
        raw=repr(raw)[:60],
    )


def _read_last_day(raw: Any, name: str) -> date:
    return day_of(raw, name, last=True)


def day(name: str, meaning: str, *, required: bool = False, last: bool = False) -> Field:
    """A day; a month alone means its first day (its last for ``last``: ends of periods)."""
    read: Read = _read_last_day if last else day_of
    return Field(name, "date-last" if last else "date", meaning, read, required=required)


# --- words and lists ----------------------------------------------------------------------------

_YES = frozenset({"true", "yes", "1", "y"})
_NO = frozenset({"false", "no", "0", "n"})


def _read_flag(raw: Any, name: str) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise refused(
        "law.field.not-yes-or-no",
        gettext_noop("“%(name)s”只能是 true 或 false：%(raw)s"),
        gettext_noop("请填写 true（是）或 false（否）"),
        name=name,
        raw=repr(raw)[:60],
    )


def flag(name: str, meaning: str, *, required: bool = False) -> Field:
    """Yes or no; read as ``bool``."""
    return Field(name, "yes-no", meaning, _read_flag, required=required)


def choice(
    name: str,
    meaning: str,
    choices: Mapping[str, str],
    *,
    required: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> Field:
    """One word of ``choices`` (id → meaning); ``aliases`` are other spellings of ids."""
    known = {**{key: key for key in choices}, **(aliases or {})}

    def read(raw: Any, field: str) -> str:
        found = known.get(raw) if isinstance(raw, str) else None
        if found is None and isinstance(raw, str | int):
            found = known.get(str(raw).strip().casefold())
        if found is None:
            raise refused(
                "law.field.unknown-choice",
                gettext_noop("“%(name)s”不认识的取值：%(raw)s"),
                gettext_noop("可取值：%(known)s"),
                name=field,
                raw=repr(raw)[:60],
                known=", ".join(choices),
            )
        return found

    return Field(name, "choice", meaning, read, required=required, choices=choices)


def text(name: str, meaning: str, *, required: bool = False, longest: int = 200) -> Field:
    """Short free text."""

    def read(raw: Any, field: str) -> str:
        if isinstance(raw, str) and len(raw) <= longest:
            return raw.strip()
        raise refused(
            "law.field.not-text",
            gettext_noop("“%(name)s”应为不超过 %(longest)s 字的文字"),
            gettext_noop("请缩短后重新填写"),
            name=field,
            longest=longest,
        )

    return Field(name, "text", meaning, read, required=required)


def many(of: Field, *, required: bool = False, most: int = 1000) -> Field:
    """A list of what ``of`` reads (one value alone is a list of one)."""

    def read(raw: Any, name: str) -> list[Any]:
        values = raw if isinstance(raw, list | tuple) else [raw]
        if len(values) > most:
            raise refused(
                "law.field.too-many",
                gettext_noop("“%(name)s”最多 %(most)s 项"),
                gettext_noop("请分成几次计算"),
                name=name,
                most=most,
            )
        return [of.read(value, f"{name}[{index}]") for index, value in enumerate(values, 1)]

    return Field(
        of.name, f"list of {of.kind}", of.meaning, read, required=required, unit=of.unit,
        choices=of.choices, parts=of.parts,
    )  # fmt: skip


def record(name: str, meaning: str, parts: tuple[Field, ...], *, required: bool = False) -> Field:
    """An object with its own fields; read as a dict with every field (``None`` where absent)."""
    known = {part.name: part for part in parts}

    def read(raw: Any, field: str) -> Facts:
        if not isinstance(raw, dict):
            raise refused(
                "law.field.not-a-record",
                gettext_noop("“%(name)s”应为对象，含：%(known)s"),
                gettext_noop("请按字段填写"),
                name=field,
                known=", ".join(known),
            )
        facts, problems = read_fields(parts, known, raw, prefix=field + ".")
        unknown = [key for key in raw if key not in known]
        if unknown:
            problems.append(unknown_field(f"{field}.{unknown[0]}", tuple(known)))
        if problems:
            raise Refused(tuple(problems))
        return facts

    return Field(name, "record", meaning, read, required=required, parts=parts)


def spans(name: str, meaning: str) -> Field:
    """A list of ``{"from", "to"}``, both days counted; read as ``Period`` objects."""
    ends = record(name, meaning, (day("from", meaning, required=True), day("to", meaning, required=True, last=True)))  # fmt: skip

    def read(raw: Any, field: str) -> Period:
        found = ends.read(raw, field)
        return period(found["from"], found["to"], field + ".from", field + ".to")

    return many(Field(name, "span", meaning, read, parts=ends.parts))


# --- whole claims -------------------------------------------------------------------------------


def read_fields(
    fields: tuple[Field, ...], known: Mapping[str, Field], raw: Mapping[str, Any], prefix: str = ""
) -> tuple[Facts, list[Refusal]]:
    """Every field's fact (``None`` where absent), and a refusal for each that cannot be read."""
    facts: Facts = dict.fromkeys(known)
    problems: list[Refusal] = []
    for field in fields:
        value = raw.get(field.name)
        if value is None or value == "":
            if field.required:
                problems.append(missing_field(prefix + field.name, field.meaning))
            continue
        try:
            facts[field.name] = field.read(value, prefix + field.name)
        except Refused as refusal:
            problems.extend(refusal.refusals)
    return facts, problems


def missing_field(name: str, meaning: str) -> Refusal:
    """The refusal of a claim in which a needed field is absent."""
    return Refusal(
        "law.field.missing",
        gettext_noop("缺少“%(name)s”（%(meaning)s）")
        if meaning
        else gettext_noop("缺少“%(name)s”"),
        gettext_noop("请补充后重算；缺少的数值不会按零处理"),
        {"name": name, "meaning": meaning},
    )


def unknown_field(name: str, near: tuple[str, ...]) -> Refusal:
    """The refusal of a misspelt field, naming the known one nearest to it."""
    return Refusal(
        "law.field.unknown",
        gettext_noop("没有字段“%(name)s”"),
        gettext_noop("是否应为：%(near)s"),
        {"name": name, "near": ", ".join(near)},
    )


def period(start: date, end: date, start_name: str = "hire", end_name: str = "end") -> Period:
    """The period of two facts; refused when it ends before it starts or lasts over 70 years."""
    if end < start:
        raise refused(
            "law.dates.end-before-start",
            gettext_noop("“%(end_name)s”（%(end)s）早于“%(start_name)s”（%(start)s）"),
            gettext_noop("请核对两个日期"),
            start=start,
            end=end,
            start_name=start_name,
            end_name=end_name,
        )
    if end.year - start.year > LONGEST_SERVICE:
        raise refused(
            "law.dates.too-long",
            gettext_noop("%(start)s 至 %(end)s 超过 %(years)s 年，不合情理"),
            gettext_noop("请核对年份"),
            start=start,
            end=end,
            years=LONGEST_SERVICE,
        )
    return Period(start, end)


def need(facts: Facts, *names: str) -> None:
    """Refuse unless every named optional field is given (for fields needed only in some cases)."""
    absent = [name for name in names if facts[name] is None]
    if absent:
        raise Refused(tuple(missing_field(name, "") for name in absent))


def need_one(facts: Facts, *names: str) -> str:
    """The one field of ``names`` that is given; refused when none or several are."""
    given = [name for name in names if facts[name] is not None]
    if len(given) == 1:
        return given[0]
    raise refused(
        "law.field.one-of" if given else "law.field.missing",
        gettext_noop("以下字段需要且只能填一个：%(names)s"),
        gettext_noop("请补充或删去多余的字段后重算"),
        names=", ".join(names),
    )
