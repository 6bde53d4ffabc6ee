"""回避: ties that keep a mediator from a case, and ties that must be disclosed.

Source: 企业劳动争议协商调解规定 第十七条至第十九条; by model of 调解仲裁法 第三十三条; 人民法院在线调解规则
第十三条 (disclosure); D8 of the practice notes: who represents a side cannot mediate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import ALLOWED, Verdict, all_of, refuse


@dataclass(frozen=True, slots=True)
class Side:
    """A party or agent of the case, by name and, for employers, credit code."""

    name: str
    credit_code: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie that a mediator declared: with whom, and of what kind."""

    name: str
    kind: str  # relative | interest | employed | represents | other
    credit_code: str = ""


def conflicts(mediator_name: str, sides: Iterable[Side], ties: Iterable[Tie]) -> Verdict:
    """Whether a mediator is free of ties to the sides of a case.

    Refuses where the mediator is a side himself or declared a tie with one. Names are compared
    without spaces and full-width forms; a credit code decides where both have one.
    """
    declared = list(ties)
    return all_of(_against(mediator_name, side, declared) for side in sides)


def _against(mediator_name: str, side: Side, ties: list[Tie]) -> Verdict:
    if _same(mediator_name, side.name):
        return refuse(
            "mediation.conflict.is-party",
            gettext_noop("调解员与当事人“%(side)s”同名，可能就是当事人"),
            gettext_noop("请另选调解员；确属同名的，由当事人书面同意后由主任登记"),
            side=side.name,
        )
    for tie in ties:
        same_code = bool(tie.credit_code) and tie.credit_code == side.credit_code
        if same_code or _same(tie.name, side.name):
            return refuse(
                "mediation.conflict.tie",
                gettext_noop("调解员申报与“%(side)s”有%(kind)s关系，应当回避"),
                gettext_noop("请另选调解员"),
                side=side.name,
                kind=TIES.get(tie.kind, TIES["other"]),
            )
    return ALLOWED


def _same(one: str, other: str) -> bool:
    return bool(one) and squeeze(one).replace(" ", "") == squeeze(other).replace(" ", "")


TIES = {
    "relative": gettext_noop("近亲属"),
    "interest": gettext_noop("利害"),
    "employed": gettext_noop("任职"),
    "represents": gettext_noop("代理"),
    "other": gettext_noop("其他"),
}
