"""What begins a record: on whose books, and what is known at the start."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.governance.models import Matter, Paper, Practice, Record
from zhigong.governance.queries.records import committees, counterparts, units_where, visible
from zhigong.governance.rules import capabilities
from zhigong.governance.rules.matters import MATTER_KINDS
from zhigong.governance.rules.meetings import MEETING_KINDS, TIMES
from zhigong.governance.rules.papers import ADDRESSEES, ANSWER_WORKDAYS, PAPER_KINDS, Addressee
from zhigong.governance.rules.practices import LEVELS
from zhigong.governance.rules.resources import RESOURCE_KINDS
from zhigong.kernel.actor import Actor
from zhigong.org.models import Unit
from zhigong.supervision.forms.desk import DayField, area, translated
from zhigong.supervision.queries import documents_visible_to, units_under
from zhigong.supervision.rules.origins import INSTRUCTION_CLASSES
from zhigong.supervision.rules.words import TAGS


class AddForm(forms.Form):
    """``unit`` is asked only of who keeps books for several; ``record`` is set when one is edited."""

    capability: ClassVar[str] = ""
    unit = forms.TypedChoiceField(label=_("登记单位"), coerce=int)

    def __init__(
        self, *args: Any, actor: Actor, record: Record | None = None, **kwargs: Any
    ) -> None:
        self.actor, self.record = actor, record
        super().__init__(*args, **kwargs)
        units = [record.unit] if record else units_where(actor, self.capability)
        offer(self, "unit", units)
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0].pk
        self.base_unit = units[0] if units else None


def offer(form: forms.Form, name: str, units: list[Unit], *, empty: Any = None) -> None:
    """Put units up for choice; a single one is chosen at first, of several nobody's."""
    field = form.fields[name]
    assert isinstance(field, forms.TypedChoiceField)
    choices: list[tuple[Any, Any]] = [(u.pk, u.name) for u in units]
    if len(units) == 1 and not empty:
        field.choices, field.initial = choices, units[0].pk
    else:
        field.choices = [("", empty or _("请选择")), *choices]


def committee_field(label: Any, *, required: bool = True) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, required=required, empty_value=None)


