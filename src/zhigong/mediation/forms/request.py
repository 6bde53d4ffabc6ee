"""What is typed about a case. Forms check shape; rules and actions decide."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.kernel.identifiers import Checked, check
from zhigong.kernel.money import parse_yuan
from zhigong.kernel.text import halfwidth, squeeze
from zhigong.kernel.verdict import Refused
from zhigong.law.core.facts import day_of, money
from zhigong.mediation.rules.intake import ENDINGS
from zhigong.mediation.rules.reasons import CAUSES

EARLIEST = date(1950, 1, 1)
SUM = money("amount", "")
FIGURES = re.compile(r"\d+")
# Said of a wage, and no sum to be agreed on: "about 6,000", "6,000 a month".
ABOUT = re.compile(
    r"^(\u5927\u6982|\u5927\u7ea6|\u5dee\u4e0d\u591a|\u7ea6)|(\u5de6\u53f3|\u4e0a\u4e0b)$"
)
A_TIME = re.compile(r"[/\u6bcf]")


def yuan_of(text: str, *, loose: bool = False) -> Decimal | None:
    """An amount as people write it: ``6,200.50``, ``1.2万``, ``三千五百``; ``loose`` also ``约6000``, ``6200元/月``."""
    said = ABOUT.sub("", halfwidth(text).strip()) if loose else text
    amount = parse_yuan(said)
    if amount is not None or (A_TIME.search(said) and not loose):
        return amount
    try:
        found = SUM.read(said, SUM.name)
    except Refused:
        return None
    assert isinstance(found, Decimal)
    return found


class YuanField(forms.CharField):
    """An amount as people write it: ``6200``, ``6,200.50``, ``６２００元``, ``1.2万``; see ``yuan_of``."""

    def __init__(self, *, loose: bool = False, **kwargs: Any) -> None:
        self.loose = loose
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        amount = yuan_of(text, loose=self.loose)
        if amount is None:
            raise forms.ValidationError(_("请写成数字，例如 6200 或 6200.50，不能是负数"))
        return amount.quantize(Decimal("0.01"))


class DayField(forms.DateField):
    """A day, typed or picked, as people write it: ``2026.9.9``, ``２０２６年9月9号``."""

    def __init__(self, *, future: bool = False, **kwargs: Any) -> None:
        self.future = future
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("error_messages", {"invalid": _("请写成年-月-日，例如 2026-09-09")})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """By the formats of the language, else as the law reads days; a month alone is no day."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            figures = FIGURES.findall(str(value))
            if len(figures) != 3:
                raise
            try:
                return day_of("-".join(figures), "")
            except Refused:
                raise forms.ValidationError(self.error_messages["invalid"]) from None

    def clean(self, value: Any) -> Any:
        day = super().clean(halfwidth(value) if isinstance(value, str) else value)
        if day is None:
            return None
        if day < EARLIEST:
            raise forms.ValidationError(_("这个日期太早了，请核对年份"))
        if not self.future and day > clock.today():
            raise forms.ValidationError(_("这个日期还没有到，请核对"))
        return day


def why_not(found: Checked) -> str:
    """Why a number is not valid, in the reader's language."""
    text = gettext(found.reason) if found.reason else gettext("这个号码的种类不对，请核对")
    return text % found.params if found.params else text


def mobile_or_nothing(text: str) -> str:
    """A mobile number in its plain form; nothing where nothing was typed."""
    found = check(text)
    if text.strip() and (found.kind != "mobile" or not found.valid):
        raise forms.ValidationError(_("手机号应是 1 开头的 11 位数字"))
    return found.normalised if text.strip() else ""


def citizen_id_or_nothing(text: str) -> str:
    found = check(text.strip())
    if text.strip() and (found.kind != "citizen_id" or not found.valid):
        raise forms.ValidationError(why_not(found))
    return found.normalised if text.strip() else ""


