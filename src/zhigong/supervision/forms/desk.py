"""What is typed at the desk: one small form for every deed on an assignment."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.ui.filters import translate_refusal
from zhigong.foundation.ui.meanwhile import tell_changes
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import halfwidth
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.supervision.actions.drafting import Terms
from zhigong.supervision.models import Assignment
from zhigong.supervision.permissions import units_answered_for
from zhigong.supervision.queries import units_under
from zhigong.supervision.rules.words import CLASSES, RHYTHMS, TAGS

EARLIEST = date(1990, 1, 1)
AHEAD = 10  # years: two terms of a congress; what is further off is a slip of the pen


def add_refusal(form: forms.BaseForm, refused: Refused) -> None:
    """Show the reasons of a refusal at the head of a form, with what was typed kept.

    What is wrong with a file stands at its field.
    """
    for refusal in refused.refusals:
        of_file = refusal.code.startswith("files.") and "file" in form.fields
        form.add_error("file" if of_file else None, said(refusal))
    tell_changes(form, refused)


def said(refusal: Refusal) -> str:
    """A reason with its way out, in the reader's language."""
    told = translate_refusal(refusal)
    return gettext("。").join(text for text in (told.reason, told.remedy) if text)


class DayField(forms.DateField):
    """A day, typed or picked; full-width digits are read too."""

    def __init__(self, *, future: bool = False, **kwargs: Any) -> None:
        self.future = future
        kwargs.setdefault("widget", forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
        kwargs.setdefault("error_messages", {"invalid": _("请写成年-月-日，例如 2026-09-09")})
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        day = super().clean(halfwidth(value) if isinstance(value, str) else value)
        if day is not None and day < EARLIEST:
            raise forms.ValidationError(_("这个日期太早了，请核对年份"))
        if day is not None and not self.future and day > clock.today():
            raise forms.ValidationError(_("这个日期还没有到，请核对"))
        if day is not None and day.year > clock.today().year + AHEAD:
            raise forms.ValidationError(_("这个日期太远了，请核对年份"))
        return day


def area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DeedForm(forms.Form):
    """A form about one assignment, filled by one actor."""

    def __init__(self, *args: Any, assignment: Assignment, actor: Actor, **kwargs: Any) -> None:
        self.assignment, self.actor = assignment, actor
        super().__init__(*args, **kwargs)


class PlainForm(DeedForm):
    """Nothing to type: the deed is asked once more and done."""


class NoteForm(DeedForm):
    note = forms.CharField(
        label=_("说明"),
        max_length=2000,
        widget=area(),
        error_messages={"required": _("请写一两句说明")},
    )


class PlanForm(DeedForm):
    plan = forms.CharField(
        label=_("怎么办，分几步，谁来办？"),
        max_length=10_000,
        widget=area(8),
        error_messages={"required": _("请写明办理方案")},
    )


class ExtensionForm(DeedForm):
    until = DayField(label=_("延到哪天？"), future=True)
    reason = forms.CharField(
        label=_("为什么不能按期办结，已办到哪一步？"), max_length=2000, widget=area()
    )


class CountersignForm(DeedForm):
    unit = forms.TypedChoiceField(label=_("为哪个单位会签？"), coerce=int, widget=forms.RadioSelect)
    agrees = forms.TypedChoiceField(
        label=_("同意吗？"),
        choices=[("yes", _("同意")), ("no", _("不同意"))],
        coerce=lambda v: v == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(label=_("意见"), max_length=2000, required=False, widget=area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = units_answered_for(self.actor, self.assignment)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = units
        if len(units) == 1:
            field.initial = units[0][0]


class HandOverForm(DeedForm):
    lead = forms.TypedChoiceField(label=_("改由哪个单位牵头？"), coerce=int)
    why = forms.CharField(label=_("为什么？"), max_length=1000, widget=area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["lead"]
        assert isinstance(field, forms.TypedChoiceField)
        others = [one for one in unit_choices(self.assignment) if one[0] != self.assignment.lead_id]
        field.choices = [("", _("请选择")), *others]


class MergeForm(DeedForm):
    into = forms.CharField(
        label=_("并入哪一件？"), max_length=40, help_text=_("写督办编号，例如 DB2026-0003。")
    )


class UrgeForm(DeedForm):
    kind = forms.ChoiceField(
        label=_("怎么催办？"),
        choices=[("remind", _("提醒")), ("letter", _("督办函")), ("visit", _("实地督查"))],
        widget=forms.RadioSelect,
        initial="remind",
    )
    text = forms.CharField(label=_("说了什么，查到什么？"), max_length=2000, widget=area())


class ReopenForm(DeedForm):
    due = DayField(label=_("新的期限"), future=True)
    why = forms.CharField(label=_("为什么重新办理？"), max_length=2000, widget=area())


class ResourcesForm(DeedForm):
    promised = forms.CharField(
        label=_("承诺的保障"),
        max_length=2000,
        required=False,
        widget=area(2),
        help_text=_("经费、人员编制、场地、数据等。"),
    )
    given = forms.CharField(label=_("落实的保障"), max_length=2000, required=False, widget=area(2))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["promised"].initial = self.assignment.resources_promised
        self.fields["given"].initial = self.assignment.resources_given


def terms_of(form: forms.Form) -> Terms:
    """The terms of an assignment as they were typed."""
    values = form.cleaned_data
    return Terms(
        headline=values["headline"],
        content=values["content"],
        time_class=values["time_class"],
        due=values["due"],
        lead_id=values["lead"] or None,
        joined_ids=tuple(values["joined"]),
        leader=values["leader"],
        contact=values["contact"],
        deliverable=values["deliverable"],
        rhythm=values["rhythm"],
        tags=tuple(values["tags"]),
    )


def unit_choices(assignment: Assignment) -> list[tuple[Any, Any]]:
    return [(u.pk, u.name) for u in units_under(assignment.unit)]


def translated(table: dict[str, str]) -> list[tuple[str, Any]]:
    return [(key, _(label)) for key, label in table.items()]


class TermsForm(DeedForm):
    """Who does what by when; begins as it was proposed."""

    headline = forms.CharField(label=_("事项"), max_length=200)
    content = forms.CharField(label=_("内容"), max_length=10_000, widget=area(5))
    lead = forms.TypedChoiceField(label=_("牵头单位"), coerce=int, required=False, empty_value=None)
    joined = forms.TypedMultipleChoiceField(
        label=_("配合单位"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    time_class = forms.ChoiceField(label=_("时限类别"), choices=translated(CLASSES))
    due = DayField(
        label=_("办结期限"), future=True, required=False, help_text=_("长期坚持的不用写。")
    )
    deliverable = forms.CharField(label=_("成果形式"), max_length=300, required=False)
    rhythm = forms.ChoiceField(
        label=_("多久报一次进展？"), choices=translated(RHYTHMS), initial="monthly"
    )
    leader = forms.CharField(label=_("责任领导"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系人"), max_length=60, required=False)
    tags = forms.MultipleChoiceField(
        label=_("标签"),
        choices=translated(TAGS),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = unit_choices(self.assignment)
        lead, joined = self.fields["lead"], self.fields["joined"]
        assert isinstance(lead, forms.TypedChoiceField)
        assert isinstance(joined, forms.TypedMultipleChoiceField)
        lead.choices = [("", _("还没有确定")), *units]
        joined.choices = units
        if self.assignment.pk:
            self.initial = {**self._proposed(), **self.initial}

    def _proposed(self) -> dict[str, Any]:
        row = self.assignment
        names = ("headline", "content", "time_class", "due", "deliverable", "rhythm", "leader",
                 "contact", "tags")  # fmt: skip
        told = {name: getattr(row, name) for name in names}
        told["lead"] = row.lead_id
        told["joined"] = [joined.unit_id for joined in row.joined.all()]
        return told
