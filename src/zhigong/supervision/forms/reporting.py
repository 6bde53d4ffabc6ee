"""What the lead unit reports: words, how far it is, and the evidence: files, words, live figures."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.figures.figure import COUNTED
from zhigong.foundation.figures.reading import offered
from zhigong.supervision.actions.carrying import Quoted
from zhigong.supervision.forms.desk import DayField, DeedForm, area


class ReportForm(DeedForm):
    """Progress with its evidence; the figures offered are those of the lead unit."""

    text = forms.CharField(
        label=_("做了什么，到了哪一步，有什么困难？"),
        max_length=10_000,
        widget=area(6),
        error_messages={"required": _("请写明办理情况")},
    )
    progress = forms.IntegerField(
        label=_("完成了多少？"),
        min_value=0,
        max_value=100,
        help_text=_("0 到 100 的整数。"),
    )
    proof = forms.CharField(
        label=_("佐证说明"),
        max_length=1000,
        required=False,
        widget=area(2),
        help_text=_("例如：验收表编号、会议纪要文号、数据出处和日期。"),
    )
    file = forms.FileField(label=_("佐证材料"), required=False)
    figures = forms.MultipleChoiceField(
        label=_("引用平台的数字"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("报送时统计一次，连同日期一起存下来，以后不变；核查的人会看到现在的数字。"),
    )
    since = DayField(label=_("数字从哪天算起？"), required=False)
    until = DayField(label=_("算到哪天？"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["progress"].initial = self.assignment.progress
        today = clock.today()
        known = offered(self.actor, self.assignment.lead_path)
        if not known:
            for name in ("figures", "since", "until"):
                del self.fields[name]
            return
        field = self.fields["figures"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(f.code, f"{gettext(f.title)} ({gettext(COUNTED[f.counted])})")
                         for f in known]  # fmt: skip
        self.fields["since"].initial = self.assignment.issued_on or date(today.year, 1, 1)
        self.fields["until"].initial = today

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        since, until = values.get("since"), values.get("until")
        if values.get("figures"):
            for name in ("since", "until"):
                if not values.get(name) and not self.has_error(name):
                    self.add_error(name, _("引用数字要写明起止日期"))
            if since and until and until < since:
                self.add_error("until", _("止日不能早于起日"))
        return values

    def quoted(self) -> Quoted | None:
        """The figures chosen, with their days."""
        values = self.cleaned_data
        if not values.get("figures"):
            return None
        return Quoted(tuple(values["figures"]), values["since"], values["until"])


class CompletionForm(ReportForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["progress"].initial = 100
