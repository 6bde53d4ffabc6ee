"""The calculator's questions as a form; kinds and choices come from the rules of law."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.kernel.text import halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.durations import duration
from zhigong.law.core.facts import decimal_of
from zhigong.mediation.forms.request import DayField, YuanField
from zhigong.portal.rules.situation import NO, YES, Ask, Situation
from zhigong.portal.rules.situations import field_of

PER_CENT = "%"
YES_NO = [("yes", _("是")), ("no", _("不是")), ("", _("不清楚"))]
ALL_IN_SIGHT = 8  # choices; more are picked from a list
MOST_WHOLE = 100_000
MOST_RELATIVES = 8  # a question of our own, of which the law asks one by one
MOST_YUAN = Decimal(100_000_000)
UNITS = {
    "CNY": _("元"),
    "days": _("天"),
    "hours": _("小时"),
    "months": _("个月"),
    "years": _("年"),
}
# "3 people" written out; the box says it. Units of the law are read by the law: three years are 36 months.
WRITTEN_UNIT = re.compile(
    r"(?<=[\d\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341])\s*(\u4e2a\u4eba|\u4e2a|\u4eba|\u540d|\u6b21|\u7ea7)$"
)
TENTHS = re.compile(r"\u6210$")  # seven of them are 70 per cent
LENGTH = duration("length", "")
NOT_A_NUMBER = _("请写成数字，例如 3 或 3.5，不能是负数")
TOO_LARGE = _("这个数太大了，请核对")


class SumField(YuanField):
    """Yuan of one worker's affair, near enough: what is larger was mistyped."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(loose=True, **kwargs)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found > MOST_YUAN:
            raise forms.ValidationError(TOO_LARGE)
        return found


class CountField(forms.DecimalField):
    """A number as people write it: ``3``, ``３``, ``3.5 天``, ``三``, ``70%``; in months also ``3年``."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        messages = {
            "invalid": NOT_A_NUMBER,
            "min_value": NOT_A_NUMBER,
            "max_value": TOO_LARGE,
            "max_digits": TOO_LARGE,
            "max_whole_digits": TOO_LARGE,
            "max_decimal_places": _("小数点后最多两位"),
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(
            min_value=0, max_digits=12, error_messages=messages, widget=widget, **kwargs
        )

    def clean(self, value: Any) -> Any:
        text = WRITTEN_UNIT.sub("", halfwidth(value).strip()) if isinstance(value, str) else value
        return super().clean(read_number(text, self.unit) if text else text)


def read_number(text: Any, unit: str) -> Any:
    """A number the law's way, its measure told or not; what it cannot read is left to be refused."""
    try:
        return f"{decimal_of(text, '', unit):f}"
    except Refused:
        return read_length(text, unit)


def read_length(text: Any, unit: str) -> Any:
    """``一年半`` in months or years."""
    if unit not in ("months", "years"):
        return text
    try:
        span = LENGTH.read(text, LENGTH.name)
    except Refused:
        return text
    months = span.years * 12 + span.months
    return str(months if unit == "months" else round(Decimal(months) / 12, 2))


