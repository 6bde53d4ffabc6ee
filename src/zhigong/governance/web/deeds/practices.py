"""What can be done with a practice and with an endorsement."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.foundation.files.queries import files_of
from zhigong.governance.actions import practices
from zhigong.governance.actions.practices import Case
from zhigong.governance.forms import deeds as typed
from zhigong.governance.forms.adding import PracticeForm
from zhigong.governance.models import Endorsement, Practice
from zhigong.governance.permissions import may_edit_practice
from zhigong.governance.rules.practices import ENDORSEMENT, PRACTICE
from zhigong.governance.web.deeds.table import Deed, add_file, but, noted, of_step


def case(form: Any) -> Case:
    """A practice as it was typed."""
    values = form.cleaned_data
    return Case(
        headline=values["headline"],
        text=values["text"],
        result=values["result"],
        origin_id=values["origin"],
        since=values["since"],
    )


def verifying(model: type[Practice] | type[Endorsement]) -> Deed:
    life = PRACTICE if model is Practice else ENDORSEMENT
    return of_step(
        life, "verify", typed.NoteForm,
        lambda who, form: practices.verify(model=model, **who, text=form.cleaned_data["note"]),
        _("已核实，计入统计"), kind="primary", ask=_("核对了什么原件，与谁核对？"),
    )  # fmt: skip


PRACTICE_DEEDS = (
    Deed("edit", _("修改"), PracticeForm, may_edit_practice,
         lambda who, form: practices.edit_practice(**who, case=case(form)),
         _("已保存"), frozenset({"drafted"})),
    of_step(PRACTICE, "submit", typed.PlainForm,
            lambda who, form: practices.submit_practice(**who), _("已提请核实"),
            facts=lambda practice: files_of(practice).count(), kind="primary"),
    verifying(Practice),
    noted(PRACTICE, Practice, "return", _("已退回补充"), ask=_("要补充什么？")),
    of_step(PRACTICE, "promote", typed.PromoteForm,
            lambda who, form: practices.promote(
                **who, **but(form, "file"), upload=form.cleaned_data["file"]
            ),
            _("已登记推广"), kind="primary"),
    of_step(PRACTICE, "adopt", typed.AdoptForm,
            lambda who, form: practices.adopt(
                **who, **but(form, "file"), upload=form.cleaned_data["file"]
            ),
            _("已登记采用单位")),
    noted(PRACTICE, Practice, "retire", _("已登记不再推广"), kind="danger",
          ask=_("为什么不再推广？")),
    add_file(Practice),
)  # fmt: skip
ENDORSEMENT_DEEDS = (
    verifying(Endorsement),
    noted(
        ENDORSEMENT,
        Endorsement,
        "strike",
        _("已注明不予登记"),
        kind="danger",
        ask=_("为什么不予登记？"),
    ),
    add_file(Endorsement),
)
