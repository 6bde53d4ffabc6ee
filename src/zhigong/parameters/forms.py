"""What is typed about rows of law."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.ui.meanwhile import tell_changes
from zhigong.kernel.text import halfwidth
from zhigong.kernel.verdict import Refused
from zhigong.law.core.parameters import PARAMETERS, Row
from zhigong.law.core.places import code_of
from zhigong.parameters.rules.rows import CONFIDENCES, read_value, said_as, words_for


def explain(form: forms.Form, refused: Refused) -> None:
    """Put every reason of a refusal on the form."""
    if any(one.code.endswith(".not-granted") for one in refused.refusals):
        raise refused
    for one in refused.refusals:
        params = dict(one.params)
        if "words" in params:  # in the reader's own language
            params["words"] = _told(str(form.data.get("name", "")))
        said = [gettext(text) % params for text in (one.reason, one.remedy) if text]
        form.add_error(None, gettext("。").join(said))
    tell_changes(form, refused)


def _told(name: str) -> str:
    """The words a parameter may take, as people say them; empty for a number."""
    words = {word: gettext(label) for word, label in words_for(name).items()}
    return gettext("、").join(said_as(words))


def _day(label: Any, **extra: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **extra)


class RowForm(forms.Form):
    """One row as it is proposed."""

    name = forms.ChoiceField(label=_("哪个参数？"), choices=[])
    place = forms.CharField(
        label=_("哪个地区？"),
        max_length=20,
        help_text=_("写名称或六位行政区划代码；全国写 000000。下级地区没有自己的一行时用上级的。"),
    )
    value = forms.CharField(label=_("数值"), max_length=60)
    start = _day(_("从哪天起"))
    end = _day(_("到哪天止"), required=False, help_text=_("仍在执行的留空。"))
    source = forms.CharField(
        label=_("出处"),
        max_length=400,
        help_text=_("文件名称、文号和条款，第二个人照着核对。"),
    )
    url = forms.URLField(
        label=_("网址"),
        required=False,
        assume_scheme="https",
        max_length=400,
        error_messages={"invalid": _("请写完整的网址，例如 https://www.gov.cn/…；没有就留空")},
    )
    checked = _day(_("您哪天核对的出处"))
    confidence = forms.ChoiceField(label=_("可信程度"), choices=[], widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("说明"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [("", gettext("请选择")), *((k, gettext(v)) for k, v in PARAMETERS.items())]
        for field, choices in (
            ("name", names),
            ("confidence", [(k, gettext(v)) for k, v in CONFIDENCES.items()]),
        ):
            chosen = self.fields[field]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = choices
        self.fields["checked"].initial = clock.today()
        told = _told(str(self.initial.get("name") or self.data.get("name") or ""))
        if told:
            self.fields["value"].help_text = gettext("可取的值：%(words)s") % {"words": told}
        else:
            self.fields["value"].help_text = gettext(
                "只写数字，例如 2330；比例写成小数，例如 0.8。"
            )

    def clean_place(self) -> str:
        typed = halfwidth(self.cleaned_data["place"]).strip()
        return code_of(typed) or typed

    def row(self) -> Row:
        """What was typed as a row of law."""
        said = self.cleaned_data
        return Row(
            name=said["name"],
            place=said["place"],
            value=self._value(said["name"], said["value"]),
            start=said["start"],
            end=said["end"],
            source=said["source"],
            url=said["url"],
            checked=said["checked"],
            confidence=said["confidence"],
            note=said["note"],
        )

    def _value(self, name: str, typed: str) -> Decimal | str:
        """A number, or the word to write for what was typed: the word itself or what it means."""
        for word, label in words_for(name).items():
            if typed.strip() in (label, gettext(label)):
                return word
        return read_value(halfwidth(typed).replace(",", ""))


class WhyForm(forms.Form):
    """The reason for sending back or ending a row."""

    why = forms.CharField(
        label=_("原因"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
