"""What is typed at the desk: one small form for every deed on a case."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.ui.filters import translate_refusal
from zhigong.foundation.ui.meanwhile import tell_changes
from zhigong.identity.queries import holders_of
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.mediation.forms.request import DayField, YuanField
from zhigong.mediation.models import Case
from zhigong.mediation.queries import hearing_of, load_of_mediators
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.agreement import Payment
from zhigong.mediation.rules.intake import title_of
from zhigong.mediation.rules.reasons import ENDINGS, REFUSALS
from zhigong.org.queries import agencies

SIDES = [
    ("worker", _("职工")),
    ("employer", pgettext_lazy("party", "单位")),
    ("mediator", _("调解员")),
]
INSTALMENTS = 6


def refusal_texts(refused: Refused) -> list[str]:
    """Every reason with its way out, in the reader's language."""
    return [_said(refusal) for refusal in refused.refusals]


def _said(refusal: Refusal) -> str:
    told = translate_refusal(refusal)
    return gettext("。").join(text for text in (told.reason, told.remedy) if text)


def add_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Show the reasons of a refusal at the head of a form, with what was typed kept."""
    for text in refusal_texts(refused):
        form.add_error(None, text)
    tell_changes(form, refused)


class DeedForm(forms.Form):
    """A form about one case."""

    case: Case

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        self.case = case
        super().__init__(*args, **kwargs)


class PlainForm(DeedForm):
    """Nothing to type: the deed is asked once more and done."""


class NoteForm(DeedForm):
    note = forms.CharField(
        label=_("说明"),
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": _("请写一两句说明")},
    )


class OptionalNoteForm(DeedForm):
    note = forms.CharField(label=_("说明"), max_length=2000, widget=forms.Textarea, required=False)


class SupplementForm(DeedForm):
    missing = forms.CharField(
        label=_("还缺哪些材料？"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("一次列全，一行一项；申请人会在进度页看到。"),
        error_messages={"required": _("请把缺的材料一次列全")},
    )


class RefuseForm(DeedForm):
    reason = forms.ChoiceField(
        label=_("为什么不受理？"),
        choices=[(k, _(v.label)) for k, v in REFUSALS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个原因")},
    )
    note = forms.CharField(
        label=_("写给申请人的说明"),
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("用他的话说清为什么、接下来可以怎么办。仲裁权利会自动写上。"),
        error_messages={"required": _("请用一两句话说清为什么")},
    )


class AssignForm(DeedForm):
    mediator = forms.TypedChoiceField(
        label=_("由谁调解？"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一位调解员")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = holders_of(capabilities.MEDIATE, at=self.case.unit_path)
        load = load_of_mediators([p.pk for p in people])
        choices = [
            (p.pk, gettext("%(name)s，在办 %(n)s 件") % {"name": p.label, "n": load.get(p.pk, 0)})
            for p in people
        ]
        field = self.fields["mediator"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = choices


class ReassignForm(AssignForm):
    why = forms.CharField(
        label=_("为什么更换？"),
        max_length=500,
        error_messages={"required": _("请写明原因，例如当事人申请回避")},
    )


class ExtendForm(DeedForm):
    worker_agrees = forms.BooleanField(label=_("申请人同意延长"), required=False)
    employer_agrees = forms.BooleanField(label=_("被申请人同意延长"), required=False)


class InviteForm(DeedForm):
    unit = forms.TypedChoiceField(
        label=_("请哪个单位参与？"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个单位")},
    )
    purpose = forms.CharField(
        label=_("事由"),
        max_length=200,
        help_text=_("例如：审查确认、法律援助、联合调解。"),
        error_messages={"required": _("请写明事由")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(u.pk, u.name) for u in agencies()]


class HearingForm(DeedForm):
    day = DayField(label=_("哪天？"), future=True)
    time = forms.TimeField(
        label=_("几点？"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": _("请写成时:分，例如 14:30")},
    )
    way = forms.ChoiceField(
        label=_("怎么开？"),
        choices=[("room", _("到场")), ("phone", _("电话")), ("video", _("视频"))],
        widget=forms.RadioSelect,
        initial="room",
    )
    place = forms.CharField(
        label=_("在哪里？"), max_length=200, help_text=_("地址、会议号或电话号码。")
    )

    def starts_at(self) -> datetime:
        return datetime.combine(
            self.cleaned_data["day"], self.cleaned_data["time"], tzinfo=clock.LOCAL
        )


class MoveHearingForm(HearingForm):
    hearing = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = hearing_of(self.case, str(self.initial.get("hearing", "")))
        if found is not None:
            start = found.starts_at.astimezone(clock.LOCAL)
            self.initial.update(
                day=start.date(), time=start.time(), way=found.way, place=found.place
            )


class CloseHearingForm(DeedForm):
    hearing = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("开了吗？"),
        choices=[("held", _("已召开")), ("missed", _("有人没到")), ("cancelled", _("取消了"))],
        widget=forms.RadioSelect,
        initial="held",
    )
    present = forms.CharField(label=_("到场人员"), max_length=500, required=False)
    minutes = forms.CharField(
        label=_("调解笔录"),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("告知了权利义务和回避、双方怎么说、哪些没有争议、议了什么方案、结果如何。"),
    )


class OfferForm(DeedForm):
    side = forms.ChoiceField(label=_("谁提的？"), choices=SIDES, widget=forms.RadioSelect)
    amount = YuanField(label=_("总金额"), required=False)
    terms = forms.CharField(label=_("内容"), max_length=2000, required=False, widget=forms.Textarea)
    units = {"amount": _("元")}


class AnswerForm(DeedForm):
    offer = forms.IntegerField(widget=forms.HiddenInput)
    accepted = forms.TypedChoiceField(
        label=_("对方怎么答复？"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda v: v == "yes",
        widget=forms.RadioSelect,
    )


class PositionsForm(DeedForm):
    """What both sides name for one claim; what was named before stands there already."""

    claim = forms.IntegerField(widget=forms.HiddenInput)
    asked = YuanField(label=_("职工主张"), required=False)
    conceded = YuanField(label=_("单位认可"), required=False)
    units = {"asked": _("元"), "conceded": _("元")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked_about = str(self.initial.get("claim", ""))
        row = next((c for c in self.case.claims.all() if str(c.pk) == asked_about), None)
        if row is not None:
            self.initial = {"asked": row.asked, "conceded": row.conceded, **self.initial}


class FiguresForm(DeedForm):
    """What both sides name for every claim of the case, on one page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.claims = list(self.case.claims.all())
        self.units: dict[str, str] = {}
        for row in self.claims:
            called = {"claim": gettext(title_of(row.rule)) if row.rule else row.title}
            self.ask(f"asked_{row.pk}", gettext("%(claim)s：职工主张") % called, row.asked)
            self.ask(f"conceded_{row.pk}", gettext("%(claim)s：单位认可") % called, row.conceded)

    def ask(self, name: str, label: str, now: Decimal | None) -> None:
        self.fields[name] = YuanField(label=label, required=False, initial=now)
        self.units[name] = gettext("元")

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two figures of each claim, side by side."""
        return [(self[f"asked_{c.pk}"], self[f"conceded_{c.pk}"]) for c in self.claims]

    def figures(self) -> dict[int, tuple[Decimal | None, Decimal | None]]:
        """By claim: what the worker asks and what the employer concedes."""
        named = self.cleaned_data
        return {c.pk: (named[f"asked_{c.pk}"], named[f"conceded_{c.pk}"]) for c in self.claims}


class AgreementForm(DeedForm):
    """Terms and up to six payments; a line left empty is no payment."""

    terms = forms.CharField(
        label=_("双方同意的事项"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("一行一条。付款写在下面，会自动写进协议，包括大写金额。"),
        error_messages={"required": _("请写明双方同意的事项")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, INSTALMENTS + 1):
            places = {"n": n}
            self.fields[f"due_{n}"] = DayField(
                label=gettext("第 %(n)s 期哪天付") % places, future=True, required=False
            )
            self.fields[f"amount_{n}"] = YuanField(
                label=gettext("第 %(n)s 期付多少") % places, required=False
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for n in range(1, INSTALMENTS + 1):
            due, amount = values.get(f"due_{n}"), values.get(f"amount_{n}")
            if amount and not due and not self.has_error(f"due_{n}"):
                self.add_error(f"due_{n}", _("写了金额，还要写哪天付"))
            if due and amount is None and not self.has_error(f"amount_{n}"):
                self.add_error(f"amount_{n}", _("写了日期，还要写付多少"))
        return values

    def payments(self) -> list[Payment]:
        values = self.cleaned_data
        return [
            Payment(values[f"due_{n}"], values[f"amount_{n}"])
            for n in range(1, INSTALMENTS + 1)
            if values.get(f"due_{n}") and values.get(f"amount_{n}") is not None
        ]

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The payment fields in pairs, for the page."""
        return [(self[f"due_{n}"], self[f"amount_{n}"]) for n in range(1, INSTALMENTS + 1)]


