"""The life of a membership. A person has one that runs at most (会员会籍管理办法 第三条).

A transfer ends one membership and begins the next, so that the history stays whole. The sending
union keeps the member until the receiving one confirms.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.membership.rules.capabilities import MANAGE


class MemberState(StrEnum):
    APPLIED = "applied"
    MEMBER = "member"
    TRANSFERRING = "transferring"
    RETAINED = "retained"
    TRANSFERRED = "transferred"
    LEFT = "left"
    DECLINED = "declined"
    EXPELLED = "expelled"
    DECEASED = "deceased"


S = MemberState
STATES: dict[StrEnum, str] = {
    S.APPLIED: gettext_noop("申请中"),
    S.MEMBER: gettext_noop("在册"),
    S.TRANSFERRING: gettext_noop("转出中"),
    S.RETAINED: gettext_noop("保留会籍"),
    S.TRANSFERRED: gettext_noop("已转出"),
    S.LEFT: gettext_noop("已退会"),
    S.DECLINED: gettext_noop("未批准"),
    S.EXPELLED: gettext_noop("已除名"),
    S.DECEASED: gettext_noop("已故"),
}
RUNNING = (S.APPLIED, S.MEMBER, S.TRANSFERRING, S.RETAINED)
NUMBERED = (S.MEMBER, S.TRANSFERRING, S.RETAINED, S.TRANSFERRED, S.LEFT, S.EXPELLED, S.DECEASED)
ENDED = (S.TRANSFERRED, S.LEFT, S.DECLINED, S.EXPELLED, S.DECEASED)

MEMBERSHIP = Workflow(
    name="membership.membership",
    label=gettext_noop("会籍"),
    initial=S.APPLIED,
    states=STATES,
    waits={S.APPLIED: MANAGE, S.TRANSFERRING: MANAGE},
    steps=(
        step("admit", gettext_noop("批准入会"), [S.APPLIED], S.MEMBER, capability=MANAGE),
        step("decline", gettext_noop("不予批准"), [S.APPLIED], S.DECLINED, capability=MANAGE),
        step("send", gettext_noop("转出会籍"), [S.MEMBER], S.TRANSFERRING, capability=MANAGE),
        step("call_back", gettext_noop("撤回转出"), [S.TRANSFERRING], S.MEMBER, capability=MANAGE),
        step("hand_over", gettext_noop("转入方接收"), [S.TRANSFERRING], S.TRANSFERRED, capability=MANAGE),
        step("retain", gettext_noop("办理保留会籍"), [S.MEMBER], S.RETAINED, capability=MANAGE),
        step("resume", gettext_noop("恢复会籍"), [S.RETAINED], S.MEMBER, capability=MANAGE),
        step("leave", gettext_noop("退会"), [S.MEMBER, S.RETAINED], S.LEFT, capability=MANAGE),
        step("expel", gettext_noop("除名"), [S.MEMBER, S.RETAINED], S.EXPELLED, capability=MANAGE),
        step("decease", gettext_noop("登记去世"), [S.MEMBER, S.RETAINED, S.TRANSFERRING],
             S.DECEASED, capability=MANAGE),
    ),
)  # fmt: skip
