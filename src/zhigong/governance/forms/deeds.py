"""One small form for every deed on a record."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.governance.models import Meeting, Paper, Practice, Record, ResourceRequest
from zhigong.governance.rules.papers import RESULTS
from zhigong.governance.rules.practices import EVENTS, LEVELS
from zhigong.kernel.actor import Actor
from zhigong.supervision.forms.desk import DayField, TermsForm, area, translated
from zhigong.supervision.models import Assignment


class RecordForm(forms.Form):
    """A form about one record, filled by one actor."""

    def __init__(self, *args: Any, record: Record, actor: Actor, **kwargs: Any) -> None:
        self.record, self.actor = record, actor
        super().__init__(*args, **kwargs)


class PlainForm(RecordForm):
    """Nothing to type: the deed is asked once more and done."""


class NoteForm(RecordForm):
    note = forms.CharField(
        label=_("说明"), max_length=4000, widget=area(),
        error_messages={"required": _("请写一两句说明")},
    )  # fmt: skip


class FileForm(RecordForm):
    file = forms.FileField(label=_("文件"), help_text=_("批示件、纪要、验收单、照片或报道。"))


class AnswerForm(NoteForm):
    paper = forms.CharField(label=_("报告文号"), max_length=60, required=False)


class OnForm(RecordForm):
    on = DayField(label=_("日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = clock.today()


class PromiseForm(RecordForm):
    amount = forms.DecimalField(label=_("承诺多少？"), max_digits=16, decimal_places=2)
    how = forms.CharField(label=_("怎样到位？"), max_length=500, required=False)
    on = DayField(label=_("承诺日期"))
    by = DayField(label=_("什么时候到位？"), future=True)
    paper = forms.CharField(
        label=_("承诺依据"), max_length=200, help_text=_("批复、纪要或预算的文号。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.record, ResourceRequest)
        self.fields["amount"].initial = plain_amount(self.record.asked)
        self.units = {"amount": _(self.record.measure)}


class GiveForm(RecordForm):
    on = DayField(label=_("到位日期"))
    amount = forms.DecimalField(label=_("这次到位多少？"), max_digits=16, decimal_places=2)
    proof = forms.CharField(
        label=_("凭据"), max_length=300, help_text=_("到账凭证、交接单的编号。")
    )
    file = forms.FileField(label=_("凭据文件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.record, ResourceRequest)
        self.fields["amount"].initial = plain_amount(self.record.compared.missing)
        self.units = {"amount": _(self.record.measure)}


def plain_amount(amount: Decimal) -> Decimal:
    """Two people are 2, not 2.00."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount


class TopicForm(RecordForm):
    title = forms.CharField(label=_("议题"), max_length=200)
    why = forms.CharField(label=_("为什么要议？"), max_length=1000, required=False, widget=area(3))
    raised_by = forms.CharField(label=_("提出单位"), max_length=100)


def topic_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("上会的议题"), coerce=int, widget=forms.CheckboxSelectMultiple
    )


