"""What the desk learns of a side later: who speaks for it, how it is reached, its numbers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.kernel.identifiers import check
from zhigong.mediation.forms.desk import DeedForm
from zhigong.mediation.forms.request import citizen_id_or_nothing, mobile_or_nothing, why_not

KEPT = _("已登记的不显示；不改就空着。")


class PartyForm(DeedForm):
    party = forms.IntegerField(widget=forms.HiddenInput)
    representative = forms.CharField(
        label=_("代表人或代理人"),
        max_length=60,
        required=False,
        help_text=_("单位的法定代表人、经办人，或一方委托的人；签协议要用。"),
    )
    mobile = forms.CharField(
        label=_("手机号"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=KEPT,
    )
    citizen_id = forms.CharField(label=_("身份证号"), max_length=20, required=False, help_text=KEPT)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=24, required=False)
    address = forms.CharField(label=_("地址"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = str(self.data.get("party") or self.initial.get("party") or "")
        found = next((p for p in self.case.parties.all() if str(p.pk) == key), None)
        del self.fields["credit_code" if found and found.side == "worker" else "citizen_id"]
        if found is not None:
            self.initial.update(
                representative=found.representative,
                address=found.address,
                credit_code=found.credit_code,
            )

    def given(self) -> dict[str, str]:
        return {k: v for k, v in self.cleaned_data.items() if k != "party"}

    def clean_mobile(self) -> str:
        return mobile_or_nothing(self.cleaned_data["mobile"])

    def clean_citizen_id(self) -> str:
        return citizen_id_or_nothing(self.cleaned_data["citizen_id"])

    def clean_credit_code(self) -> str:
        code: str = self.cleaned_data["credit_code"].strip().upper()
        found = check(code)
        if code and (found.kind != "uscc" or not found.valid):
            raise forms.ValidationError(why_not(found))
        return code
