"""Who may keep rows of law, and that nobody confirms his own."""

from __future__ import annotations

from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.parameters.models import ParameterRow
from zhigong.parameters.rules.capabilities import KEEP
from zhigong.parameters.rules.workflow import ROW


def reach(actor: Actor) -> str:
    """The top unit where the actor keeps parameters; empty where he does not.

    A row holds for everybody, so a grant on a unit further down is not enough.
    """
    return next((path for path in actor.paths(KEEP) if path.count("/") == 1), "")


def may_propose(actor: Actor) -> Verdict:
    """Whether the actor may propose rows; needs an account and a grant at the top."""
    if actor.id is not None and reach(actor):
        return ALLOWED
    return refuse(
        f"{KEEP}.not-granted",
        gettext_noop("您没有维护法律参数的权限"),
        gettext_noop("参数对全系统有效，须由最上级组织的管理员维护"),
    )


def may(actor: Actor, row: ParameterRow, verb: str) -> Verdict:
    """Whether the actor may take this step with the row now; every reason against, collected."""
    return may_propose(actor) & _second_person(actor, row, verb) & ROW.may(verb, row.state)


def _second_person(actor: Actor, row: ParameterRow, verb: str) -> Verdict:
    if verb in {"confirm", "reject"} and actor.id == row.proposed_by_id:
        return refuse(
            "parameters.row.own-proposal",
            gettext_noop("提出人不能复核自己提出的参数"),
            gettext_noop("请另一位管理员照出处核对；写错了的，可以撤回"),
        )
    if verb == "withdraw" and actor.id != row.proposed_by_id:
        return refuse(
            "parameters.row.not-own-proposal",
            gettext_noop("只有提出人能撤回"),
            gettext_noop("认为不对的，请退回并写明原因"),
        )
    if verb == "end" and actor.id == row.end_asked_by_id:
        return refuse(
            "parameters.row.own-ending",
            gettext_noop("提请停用的人不能自己同意停用"),
            gettext_noop("请另一位管理员核对后同意"),
        )
    return ALLOWED
