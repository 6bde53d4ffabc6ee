"""The deeds on an assignment as a table: form, check, action, what is said afterwards.

One view (``views/deed.py``) serves them all; the assignment's page draws its buttons from here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.actions import keep_upload
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Verdict
from zhigong.supervision.actions import carrying, deciding, drafting, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.forms import desk, reporting
from zhigong.supervision.models import Assignment
from zhigong.supervision.permissions import (
    may,
    may_answer_origin,
    may_countersign,
    may_edit,
    may_note_resources,
    may_urge,
)
from zhigong.supervision.rules.workflow import (
    ASSIGNMENT,
    BEFORE_ISSUE,
    DONE,
    IN_HAND,
    AssignmentState,
)

S = AssignmentState
Do = Callable[[Actor, Assignment, int, Any], object]
Check = Callable[[Actor, Assignment], Verdict]


@dataclass(frozen=True, slots=True)
class Deed:
    """``do`` gets actor, assignment, the version its page showed, and the valid form.

    ``shown`` are the states in which the page offers it; ``hint`` says what will follow; ``ask``
    is the question that a note answers.
    """

    name: str
    label: Any
    form: type[desk.DeedForm]
    check: Check
    do: Do
    done: Any
    shown: frozenset[AssignmentState]
    kind: str = ""
    hint: Any = ""
    button: Any = ""  # what its form's button says, where that is not the deed's own name
    ask: Any = ""

    def form_for(self, *given: Any, **about: Any) -> Any:
        """The form with its own question."""
        form = self.form(*given, **about)
        if self.ask:
            form.fields["note"].label = self.ask
        return form


def common(actor: Actor, assignment: Assignment, version: int) -> dict[str, Any]:
    return {"actor": actor, "assignment_id": assignment.pk, "seen_version": version}


def of_step(
    verb: str,
    form: type[desk.DeedForm],
    do: Do,
    done: Any,
    *,
    kind: str = "",
    hint: Any = "",
    ask: Any = "",
) -> Deed:
    """A deed that is one step of the workflow: label, states and check come from the table."""
    step = ASSIGNMENT.step(verb)
    shown = frozenset(S(s) for s in step.sources)
    return Deed(
        verb,
        _(step.label),
        form,
        lambda a, x: may(a, x, verb),
        do,
        done,
        shown,
        kind,
        hint,
        ask=ask,
    )


def plain(verb: str, action: Callable[..., object], done: Any, **more: Any) -> Deed:
    """A step that needs nothing typed."""
    return of_step(verb, desk.PlainForm, lambda a, x, v, f: action(**common(a, x, v)), done, **more)


def noted(verb: str, action: Callable[..., object], done: Any, word: str, **more: Any) -> Deed:
    """A step that needs a few words; the action takes them as ``word``."""
    return of_step(
        verb,
        desk.NoteForm,
        lambda a, x, v, f: action(**common(a, x, v), **{word: f.cleaned_data["note"]}),
        done,
        **more,
    )


def told_by(actor: Actor, assignment: Assignment, form: Any) -> Told:
    """A report as it was typed, its file kept with the assignment."""
    values = form.cleaned_data
    stored = None
    if values.get("file"):
        stored = keep_upload(
            actor=actor,
            upload=values["file"],
            subject=subject_of(assignment),
            module="supervision",
            unit_path=assignment.unit_path,
        )
    return Told(values["text"], values["progress"], values["proof"], stored, form.quoted())


_DRAFTING = (
    Deed(
        "edit",
        _("修改任务"),
        desk.TermsForm,
        may_edit,
        lambda a, x, v, f: drafting.edit_draft(**common(a, x, v), terms=desk.terms_of(f)),
        _("已保存"),
        frozenset({S.DRAFTED, S.COUNTERSIGNING}),
        button=_("保存"),
    ),
    plain("send_round", drafting.send_round, _("已送会签，牵头和配合单位现在能看到"),
          kind="primary", hint=_("牵头和配合单位的联络员会收到待办。")),
    Deed(
        "countersign",
        _("会签"),
        desk.CountersignForm,
        may_countersign,
        lambda a, x, v, f: drafting.countersign(
            **common(a, x, v),
            unit_id=f.cleaned_data["unit"],
            agrees=f.cleaned_data["agrees"],
            opinion=f.cleaned_data["opinion"],
        ),
        _("已会签"),
        frozenset({S.COUNTERSIGNING}),
        kind="primary",
    ),
    plain("submit", drafting.submit, _("已报审定"), kind="primary"),
    plain("approve", drafting.approve, _("已审定，可以下达"), kind="primary"),
    noted("return_draft", drafting.return_draft, _("已退回修改"), "why",
          ask=_("要改什么？")),
    plain("issue", drafting.issue, _("已下达，签收和办结期限开始计算"), kind="primary",
          hint=_("下达后两个工作日内签收，五个工作日内报方案。")),
    Deed(
        "resources",
        _("记录保障"),
        desk.ResourcesForm,
        may_note_resources,
        lambda a, x, v, f: drafting.note_resources(**common(a, x, v), **f.cleaned_data),
        _("已记录"),
        frozenset({*BEFORE_ISSUE, *IN_HAND, S.SUSPENDED}),
    ),
)  # fmt: skip

_CARRYING = (
    plain("receive", carrying.receive, _("已签收，请在期限内报送方案"), kind="primary"),
    of_step(
        "file_plan",
        desk.PlanForm,
        lambda a, x, v, f: carrying.file_plan(**common(a, x, v), plan=f.cleaned_data["plan"]),
        _("方案已报送"),
        kind="primary",
    ),
    of_step(
        "report",
        reporting.ReportForm,
        lambda a, x, v, f: carrying.report(**common(a, x, v), told=told_by(a, x, f)),
        _("进展已报送"),
        kind="primary",
    ),
    of_step(
        "apply_completion",
        reporting.CompletionForm,
        lambda a, x, v, f: carrying.apply_completion(**common(a, x, v), told=told_by(a, x, f)),
        _("已申请办结，由督查人员核查"),
        hint=_("要有佐证：文件、平台的数字，或写明数据出处。由别人核查，不能自己核查。"),
    ),
    of_step(
        "ask_extension",
        desk.ExtensionForm,
        lambda a, x, v, f: carrying.ask_extension(**common(a, x, v), **f.cleaned_data),
        _("已申请延期，答复之前原期限不变"),
        hint=_("期限过后不能申请；最多延两次；考核仍按原定期限。"),
    ),
)

_DECIDING = (
    plain("grant_extension", deciding.grant_extension, _("已同意延期"), kind="primary"),
    noted("decline_extension", deciding.decline_extension, _("已答复不同意"), "why",
          ask=_("为什么不同意？")),
    plain("begin_verification", verifying.begin_verification, _("开始核查"), kind="primary"),
    noted("cancel_number", verifying.cancel_number, _("已销号"), "finding", kind="primary",
          ask=_("看了什么，核对了什么，结果怎样？")),
    noted("return_work", verifying.return_work, _("已退回重办"), "why", kind="danger",
          ask=_("还差什么，为什么退回？")),
    plain("look_back", verifying.look_back, _("开始回头看"), kind="primary"),
    noted("settle", verifying.settle, _("已确认巩固"), "finding", kind="primary",
          ask=_("回头看了什么，成果还在吗？")),
    of_step(
        "reopen",
        desk.ReopenForm,
        lambda a, x, v, f: verifying.reopen(**common(a, x, v), **f.cleaned_data),
        _("已重新办理"),
        kind="danger",
    ),
    Deed(
        "answer",
        _("答复来源"),
        desk.NoteForm,
        may_answer_origin,
        lambda a, x, v, f: verifying.answer_origin(**common(a, x, v), text=f.cleaned_data["note"]),
        _("已记录对来源的答复"),
        frozenset({*DONE, S.WITHDRAWN}),
        kind="primary",
        hint=_("写明办理结果、依据，以什么方式、向谁答复。"),
        ask=_("怎么答复的？"),
    ),
    Deed(
        "urge",
        _("催办"),
        desk.UrgeForm,
        may_urge,
        lambda a, x, v, f: deciding.urge(**common(a, x, v), **f.cleaned_data),
        _("已记录催办"),
        frozenset(IN_HAND),
    ),
    of_step(
        "hand_over",
        desk.HandOverForm,
        lambda a, x, v, f: deciding.hand_over(
            **common(a, x, v), lead_id=f.cleaned_data["lead"], why=f.cleaned_data["why"]
        ),
        _("已改由新的单位牵头，由其签收"),
        hint=_("已报送的进展都保留，期限不变。"),
    ),
    noted("suspend", deciding.suspend, _("已中止，期限暂停"), "why",
          ask=_("为什么中止，什么时候可以恢复？")),
    plain("resume", deciding.resume, _("已恢复办理"), kind="primary"),
    of_step(
        "merge",
        desk.MergeForm,
        lambda a, x, v, f: deciding.merge(**common(a, x, v), into_number=f.cleaned_data["into"]),
        _("已并入"),
    ),
    noted("withdraw", deciding.withdraw, _("任务已撤销"), "why", kind="danger",
          ask=_("为什么撤销？")),
)  # fmt: skip

DEEDS: dict[str, Deed] = {d.name: d for d in (*_DRAFTING, *_CARRYING, *_DECIDING)}
