"""What can be done with an assigned matter."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions import matters
from zhigong.governance.forms import deeds as typed
from zhigong.governance.models import Matter
from zhigong.governance.queries.records import open_tasks
from zhigong.governance.rules.matters import MATTER
from zhigong.governance.web.deeds.table import add_file, noted, of_step
from zhigong.supervision.forms.desk import terms_of

MATTER_DEEDS = (
    of_step(MATTER, "assign", typed.AssignForm,
            lambda who, form: matters.assign(**who, terms=terms_of(form)),
            _("已立项，请到督办台账核对后送会签"), kind="primary",
            hint=_("一件交办可以立几项任务；每项都记着来源。")),
    noted(MATTER, Matter, "tell", _("已记录进展，交办的党委看得到"),
          ask=_("办到哪一步，有什么困难？")),
    of_step(MATTER, "answer", typed.AnswerForm,
            lambda who, form: matters.answer(
                **who, text=form.cleaned_data["note"], paper=form.cleaned_data["paper"]
            ),
            _("已报告结果"), ask=_("结果怎样？"), facts=open_tasks,
            hint=_("立项的任务都销号或撤销以后，才能报告结果。")),
    noted(MATTER, Matter, "file", _("已阅存"), ask=_("为什么阅存？")),
    noted(MATTER, Matter, "return", _("已退回"), ask=_("为什么不是工会能办的事？")),
    noted(MATTER, Matter, "withdraw", _("已登记撤回"), kind="danger", ask=_("谁撤回的，为什么？")),
    add_file(Matter),
)  # fmt: skip
