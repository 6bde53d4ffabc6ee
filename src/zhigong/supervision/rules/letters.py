"""督办函: proposed by the program after seven days overdue, sent or set aside by a person (SUP-05)."""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step
from zhigong.supervision.rules import capabilities


class LetterState(StrEnum):
    """What became of a proposed letter."""

    PROPOSED = "proposed"
    SENT = "sent"
    SET_ASIDE = "set_aside"


S = LetterState
STATES: dict[StrEnum, str] = {
    S.PROPOSED: gettext_noop("待发督办函"),
    S.SENT: gettext_noop("已发出"),
    S.SET_ASIDE: gettext_noop("不发"),
}
LETTER = Workflow(
    name="supervision.letter",
    label=gettext_noop("督办函"),
    initial=S.PROPOSED,
    states=STATES,
    waits={S.PROPOSED: capabilities.VERIFY},
    steps=(
        step("send", gettext_noop("发出督办函"), [S.PROPOSED], S.SENT,
             capability=capabilities.VERIFY),
        step("set_aside", gettext_noop("暂不发函"), [S.PROPOSED], S.SET_ASIDE,
             capability=capabilities.VERIFY),
    ),
)  # fmt: skip
