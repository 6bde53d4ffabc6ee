"""The calculator's questions as a form; kinds and choices come from the rules of law."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.mediation.forms.request import DayField, YuanField
from zhigong.portal.rules.situation import Ask, Situation
from zhigong.portal.rules.situations import field_of

YES_NO = [("", _("不清楚")), ("yes", _("是")), ("no", _("不是"))]


class SituationForm(forms.Form):
    """One situation's questions, all optional to show amounts as answers come."""

    marks_optional = False

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.situation = situation
        self.legal_words: dict[str, str] = {}
        self.units: dict[str, str] = {}
        for ask in situation.asks:
            law = field_of(situation, ask)
            self.fields[ask.name] = made(ask, law)
            if ask.label:
                self.legal_words[ask.name] = gettext(law.meaning)
            if law.kind == "money":
                self.units[ask.name] = gettext("元")

    def answers(self) -> dict[str, Any]:
        """What was answered, as plain texts for the law."""
        return {
            name: plain(value)
            for name, value in self.cleaned_data.items()
            if value not in (None, "")
        }


def made(ask: Ask, law: Any) -> forms.Field:
    """The form field of a question."""
    shown: dict[str, Any] = {
        "label": gettext(ask.label or law.meaning),
        "help_text": gettext(ask.hint) if ask.hint else "",
        "required": False,
    }
    kind = str(law.kind)
    if kind.endswith("money"):
        return YuanField(**shown)
    if kind.startswith("date") or kind == "list of date or record":
        return DayField(future=True, **shown)
    if kind == "yes-no":
        return forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect, **shown)
    if kind == "choice":
        offered = ask.choices or law.choices
        choices = [("", _("请选择")), *((k, gettext(law.choices[k])) for k in offered)]
        return forms.ChoiceField(choices=choices, **shown)
    if kind == "whole":
        return forms.IntegerField(min_value=0, **shown)
    return forms.DecimalField(min_value=0, max_digits=12, decimal_places=2, **shown)


def plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    if value in ("yes", "no"):
        return value == "yes"
    return value