class MatterForm(AddForm):
    capability = capabilities.HANDLE
    kind = forms.ChoiceField(
        label=_("类别"), choices=translated(MATTER_KINDS), widget=forms.RadioSelect
    )
    committee = committee_field(_("哪个党委交办的？"))
    source = forms.CharField(
        label=_("谁交办或批示的？"), max_length=60, help_text=_("写职务，不写姓名。")
    )
    binding = forms.ChoiceField(
        label=_("批示类别"), choices=translated(INSTRUCTION_CLASSES), widget=forms.RadioSelect,
        initial="must_answer",
    )  # fmt: skip
    dated = DayField(label=_("交办日期"))
    number = forms.CharField(label=_("交办文号"), max_length=60, required=False)
    headline = forms.CharField(label=_("事项"), max_length=200)
    text = forms.CharField(label=_("原文"), max_length=10_000, widget=area(5))
    tests = forms.MultipleChoiceField(
        label=_("三项检验"), choices=translated(TAGS), required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    due = DayField(label=_("什么时候要报告结果？"), future=True, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", committees())


class ResourceForm(AddForm):
    capability = capabilities.HANDLE
    committee = committee_field(_("向哪个党委提出？"))
    matter = committee_field(_("为哪件交办？"), required=False)
    kind = forms.ChoiceField(label=_("种类"), choices=translated(RESOURCE_KINDS))
    amount = forms.DecimalField(
        label=_("要多少？"), max_digits=16, decimal_places=2,
        help_text=_("经费按元，人员按名，场地按平方米，数据和政策按项。"),
    )  # fmt: skip
    headline = forms.CharField(label=_("要什么？"), max_length=200)
    purpose = forms.CharField(label=_("用在哪里？"), max_length=2000, widget=area(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", committees())
        field = self.fields["matter"]
        assert isinstance(field, forms.TypedChoiceField)
        rows = visible(Matter, self.actor).filter(state__in=["received", "under_way"])[:100]
        field.choices = [("", _("不属于某件交办")), *((m.pk, m.headline) for m in rows)]


class DutyForm(AddForm):
    """One duty in words, or all that a document asks of the committee."""

    capability = capabilities.HANDLE
    committee = committee_field(_("哪个党委的职责？"))
    year = forms.IntegerField(label=_("年度"), min_value=1990, max_value=2200)
    document = committee_field(_("从哪份文件列入？"), required=False)
    headline = forms.CharField(label=_("职责"), max_length=200, required=False)
    text = forms.CharField(label=_("内容"), max_length=4000, required=False, widget=area(3))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", committees())
        self.fields["year"].initial = clock.today().year
        field = self.fields["document"]
        assert isinstance(field, forms.TypedChoiceField)
        documents = documents_visible_to(self.actor)[:50]
        field.choices = [("", _("不从文件，逐条写")), *((d.pk, d.title) for d in documents)]
        field.help_text = _("选了文件，就把文中对党委的要求全部列入。")

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("document"):
            for name in ("headline", "text"):
                if not values.get(name):
                    self.add_error(name, _("没有选文件时，请写明职责和内容"))
        return values


class MeetingForm(AddForm):
    capability = capabilities.CONVENE
    kind = forms.ChoiceField(
        label=_("会议类别"), choices=translated(MEETING_KINDS), widget=forms.RadioSelect
    )
    committee = committee_field(_("党委或对方单位"))
    headline = forms.CharField(label=_("会议名称"), max_length=200)
    start = DayField(label=_("最早哪天开？"), future=True)
    end = DayField(label=_("最迟哪天开？"), future=True)
    place = forms.CharField(label=_("地点"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", counterparts())


class RuleForm(AddForm):
    """How often a committee meets; the year's meetings are planned from it."""

    capability = capabilities.CONVENE
    kind = forms.ChoiceField(label=_("会议类别"), choices=translated(MEETING_KINDS))
    committee = committee_field(_("党委或对方单位"))
    times = forms.TypedChoiceField(
        label=_("每年几次？"), coerce=int, choices=[(n, n) for n in TIMES], initial=2
    )
    from_year = forms.IntegerField(label=_("从哪年起？"), min_value=1990, max_value=2200)
    basis = forms.CharField(
        label=_("依据"), max_length=300, help_text=_("制度或会议的名称和条款。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", counterparts())
        self.fields["from_year"].initial = clock.today().year


class PaperForm(AddForm):
    capability = capabilities.DRAFT
    kind = forms.ChoiceField(
        label=_("文种"), choices=translated(PAPER_KINDS), widget=forms.RadioSelect
    )
    addressee = forms.ChoiceField(
        label=_("报送对象"), choices=translated(ADDRESSEES), widget=forms.RadioSelect
    )
    committee = committee_field(_("哪个党委？"), required=False)
    to = forms.CharField(
        label=_("主送机关"), max_length=100, required=False,
        help_text=_("只写一个；选了党委、这里空着的，就主送这个党委。"),
    )  # fmt: skip
    headline = forms.CharField(label=_("标题"), max_length=200)
    body = forms.CharField(label=_("正文"), max_length=50_000, widget=area(12))
    sign = forms.CharField(
        label=_("机关代字"), max_length=20, help_text=_("文号里年份前面的字，例如“示工请”。")
    )
    workdays = forms.IntegerField(
        label=_("几个工作日没有答复就提醒？"), min_value=1, max_value=365, initial=ANSWER_WORKDAYS
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "committee", committees(), empty=_("不是报党委的"))
        self.fields["committee"].widget.attrs |= {"data-do": "fills", "data-fills": "id_to"}
        if isinstance(self.record, Paper):
            names = ("kind", "addressee", "to", "headline", "body", "workdays")
            self.initial = {name: getattr(self.record, name) for name in names} | {
                "committee": self.record.committee_id,
                "sign": self.record.prefix,
            }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("addressee") == Addressee.PARTY and not values.get("committee"):
            self.add_error("committee", _("报同级党委的，请选是哪个党委"))
        if not values.get("to") and not self.has_error("to"):
            values["to"] = self.chosen_committee()
            if not values["to"]:
                self.add_error("to", _("请写一个上级机关"))
        return values

    def chosen_committee(self) -> str:
        """The committee's name, as the paper calls it; empty where none is chosen."""
        chosen = self.cleaned_data.get("committee")
        return next((unit.name for unit in committees() if unit.pk == chosen), "")


class PracticeForm(AddForm):
    capability = capabilities.RECORD
    headline = forms.CharField(label=_("名称"), max_length=200)
    origin = forms.TypedChoiceField(label=_("首创单位"), coerce=int)
    since = DayField(label=_("从何时起"))
    text = forms.CharField(label=_("怎么做的？"), max_length=20_000, widget=area(8))
    result = forms.CharField(label=_("有什么成效？"), max_length=4000, widget=area(4))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "origin", units_under(self.base_unit) if self.base_unit else [])
        if isinstance(self.record, Practice):
            names = ("headline", "since", "text", "result")
            self.initial = {name: getattr(self.record, name) for name in names} | {
                "origin": self.record.origin_id
            }


class EndorsementForm(AddForm):
    capability = capabilities.RECORD
    headline = forms.CharField(label=_("肯定的是什么？"), max_length=200)
    role = forms.CharField(
        label=_("批示领导的职务"), max_length=60, help_text=_("写职务，不写姓名。")
    )
    level = forms.ChoiceField(label=_("层级"), choices=translated(LEVELS))
    dated = DayField(label=_("批示日期"))
    text = forms.CharField(label=_("批示原文或摘要"), max_length=4000, widget=area(4))
    reference = forms.CharField(
        label=_("出处"), max_length=300, help_text=_("批示件编号、简报期数或报道。")
    )
    practice = committee_field(_("肯定的做法"), required=False)
    file = forms.FileField(label=_("批示件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["practice"]
        assert isinstance(field, forms.TypedChoiceField)
        rows = visible(Practice, self.actor)[:100]
        field.choices = [("", _("还没有整理成经验做法")), *((p.pk, p.headline) for p in rows)]


class TermForm(AddForm):
    capability = capabilities.HANDLE
    name = forms.CharField(label=_("哪一届？"), max_length=40)
    begins = DayField(label=_("开始"), future=True)
    ends = DayField(label=_("届满"), future=True)
