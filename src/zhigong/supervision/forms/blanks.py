"""What fills a blank: one form for its three ways."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.figures.figure import COUNTED
from zhigong.foundation.figures.reading import offered
from zhigong.kernel.actor import Actor
from zhigong.supervision.actions.filling import Chosen
from zhigong.supervision.forms.desk import DayField, translated
from zhigong.supervision.models import Binding, SourceDocument
from zhigong.supervision.queries import units_under
from zhigong.supervision.rules.blanks import (
    NUMBERS,
    PERIODS,
    SETTINGS,
    WAYS,
    Blank,
    PeriodKind,
    Way,
    ways_of,
)


class BlankForm(forms.Form):
    """Begins as the blank is bound now, else with the way that fits its kind."""

    way = forms.ChoiceField(
        label=_("用什么填？"), choices=translated(WAYS), widget=forms.RadioSelect
    )
    code = forms.ChoiceField(label=_("哪个数字？"), required=False)
    unit = forms.TypedChoiceField(
        label=_("哪个单位的？"), coerce=int, required=False, empty_value=None
    )
    period = forms.ChoiceField(label=_("什么时期？"), choices=translated(PERIODS), required=False)
    since = DayField(label=_("自哪天？"), required=False, help_text=_("选“自某日至今”时填写。"))
    setting = forms.ChoiceField(label=_("哪个常用文字？"), required=False)
    text = forms.CharField(
        label=_("填什么？"), max_length=200, required=False,
        help_text=_("由人填写的写在这里；常用文字还没有存过，或要改的，也写在这里。"),
    )  # fmt: skip
    source = forms.CharField(
        label=_("出处"), max_length=200, required=False,
        help_text=_("由人填写时要写明，例如：区总工会劳模台账。"),
    )  # fmt: skip
    dated = DayField(label=_("数据日期"), required=False)
    alike = forms.BooleanField(label=_("文中同样的空白一起填"), required=False)

    def __init__(
        self, *args: Any, actor: Actor, document: SourceDocument, blank: Blank,
        binding: Binding | None, texts: dict[str, str], **kwargs: Any,
    ) -> None:  # fmt: skip
        kwargs["initial"] = _begun(document, blank, binding)
        super().__init__(*args, **kwargs)
        self._choose("way", translated({way: WAYS[way] for way in ways_of(blank.type)}))
        figures = offered(actor, document.unit_path)
        self._choose("code", [("", _("请选择"))] + [
            (f.code, f"{gettext(f.title)} ({gettext(COUNTED[f.counted])})") for f in figures
        ])  # fmt: skip
        units = units_under(document.unit)
        self._choose("unit", [(u.pk, u.name) for u in (units[-1], *units[:-1])])
        self._choose("setting", [
            (key, f"{gettext(label)}{gettext('：') + texts[key] if texts.get(key) else ''}")
            for key, label in SETTINGS.items()
        ])  # fmt: skip

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        way = values.get("way")
        if way == Way.FIGURE:
            if not values.get("code") and not self.has_error("code"):
                self.add_error("code", _("请选一个数字；平台没有的，请选“由人填写”"))
            if values.get("period") == PeriodKind.SINCE and not values.get("since"):
                self.add_error("since", _("请写从哪天起"))
        if way == Way.HAND:
            for name, asked in (("text", _("请写填什么")), ("source", _("请写明出处")),
                                ("dated", _("请写数据日期"))):  # fmt: skip
                if not values.get(name) and not self.has_error(name):
                    self.add_error(name, asked)
        return values

    def chosen(self) -> Chosen:
        values = self.cleaned_data
        setting = values["way"] == Way.SETTING
        return Chosen(
            way=values["way"],
            code=values["setting"] if setting else values["code"],
            unit_id=values["unit"],
            period=values["period"],
            since=values["since"],
            text=values["text"],
            source=values["source"],
            dated=values["dated"],
            alike=values["alike"],
        )


def _begun(document: SourceDocument, blank: Blank, binding: Binding | None) -> dict[str, Any]:
    begun: dict[str, Any] = {"unit": document.unit_id, "period": PeriodKind.TERM, "alike": True}
    if binding is None:
        way = Way.FIGURE if blank.type in NUMBERS else Way.SETTING
        way = way if blank.type in NUMBERS or blank.setting in SETTINGS else Way.HAND
        alike = blank.type not in NUMBERS
        return {**begun, "way": way, "setting": blank.setting, "alike": alike}
    return {
        **begun,
        "way": binding.way,
        "code": binding.code if binding.way == Way.FIGURE else "",
        "setting": binding.code if binding.way == Way.SETTING else blank.setting,
        "unit": binding.unit_id or document.unit_id,
        "period": binding.period or PeriodKind.TERM,
        "since": binding.since,
        "text": binding.text,
        "source": binding.source,
        "dated": binding.dated,
        "alike": False,
    }
