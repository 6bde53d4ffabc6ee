"""The words of a 督办函, or why it is set aside."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.supervision.forms.desk import area


class LetterForm(forms.Form):
    text = forms.CharField(
        label=_("函的内容"), max_length=4000, widget=area(8),
        error_messages={"required": _("函的内容不能空着")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("暂不发函的原因"), max_length=500, required=False, widget=area(2),
        help_text=_("点“暂不发函”时填写。"),
    )  # fmt: skip