class AgendaForm(RecordForm):
    topics = topic_field()
    on = DayField(label=_("拟定日期"), future=True, required=False)
    place = forms.CharField(label=_("地点"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_topics(self)


class HoldForm(RecordForm):
    on = DayField(label=_("召开日期"))
    place = forms.CharField(label=_("地点"), max_length=100, required=False)
    minutes_number = forms.CharField(label=_("纪要文号"), max_length=60, required=False)
    file = forms.FileField(label=_("会议纪要"), required=False)


class ConveneForm(RecordForm):
    topics = topic_field()
    on = DayField(label=_("召开日期"))
    place = forms.CharField(label=_("地点"), max_length=100, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_topics(self)


def offer_topics(form: RecordForm) -> None:
    """The meeting's topics to choose from, all chosen at first."""
    assert isinstance(form.record, Meeting)
    field = form.fields["topics"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [(topic.pk, topic.title) for topic in form.record.topics.all()]
    field.initial = [topic.pk for topic in form.record.topics.all()]


class MinutesForm(RecordForm):
    minutes_number = forms.CharField(label=_("纪要文号"), max_length=60)
    file = forms.FileField(label=_("会议纪要"), required=False)


class DecisionForm(RecordForm):
    topic = forms.TypedChoiceField(label=_("属于哪个议题？"), coerce=int, required=False,
                                   empty_value=None)  # fmt: skip
    text = forms.CharField(label=_("议定内容"), max_length=4000, widget=area())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.record, Meeting)
        field = self.fields["topic"]
        assert isinstance(field, forms.TypedChoiceField)
        taken = [(t.pk, t.title) for t in self.record.topics.all() if t.accepted]
        field.choices = [("", _("其他")), *taken]


class LeaveForm(NoteForm):
    decision = forms.TypedChoiceField(label=_("哪一条议定事项？"), coerce=int)
    field_order = ["decision", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_decisions(self.fields["decision"], self.record)


def offer_decisions(field: forms.Field, record: Record) -> None:
    assert isinstance(field, forms.TypedChoiceField)
    assert isinstance(record, Meeting)
    field.choices = [(d.pk, d.text[:60]) for d in record.decisions.all()]


class AssignForm(TermsForm):
    """The terms of an assignment that follows from a record, prefilled with its words."""

    def __init__(self, *args: Any, record: Record, actor: Actor, **kwargs: Any) -> None:
        self.record = record
        kwargs["initial"] = {
            "headline": record.headline[:200],
            **self.told(),
            **kwargs.get("initial", {}),
        }
        assignment = Assignment(unit=record.unit, unit_path=record.unit_path)
        super().__init__(*args, assignment=assignment, actor=actor, **kwargs)

    def told(self) -> dict[str, Any]:
        """What of the record is already known of its task."""
        row = self.record
        return {
            "content": getattr(row, "text", "") or getattr(row, "reply", ""),
            "due": getattr(row, "due", None),
            "tags": getattr(row, "tests", []),
            "time_class": "by_date",
        }


class AssignDecisionForm(AssignForm):
    decision = forms.TypedChoiceField(label=_("哪一条议定事项？"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_decisions(self.fields["decision"], self.record)
        self.order_fields(["decision"])

    def told(self) -> dict[str, Any]:
        assert isinstance(self.record, Meeting)
        first = next(iter(self.record.decisions.all()), None)
        return {
            "headline": first.text[:60] if first else "",
            "content": first.text if first else "",
            "time_class": "by_date",
        }


class SendForm(OnForm):
    number = forms.CharField(
        label=_("文号"), max_length=60, required=False, help_text=_("留空由系统按顺序编号。")
    )


class ReplyForm(RecordForm):
    result = forms.ChoiceField(
        label=_("答复结果"), choices=translated(RESULTS), widget=forms.RadioSelect
    )
    on = DayField(label=_("批复日期"))
    number = forms.CharField(label=_("批复文号"), max_length=60, required=False)
    text = forms.CharField(label=_("批复内容"), max_length=10_000, widget=area(5))
    file = forms.FileField(label=_("批复文件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.record, Paper)


class PromoteForm(RecordForm):
    level = forms.ChoiceField(label=_("推广到哪一级？"), choices=translated(LEVELS))
    event = forms.ChoiceField(label=_("以什么方式？"), choices=translated(EVENTS))
    title = forms.CharField(label=_("会议、媒体或文件名称"), max_length=200)
    on = DayField(label=_("日期"))
    file = forms.FileField(label=_("佐证材料"), required=False)


class AdoptForm(RecordForm):
    name = forms.CharField(label=_("采用的单位或地方"), max_length=100)
    since = DayField(label=_("从何时起"))
    confirmed = forms.CharField(
        label=_("怎样确认的？"), max_length=300, help_text=_("来函、走访记录或对方公开的文件。")
    )
    file = forms.FileField(label=_("佐证材料"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert isinstance(self.record, Practice)
