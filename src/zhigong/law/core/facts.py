"""The fields of a rule: typed readers that turn what a claim says into facts, or refuse it in words.

No reader guesses. A bad value is refused with a code, the reason and the way out; the other claims of
the document are still answered. Numbers are read in ``numbers``, days in ``days``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.core.choices import implied, likely, meant, nearest
from zhigong.law.core.days import day, day_of
from zhigong.law.core.described import sample
from zhigong.law.core.doubled import Doubled, told_twice
from zhigong.law.core.fields import Facts, Field, Read, meant_by, quoted, refused, remembered
from zhigong.law.core.numbers import decimal_of, money, number, ratio, whole
from zhigong.law.core.numerals import WORDS

LONGEST_SERVICE = 70  # years

__all__ = [
    "Facts",
    "Field",
    "Form",
    "Read",
    "choice",
    "day",
    "day_of",
    "decimal_of",
    "flag",
    "many",
    "missing_field",
    "money",
    "need",
    "need_one",
    "number",
    "period",
    "ratio",
    "record",
    "refused",
    "spans",
    "text",
    "unknown_field",
    "whole",
]

_YES, _NO, _NONE = (frozenset(WORDS[word]) for word in ("yes", "no", "none"))


@remembered
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
        gettext_noop("“%(field)s”要填是或者否：%(raw)s"),
        gettext_noop("请填写是（true）或者否（false）"),
        name=name,
        raw=quoted(raw),
    )


def flag(name: str, meaning: str, *, required: bool = False) -> Field:
    """Yes or no; read as ``bool``."""
    return Field(name, "yes-no", meaning, _read_flag, required=required)


_JOINTS = str.maketrans("- .(（", "_____", ")）")


def _folded(word: str | int) -> str:
    """A word without regard to case, hyphens, spaces and brackets."""
    return str(word).casefold().translate(_JOINTS).strip("_")


def choice(
    name: str,
    meaning: str,
    choices: Mapping[str, str],
    *,
    required: bool = False,
    aliases: Mapping[str, str] | None = None,
) -> Field:
    """One word of ``choices`` (id → meaning); ``aliases`` are other spellings of ids.

    The meaning itself is understood too, so much of it as only one choice begins with or contains, and a
    phrase of other spellings with filling words around.
    """
    known = {**{key: key for key in choices}, **(aliases or {})}
    known |= {_folded(key): target for key, target in known.items()}

    def read(raw: Any, field: str) -> str:
        found = known.get(raw) if isinstance(raw, str) else None
        if found is None and isinstance(raw, str | int):
            found = known.get(_folded(raw)) or meant(str(raw), choices) or implied(str(raw), known)
        if found is None:
            near = nearest(raw, known)
            raise _unknown_choice(raw, field, choices, known[near] if near else "")
        return found

    return Field(name, "choice", meaning, remembered(read), required=required, choices=choices)


MOST_NAMED, SOME = 30, 5  # choices that are named one by one; of more, only a few


def _unknown_choice(raw: Any, name: str, choices: Mapping[str, str], near: str) -> Refused:
    """The refusal of a word that is no choice, naming what can be chosen: in words, the word to write beside it."""
    named = list(choices)
    if len(choices) > MOST_NAMED:
        first = [near] if near else likely(raw, choices)
        named = list(dict.fromkeys((*first, *choices)))[:SOME]
        remedy = gettext_noop("可以填的有 %(count)s 种，如：%(known)s；全部见 law rules")
    elif near:
        remedy = gettext_noop("最接近的是：%(near)s；可以填：%(known)s")
    else:
        remedy = gettext_noop("可以填：%(known)s")
    return refused(
        "law.field.unknown-choice",
        gettext_noop("“%(field)s”没有这种填法：%(raw)s"),
        remedy,
        name=name,
        raw=quoted(raw),
        near={"words": choices[near], "code": near} if near else "",
        known=[{"words": choices[key], "code": key} for key in named],
        count=len(choices),
    )


def text(name: str, meaning: str, *, required: bool = False, longest: int = 200) -> Field:
    """Short free text."""

    def read(raw: Any, field: str) -> str:
        if isinstance(raw, str) and len(raw) <= longest:
            return raw.strip()
        raise refused(
            "law.field.not-text",
            gettext_noop("“%(field)s”应为不超过 %(longest)s 字的文字"),
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
                gettext_noop("“%(field)s”最多 %(most)s 项"),
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
    form = Form(parts)
    known = form.known

    def read(raw: Any, field: str) -> Facts:
        if not isinstance(raw, dict):
            raise refused(
                "law.field.not-a-record",
                gettext_noop("“%(field)s”要分项填写：%(known)s"),
                gettext_noop("请每一项写明字段和数值，如 %(example)s"),
                name=field,
                known=[{"meaning": part.meaning, "code": part.name} for part in parts],
                example=_example(parts),
            )
        if isinstance(raw, Doubled):
            raise Refused((told_twice(raw),))
        raw = _understood(raw, known)
        facts, problems = form.read(raw, field + ".")
        unknown = [key for key in raw if key not in known]
        if unknown:
            problems.append(unknown_field(f"{field}.{unknown[0]}", known, tuple(known)))
        if problems:
            raise Refused(tuple(problems))
        return facts

    return Field(name, "record", meaning, read, required=required, parts=parts)


def _example(parts: tuple[Field, ...]) -> str:
    """A record as it may be written: what it needs, or its first two parts where it needs none."""
    shown = [part for part in parts if part.required] or parts[:2]
    return json.dumps({part.name: sample(part) for part in shown}, ensure_ascii=False)


# Other names for the parts of a record → the parts they may mean, the likelier first.
_OTHER_PARTS = {
    "start": ("from",),
    "hire": ("from",),
    "hired": ("from",),
    "begin": ("from",),
    "end": ("to",),
    "until": ("to",),
    "left": ("to",),
    "date": ("on", "month"),
    "day": ("on",),
    "period": ("month",),
    "amount": ("due",),
    "sum": ("amount", "due"),
    "wage": ("due",),
    "type": ("kind",),
    "claim": ("kind",),
    "rule": ("kind",),
    "label": ("kind",),
    "event": ("kind",),
    "reason": ("kind",),
    "unused": ("days",),
    "unused_days": ("days",),
    "paid": ("compensated",),
    "compensation_paid": ("compensated",),
}


def _understood(raw: Facts, known: Mapping[str, Field]) -> Facts:
    """A record with its parts under their own names; no part is read under two names at once."""
    strange = [key for key in raw if key not in known]
    if not strange:
        return raw
    read = dict(raw)
    for key in strange:
        other = _OTHER_PARTS.get(key) or WORDS["parts"].get(key, ())
        part = next((name for name in other if name in known), key)
        if part not in read:
            read[part] = read.pop(key)
    return read


def spans(name: str, meaning: str) -> Field:
    """A list of ``{"from", "to"}``, both days counted; read as ``Period`` objects."""
    ends = record(
        name,
        meaning,
        (
            day("from", gettext_noop("第一日"), required=True),
            day("to", gettext_noop("最后一日"), required=True, last=True),
        ),
    )

    def read(raw: Any, field: str) -> Period:
        found = ends.read(raw, field)
        return period(found["from"], found["to"], field + ".from", field + ".to")

    return many(Field(name, "span", meaning, read, parts=ends.parts))


# --- whole claims -------------------------------------------------------------------------------


class Form:
    """The fields that a claim or a record may tell, by name, and those of them it needs."""

    __slots__ = ("_absent", "known", "needed")

    def __init__(self, fields: Iterable[Field]) -> None:
        self.known = {field.name: field for field in fields}
        self.needed = tuple(field for field in self.known.values() if field.required)
        self._absent: Facts = dict.fromkeys(self.known)

    def read(self, raw: Mapping[str, Any], prefix: str = "") -> tuple[Facts, list[Refusal]]:
        """Every known field's fact (``None`` where absent); a refusal for each unreadable or needed and absent.

        ``prefix`` stands before the names of fields in refusals.
        """
        facts, known = self._absent.copy(), self.known
        problems: list[Refusal] = []
        for name, value in raw.items():
            field = known.get(name)
            if field is None:
                continue
            kind = type(value)
            if kind is str or kind is int:  # exactly: see ``PLAIN``
                kept = field.kept
                if value in kept:
                    facts[name] = kept[value]
                    continue
            if value is None or value == "":
                continue
            try:
                facts[name] = field.read(value, prefix + name if prefix else name)
            except Refused as refusal:
                if field.required or not _says_none(value):
                    own = {prefix + name: field}
                    problems.extend(meant_by(one, own) for one in refusal.refusals)
        for field in self.needed:
            if facts[field.name] is None and raw.get(field.name) in (None, ""):
                problems.append(missing_field(prefix + field.name, field.meaning))
        return facts, problems


def _says_none(raw: Any) -> bool:
    """Whether somebody wrote that there is nothing to fill in: no contract signed, still employed."""
    return raw is False or (isinstance(raw, str) and raw.strip().casefold() in _NONE)


def missing_field(name: str, meaning: str) -> Refusal:
    """The refusal of a claim in which a needed field is absent."""
    return Refusal(
        "law.field.missing",
        gettext_noop("缺少“%(field)s”"),
        gettext_noop("请补充后重算；缺少的数值不会按零处理"),
        {"name": name, "field": {"meaning": meaning, "code": name} if meaning else name},
    )


def unknown_field(name: str, known: Mapping[str, Field], near: tuple[str, ...]) -> Refusal:
    """The refusal of a misspelt field, naming the known ones nearest to it."""
    return Refusal(
        "law.field.unknown",
        gettext_noop("没有字段“%(name)s”"),
        gettext_noop("是否应为：%(near)s"),
        {"name": name, "near": [{"meaning": known[one].meaning, "code": one} for one in near]},
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
        gettext_noop("以下各项要填一项，也只能填一项：%(fields)s"),
        gettext_noop("请补充或删去多余的字段后重算"),
        fields=list(names),
    )
