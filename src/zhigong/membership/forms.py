"""What is typed about members. Forms check shape; rules and actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.ui.filters import translate_refusal
from zhigong.foundation.ui.meanwhile import tell_changes
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import Refused
from zhigong.membership.models import Membership
from zhigong.membership.rules.persons import KINDS, OCCUPATIONS, Facts
from zhigong.org.queries import search_units

PERSON = "membership.person."


def add_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Every reason with its way out, at the field it is about; what was typed is kept."""
    for refusal in refused.refusals:
        said = translate_refusal(refusal)
        field = refusal.code.removeprefix(PERSON) if refusal.code.startswith(PERSON) else ""
        text = gettext("。").join(t for t in (said.reason, said.remedy) if t)
        form.add_error(field if field in form.fields else None, text)
    tell_changes(form, refused)


class UnitField(forms.CharField):
    """A union by its name or code, as people write it; gives the one unit that it names.

    ``anywhere``: also one that the actor does not read; names of unions are no secret.
    """

    actor: Actor

    def __init__(self, *, anywhere: bool = False, **kwargs: Any) -> None:
        self.anywhere = anywhere
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        found = search_units(SYSTEM if self.anywhere else self.actor, text, limit=6)
        exact = [unit for unit in found if text.strip() in {unit.name, unit.code}]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0]
        if not found:
            raise forms.ValidationError(_("没有找到这个工会，请写全称或代码"))
        names = gettext("、").join(unit.name for unit in found)
        raise forms.ValidationError(
            _("有几个工会都像：%(names)s。请写全称或代码") % {"names": names}
        )


class MemberForm(forms.Form):
    """A form about one member; ``actor`` bounds the unions that can be named."""

    def __init__(
        self, *args: Any, actor: Actor, membership: Membership | None = None, **kwargs: Any
    ) -> None:
        self.actor, self.membership = actor, membership
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, UnitField):
                field.actor = actor


class PlainForm(MemberForm):
    """Nothing to type: the deed is asked once more and done."""


class WhyForm(MemberForm):
    why = forms.CharField(
        label=_("原因"),
        max_length=500,
        widget=forms.Textarea,
        help_text=_("本人查询时会看到。"),
        error_messages={"required": _("请写一两句原因")},
    )


class SendForm(MemberForm):
    target = UnitField(
        anywhere=True,
        label=_("转到哪个工会？"),
        max_length=100,
        help_text=_("写全称或代码。"),
        error_messages={"required": _("请写转入的工会")},
    )
    why = forms.CharField(label=_("原因"), max_length=500, required=False)


class FactsForm(MemberForm):
    name = forms.CharField(
        label=_("姓名"), max_length=60, error_messages={"required": _("请写姓名")}
    )
    citizen_id = forms.CharField(
        label=_("身份证号"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("性别和出生日期从号码读出；号码加密保存。"),
        error_messages={"required": _("请写身份证号")},
    )
    mobile = forms.CharField(
        label=_("手机号"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("会员类别"),
        choices=[(k, _(v)) for k, v in KINDS.items()],
        widget=forms.RadioSelect,
        initial="ordinary",
    )
    occupation = forms.ChoiceField(
        label=_("新就业形态职业"),
        choices=[("", _("不是新就业形态"))] + [(k, _(v)) for k, v in OCCUPATIONS.items()],
        required=False,
    )
    employer_name = forms.CharField(label=_("工作单位或平台"), max_length=100, required=False)
    job = forms.CharField(label=_("岗位"), max_length=60, required=False)

    def facts(self) -> Facts:
        names = ("name", "citizen_id", "mobile", "kind", "occupation", "employer_name", "job")
        return Facts(**{name: self.cleaned_data[name] for name in names})


class AdmitForm(FactsForm):
    unit = UnitField(
        label=_("加入哪个工会？"),
        max_length=100,
        help_text=_("写全称或代码。"),
        error_messages={"required": _("请写加入的工会")},
    )
    approved = forms.BooleanField(label=_("基层工会委员会已经批准"), required=False)
    field_order = ["unit", "name"]


class CorrectForm(FactsForm):
    """The numbers are typed anew: full numbers are not sent to the page."""

    why = forms.CharField(
        label=_("为什么更正？"),
        max_length=500,
        error_messages={"required": _("请写一两句原因")},
    )


class RevealForm(MemberForm):
    field = forms.ChoiceField(
        choices=[("mobile", "mobile"), ("citizen_id", "citizen_id")], widget=forms.HiddenInput
    )
    why = forms.CharField(
        label=_("为什么要看完整号码？"),
        max_length=200,
        help_text=_("会记入这份档案的查阅记录。"),
        error_messages={"required": _("请写一句为什么要看")},
    )
