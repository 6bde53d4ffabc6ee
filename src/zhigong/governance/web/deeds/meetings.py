"""What can be done with a meeting, whichever life it leads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions import meetings
from zhigong.governance.forms import deeds as typed
from zhigong.governance.models import Meeting
from zhigong.governance.permissions import may_add_topic, may_decide, may_follow_decision
from zhigong.governance.queries.meetings import followed
from zhigong.governance.rules.meetings import (
    COLLECTED,
    FOLLOWED,
    JOINT_MEETING,
    PARTY_MEETING,
    RECORDED,
)
from zhigong.governance.web.deeds.table import Deed, add_file, but, noted, of_step, plain
from zhigong.kernel.workflow import Workflow
from zhigong.supervision.forms.desk import terms_of


def going(life: Workflow, verb: str, done: Any, kind: str = "primary") -> Deed:
    return of_step(
        life, verb, typed.PlainForm,
        lambda who, form: meetings.go_on(**who, verb=verb), done, facts=followed, kind=kind,
    )  # fmt: skip


_TALKING = (
    plain(PARTY_MEETING, Meeting, "invite_topics", _("开始征集议题"), kind="primary"),
    Deed("topic", _("添加议题"), typed.TopicForm, may_add_topic,
         lambda who, form: meetings.add_topic(**who, **form.cleaned_data),
         _("议题已添加"), frozenset(str(s) for s in COLLECTED)),
    of_step(PARTY_MEETING, "fix_agenda", typed.AgendaForm,
            lambda who, form: meetings.fix_agenda(**who, **form.cleaned_data),
            _("议程已定"), facts=followed, kind="primary"),
    going(JOINT_MEETING, "consult", _("进入会前协商")),
    of_step(PARTY_MEETING, "hold", typed.HoldForm,
            lambda who, form: meetings.hold(
                **who, **but(form, "file"), upload=form.cleaned_data["file"]
            ),
            _("已登记召开，请逐条登记议定事项"), facts=followed, kind="primary"),
    of_step(JOINT_MEETING, "convene", typed.ConveneForm,
            lambda who, form: meetings.hold(**who, **form.cleaned_data),
            _("已登记开会，请逐条登记议定事项"), facts=followed, kind="primary"),
)  # fmt: skip
_DECIDING = (
    Deed("decision", _("登记议定事项"), typed.DecisionForm, may_decide,
         lambda who, form: meetings.decide(
             **who, text=form.cleaned_data["text"], topic_id=form.cleaned_data["topic"]
         ),
         _("已登记"), frozenset(str(s) for s in RECORDED)),
    of_step(JOINT_MEETING, "minute", typed.MinutesForm,
            lambda who, form: meetings.minute(
                **who, **but(form, "file"), upload=form.cleaned_data["file"]
            ),
            _("已登记纪要"), facts=followed, kind="primary"),
    Deed("assign", _("立项督办"), typed.AssignDecisionForm, may_follow_decision,
         lambda who, form: meetings.assign(
             **who, decision_id=form.cleaned_data["decision"], terms=terms_of(form)
         ),
         _("已立项，请到督办台账核对后送会签"), frozenset(str(s) for s in FOLLOWED)),
    Deed("leave", _("不需要督办"), typed.LeaveForm, may_follow_decision,
         lambda who, form: meetings.leave_decision(
             **who, decision_id=form.cleaned_data["decision"], why=form.cleaned_data["note"]
         ),
         _("已写明理由"), frozenset(str(s) for s in FOLLOWED)),
    going(PARTY_MEETING, "follow", _("转入落实")),
    going(JOINT_MEETING, "hand_out", _("事项已交办")),
    going(PARTY_MEETING, "close", _("全部落实，已办结")),
    of_step(JOINT_MEETING, "feed_back", typed.NoteForm,
            lambda who, form: meetings.go_on(
                **who, verb="feed_back", text=form.cleaned_data["note"]
            ),
            _("已反馈落实情况"), ask=_("逐项落实得怎样？"), facts=followed, kind="primary"),
    noted(PARTY_MEETING, Meeting, "miss", _("已登记本期未开"), kind="danger", facts=followed,
          ask=_("为什么没有开，打算怎么补？")),
    noted(JOINT_MEETING, Meeting, "cancel", _("已取消"), kind="danger", facts=followed,
          ask=_("为什么取消？")),
)  # fmt: skip
MEETING_DEEDS = (*_TALKING, *_DECIDING, add_file(Meeting))
