"""Forms of sign-in, of one's own account, and of the administration of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.identity.queries import find_units
from zhigong.identity.rules.roles import GRANTABLE, ROLES
from zhigong.kernel.verdict import Refused


def explain(form: forms.Form, refused: Refused, field: str | None = None) -> None:
    """Put every reason of a refusal on the form, beside the field it is about."""
    if any(one.code.endswith(".not-granted") for one in refused.refusals):
        raise refused  # an attempt without the right goes to the trail, not to the form
    for one in refused.refusals:
        words = gettext(one.reason) % one.params
        if one.remedy:
            words = f"{words}。{gettext(one.remedy) % one.params}"
        form.add_error(field, words)


class OfficerForm(forms.Form):
    name = forms.CharField(
        label=_("登录名"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class MobileForm(forms.Form):
    mobile = forms.CharField(
        label=_("手机号"),
        max_length=30,
        help_text=_("会收到一条 6 位数的验证码，不收费"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("验证码"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class FactorForm(forms.Form):
    code = forms.CharField(
        label=_("动态口令"),
        max_length=30,
        help_text=_("手机验证器上的 6 位数；手机不在身边，就用一个备用码"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )


class EnrolForm(forms.Form):
    code = forms.CharField(
        label=_("验证器上显示的 6 位数"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def _new_password_field() -> forms.CharField:
    return forms.CharField(
        label=_("新密码"),
        max_length=1000,
        strip=False,
        help_text=_("至少 10 个字符，混用字母、数字、符号中的两种；几个词连起来又长又好记"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _again_field() -> forms.CharField:
    return forms.CharField(
        label=_("再写一遍"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class _TwiceTheSame(forms.Form):
    def clean(self) -> dict[str, Any]:
        content: dict[str, Any] = super().clean() or {}
        first, again = content.get("password"), content.get("again")
        if first and again and first != again:
            self.add_error("again", gettext("两次写的不一样，请再写一遍"))
        return content


class FirstPasswordForm(_TwiceTheSame):
    """After signing in with a password that somebody else knows."""

    password = _new_password_field()
    again = _again_field()


class PasswordForm(_TwiceTheSame):
    current = forms.CharField(
        label=_("现在的密码"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = _new_password_field()
    again = _again_field()


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), max_length=300, help_text=_("会记入审计，写一句将来看得懂的话")
    )


class NameForm(forms.Form):
    label = forms.CharField(label=_("姓名"), max_length=60)


class GrantForm(forms.Form):
    """A role on a unit. The unit is written by name or code; if several fit, they are shown."""

    role = forms.ChoiceField(label=_("角色"), widget=forms.RadioSelect)
    unit = forms.CharField(
        label=_("单位"), max_length=200, help_text=_("写名称或代码；包括它下面的所有单位")
    )
    valid_from = forms.DateField(
        label=_("自"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    valid_to = forms.DateField(
        label=_("至"),
        required=False,
        help_text=_("不填就一直有效，直到撤销"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(label=_("理由"), max_length=300)

    def __init__(self, *args: Any, within: tuple[str, ...], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.within = within
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = [(key, gettext(ROLES[key].label)) for key in GRANTABLE]
        self.notes = {"role": {key: gettext(ROLES[key].what) for key in GRANTABLE}}
        self.fields["valid_from"].initial = clock.today

    def clean_unit(self) -> Any:
        found = find_units(self.cleaned_data["unit"], within=self.within)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                gettext("在您管理的范围内没有找到这个单位，请核对名称或代码")
            )
        raise forms.ValidationError(
            gettext("有几个单位都符合，请写完整的名称：%(names)s")
            % {"names": "、".join(one.label for one in found)}
        )


class AccountForm(forms.Form):
    label = forms.CharField(label=_("姓名"), max_length=60)
    login_name = forms.CharField(
        label=_("登录名"),
        max_length=60,
        help_text=_("可以用姓名的拼音或工号"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )
    mobile = forms.CharField(
        label=_("手机号"),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )


class NewAccountForm(AccountForm, GrantForm):
    """An account and its first grant: without one it could do nothing, nor be seen."""

    field_order = ["label", "login_name", "mobile", "role", "unit"]
