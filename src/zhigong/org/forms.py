"""Forms of units, posts and terms of office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.ui.meanwhile import tell_changes
from zhigong.identity.queries import find_units
from zhigong.kernel.verdict import Refused
from zhigong.org.actions.units import UnitFacts
from zhigong.org.models import Industry, Unit
from zhigong.org.queries import industries
from zhigong.org.rules.kinds import KIND_LABELS, LEVEL_LABELS, UnitKind, UnitLevel


def explain(form: forms.Form, refused: Refused, field: str | None = None) -> None:
    """Put every reason of a refusal on the form."""
    if any(one.code.endswith(".not-granted") for one in refused.refusals):
        raise refused  # an attempt without the right goes to the trail, not to the form
    for one in refused.refusals:
        words = gettext(one.reason) % one.params
        if one.remedy:
            words = f"{words}。{gettext(one.remedy) % one.params}"
        form.add_error(field, words)
    tell_changes(form, refused)


def _day(label: Any, *, required: bool = True, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class UnitForm(forms.Form):
    name = forms.CharField(label=_("名称"), max_length=100)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("类型"))
    level = forms.ChoiceField(label=_("层级"))
    industry = forms.ModelChoiceField(
        label=_("产业"), queryset=Industry.objects.none(), required=False
    )
    place_code = forms.RegexField(
        r"^\d{6,12}$",
        label=_("行政区划代码"),
        required=False,
        error_messages={"invalid": _("请写 6 至 12 位数字")},
    )
    address = forms.CharField(label=_("地址"), max_length=200, required=False)
    phone = forms.CharField(label=_("电话"), max_length=40, required=False)
    founded_on = _day(_("成立日期"), required=False)
    functions = forms.CharField(
        label=_("职能"),
        max_length=500,
        required=False,
        help_text=_("用顿号或逗号隔开，例如：参与调解、困难帮扶"),
    )

    def __init__(self, *args: Any, **extra: Any) -> None:
        super().__init__(*args, **extra)
        for name, labels in (("kind", KIND_LABELS), ("level", LEVEL_LABELS)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "")] + [(key, gettext(label)) for key, label in labels.items()]
        industry = self.fields["industry"]
        assert isinstance(industry, forms.ModelChoiceField)
        industry.queryset = industries()

    @staticmethod
    def initial_of(unit: Unit) -> dict[str, Any]:
        names = [
            "name",
            "short_name",
            "kind",
            "level",
            "industry",
            "place_code",
            "address",
            "phone",
            "founded_on",
        ]
        return {name: getattr(unit, name) for name in names} | {
            "functions": "、".join(unit.functions)
        }

    def facts(self) -> UnitFacts:
        """What was written, for the action."""
        content = self.cleaned_data
        words = content["functions"].replace("，", "、").replace(",", "、").split("、")
        return UnitFacts(
            name=content["name"],
            short_name=content["short_name"],
            kind=UnitKind(content["kind"]),
            level=UnitLevel(content["level"]),
            industry_id=content["industry"].pk if content["industry"] else None,
            place_code=content["place_code"],
            address=content["address"],
            phone=content["phone"],
            founded_on=content["founded_on"],
            functions=words,
        )


class NewUnitForm(UnitForm):
    code = forms.RegexField(
        r"^[0-9A-Za-z._-]{2,40}$",
        label=_("代码"),
        help_text=_("在全系统里只有一个，建好后不改；可以用统一社会信用代码"),
        error_messages={"invalid": _("请用 2 至 40 个字母、数字或 . _ -")},
    )
    field_order = ["name", "code"]


class MoveForm(forms.Form):
    parent = forms.CharField(
        label=_("移到哪个单位下面"), max_length=200, help_text=_("写名称或代码")
    )
    reason = forms.CharField(label=_("理由"), max_length=300)

    def __init__(self, *args: Any, within: tuple[str, ...], **extra: Any) -> None:
        super().__init__(*args, **extra)
        self.within = within

    def clean_parent(self) -> Any:
        return the_one(self.cleaned_data["parent"], within=self.within)


def the_one(text: str, *, within: tuple[str, ...]) -> Any:
    """The unit that is written; an error in words where it is none or several."""
    found = find_units(text, within=within)
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(gettext("在您管理的范围内没有找到这个单位，请核对名称或代码"))
    raise forms.ValidationError(
        gettext("有几个单位都符合，请写完整的名称：%(names)s")
        % {"names": "、".join(one.label for one in found)}
    )


class DissolveForm(forms.Form):
    on = _day(_("撤销日期"))
    reason = forms.CharField(
        label=_("理由"), max_length=300, help_text=_("批复文号、会员大会决议等")
    )
    successor = forms.CharField(
        label=_("由哪个单位接手？"),
        max_length=200,
        help_text=_("写名称或代码；撤销以后，会员由它接着管"),
        error_messages={"required": _("请写明由哪个单位接手")},
    )

    def __init__(
        self, *args: Any, within: tuple[str, ...], unit: Unit, asks: bool, **extra: Any
    ) -> None:
        super().__init__(*args, **extra)
        self.within, self.unit = within, unit
        self.fields["on"].initial = clock.today
        if not asks:
            del self.fields["successor"]

    def clean_successor(self) -> str:
        found = the_one(self.cleaned_data["successor"], within=self.within)
        if found.path == self.unit.path:
            raise forms.ValidationError(gettext("撤销的单位不能由自己接手，请写别的单位"))
        return str(found.label)


class PostForm(forms.Form):
    name = forms.CharField(label=_("职务"), max_length=60)
    order = forms.IntegerField(
        label=_("顺序"), min_value=1, max_value=999, initial=50, help_text=_("小的排前面")
    )


class HoldingForm(forms.Form):
    person = forms.CharField(label=_("任职人"), max_length=60)
    start = _day(_("自"))
    end = _day(_("至"), required=False, help_text=_("还在任就不填"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)


class LeaveForm(forms.Form):
    end = _day(_("离任日期"))


class CloseForm(forms.Form):
    on = _day(_("停设日期"))
