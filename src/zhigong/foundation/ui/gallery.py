"""What the gallery shows: one invented dispute, its figures and days. Nobody here exists."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, refuse

TODAY = date(2026, 11, 23)

SPECIMENS = {
    "home": "ui/specimens/home.html",
    "question": "ui/specimens/question.html",
    "refused-form": "ui/specimens/refused_form.html",
    "record": "ui/specimens/record.html",
    "sheet": "ui/specimens/sheet.html",
    "dialog": "ui/specimens/dialog.html",
    "refusal": "ui/errors/409.html",
    "stale-page": "ui/errors/csrf.html",
    **{
        f"error-{code}": f"ui/errors/{code}.html"
        for code in (400, 403, 404, 413, 422, 429, 500, 503)
    },
}


class SampleForm(forms.Form):
    """One field of every kind."""

    legal_words = {"wage": gettext_lazy("劳动报酬"), "why": gettext_lazy("解除理由")}
    units = {"wage": gettext_lazy("元")}
    notes = {
        "why": {
            "none": gettext_lazy("公司拿不出理由，可能属于违法解除"),
            "breach": gettext_lazy("公司要拿出制度和证据"),
        }
    }

    mobile = forms.CharField(
        label=gettext_lazy("手机号"),
        help_text=gettext_lazy("只用来告诉您进度"),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    wage = forms.DecimalField(
        label=gettext_lazy("每月应发工资"),
        min_value=0,
        error_messages={"min_value": gettext_lazy("工资不能是负数。请填每月应发的数，如 6200")},
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    last_day = forms.DateField(
        label=gettext_lazy("最后一天上班"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    why = forms.ChoiceField(
        label=gettext_lazy("公司说过为什么让您走吗？"),
        choices=[
            ("none", gettext_lazy("没说，或者只是口头叫我别来了")),
            ("breach", gettext_lazy("说我严重违反制度")),
            ("unsure", gettext_lazy("我说不清")),
        ],
        widget=forms.RadioSelect,
    )
    union = forms.ChoiceField(
        label=gettext_lazy("工会"),
        required=False,
        choices=[("", gettext_lazy("请选择")), ("1", gettext_lazy("晴川物流联合工会"))],
    )
    story = forms.CharField(label=gettext_lazy("说说经过"), required=False, widget=forms.Textarea)
    agrees = forms.BooleanField(label=gettext_lazy("同意用短信收材料"))


def samples() -> dict[str, Any]:
    """Everything the gallery and the specimen pages draw."""
    return {
        "today": TODAY,
        **rules(),
        **lists(),
        **money(),
        **pictures(),
    }


def rules() -> dict[str, Any]:
    wrong_state = refuse(
        "mediation.confirm.wrong-state",
        gettext_noop("现在是“%(state)s”，不能“%(step)s”"),
        gettext_noop("双方签字、调解员签名盖章后就能申请。"),
        state=gettext_noop("调解中"),
        step=gettext_noop("申请司法确认"),
    )
    late = refuse(
        "mediation.accept.limitation",
        gettext_noop("不能受理：争议发生于 %(day)s，已超过一年仲裁时效"),
        gettext_noop("如果中间要求过，请点“补充说明”。"),
        day=date(2024, 3, 1),
    )
    return {
        "allowed": ALLOWED,
        "refused": wrong_state,
        "refused_twice": wrong_state & late,
        "refusals": (wrong_state & late).refusals,
        "excluded": [(_("10月1日至10月7日"), _("国庆放假"))],
    }


def lists() -> dict[str, Any]:
    china = ZoneInfo("Asia/Shanghai")
    return {
        "trail": [(_("首页"), "/"), (_("案件"), "#"), (_("（2026）示联调援00318号"), "")],
        "tabs": [
            {"label": _("先办这些"), "url": "#a", "count": 9, "current": True},
            {"label": _("等对方"), "url": "#b", "count": 11},
            {"label": _("等履行"), "url": "#c"},
        ],
        "parts": [
            {"label": _("事实"), "url": "#facts", "current": True},
            {"label": _("请求"), "url": "#claims"},
            {"label": _("经过"), "url": "#timeline"},
        ],
        "steps": [
            {"label": _("发生了什么"), "url": "#1", "done": True},
            {"label": _("您和公司"), "url": "#2", "done": True},
            {"label": _("证据照片"), "current": True},
            {"label": _("金额和期限")},
            {"label": _("看一遍再交")},
        ],
        "columns": [
            {"label": _("用人单位"), "sort_url": "#", "sorted": "ascending"},
            {"label": _("案件"), "numeric": True},
            {"label": _("金额"), "numeric": True, "fold_away": True},
            {"label": _("状态")},
        ],
        "units": [
            {
                "name": _("晴川物流"),
                "cases": 4,
                "sum": "181240",
                "state": _("反复"),
                "tone": "warn",
            },
            {
                "name": _("槐荫印务"),
                "cases": 1,
                "sum": "24000",
                "state": _("已履行"),
                "tone": "good",
            },
        ],
        "events": [
            {
                "at": datetime(2026, 11, 23, 8, 40, tzinfo=china),
                "text": _("起草了建议方案 79,000.00 元"),
                "who": _("苏禾"),
                "tone": "run",
            },
            {
                "at": datetime(2026, 11, 11, 10, 12, tzinfo=china),
                "text": _("受理，发受理通知书"),
                "tone": "good",
            },
            {
                "at": date(2026, 11, 10),
                "text": _("林小满从手机提交"),
                "note": _("仲裁时效从这天重新计算"),
            },
        ],
        "light_tones": ["good", "good", "run", "warn", "late"],
        "chips": [(_("在会"), "#"), (_("2016 年以后入会"), "#")],
        "meta": [_("违法解除、劳动报酬"), _("11月10日收到")],
        "tones": [
            ("wait", _("等待")),
            ("run", _("进行")),
            ("good", _("完成")),
            ("warn", _("快到期")),
            ("late", _("超期、出错")),
            ("gold", _("荣誉")),
        ],
    }


def money() -> dict[str, Any]:
    return {
        "severance": Decimal("37200"),
        "working": [
            {"what": _("工作时间"), "value": _("2021-03-10 至 2026-09-09，5 年 6 个月")},
            {"what": _("满六个月按一年"), "value": _("6 个月工资")},
            {"what": _("前 12 个月平均工资"), "value": "6,200.00"},
            {"what": "6 × 6,200.00", "value": "37,200.00"},
        ],
        "arrears_working": [
            {"what": _("2026 年 7 月"), "value": "6,200.00", "basis": _("《劳动合同法》第三十条")},
            {"what": _("2026 年 8 月"), "value": "6,200.00"},
            {"what": _("合计"), "value": "12,400.00"},
        ],
        "warnings": [_("加班费、年休假还没问到，最后以证据为准。")],
    }


def pictures() -> dict[str, Any]:
    days = [date(2026, 11, 23 + at) for at in range(5)]
    planned = [
        [
            hearing(_("林小满 第 2 次"), _("二号室"), time(10), time(11, 30), "run"),
            hearing(_("青禾餐饮 3 人"), _("线上"), time(15), time(16), "wait"),
        ],
        [
            hearing(_("北仓物流 12 人"), _("大会议室"), time(9, 30), time(11, 30), "run"),
            hearing(_("何知秋"), _("一号室"), time(10), time(11), "good"),
        ],
        [],
        [hearing(_("宋野 首次"), _("一号室"), time(10, 30), time(11, 30), "warn")],
        [hearing(_("周一帆"), _("当面履行"), time(14), time(15), "good")],
    ]
    months = [_("6月"), _("7月"), _("8月"), _("9月"), _("10月"), _("11月")]
    return {
        "week": [{"date": day, "items": items} for day, items in zip(days, planned, strict=True)],
        "states": [_("待审查"), _("等补正"), _("调解中"), _("确认中"), _("履行中")],
        "state_counts": [(_("件"), [5, 4, 16, 3, 10])],
        "state_tones": ["wait", "warn", "run", "run", "good"],
        "months": months,
        "received": [(_("收案"), [18, 22, 19, 26, 31, 28])],
        "two_lines": [(_("收案"), [18, 22, 19, 26, 31, 28]), (_("结案"), [15, 20, 21, 22, 27, 30])],
        "stack": [
            (_("调解成功"), [11, 13, 12, 17, 20, 19], "good"),
            (_("转仲裁"), [4, 5, 6, 3, 5, 8], "warn"),
        ],
        "nothing": [(_("件"), [None, None, None, None, None])],
    }


def hearing(title: str, place: str, start: time, end: time, tone: str) -> dict[str, Any]:
    return {"title": title, "place": place, "start": start, "end": end, "tone": tone, "url": "#"}
