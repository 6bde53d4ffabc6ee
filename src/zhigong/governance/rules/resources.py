"""资源手段: what was asked, what was promised, and what really came.

Money, posts, premises, data or policy are all amounts of a unit, so that a promise and what came of
it can be compared. Complete when what came reaches the promise; otherwise closed short, with a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zhigong.governance.rules.capabilities import HANDLE
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step


class ResourceState(StrEnum):
    """Where a request for resources stands."""

    ASKED = "asked"
    PROMISED = "promised"
    PARTLY = "partly"
    COMPLETE = "complete"
    SHORT = "short"
    DECLINED = "declined"


class ResourceKind(StrEnum):
    """What is asked for."""

    MONEY = "money"
    POSTS = "posts"
    PREMISES = "premises"
    DATA = "data"
    POLICY = "policy"


RESOURCE_KINDS: dict[str, str] = {
    ResourceKind.MONEY: gettext_noop("经费"),
    ResourceKind.POSTS: gettext_noop("人员编制"),
    ResourceKind.PREMISES: gettext_noop("场地"),
    ResourceKind.DATA: gettext_noop("数据共享"),
    ResourceKind.POLICY: gettext_noop("政策"),
}
MEASURES: dict[str, str] = {
    ResourceKind.MONEY: gettext_noop("元"),
    ResourceKind.POSTS: gettext_noop("名"),
    ResourceKind.PREMISES: gettext_noop("平方米"),
    ResourceKind.DATA: gettext_noop("项"),
    ResourceKind.POLICY: gettext_noop("项"),
}
WHOLE = frozenset({ResourceKind.POSTS, ResourceKind.DATA, ResourceKind.POLICY})
S = ResourceState
OPEN = (S.ASKED, S.PROMISED, S.PARTLY)
KEEP = "keep"  # the clock of a promise
RESOURCE = Workflow(
    name="governance.resource",
    label=gettext_noop("资源保障"),
    initial=S.ASKED,
    states={
        S.ASKED: gettext_noop("已提出"),
        S.PROMISED: gettext_noop("已承诺"),
        S.PARTLY: gettext_noop("部分到位"),
        S.COMPLETE: gettext_noop("全部到位"),
        S.SHORT: gettext_noop("未足额到位"),
        S.DECLINED: gettext_noop("未获支持"),
    },
    waits={S.ASKED: HANDLE, S.PROMISED: HANDLE, S.PARTLY: HANDLE},
    steps=(
        step("promise", gettext_noop("登记承诺"), [S.ASKED], S.PROMISED, capability=HANDLE,
             starts=(KEEP,)),
        step("decline", gettext_noop("登记未获支持"), [S.ASKED], S.DECLINED, capability=HANDLE),
        step("give", gettext_noop("登记到位"), [S.PROMISED, S.PARTLY], S.PARTLY, capability=HANDLE),
        step("complete", gettext_noop("登记全部到位"), [S.PARTLY], S.COMPLETE, capability=HANDLE,
             meets=(KEEP,)),
        step("close_short", gettext_noop("按未足额了结"), [S.PROMISED, S.PARTLY], S.SHORT,
             capability=HANDLE, drops=(KEEP,)),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """A promise beside what came of it; ``share`` in whole per cent, rounded down."""

    promised: Decimal
    given: Decimal

    @property
    def missing(self) -> Decimal:
        return max(self.promised - self.given, Decimal(0))

    @property
    def share(self) -> int:
        return int(min(self.given / self.promised, Decimal(1)) * 100) if self.promised else 0

    @property
    def whole(self) -> bool:
        return self.given >= self.promised


def may_amount(kind: str, amount: Decimal) -> Verdict:
    """Whether an amount makes sense: more than nothing, and whole where things are counted."""
    if amount <= 0:
        return refuse(
            "governance.resource.nothing",
            gettext_noop("数量要大于零"),
            gettext_noop("请核对后填写"),
        )
    if kind in WHOLE and amount != amount.to_integral_value():
        return refuse(
            "governance.resource.not-whole",
            gettext_noop("“%(kind)s”按整数计，不能是 %(amount)s"),
            gettext_noop("请填写整数"),
            kind=RESOURCE_KINDS[kind],
            amount=amount,
        )
    return ALLOWED
