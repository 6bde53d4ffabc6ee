"""The life of a row. docs/reference/parameter-states.md is printed from this table.

A value comes into force, and goes out of it, only when a second person has agreed.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.parameters.rules.capabilities import KEEP


class RowState(StrEnum):
    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    LEAVING = "leaving"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


S = RowState
STATES: dict[StrEnum, str] = {
    S.PROPOSED: gettext_noop("待复核"),
    S.IN_FORCE: gettext_noop("在用"),
    S.LEAVING: gettext_noop("在用，停用待复核"),
    S.REJECTED: gettext_noop("已退回"),
    S.WITHDRAWN: gettext_noop("已停止使用"),
}
USED = (S.IN_FORCE, S.LEAVING)  # states in which the law is asked with the row

ROW = Workflow(
    name="parameters.row",
    label=gettext_noop("法律参数"),
    initial=S.PROPOSED,
    states=STATES,
    waits={S.PROPOSED: KEEP, S.LEAVING: KEEP},
    steps=(
        step("confirm", gettext_noop("复核通过"), [S.PROPOSED], S.IN_FORCE, capability=KEEP),
        step("reject", gettext_noop("退回"), [S.PROPOSED], S.REJECTED, capability=KEEP),
        step("withdraw", gettext_noop("撤回"), [S.PROPOSED], S.WITHDRAWN, capability=KEEP),
        step("ask_end", gettext_noop("提请停用"), [S.IN_FORCE], S.LEAVING, capability=KEEP),
        step("end", gettext_noop("同意停用"), [S.LEAVING], S.WITHDRAWN, capability=KEEP),
        step("keep", gettext_noop("继续使用"), [S.LEAVING], S.IN_FORCE, capability=KEEP),
        step("replace", gettext_noop("由新的一行取代"), USED, S.WITHDRAWN),
    ),
)
