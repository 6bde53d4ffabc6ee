"""The life of an import run. Pure."""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow, step


class RunState(StrEnum):
    READ = "read"
    CHECKED = "checked"
    APPLIED = "applied"
    DROPPED = "dropped"


RUN = Workflow(
    name="imports.run",
    label=gettext_noop("导入"),
    initial=RunState.READ,
    states={
        RunState.READ: gettext_noop("已读取"),
        RunState.CHECKED: gettext_noop("已核对"),
        RunState.APPLIED: gettext_noop("已导入"),
        RunState.DROPPED: gettext_noop("已放弃"),
    },
    steps=(
        step("check", gettext_noop("核对"), [RunState.READ, RunState.CHECKED], RunState.CHECKED),
        step("apply", gettext_noop("导入"), [RunState.CHECKED], RunState.APPLIED),
        step("drop", gettext_noop("放弃"), [RunState.READ, RunState.CHECKED], RunState.DROPPED),
    ),
)
