"""交办事项: what a Party committee assigns or a leader instructs, until it is answered.

A 批办性 instruction must be answered; guiding ones and those for reference may be filed (SUP-09).
A matter is answered when every assignment made from it is at its end.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.governance.rules.capabilities import HANDLE
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step
from zhigong.supervision.rules.origins import InstructionClass


class MatterState(StrEnum):
    """Where an assigned matter stands."""

    RECEIVED = "received"
    UNDER_WAY = "under_way"
    ANSWERED = "answered"
    FILED = "filed"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class MatterKind(StrEnum):
    """What it is; its assignments carry the same origin."""

    PARTY = "party"
    INSTRUCTION = "instruction"


MATTER_KINDS: dict[str, str] = {
    MatterKind.PARTY: gettext_noop("党委交办"),
    MatterKind.INSTRUCTION: gettext_noop("领导批示"),
}
S = MatterState
OPEN = (S.RECEIVED, S.UNDER_WAY)
ANSWER = "answer"  # the clock
MATTER = Workflow(
    name="governance.matter",
    label=gettext_noop("交办事项"),
    initial=S.RECEIVED,
    states={
        S.RECEIVED: gettext_noop("已登记"),
        S.UNDER_WAY: gettext_noop("已立项"),
        S.ANSWERED: gettext_noop("已报告结果"),
        S.FILED: gettext_noop("已阅存"),
        S.RETURNED: gettext_noop("已退回"),
        S.WITHDRAWN: gettext_noop("已撤回"),
    },
    waits={S.RECEIVED: HANDLE, S.UNDER_WAY: HANDLE},
    steps=(
        step("assign", gettext_noop("立项督办"), OPEN, S.UNDER_WAY, capability=HANDLE),
        step("tell", gettext_noop("报告进展"), [S.UNDER_WAY], S.UNDER_WAY, capability=HANDLE),
        step("answer", gettext_noop("报告结果"), OPEN, S.ANSWERED, capability=HANDLE,
             meets=(ANSWER,)),
        step("file", gettext_noop("阅存"), [S.RECEIVED], S.FILED, capability=HANDLE,
             drops=(ANSWER,)),
        step("return", gettext_noop("退回"), [S.RECEIVED], S.RETURNED, capability=HANDLE,
             drops=(ANSWER,)),
        step("withdraw", gettext_noop("党委撤回"), OPEN, S.WITHDRAWN, capability=HANDLE,
             drops=(ANSWER,)),
    ),
)  # fmt: skip


def may_file(state: str, binding: str) -> Verdict:
    """Whether it may be put away without an answer: never where it binds."""
    verdict = MATTER.may("file", state)
    if binding == InstructionClass.MUST_ANSWER:
        verdict &= refuse(
            "governance.matter.must-answer",
            gettext_noop("批办性的交办必须答复，不能只阅存"),
            gettext_noop("请立项督办，办结后报告结果"),
        )
    return verdict


def may_answer(state: str, still_open: int) -> Verdict:
    """Whether the result may be reported: when nothing made from it is still being worked on."""
    return MATTER.may("answer", state) & none_open("governance.matter.still-open", still_open)


def none_open(code: str, still_open: int) -> Verdict:
    """Refuse while assignments that follow from a record are open."""
    if not still_open:
        return ALLOWED
    return refuse(
        code,
        gettext_noop("还有 %(n)s 项督办任务没有办结"),
        gettext_noop("请等任务销号，或先撤销不再需要的任务"),
        n=still_open,
    )
