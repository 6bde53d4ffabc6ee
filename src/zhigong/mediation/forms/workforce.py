"""A sheet of wages handed in, and what its columns are said to be."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.mediation.forms.request import DayField

ACCEPT = ".xlsx,.xls,.ods,.csv"


class WorkforceForm(forms.Form):
    """The sheet, and what it does not say itself."""

    file = forms.FileField(
        label=_("工资表"),
        help_text=_("一人一月一行，或一人一行每月一列；.xlsx、.xls、.ods、.csv。"),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={"required": _("请选一份工资表")},
    )
    employer_name = forms.CharField(
        label=_("用人单位"),
        max_length=120,
        error_messages={"required": _("请写是哪一家单位的工资表")},
    )
    filed = DayField(
        label=_("申请仲裁或者调解之日"), required=False, help_text=_("填了才看二倍工资的时效。")
    )
    year = forms.IntegerField(
        label=_("年份"), required=False, min_value=1995,
        help_text=_("只在表里的月份没有写年份时填写。"),
    )  # fmt: skip

    def clean_year(self) -> int | None:
        year: int | None = self.cleaned_data["year"]
        if year is not None and year > clock.today().year:
            raise forms.ValidationError(_("这一年还没有到"))
        return year


def said_of_columns(posted: Any) -> dict[int, str]:
    """What a page says of columns: ``col-3=due`` → ``{3: "due"}``; what is no column number is left out."""
    return {
        int(name[4:]): value
        for name, value in posted.items()
        if name.startswith("col-") and name[4:].isascii() and name[4:].isdigit() and len(name) < 9
    }
