"""The deeds on a membership as a table: the form, the check, the action, what is said afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Verdict
from zhigong.membership import forms
from zhigong.membership.actions import admission, correction, moving, standing
from zhigong.membership.models import Membership
from zhigong.membership.permissions import may, may_correct
from zhigong.membership.rules.workflow import MemberState

S = MemberState
Do = Callable[[Actor, Membership, int, Any], object]
Check = Callable[[Actor, Membership], Verdict]


@dataclass(frozen=True, slots=True)
class Deed:
    """``do`` gets actor, membership, the version its page showed, and the valid form."""

    name: str
    label: Any
    form: type[forms.MemberForm]
    check: Check
    do: Do
    done: Any
    shown: frozenset[MemberState]
    kind: str = ""
    hint: Any = ""


def step(verb: str) -> Check:
    return lambda actor, membership: may(actor, membership, verb)


def of(actor: Actor, membership: Membership, version: int) -> dict[str, Any]:
    return {"actor": actor, "membership_id": membership.pk, "seen_version": version}


def why(form: Any) -> str:
    return str(form.cleaned_data["why"])


def end(verb: str) -> Do:
    return lambda a, m, v, f: standing.end_membership(**of(a, m, v), verb=verb, why=why(f))


_DEEDS = (
    Deed(
        "admit",
        _("批准入会"),
        forms.PlainForm,
        step("admit"),
        lambda a, m, v, f: admission.approve(**of(a, m, v)),
        _("已批准入会，会员证号已编好"),
        frozenset({S.APPLIED}),
        kind="primary",
        hint=_("由基层工会委员会审批；批准后立即编会员证号。"),
    ),
    Deed(
        "decline",
        _("不予批准"),
        forms.WhyForm,
        step("decline"),
        lambda a, m, v, f: admission.decline(**of(a, m, v), why=why(f)),
        _("已记录不予批准"),
        frozenset({S.APPLIED}),
        kind="danger",
    ),
    Deed(
        "receive",
        _("接收会籍"),
        forms.PlainForm,
        step("hand_over"),
        lambda a, m, v, f: moving.receive_member(**of(a, m, v)),
        _("已接收，新的会员证号已编好"),
        frozenset({S.TRANSFERRING}),
        kind="primary",
        hint=_("接收后原会籍终止，入会日期连续计算，档案随人转来。"),
    ),
    Deed(
        "call_back",
        _("撤回转出"),
        forms.PlainForm,
        step("call_back"),
        lambda a, m, v, f: moving.call_back(**of(a, m, v)),
        _("已撤回，会籍仍在本工会"),
        frozenset({S.TRANSFERRING}),
    ),
    Deed(
        "transfer",
        _("会籍转接"),
        forms.SendForm,
        step("send"),
        lambda a, m, v, f: moving.transfer_member(
            **of(a, m, v), target_id=f.cleaned_data["target"].pk, why=why(f)
        ),
        _("已办理转接；两边都归您管理的已经转好，否则等转入工会接收"),
        frozenset({S.MEMBER}),
        hint=_("转入工会接收前，会籍和权利都留在原工会。"),
    ),
    Deed(
        "correct",
        _("更正档案"),
        forms.CorrectForm,
        may_correct,
        lambda a, m, v, f: correction.correct_facts(**of(a, m, v), facts=f.facts(), why=why(f)),
        _("已更正，改动记入档案"),
        frozenset({S.APPLIED, S.MEMBER, S.TRANSFERRING, S.RETAINED}),
        hint=_("号码不在页面上显示全，请对照证件重新填写。"),
    ),
    Deed(
        "retain",
        _("办理保留会籍"),
        forms.WhyForm,
        step("retain"),
        lambda a, m, v, f: standing.retain(**of(a, m, v), why=why(f)),
        _("已保留会籍"),
        frozenset({S.MEMBER}),
        hint=_("退休、失业、参军等；保留期间不交会费，不参加选举。"),
    ),
    Deed(
        "resume",
        _("恢复会籍"),
        forms.PlainForm,
        step("resume"),
        lambda a, m, v, f: standing.resume(**of(a, m, v)),
        _("已恢复会籍"),
        frozenset({S.RETAINED}),
        kind="primary",
    ),
    Deed(
        "leave",
        _("退会"),
        forms.WhyForm,
        step("leave"),
        end("leave"),
        _("已登记退会，请收回会员证"),
        frozenset({S.MEMBER, S.RETAINED}),
        kind="danger",
    ),
    Deed(
        "expel",
        _("除名"),
        forms.WhyForm,
        step("expel"),
        end("expel"),
        _("已登记除名，请报上级工会备案"),
        frozenset({S.MEMBER, S.RETAINED}),
        kind="danger",
    ),
    Deed(
        "decease",
        _("登记去世"),
        forms.WhyForm,
        step("decease"),
        end("decease"),
        _("已登记"),
        frozenset({S.MEMBER, S.RETAINED, S.TRANSFERRING}),
        kind="danger",
    ),
)
DEEDS: dict[str, Deed] = {deed.name: deed for deed in _DEEDS}
