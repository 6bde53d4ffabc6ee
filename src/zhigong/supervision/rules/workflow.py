"""The life of an assignment (督查事项): from draft to a cancelled number, and looked back upon.

拟立项 → 会签 → 审定 → 下达 → 签收 → 办理中 ⇄ 延期申请 → 申请办结 → 核查 → 已销号 → 回头看; with 中止,
撤销, 并入 (union_rules.md §19). Where a lead unit is dissolved, the assignment is handed to another
and received anew; nothing it reported is lost.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.supervision.rules import capabilities


class AssignmentState(StrEnum):
    """Where an assignment stands."""

    DRAFTED = "drafted"
    COUNTERSIGNING = "countersigning"
    APPROVING = "approving"
    APPROVED = "approved"
    ISSUED = "issued"
    RECEIVED = "received"
    UNDERWAY = "underway"
    EXTENSION_ASKED = "extension_asked"
    COMPLETION_ASKED = "completion_asked"
    VERIFYING = "verifying"
    CLOSED = "closed"
    LOOKING_BACK = "looking_back"
    SETTLED = "settled"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


S = AssignmentState
STATES: dict[StrEnum, str] = {
    S.DRAFTED: gettext_noop("拟立项"),
    S.COUNTERSIGNING: gettext_noop("会签中"),
    S.APPROVING: gettext_noop("待审定"),
    S.APPROVED: gettext_noop("已审定"),
    S.ISSUED: gettext_noop("已下达"),
    S.RECEIVED: gettext_noop("已签收"),
    S.UNDERWAY: gettext_noop("办理中"),
    S.EXTENSION_ASKED: gettext_noop("延期待批"),
    S.COMPLETION_ASKED: gettext_noop("办结待核"),
    S.VERIFYING: gettext_noop("核查中"),
    S.CLOSED: gettext_noop("已销号"),
    S.LOOKING_BACK: gettext_noop("回头看中"),
    S.SETTLED: gettext_noop("已巩固"),
    S.SUSPENDED: gettext_noop("已中止"),
    S.WITHDRAWN: gettext_noop("已撤项"),
    S.MERGED: gettext_noop("已并入其他事项"),
}
BEFORE_ISSUE = (S.DRAFTED, S.COUNTERSIGNING, S.APPROVING, S.APPROVED)
IN_HAND = (
    S.ISSUED, S.RECEIVED, S.UNDERWAY, S.EXTENSION_ASKED, S.COMPLETION_ASKED, S.VERIFYING,
)  # fmt: skip
DONE = (S.CLOSED, S.LOOKING_BACK, S.SETTLED)
OUT = (S.WITHDRAWN, S.MERGED)

# Clocks of an assignment; their dates come from `duedates`.
RECEIVE, PLAN, REPORT, DUE, VERIFY = "receive", "plan", "report", "due", "verify"

ASSIGNMENT = Workflow(
    name="supervision.assignment",
    label=gettext_noop("督查事项"),
    initial=S.DRAFTED,
    states=STATES,
    waits={
        S.DRAFTED: capabilities.DRAFT,
        S.COUNTERSIGNING: capabilities.COUNTERSIGN,
        S.APPROVING: capabilities.APPROVE,
        S.APPROVED: capabilities.DRAFT,
        S.ISSUED: capabilities.CARRY_OUT,
        S.RECEIVED: capabilities.CARRY_OUT,
        S.UNDERWAY: capabilities.CARRY_OUT,
        S.EXTENSION_ASKED: capabilities.APPROVE,
        S.COMPLETION_ASKED: capabilities.VERIFY,
        S.VERIFYING: capabilities.VERIFY,
        S.LOOKING_BACK: capabilities.VERIFY,
    },
    steps=(
        step("send_round", gettext_noop("送会签"), [S.DRAFTED], S.COUNTERSIGNING,
             capability=capabilities.DRAFT),
        step("submit", gettext_noop("报审定"), [S.COUNTERSIGNING], S.APPROVING,
             capability=capabilities.DRAFT),
        step("return_draft", gettext_noop("退回修改"), [S.COUNTERSIGNING, S.APPROVING], S.DRAFTED,
             capability=capabilities.APPROVE),
        step("approve", gettext_noop("审定"), [S.APPROVING], S.APPROVED,
             capability=capabilities.APPROVE),
        step("issue", gettext_noop("下达"), [S.APPROVED], S.ISSUED,
             capability=capabilities.DRAFT, starts=(RECEIVE, PLAN, DUE)),
        step("receive", gettext_noop("签收"), [S.ISSUED], S.RECEIVED,
             capability=capabilities.CARRY_OUT, meets=(RECEIVE,)),
        step("file_plan", gettext_noop("报送方案"), [S.RECEIVED], S.UNDERWAY,
             capability=capabilities.CARRY_OUT, starts=(REPORT,), meets=(PLAN,)),
        step("report", gettext_noop("报送进展"), [S.UNDERWAY], S.UNDERWAY,
             capability=capabilities.CARRY_OUT, starts=(REPORT,), meets=(REPORT,)),
        step("ask_extension", gettext_noop("申请延期"), [S.UNDERWAY], S.EXTENSION_ASKED,
             capability=capabilities.CARRY_OUT, pauses=(REPORT,)),
        step("grant_extension", gettext_noop("同意延期"), [S.EXTENSION_ASKED], S.UNDERWAY,
             capability=capabilities.APPROVE, starts=(REPORT, DUE)),
        step("decline_extension", gettext_noop("不同意延期"), [S.EXTENSION_ASKED], S.UNDERWAY,
             capability=capabilities.APPROVE, starts=(REPORT,)),
        step("apply_completion", gettext_noop("申请办结"), [S.UNDERWAY], S.COMPLETION_ASKED,
             capability=capabilities.CARRY_OUT, starts=(VERIFY,), pauses=(DUE, REPORT)),
        step("begin_verification", gettext_noop("开始核查"), [S.COMPLETION_ASKED], S.VERIFYING,
             capability=capabilities.VERIFY),
        step("cancel_number", gettext_noop("销号"), [S.VERIFYING], S.CLOSED,
             capability=capabilities.VERIFY, meets=(VERIFY, DUE), drops=(REPORT,)),
        step("return_work", gettext_noop("退回重办"), [S.COMPLETION_ASKED, S.VERIFYING], S.UNDERWAY,
             capability=capabilities.VERIFY, meets=(VERIFY,), starts=(REPORT, DUE)),
        step("look_back", gettext_noop("回头看"), [S.CLOSED], S.LOOKING_BACK,
             capability=capabilities.VERIFY),
        step("settle", gettext_noop("确认巩固"), [S.LOOKING_BACK], S.SETTLED,
             capability=capabilities.VERIFY),
        step("reopen", gettext_noop("重新办理"), [S.LOOKING_BACK], S.UNDERWAY,
             capability=capabilities.VERIFY, starts=(REPORT, DUE)),
        step("suspend", gettext_noop("中止"), [S.RECEIVED, S.UNDERWAY], S.SUSPENDED,
             capability=capabilities.APPROVE, pauses=(PLAN, REPORT, DUE)),
        step("resume", gettext_noop("恢复办理"), [S.SUSPENDED], S.UNDERWAY,
             capability=capabilities.APPROVE, starts=(REPORT, DUE), drops=(PLAN,)),
        step("hand_over", gettext_noop("改由其他单位牵头"), [*IN_HAND, S.SUSPENDED], S.ISSUED,
             capability=capabilities.APPROVE, starts=(RECEIVE, PLAN, DUE), drops=(REPORT, VERIFY)),
        step("withdraw", gettext_noop("撤销"), [*BEFORE_ISSUE, *IN_HAND, S.SUSPENDED], S.WITHDRAWN,
             capability=capabilities.APPROVE, drops=(RECEIVE, PLAN, REPORT, DUE, VERIFY)),
        step("merge", gettext_noop("并入其他事项"), [*BEFORE_ISSUE, *IN_HAND, S.SUSPENDED], S.MERGED,
             capability=capabilities.APPROVE, drops=(RECEIVE, PLAN, REPORT, DUE, VERIFY)),
    ),
)  # fmt: skip
