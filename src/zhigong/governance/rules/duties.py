"""党委职责: what a Party committee itself has to do for the union's work (SUP-11).

Such a duty is the committee's, never the union's: it is put down for a Party committee only, and the
union does nothing but report how it stands.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.governance.rules.capabilities import HANDLE
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step
from zhigong.org.rules.kinds import UnitKind


class DutyState(StrEnum):
    """What the union reports of a duty."""

    NOTED = "noted"
    GOING = "going"
    KEPT = "kept"
    DROPPED = "dropped"


S = DutyState
OPEN = (S.NOTED, S.GOING)
DUTY = Workflow(
    name="governance.duty",
    label=gettext_noop("党委职责"),
    initial=S.NOTED,
    states={
        S.NOTED: gettext_noop("尚无进展"),
        S.GOING: gettext_noop("推进中"),
        S.KEPT: gettext_noop("已落实"),
        S.DROPPED: gettext_noop("不再适用"),
    },
    steps=(
        step("report", gettext_noop("报告进展"), OPEN, S.GOING, capability=HANDLE),
        step("report_kept", gettext_noop("报告已落实"), OPEN, S.KEPT, capability=HANDLE),
        step("reopen", gettext_noop("重新列入"), [S.KEPT, S.DROPPED], S.GOING, capability=HANDLE),
        step("drop", gettext_noop("记为不再适用"), OPEN, S.DROPPED, capability=HANDLE),
    ),
)


def may_owe(kind: str) -> Verdict:
    """Whether a unit can have such a duty: Party committees only."""
    if kind == UnitKind.PARTY_COMMITTEE:
        return ALLOWED
    return refuse(
        "governance.duty.not-a-committee",
        gettext_noop("党委自身的职责只能列在党委名下"),
        gettext_noop("工会承办的事项请在督办台账立项"),
    )
