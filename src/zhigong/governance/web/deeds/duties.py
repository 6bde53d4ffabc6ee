"""What the union can report of a Party committee's own duty."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions.duties import report_duty
from zhigong.governance.forms import deeds as typed
from zhigong.governance.models import Duty
from zhigong.governance.rules.duties import DUTY
from zhigong.governance.web.deeds.table import Deed, add_file, of_step


def told(verb: str, done: Any, ask: Any, kind: str = "") -> Deed:
    return of_step(
        DUTY, verb, typed.NoteForm,
        lambda who, form: report_duty(**who, verb=verb, text=form.cleaned_data["note"]),
        done, kind=kind, ask=ask, hint=_("工会只报告情况；职责由党委自己落实。"),
    )  # fmt: skip


DUTY_DEEDS = (
    told("report", _("已报告进展"), _("落实到哪一步？"), "primary"),
    told("report_kept", _("已报告落实"), _("怎么落实的，依据是什么？")),
    told("reopen", _("已重新列入"), _("为什么重新列入？")),
    told("drop", _("已注明不再适用"), _("为什么不再适用？")),
    add_file(Duty),
)
