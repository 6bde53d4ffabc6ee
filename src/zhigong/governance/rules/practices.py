"""批示肯定和经验做法: what was praised and what spread, each verified by somebody else.

Evidence first: nothing counts in the figures that only its author vouches for.
"""

from __future__ import annotations

from enum import StrEnum

from zhigong.governance.rules.capabilities import RECORD, VERIFY
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Verdict, refuse
from zhigong.kernel.workflow import Workflow, step


class Level(StrEnum):
    """How far up or wide."""

    DISTRICT = "district"
    CITY = "city"
    PROVINCE = "province"
    NATIONAL = "national"


class Event(StrEnum):
    """How a practice was made known."""

    CONFERENCE = "conference"
    MEDIA = "media"
    DOCUMENT = "document"


class PracticeState(StrEnum):
    """Where a practice stands."""

    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    PROMOTED = "promoted"
    RETIRED = "retired"


class EndorsementState(StrEnum):
    """Where an endorsement stands."""

    REGISTERED = "registered"
    VERIFIED = "verified"
    STRUCK = "struck"


LEVELS: dict[str, str] = {
    Level.DISTRICT: gettext_noop("区级"),
    Level.CITY: gettext_noop("市级"),
    Level.PROVINCE: gettext_noop("省级"),
    Level.NATIONAL: gettext_noop("国家级"),
}
EVENTS: dict[str, str] = {
    Event.CONFERENCE: gettext_noop("会议交流"),
    Event.MEDIA: gettext_noop("媒体报道"),
    Event.DOCUMENT: gettext_noop("文件推广"),
}
P, E = PracticeState, EndorsementState
PRACTICE = Workflow(
    name="governance.practice",
    label=gettext_noop("经验做法"),
    initial=P.DRAFTED,
    states={
        P.DRAFTED: gettext_noop("整理中"),
        P.SUBMITTED: gettext_noop("待核实"),
        P.VERIFIED: gettext_noop("已核实"),
        P.PROMOTED: gettext_noop("已推广"),
        P.RETIRED: gettext_noop("不再推广"),
    },
    waits={P.DRAFTED: RECORD, P.SUBMITTED: VERIFY},
    steps=(
        step("submit", gettext_noop("提请核实"), [P.DRAFTED], P.SUBMITTED, capability=RECORD),
        step("verify", gettext_noop("核实"), [P.SUBMITTED], P.VERIFIED, capability=VERIFY),
        step("return", gettext_noop("退回补充"), [P.SUBMITTED], P.DRAFTED, capability=VERIFY),
        step("promote", gettext_noop("登记推广"), [P.VERIFIED, P.PROMOTED], P.PROMOTED,
             capability=RECORD),
        step("adopt", gettext_noop("登记采用单位"), [P.PROMOTED], P.PROMOTED, capability=RECORD),
        step("retire", gettext_noop("停止推广"), [P.VERIFIED, P.PROMOTED], P.RETIRED,
             capability=VERIFY),
    ),
)  # fmt: skip
ENDORSEMENT = Workflow(
    name="governance.endorsement",
    label=gettext_noop("批示肯定"),
    initial=E.REGISTERED,
    states={
        E.REGISTERED: gettext_noop("待核实"),
        E.VERIFIED: gettext_noop("已核实"),
        E.STRUCK: gettext_noop("未予登记"),
    },
    waits={E.REGISTERED: VERIFY},
    steps=(
        step("verify", gettext_noop("核实"), [E.REGISTERED], E.VERIFIED, capability=VERIFY),
        step(
            "strike",
            gettext_noop("不予登记"),
            [E.REGISTERED, E.VERIFIED],
            E.STRUCK,
            capability=VERIFY,
        ),
    ),
)


def may_verify(life: Workflow, state: str, *, author: int | None, verifier: int | None) -> Verdict:
    """Whether a person may vouch for it: somebody else than who registered it."""
    verdict = life.may("verify", state)
    if author is not None and author == verifier:
        verdict &= refuse(
            "governance.verify.own-work",
            gettext_noop("不能核实自己登记的材料"),
            gettext_noop("请由其他人核对原件后核实"),
        )
    return verdict


def may_submit(state: str, evidence: int) -> Verdict:
    """Whether a practice can be put forward: with something to show for it."""
    verdict = PRACTICE.may("submit", state)
    if not evidence:
        verdict &= refuse(
            "governance.practice.no-evidence",
            gettext_noop("还没有佐证材料"),
            gettext_noop("请上传照片、报道、文件或数据"),
        )
    return verdict
