"""What may be asked and decided while an assignment is carried out.

Extension only before the due date, with a reason, at most twice; the original date is kept for
assessment (SUP-06). Completion is applied for with evidence and verified by someone else (SUP-07);
then the number is cancelled or the work returned. Exactly one lead unit (SUP-01).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, all_of, refuse
from zhigong.supervision.rules.duedates import due, look_back_window
from zhigong.supervision.rules.workflow import ASSIGNMENT, AssignmentState

MOST_EXTENSIONS = 2


@dataclass(frozen=True, slots=True)
class Assigned:
    """What is judged: state, date in force, lead unit, extensions granted, who applied.

    ``evidence`` counts what this ``attempt`` (轮) brought: what an earlier one brought did not do.
    """

    state: AssignmentState
    due: date | None
    lead_unit: str = ""
    co_units: tuple[str, ...] = ()
    deliverable: str = ""
    extensions: int = 0
    applied_by: int | None = None
    carried_out_by: frozenset[int] = frozenset()
    evidence: int = 0
    attempt: int = 1
    closed: date | None = None


def may_send_round(assigned: Assigned) -> Verdict:
    """Whether the units named may be asked: there is one lead, and it does not join itself."""
    return ASSIGNMENT.may("send_round", assigned.state) & _one_lead(assigned)


def may_submit(assigned: Assigned, *, on: date) -> Verdict:
    """Whether a draft may go to the leader: whole, since it cannot be edited after that."""
    return all_of(
        (
            ASSIGNMENT.may("submit", assigned.state),
            _one_lead(assigned),
            _with_deliverable(assigned),
            _ahead(assigned, on),
        )
    )


def may_issue(assigned: Assigned) -> Verdict:
    """Whether a leaf may be issued: one lead that does not join itself, and a deliverable."""
    return all_of(
        (
            ASSIGNMENT.may("issue", assigned.state),
            _one_lead(assigned),
            _with_deliverable(assigned),
        )
    )


def _ahead(assigned: Assigned, on: date) -> Verdict:
    if assigned.due is None or not due(assigned.due).is_past(on):
        return ALLOWED
    return refuse(
        "supervision.submit.past-due",
        gettext_noop("办结期限 %(due)s 已经过去"),
        gettext_noop("请先修改任务，写一个还没有到的日期"),
        due=assigned.due,
    )


def _one_lead(assigned: Assigned) -> Verdict:
    if not assigned.lead_unit:
        return refuse(
            "supervision.issue.no-lead",
            gettext_noop("还没有牵头单位"),
            gettext_noop("请确定一个牵头单位"),
        )
    if assigned.lead_unit in assigned.co_units:
        return refuse(
            "supervision.issue.lead-twice",
            gettext_noop("“%(unit)s”不能同时是牵头单位和配合单位"),
            gettext_noop("请从配合单位中去掉"),
            unit=assigned.lead_unit,
        )
    return ALLOWED


def _with_deliverable(assigned: Assigned) -> Verdict:
    if assigned.deliverable:
        return ALLOWED
    return refuse(
        "supervision.issue.no-deliverable",
        gettext_noop("还没有成果形式或指标"),
        gettext_noop("请写明要交出什么，或选长期坚持并要求年度报告"),
    )


def may_ask_extension(assigned: Assigned, *, on: date, until: date, reason: str) -> Verdict:
    """Whether more time may be asked for on a day, to a later day, with this reason."""
    return all_of(
        (
            ASSIGNMENT.may("ask_extension", assigned.state),
            _before_due(assigned, on),
            _later(assigned, until),
            _not_too_often(assigned),
            _reasoned(reason),
        )
    )


def _before_due(assigned: Assigned, on: date) -> Verdict:
    if assigned.due is None:
        return refuse(
            "supervision.extension.no-date",
            gettext_noop("长期坚持的事项没有办结期限，不需要延期"),
            gettext_noop("请按年度报告办理情况"),
        )
    if on <= due(assigned.due).last:
        return ALLOWED
    return refuse(
        "supervision.extension.too-late",
        gettext_noop("期限 %(due)s 已过，不能再申请延期"),
        gettext_noop("请抓紧办理并说明逾期原因；考核按原定期限计算"),
        due=assigned.due,
    )


def _later(assigned: Assigned, until: date) -> Verdict:
    if assigned.due is None or until > assigned.due:
        return ALLOWED
    return refuse(
        "supervision.extension.not-later",
        gettext_noop("新的期限 %(until)s 不晚于现在的期限 %(due)s"),
        gettext_noop("请填写更晚的日期"),
        until=until,
        due=assigned.due,
    )


def _not_too_often(assigned: Assigned) -> Verdict:
    if assigned.extensions < MOST_EXTENSIONS:
        return ALLOWED
    return refuse(
        "supervision.extension.too-often",
        gettext_noop("已经延期 %(times)s 次，不能再延"),
        gettext_noop("请报分管领导研究，必要时中止或调整任务"),
        times=assigned.extensions,
    )


def _reasoned(reason: str) -> Verdict:
    if reason.strip():
        return ALLOWED
    return refuse(
        "supervision.extension.no-reason",
        gettext_noop("没有写明延期原因"),
        gettext_noop("请写明为什么不能按期办结、已办到哪一步"),
    )


def may_apply_completion(assigned: Assigned) -> Verdict:
    """Whether the lead unit may apply to have the matter closed: with evidence."""
    return ASSIGNMENT.may("apply_completion", assigned.state) & _proven(assigned)


def _proven(assigned: Assigned) -> Verdict:
    if assigned.evidence:
        return ALLOWED
    if assigned.attempt > 1:
        return refuse(
            "supervision.completion.no-new-evidence",
            gettext_noop("重办以来还没有新的佐证材料，不能申请办结"),
            gettext_noop("请上传重办后的材料，或引用平台的数字；以前各轮的材料仍在记录里"),
        )
    return refuse(
        "supervision.completion.no-evidence",
        gettext_noop("没有佐证材料，不能申请办结"),
        gettext_noop("请上传材料，或关联本平台其他模块的数据"),
    )


def may_verify(assigned: Assigned, *, verifier: int, verb: str = "cancel_number") -> Verdict:
    """Whether a person may cancel the number or return the work: nobody verifies his own."""
    verdict = ASSIGNMENT.may(verb, assigned.state)
    if verifier == assigned.applied_by or verifier in assigned.carried_out_by:
        verdict &= refuse(
            "supervision.verify.own-work",
            gettext_noop("不能核查自己承办或申请办结的事项"),
            gettext_noop("请由督查人员中的其他人核查"),
        )
    return verdict


def may_look_back(assigned: Assigned, *, on: date) -> Verdict:
    """Whether a closed matter may be looked back upon: three months after closing at the earliest."""
    verdict = ASSIGNMENT.may("look_back", assigned.state)
    if assigned.closed is None:
        return verdict
    first, _ = look_back_window(assigned.closed)
    if on < first:
        verdict &= refuse(
            "supervision.look-back.too-early",
            gettext_noop("销号未满三个月，%(first)s 起可以回头看"),
            gettext_noop("请到期后再安排"),
            first=first,
        )
    return verdict


def may_hand_over(assigned: Assigned, *, to_unit: str, standing_units: Collection[str]) -> Verdict:
    """Whether another unit may take the lead, as when the lead unit is dissolved."""
    verdict = ASSIGNMENT.may("hand_over", assigned.state)
    if to_unit == assigned.lead_unit:
        verdict &= refuse(
            "supervision.hand-over.same",
            gettext_noop("“%(unit)s”已经是牵头单位"),
            gettext_noop("请选择其他单位"),
            unit=to_unit,
        )
    elif to_unit not in standing_units:
        verdict &= refuse(
            "supervision.hand-over.no-unit",
            gettext_noop("“%(unit)s”不存在或已撤销"),
            gettext_noop("请选择现有的单位"),
            unit=to_unit,
        )
    return verdict


def standing_lead(dissolved: date | None) -> Verdict:
    """Whether the lead unit can still act: one that was dissolved signs and reports nothing more."""
    if dissolved is None:
        return ALLOWED
    return refuse(
        "supervision.lead.dissolved",
        gettext_noop("牵头单位已于 %(day)s 撤销，不能再签收、报送或申请"),
        gettext_noop("请督办单位改由其他单位牵头；已报送的进展都保留"),
        day=dissolved,
    )


def without_standing_lead(
    leads: Sequence[tuple[str, AssignmentState, str]], standing_units: Collection[str]
) -> tuple[str, ...]:
    """The numbers of open assignments whose lead unit no longer exists; rows are (no, state, unit)."""
    movable = ASSIGNMENT.step("hand_over").sources
    return tuple(
        number for number, state, unit in leads if state in movable and unit not in standing_units
    )
