"""The life of a case. docs/reference/mediation-states.md is printed from this table.

The states are those of practice (受理、分派、调解、协议、履行) with every way out: refused, withdrawn,
failed, expired. Only a case that was never accepted can be refused.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.mediation.rules import capabilities


class CaseState(StrEnum):
    SUBMITTED = "submitted"
    SUPPLEMENT = "supplement"
    ACCEPTED = "accepted"
    IN_MEDIATION = "in_mediation"
    AGREED = "agreed"
    PERFORMING = "performing"
    BREACHED = "breached"
    PERFORMED = "performed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    FAILED = "failed"
    EXPIRED = "expired"


S = CaseState
STATES: dict[StrEnum, str] = {
    S.SUBMITTED: gettext_noop("待审查"),
    S.SUPPLEMENT: gettext_noop("待补充"),
    S.ACCEPTED: gettext_noop("已受理"),
    S.IN_MEDIATION: gettext_noop("调解中"),
    S.AGREED: gettext_noop("待签章"),
    S.PERFORMING: gettext_noop("履行中"),
    S.BREACHED: gettext_noop("未按期履行"),
    S.PERFORMED: gettext_noop("已履行"),
    S.REFUSED: gettext_noop("不予受理"),
    S.WITHDRAWN: gettext_noop("已撤回"),
    S.FAILED: gettext_noop("未达成协议"),
    S.EXPIRED: gettext_noop("期满未达成"),
}
OPEN = (
    S.SUBMITTED,
    S.SUPPLEMENT,
    S.ACCEPTED,
    S.IN_MEDIATION,
    S.AGREED,
    S.PERFORMING,
    S.BREACHED,
)
UNDECIDED = (S.SUBMITTED, S.SUPPLEMENT)
BEFORE_AGREEMENT = (S.SUBMITTED, S.SUPPLEMENT, S.ACCEPTED, S.IN_MEDIATION, S.AGREED)

# Deadlines of a case; the dates come from law.procedure.
DECIDE, MEDIATE, SUPPLY, PERFORM = "decide", "mediate", "supply", "perform"

CASE = Workflow(
    name="mediation.case",
    label=gettext_noop("争议案件"),
    initial=S.SUBMITTED,
    states=STATES,
    waits={
        S.SUBMITTED: capabilities.ACCEPT,
        S.ACCEPTED: capabilities.ASSIGN,
        S.IN_MEDIATION: "@holder",
        S.AGREED: "@holder",
        S.PERFORMING: "@holder",
        S.BREACHED: "@holder",
    },
    steps=(
        step(
            "ask_supplement",
            gettext_noop("请补充材料"),
            [S.SUBMITTED],
            S.SUPPLEMENT,
            capability=capabilities.ACCEPT,
            pauses=(DECIDE,),
            starts=(SUPPLY,),
        ),
        step(
            "supply",
            gettext_noop("补充材料"),
            [S.SUPPLEMENT],
            S.SUBMITTED,
            meets=(SUPPLY,),
            resumes=(DECIDE,),
        ),
        step(
            "accept",
            gettext_noop("受理"),
            [S.SUBMITTED],
            S.ACCEPTED,
            capability=capabilities.ACCEPT,
            meets=(DECIDE,),
            starts=(MEDIATE,),
        ),
        step(
            "refuse",
            gettext_noop("决定不予受理"),
            [S.SUBMITTED, S.SUPPLEMENT],
            S.REFUSED,
            capability=capabilities.ACCEPT,
            meets=(DECIDE,),
            drops=(SUPPLY,),
        ),
        step(
            "assign",
            gettext_noop("指派调解员"),
            [S.ACCEPTED],
            S.IN_MEDIATION,
            capability=capabilities.ASSIGN,
        ),
        step(
            "reassign",
            gettext_noop("更换调解员"),
            [S.IN_MEDIATION],
            S.IN_MEDIATION,
            capability=capabilities.ASSIGN,
        ),
        step(
            "extend",
            gettext_noop("延长期限"),
            [S.IN_MEDIATION],
            S.IN_MEDIATION,
            capability=capabilities.ACCEPT,
            starts=(MEDIATE,),
        ),
        step(
            "agree",
            gettext_noop("达成协议"),
            [S.IN_MEDIATION],
            S.AGREED,
            capability=capabilities.MEDIATE,
        ),
        step(
            "resume",
            gettext_noop("继续调解"),
            [S.AGREED],
            S.IN_MEDIATION,
            capability=capabilities.MEDIATE,
        ),
        step(
            "conclude",
            gettext_noop("协议生效"),
            [S.AGREED],
            S.PERFORMING,
            capability=capabilities.SEAL,
            meets=(MEDIATE,),
            starts=(PERFORM,),
        ),
        step(
            "breach",
            gettext_noop("记为未按期履行"),
            [S.PERFORMING],
            S.BREACHED,
            capability=capabilities.MEDIATE,
        ),
        step(
            "complete",
            gettext_noop("履行完毕"),
            [S.PERFORMING, S.BREACHED],
            S.PERFORMED,
            capability=capabilities.MEDIATE,
            meets=(PERFORM,),
        ),
        step(
            "withdraw",
            gettext_noop("撤回申请"),
            BEFORE_AGREEMENT,
            S.WITHDRAWN,
            drops=(DECIDE, SUPPLY, MEDIATE),
        ),
        step(
            "fail",
            gettext_noop("终止调解"),
            [S.IN_MEDIATION, S.AGREED],
            S.FAILED,
            capability=capabilities.MEDIATE,
            drops=(MEDIATE,),
        ),
        step(
            "expire",
            gettext_noop("期满终结"),
            [S.ACCEPTED, S.IN_MEDIATION, S.AGREED],
            S.EXPIRED,
            capability=capabilities.ACCEPT,
            drops=(MEDIATE,),
        ),
    ),
)
