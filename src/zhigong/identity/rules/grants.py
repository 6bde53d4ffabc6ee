"""Who may be given which role, and by whom."""

from __future__ import annotations

from datetime import date

from zhigong.identity.rules.kinds import AccountKind
from zhigong.identity.rules.roles import GRANTABLE
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, all_of, refuse

GRANT = "identity.grant"
READ = "identity.read"


def not_own(actor_id: int | None, account_id: int) -> Verdict:
    """Nobody grants to himself or resets his own factor: another person looks."""
    if actor_id is None or actor_id != account_id:
        return ALLOWED
    return refuse(
        "identity.own-account",
        gettext_noop("不能给自己办理"),
        gettext_noop("请另一位管理员办理"),
    )


def fit(role: str, kind: str, valid_from: date, valid_to: date | None) -> Verdict:
    """Whether the grant makes sense by itself."""
    return all_of((_known(role), _for_officers(kind), _days(valid_from, valid_to)))


def _known(role: str) -> Verdict:
    if role in GRANTABLE:
        return ALLOWED
    return refuse("identity.role.unknown", gettext_noop("没有这个角色"))


def _for_officers(kind: str) -> Verdict:
    if kind != AccountKind.WORKER:
        return ALLOWED
    return refuse(
        "identity.grant.worker",
        gettext_noop("职工帐户不能授予工作角色"),
        gettext_noop("请为他另建工作人员帐户"),
    )


def _days(valid_from: date, valid_to: date | None) -> Verdict:
    if valid_to is None or valid_to >= valid_from:
        return ALLOWED
    return refuse(
        "identity.grant.days",
        gettext_noop("截止日期早于开始日期"),
        gettext_noop("请改正日期"),
    )


def with_reason(reason: str) -> Verdict:
    """A grave act on another's account says why."""
    if reason.strip():
        return ALLOWED
    return refuse(
        "identity.reason.missing",
        gettext_noop("请写明理由"),
        gettext_noop("写一句将来看得懂的话，例如“岗位调整，不再担任调解员”"),
    )


def doubled() -> Verdict:
    return refuse(
        "identity.grant.doubled",
        gettext_noop("这段时间里，该帐户在这个单位已有同样的角色"),
        gettext_noop("请先撤销原来的授权，或错开日期"),
    )


def last_administrator() -> Verdict:
    return refuse(
        "identity.grant.last-administrator",
        gettext_noop("这是最后一位管理员，撤销后再没有人能授权"),
        gettext_noop("请先授权另一位管理员"),
    )
