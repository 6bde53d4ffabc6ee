"""What begins something: a document that came in, an assignment from elsewhere, a passage's role."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.kernel.actor import Actor
from zhigong.org.models import Unit
from zhigong.org.queries import units_at
from zhigong.supervision.actions.drafting import Source
from zhigong.supervision.forms.desk import DayField, TermsForm, area, translated
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules import capabilities
from zhigong.supervision.rules.origins import FACTS, INSTRUCTION_CLASSES
from zhigong.supervision.rules.words import ROLES

LARGEST = 20_000_000  # bytes


def drafting_units(actor: Actor) -> list[Unit]:
    """The units on whose books the actor may put documents and assignments."""
    found = units_at(actor.paths(capabilities.DRAFT))
    return [found[path] for path in sorted(found)]


class DocumentForm(forms.Form):
    """A file, or pasted text, and what a person knows about it."""

    unit = forms.TypedChoiceField(label=_("登记单位"), coerce=int)
    file = forms.FileField(
        label=_("文件"), required=False, help_text=_(".docx、.txt 或 .md；也可以在下面粘贴文字。")
    )
    text = forms.CharField(
        label=_("粘贴文字"), required=False, widget=area(8), max_length=2_000_000, strip=False
    )
    title = forms.CharField(
        label=_("标题"), max_length=200, required=False, help_text=_("不写就用文中的标题。")
    )
    issuer = forms.CharField(label=_("发文单位"), max_length=100, required=False)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    speaker = forms.CharField(label=_("讲话人"), max_length=60, required=False)
    occasion = forms.CharField(label=_("场合"), max_length=100, required=False)
    dated = DayField(
        label=_("日期"),
        required=False,
        help_text=_("文中没有写年份的期限，按这一天推算。"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = drafting_units(actor)
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(u.pk, u.name) for u in units]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        file, text = values.get("file"), values.get("text", "")
        if not file and not text.strip() and not self.has_error("file"):
            self.add_error("file", _("请选择文件，或粘贴文字"))
        if file and text.strip():
            self.add_error("text", _("文件和文字只要一样"))
        if file and (file.size or 0) > LARGEST:
            self.add_error("file", _("文件超过 20 MB，请去掉图片后再传"))
        return values


class RoleForm(forms.Form):
    """The role of one passage."""

    pos = forms.CharField(widget=forms.HiddenInput, max_length=20)
    role = forms.ChoiceField(
        label=_("这一段是什么？"), choices=[(k.value, _(v)) for k, v in ROLES.items()]
    )


class ProposeForm(TermsForm):
    """An assignment from elsewhere than a document."""

    number = forms.CharField(max_length=60, required=False)
    body = forms.CharField(max_length=100, required=False)
    dated = DayField(required=False)
    binding = forms.ChoiceField(
        choices=translated(INSTRUCTION_CLASSES), required=False, widget=forms.RadioSelect
    )
    origin_note = forms.CharField(
        label=_("来源说明"),
        max_length=300,
        required=False,
        help_text=_("例如：批示或决议的原话。"),
    )

    def __init__(self, *args: Any, actor: Actor, unit: Unit, origin: str, **kwargs: Any) -> None:
        self.origin = origin
        super().__init__(
            *args, assignment=Assignment(unit=unit, unit_path=unit.path), actor=actor, **kwargs
        )
        asked = FACTS[origin]
        for name in {"number", "body", "dated", "binding"} - {fact.name for fact in asked}:
            del self.fields[name]
        for fact in asked:
            self.fields[fact.name].label = _(fact.label)
            self.fields[fact.name].required = fact.needed
        self.order_fields([fact.name for fact in asked] + ["origin_note"])

    def source(self) -> Source:
        """The origin with its facts, as they were typed."""
        told = {fact.name: self.cleaned_data.get(fact.name) or "" for fact in FACTS[self.origin]}
        facts = {name: str(value) for name, value in told.items()}
        return Source(self.origin, facts, self.cleaned_data["origin_note"])