class WholeField(CountField):
    """How many: no halves."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found is not None and found != int(found):
            raise forms.ValidationError(_("请写成整数"))
        return None if found is None else int(found)


class ShareField(CountField):
    """Per cents: ``70``, ``70%``, ``七成``; what may be tenths or per cents is asked again."""

    def clean(self, value: Any) -> Any:
        said = halfwidth(value).strip() if isinstance(value, str) else value
        tenths = isinstance(said, str) and TENTHS.search(said)
        found = super().clean(TENTHS.sub("", said) if tenths else said)
        if found is not None and tenths:
            found *= 10
        if found is not None and not (found <= 1 or 10 <= found <= 100):
            raise forms.ValidationError(_("请写成百分数，例如七成写 70"))
        return found


class Opening(ChoiceWidget):
    """Choices of which some open further questions: the style sheet shows those then, without script."""

    opens: Collection[Any] = ()

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value in self.opens:
            option["attrs"]["data-opens"] = ""
        return option


class OpeningRadios(Opening, forms.RadioSelect):
    pass


class OpeningSelect(Opening, forms.Select):
    pass


@dataclass(slots=True)
class Group:
    """A question and those that it opens, each with the kind of answer that does."""

    first: BoundField
    follow: list[tuple[BoundField, str]] = field(default_factory=list)


class SituationForm(forms.Form):
    """One situation's questions, all optional to show amounts as answers come.

    ``kept`` names the parameters that have a row: what they answer is asked aside.
    """

    marks_optional = False

    def __init__(
        self, *args: Any, situation: Situation, kept: Collection[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.situation = situation
        self.legal_words: dict[str, str] = {}
        self.units: dict[str, str] = {}
        self.notes: dict[str, dict[str, str]] = {}
        self.in_a_row: set[str] = set()
        self.asides = [ask.name for ask in situation.asks if ask.known in kept]
        self.rare = [ask for ask in situation.asks if ask.rare and ask.name not in self.asides]
        for ask in situation.asks:
            self.ask(ask)
        for ask in situation.asks:
            if ask.gate and opened_by(ask) == "listed":
                # Only choices are listed, and their widgets have it.
                self.fields[ask.gate].widget.opens = ask.opened

    def ask(self, ask: Ask) -> None:
        """One question: its field, and the law's word, unit and notes around it."""
        law = field_of(self.situation, ask)
        kind = ask.kind or str(law.kind)
        self.fields[ask.name] = made(ask, kind, law)
        if kind == "yes-no":
            self.in_a_row.add(ask.name)
        elif ask.label and law is not None:
            self.legal_words[ask.name] = gettext(law.meaning)
        unit = gettext(ask.unit) if ask.unit else UNITS.get(law.unit if law is not None else "")
        if unit:
            self.units[ask.name] = str(unit)
        if in_sight(ask):
            self.notes[ask.name] = {key: gettext(law.choices[key]) for key in ask.words}

    def clean(self) -> dict[str, Any]:
        """What a shut question holds does not count, right or wrong."""
        found: dict[str, Any] = super().clean() or {}
        answered = {name: plain(value) for name, value in found.items()}
        for ask in self.situation.asks:
            if ask.gate and answered.get(ask.gate) not in ask.opened:
                self.errors.pop(ask.name, None)
                found.pop(ask.name, None)
        return found

    def answers(self) -> dict[str, Any]:
        """What was answered, as plain texts for the law."""
        return {
            name: plain(value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }

    def groups(self) -> Iterator[Group]:
        """The questions in order, each with those that it opens."""
        groups: dict[str, Group] = {}
        for ask in self.situation.asks:
            if ask.name in self.asides or ask in self.rare:
                continue
            if ask.gate:
                groups[ask.gate].follow.append((self[ask.name], opened_by(ask)))
            else:
                groups[ask.name] = Group(self[ask.name])
        return iter(groups.values())

    def aside(self) -> list[BoundField]:
        """Questions the kept parameters answer already, for who knows better."""
        return [self[name] for name in self.asides]

    def seldom(self) -> list[tuple[str, BoundField]]:
        """Questions that concern few, each under whom it concerns."""
        return [(gettext(ask.rare), self[ask.name]) for ask in self.rare]


def opened_by(ask: Ask) -> str:
    """For the style sheet: a question opened by a yes, by a no, or by listed choices."""
    return {YES: "yes", NO: "no"}.get(ask.opened, "listed")


def in_sight(ask: Ask) -> bool:
    return 0 < len(ask.words) <= ALL_IN_SIGHT


def made(ask: Ask, kind: str, law: Any) -> forms.Field:
    """The form field of a question."""
    shown: dict[str, Any] = {
        "label": gettext(ask.label or law.meaning),
        "help_text": gettext(ask.hint) if ask.hint else "",
        "required": False,
    }
    if kind.endswith("money"):
        return SumField(**shown)
    if kind.startswith("date") or kind == "list of date or record":
        return DayField(future=True, **shown)
    if kind == "yes-no":
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **shown)
    if kind == "choice":
        return choice(ask, law.choices, shown)
    unit = law.unit if law is not None else ""
    if kind == "whole":
        most = MOST_WHOLE if law is not None else MOST_RELATIVES
        return WholeField(max_value=most, unit=unit, **shown)
    made_by = ShareField if ask.unit == PER_CENT else CountField
    return made_by(decimal_places=2, unit=unit, **shown)


def choice(ask: Ask, meanings: Mapping[str, str], shown: dict[str, Any]) -> forms.ChoiceField:
    """Few choices stand in sight, many are picked from a list; each in plain words where there are such."""
    offered = ask.choices or tuple(meanings)
    choices = [(key, gettext(ask.words.get(key) or meanings[key])) for key in offered]
    if in_sight(ask):
        choices = [*choices, ("", gettext("说不清"))]
        return forms.ChoiceField(choices=choices, widget=OpeningRadios, **shown)
    return forms.ChoiceField(
        choices=[("", gettext("请选择")), *choices], widget=OpeningSelect, **shown
    )


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value in ("yes", "no"):
        return value == "yes"
    return value