class Answers(forms.Form):
    """A page of the guided request; ``answers`` gives plain values for the draft."""

    def answers(self) -> dict[str, Any]:
        return {name: _plain(value) for name, value in self.cleaned_data.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value


class StoryForm(Answers):
    story = forms.CharField(
        label=_("发生了什么？"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("像和朋友说话一样写：谁、什么时候、怎么了、您想要什么。"),
        error_messages={"required": _("请简单写几句发生了什么")},
    )
    causes = forms.MultipleChoiceField(
        label=_("大概属于哪一类？可以多选"),
        choices=[(k, _(v)) for k, v in CAUSES.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("说不清就不选，工会帮您看。"),
    )


class EmployerForm(Answers):
    employer_name = forms.CharField(
        label=_("单位叫什么？"),
        max_length=120,
        help_text=_("合同、工资条或工牌上的全称最好；只知道招牌也可以。"),
        error_messages={"required": _("请写单位的名字，只知道招牌也可以")},
    )
    credit_code = forms.CharField(
        label=_("统一社会信用代码"),
        max_length=24,
        required=False,
        help_text=_("知道就填，不知道空着。"),
    )
    employer_address = forms.CharField(
        label=_("您在哪里上班？"), max_length=200, required=False, help_text=_("街道、楼名或站点。")
    )
    employer_mobile = forms.CharField(
        label=_("单位谁能联系上？手机号"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        help_text=_("老板、人事或站长的，知道就填；受理以后才会联系。"),
    )
    job = forms.CharField(label=_("您做什么工作？"), max_length=60, required=False)
    legal_words = {"employer_name": _("用人单位"), "employer_address": _("劳动合同履行地")}

    def clean_employer_name(self) -> str:
        return squeeze(self.cleaned_data["employer_name"])

    def clean_credit_code(self) -> str:
        code = squeeze(self.cleaned_data["credit_code"]).upper().replace(" ", "")
        found = check(code)
        if code and (found.kind != "uscc" or not found.valid):
            raise forms.ValidationError(why_not(found))
        return code

    def clean_employer_mobile(self) -> str:
        return mobile_or_nothing(self.cleaned_data["employer_mobile"])


class FactsForm(Answers):
    hire = DayField(label=_("哪天开始上班？"), required=False)
    ending = forms.ChoiceField(
        label=_("现在还在那里上班吗？"),
        choices=[(k, _(v)) for k, v in ENDINGS.items()],
        widget=forms.RadioSelect,
        required=False,
    )
    end = DayField(label=_("最后一天上班是哪天？"), required=False, help_text=_("还在上班的空着。"))
    monthly_wage = YuanField(
        label=_("一个月大概多少工资？"),
        loose=True,
        required=False,
        help_text=_("离职前十二个月的平均数，加班费、奖金、提成都算在内，扣社保和个税之前。"),
    )
    unpaid_start = DayField(label=_("工资从哪天开始没发？"), required=False)
    unpaid_end = DayField(label=_("没发到哪天？"), required=False)
    unpaid_paid = YuanField(label=_("这段时间已经发过多少？"), required=False)
    legal_words = {
        "hire": _("用工之日"),
        "end": _("解除、终止之日"),
        "monthly_wage": _("月平均工资"),
    }
    units = {"monthly_wage": _("元"), "unpaid_paid": _("元")}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self._in_order(values, "hire", "end", _("最后一天不能早于开始上班那天"))
        self._in_order(values, "unpaid_start", "unpaid_end", _("结束的日子不能早于开始的日子"))
        if values.get("unpaid_start") and not values.get("unpaid_end"):
            self.add_error("unpaid_end", _("请写没发到哪天；到现在都没发的，写今天"))
        if values.get("unpaid_end") and not values.get("unpaid_start"):
            self.add_error("unpaid_start", _("请写从哪天开始没发"))
        if values.get("ending") not in ("", "working", None) and not values.get("end"):
            self.add_error("end", _("已经不在那里上班的，请写最后一天是哪天"))
        return values

    def _in_order(self, values: dict[str, Any], first: str, last: str, message: Any) -> None:
        start, end = values.get(first), values.get(last)
        if start and end and end < start:
            self.add_error(last, message)


class ContactForm(Answers):
    name = forms.CharField(
        label=_("您的姓名"), max_length=40, error_messages={"required": _("请写您的姓名")}
    )
    mobile = forms.CharField(
        label=_("手机号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("用来查进度和通知您开会，别人看不到完整号码。"),
        error_messages={"required": _("请写手机号，查进度要用")},
    )
    citizen_id = forms.CharField(
        label=_("身份证号"),
        max_length=20,
        required=False,
        help_text=_("现在可以不填，签协议时再核对。加密保存。"),
    )
    people = forms.IntegerField(
        label=_("同样遭遇的有几个人？"), min_value=1, max_value=100_000, initial=1, required=False
    )

    def clean_name(self) -> str:
        return squeeze(self.cleaned_data["name"])

    def clean_mobile(self) -> str:
        return mobile_or_nothing(self.cleaned_data["mobile"])

    def clean_citizen_id(self) -> str:
        return citizen_id_or_nothing(self.cleaned_data["citizen_id"])


STEP_FORMS: dict[str, type[Answers]] = {
    "story": StoryForm,
    "employer": EmployerForm,
    "facts": FactsForm,
    "contact": ContactForm,
}


class LookUpForm(forms.Form):
    """Number and mobile open the progress page without an account."""

    code = forms.CharField(
        label=_("回执号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("提交后给您的 12 位数字。"),
        error_messages={"required": _("请填回执上的 12 位数字")},
    )
    mobile = forms.CharField(
        label=_("手机号"),
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "tel"}),
        error_messages={"required": _("请填申请时留的手机号")},
    )

    def clean_code(self) -> str:
        return "".join(c for c in halfwidth(self.cleaned_data["code"]) if c.isdigit())
