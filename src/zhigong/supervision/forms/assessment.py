"""A year to assess; an objection or its answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.kernel.actor import Actor
from zhigong.org.queries import units_at
from zhigong.supervision.forms.desk import area
from zhigong.supervision.rules.capabilities import VERIFY


class YearForm(forms.Form):
    """Which unit's ledger, and which year."""

    unit = forms.TypedChoiceField(label=_("谁的台账？"), coerce=int)
    year = forms.IntegerField(label=_("哪一年？"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = units_at(actor.paths(VERIFY))
        field = self.fields["unit"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(found[path].pk, found[path].name) for path in sorted(found)]
        self.fields["year"].initial = clock.today().year


class WordsForm(forms.Form):
    words = forms.CharField(
        label=_("哪里不对，依据是什么？"), max_length=2000, widget=area(),
        error_messages={"required": _("请写一两句说明")},
    )  # fmt: skip
