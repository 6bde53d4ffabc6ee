"""What can be done with a paper upward."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions import papers
from zhigong.governance.actions.papers import Reply, Written
from zhigong.governance.forms import deeds as typed
from zhigong.governance.forms.adding import PaperForm
from zhigong.governance.models import Paper
from zhigong.governance.permissions import may_edit_paper, may_remind
from zhigong.governance.queries.records import open_tasks
from zhigong.governance.rules.papers import PAPER, WAITING
from zhigong.governance.web.deeds.table import Deed, add_file, noted, of_step
from zhigong.supervision.forms.desk import terms_of


def written(form: Any) -> Written:
    """A draft as it was typed."""
    values = form.cleaned_data
    return Written(
        kind=values["kind"],
        addressee=values["addressee"],
        to=values["to"],
        headline=values["headline"],
        body=values["body"],
        prefix=values["sign"],
        workdays=values["workdays"],
        committee_id=values["committee"],
    )


def sending(verb: str) -> Deed:
    return of_step(
        PAPER, verb, typed.SendForm,
        lambda who, form: papers.send_paper(**who, **form.cleaned_data),
        _("已编号报送"), kind="primary",
    )  # fmt: skip


PAPER_DEEDS = (
    Deed("edit", _("修改"), PaperForm, may_edit_paper,
         lambda who, form: papers.edit_paper(**who, written=written(form)),
         _("已保存"), frozenset({"drafted"})),
    of_step(PAPER, "approve", typed.PlainForm,
            lambda who, form: papers.approve_paper(**who), _("已签发，可以编号报送"),
            kind="primary", hint=_("请先看页面上的提示：报告里不能夹带请示，请示要写明请批的事。")),
    sending("send_request"),
    sending("send_report"),
    of_step(PAPER, "receive", typed.OnForm,
            lambda who, form: papers.receive_paper(**who, **form.cleaned_data),
            _("已登记对方收文")),
    of_step(PAPER, "answer", typed.ReplyForm,
            lambda who, form: papers.record_reply(
                **who,
                reply=Reply(
                    form.cleaned_data["result"], form.cleaned_data["on"],
                    form.cleaned_data["number"], form.cleaned_data["text"],
                ),
                upload=form.cleaned_data["file"],
            ),
            _("已登记批复"), kind="primary"),
    Deed("remind", _("催复"), typed.NoteForm, may_remind,
         lambda who, form: papers.remind(**who, text=form.cleaned_data["note"]),
         _("已记录催复"), frozenset(str(s) for s in WAITING),
         ask=_("怎么催的，对方怎么说？")),
    of_step(PAPER, "assign", typed.AssignForm,
            lambda who, form: papers.assign(**who, terms=terms_of(form)),
            _("已立项，请到督办台账核对后送会签"), kind="primary"),
    of_step(PAPER, "follow", typed.NoteForm,
            lambda who, form: papers.end_following(**who, text=form.cleaned_data["note"]),
            _("已登记批复的落实"), ask=_("批复落实得怎样？"), facts=open_tasks),
    noted(PAPER, Paper, "file", _("已归档"), ask=_("还有什么要记下的？")),
    noted(PAPER, Paper, "return", _("已退回修改"), ask=_("要改什么？")),
    noted(PAPER, Paper, "withdraw", _("已撤稿"), kind="danger", ask=_("为什么撤稿？")),
    add_file(Paper),
)  # fmt: skip