class SignForm(DeedForm):
    who = forms.ChoiceField(
        label=_("谁签的？"),
        choices=[
            ("worker", _("申请人")),
            ("employer", _("被申请人")),
            ("mediator", _("调解员")),
        ],
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("哪天签的？"))


class PaymentForm(DeedForm):
    instalment = forms.IntegerField(widget=forms.HiddenInput)
    paid = YuanField(label=_("到账多少？"), error_messages={"required": _("请写到账金额")})
    on = DayField(label=_("哪天到账？"))
    note = forms.CharField(
        label=_("凭证"), max_length=500, required=False, help_text=_("例如：转账截图尾号。")
    )
    units = {"paid": _("元")}


class FailForm(DeedForm):
    reason = forms.ChoiceField(
        label=_("为什么终止？"),
        choices=[(k, _(v.label)) for k, v in ENDINGS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一个原因")},
    )
    note = forms.CharField(label=_("说明"), max_length=2000, required=False, widget=forms.Textarea)


class EvidenceForm(DeedForm):
    side = forms.ChoiceField(label=_("谁提交的？"), choices=SIDES, widget=forms.RadioSelect)
    file = forms.FileField(label=_("文件"), error_messages={"required": _("请选择照片或文件")})
    title = forms.CharField(label=_("名称"), max_length=120, required=False)
    proves = forms.CharField(label=_("证明什么？"), max_length=300, required=False)


class RevealForm(DeedForm):
    party = forms.IntegerField(widget=forms.HiddenInput)
    field = forms.ChoiceField(
        choices=[("mobile", "mobile"), ("citizen_id", "citizen_id")], widget=forms.HiddenInput
    )
    why = forms.CharField(
        label=_("为什么要看完整号码？"),
        max_length=200,
        help_text=_("会记入本案的查阅记录。"),
        error_messages={"required": _("请写一句为什么要看")},
    )
