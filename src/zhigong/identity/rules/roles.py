"""Roles: named sets of capabilities. Who holds which role where is data; what it means is here.

A capability is ``module.verb``. A role that opens personal files is worth nothing without a second
factor (``needs_strong``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhigong.kernel.actor import Grant
from zhigong.kernel.text import gettext_noop

CAPABILITIES: dict[str, str] = {
    "mediation.read": gettext_noop("查看案件"),
    "mediation.accept": gettext_noop("受理或不予受理"),
    "mediation.assign": gettext_noop("指派调解员"),
    "mediation.mediate": gettext_noop("主持调解"),
    "mediation.seal": gettext_noop("加盖公章"),
    "mediation.statistics": gettext_noop("查看调解统计"),
    "mediation.follow": gettext_noop("查看本单位参与的案件"),
    "membership.read": gettext_noop("查看会员"),
    "membership.manage": gettext_noop("管理会员"),
    "membership.statistics": gettext_noop("查看会员统计"),
    "supervision.read": gettext_noop("查看督办事项"),
    "supervision.draft": gettext_noop("登记来文，分解和下达任务"),
    "supervision.countersign": gettext_noop("会签"),
    "supervision.approve": gettext_noop("审定任务，批准延期和中止"),
    "supervision.carry_out": gettext_noop("签收、报送和申请办结"),
    "supervision.verify": gettext_noop("核查、销号和催办"),
    "supervision.follow": gettext_noop("查看本单位承办的、由本单位交办的督办事项"),
    "governance.read": gettext_noop("查看党政联系的登记"),
    "governance.follow": gettext_noop("查看与本党委有关的交办、会议和文件"),
    "governance.handle": gettext_noop("登记交办、资源和党委职责，报告结果"),
    "governance.convene": gettext_noop("安排会议，登记议题和议定事项"),
    "governance.draft": gettext_noop("起草、报送请示报告，登记批复"),
    "governance.approve": gettext_noop("签发请示报告"),
    "governance.record": gettext_noop("登记批示肯定和经验做法"),
    "governance.verify": gettext_noop("核实批示肯定和经验做法"),
    "identity.read": gettext_noop("查看帐户与授权"),
    "identity.grant": gettext_noop("建立帐户、授权与撤销"),
    "org.read": gettext_noop("查看组织与任职"),
    "org.manage": gettext_noop("管理组织与任职"),
    "audit.read": gettext_noop("查看审计记录"),
    "law.parameters": gettext_noop("维护法律参数"),
}


@dataclass(frozen=True, slots=True)
class Role:
    """``needs_strong``: its capabilities count only after a second factor."""

    key: str
    label: str
    what: str
    capabilities: frozenset[str]
    needs_strong: bool = False


def role(key: str, label: str, what: str, *capabilities: str, needs_strong: bool = False) -> Role:
    """One role; an unknown capability is an error of the author."""
    unknown = set(capabilities) - set(CAPABILITIES)
    assert not unknown, f"{key}: {unknown}"
    return Role(key, label, what, frozenset(capabilities), needs_strong)


ROLES: dict[str, Role] = {
    one.key: one
    for one in (
        role("worker", gettext_noop("职工"), gettext_noop("查看本人的事项，不需要授权")),
        role(
            "mediator",
            gettext_noop("调解员"),
            gettext_noop("主持本人承办案件的调解，起草调解协议"),
            "mediation.mediate",
            "org.read",
            needs_strong=True,
        ),
        role(
            "duty_supervisor",
            gettext_noop("值班主管"),
            gettext_noop("受理申请，指派调解员，核准盖章"),
            "mediation.read",
            "mediation.accept",
            "mediation.assign",
            "mediation.mediate",
            "mediation.seal",
            "mediation.statistics",
            "org.read",
            needs_strong=True,
        ),
        role(
            "arbitration_officer",
            gettext_noop("仲裁联络员"),
            gettext_noop("查看本仲裁机构参与的案件"),
            "mediation.follow",
            "org.read",
            needs_strong=True,
        ),
        role(
            "agency_officer",
            gettext_noop("协作单位联络员"),
            gettext_noop("法院、司法行政、信访等单位查看参与的案件"),
            "mediation.follow",
            "org.read",
            needs_strong=True,
        ),
        role(
            "membership_officer",
            gettext_noop("会员管理员"),
            gettext_noop("管理会员与入会"),
            "membership.read",
            "membership.manage",
            "org.read",
            needs_strong=True,
        ),
        role(
            "supervision_officer",
            gettext_noop("督办员"),
            gettext_noop("分解、交办、督办、验收"),
            "supervision.read",
            "supervision.draft",
            "supervision.verify",
            "mediation.statistics",
            "membership.statistics",
            "org.read",
        ),
        role(
            "leader",
            gettext_noop("领导"),
            gettext_noop("审定任务分解，批准延期，查看统计与组织"),
            "mediation.statistics",
            "membership.statistics",
            "supervision.read",
            "supervision.approve",
            "governance.read",
            "governance.approve",
            "governance.verify",
            "org.read",
        ),
        role(
            "office_officer",
            gettext_noop("办公室"),
            gettext_noop("登记交办、会议、请示报告和经验做法，立项督办"),
            "governance.read",
            "governance.handle",
            "governance.convene",
            "governance.draft",
            "governance.record",
            "governance.verify",
            "supervision.read",
            "supervision.draft",
            "org.read",
        ),
        role(
            "party_committee",
            gettext_noop("党委联络员"),
            gettext_noop("查看本党委的交办、会议、承诺和收到的文件，以及由此立项的督办事项"),
            "governance.follow",
            "supervision.follow",
        ),
        role(
            "unit_officer",
            gettext_noop("单位联络员"),
            gettext_noop("为本单位会签、签收、报送和申请办结，引用本单位的统计数字"),
            "supervision.follow",
            "supervision.countersign",
            "supervision.carry_out",
            "mediation.statistics",
            "membership.statistics",
        ),
        role(
            "administrator",
            gettext_noop("系统管理员"),
            gettext_noop("管理帐户、授权、组织与法律参数"),
            "identity.read",
            "identity.grant",
            "org.read",
            "org.manage",
            "audit.read",
            "law.parameters",
            needs_strong=True,
        ),
    )
}

GRANTABLE = tuple(key for key, one in ROLES.items() if one.capabilities)
"""Roles that can be granted: a worker needs none."""


def expand(held: Iterable[tuple[str, str]], *, strong: bool) -> tuple[Grant, ...]:
    """Grants of (role, unit path) pairs as capabilities.

    A role of an older version that no longer exists gives nothing; one that needs a second factor
    gives nothing to a session without it.
    """
    found = {
        Grant(capability, path)
        for key, path in held
        if (one := ROLES.get(key)) is not None and (strong or not one.needs_strong)
        for capability in one.capabilities
    }
    return tuple(sorted(found, key=lambda g: (g.capability, g.unit_path)))


def needs_strong(keys: Iterable[str]) -> bool:
    """Whether any of the roles demands a second factor."""
    return any(ROLES[key].needs_strong for key in keys if key in ROLES)
