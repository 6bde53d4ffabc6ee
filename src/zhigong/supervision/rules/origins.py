"""What has to be known of an assignment's origin, and whether the origin is owed an answer.

An assignment from a resolution, a proposal or an audit is found again by that origin's own number
and body. Leaders' instructions are of three classes (SUP-09): 批办性 must be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.supervision.rules.words import ORIGINS, Origin
from zhigong.supervision.rules.workflow import DONE, AssignmentState


class InstructionClass(StrEnum):
    """How a leader's instruction binds (SUP-09)."""

    MUST_ANSWER = "must_answer"
    GUIDING = "guiding"
    FOR_REFERENCE = "for_reference"


INSTRUCTION_CLASSES: dict[str, str] = {
    InstructionClass.MUST_ANSWER: gettext_noop("批办性（须答复）"),
    InstructionClass.GUIDING: gettext_noop("指导性"),
    InstructionClass.FOR_REFERENCE: gettext_noop("参阅性"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing to know of an origin: ``number``, ``body``, ``dated`` or ``binding``."""

    name: str
    label: str
    needed: bool = True


_DATED = Fact("dated", gettext_noop("日期"), needed=False)
FACTS: dict[str, tuple[Fact, ...]] = {
    Origin.RESOLUTION: (
        Fact("body", gettext_noop("哪次会议通过的？")),
        Fact("number", gettext_noop("决议编号")),
        _DATED,
    ),
    Origin.PROPOSAL: (
        Fact("number", gettext_noop("提案编号")),
        Fact("body", gettext_noop("提出提案的代表团或代表小组")),
        _DATED,
    ),
    Origin.JOINT_MEETING: (
        Fact("body", gettext_noop("哪次联席会议？")),
        Fact("dated", gettext_noop("会议日期")),
        Fact("number", gettext_noop("纪要文号"), needed=False),
    ),
    Origin.INSTRUCTION: (
        Fact("body", gettext_noop("批示人的职务")),
        Fact("dated", gettext_noop("批示日期")),
        Fact("binding", gettext_noop("批示类别")),
        Fact("number", gettext_noop("批示件编号"), needed=False),
    ),
    Origin.AUDIT: (
        Fact("number", gettext_noop("审计发现编号")),
        Fact("body", gettext_noop("审计报告的名称或文号")),
        _DATED,
    ),
    Origin.PARTY: (
        Fact("body", gettext_noop("交办的党委")),
        Fact("number", gettext_noop("交办文号"), needed=False),
        _DATED,
    ),
}
ANSWERED = frozenset({Origin.PROPOSAL, Origin.JOINT_MEETING, Origin.AUDIT, Origin.PARTY})
"""Origins that wait for what became of it; an instruction does where it is 批办性."""


def may_name(origin: str, facts: Mapping[str, str]) -> Verdict:
    """Whether what is told of an origin is enough to find it again; every gap is named."""
    verdict = ALLOWED
    for fact in FACTS.get(origin, ()):
        if fact.needed and not facts.get(fact.name, "").strip():
            verdict &= refuse(
                f"supervision.origin.no-{fact.name}",
                gettext_noop("来源是“%(origin)s”，还没有写“%(fact)s”"),
                gettext_noop("请补上，以后才找得到它的来处"),
                origin=ORIGINS[origin],
                fact=fact.label,
            )
    binding = facts.get("binding", "")
    if binding and binding not in INSTRUCTION_CLASSES:
        verdict &= refuse(
            "supervision.origin.unknown-class",
            gettext_noop("没有这种批示类别"),
            gettext_noop("请从列表中选择"),
        )
    return verdict


def kept_facts(origin: str, facts: Mapping[str, str]) -> dict[str, str]:
    """Of what was told, what belongs to this origin."""
    told = ((fact.name, facts.get(fact.name, "").strip()) for fact in FACTS.get(origin, ()))
    return {name: value for name, value in told if value}


def wants_answer(origin: str, facts: Mapping[str, str]) -> bool:
    """Whether the origin waits to hear what became of it."""
    if origin == Origin.INSTRUCTION:
        return facts.get("binding") == InstructionClass.MUST_ANSWER
    return origin in ANSWERED


def owes_answer(state: str, origin: str, facts: Mapping[str, str]) -> bool:
    """Whether the matter is at its end, done or withdrawn, so that its origin can be told."""
    ended = state in (*DONE, AssignmentState.WITHDRAWN)
    return ended and wants_answer(origin, facts)
