"""指派: a mediator without ties takes the case; authorities are invited and let go."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.identity.queries import account_for_assignment
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.actions.deadlines import mediate_by
from zhigong.mediation.actions.steps import advance, happened
from zhigong.mediation.models import Case, DeclaredTie, Participation
from zhigong.mediation.permissions import may, may_invite
from zhigong.mediation.queries import lock_case, sides_of, ties_of
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.conflicts import TIES, conflicts
from zhigong.mediation.rules.workflow import MEDIATE
from zhigong.org.queries import unit_by_id

EXTENSION_DAYS = 15  # 人社厅发〔2024〕4号: at most fifteen more, if both sides agree


@transaction.atomic
def assign_mediator(*, actor: Actor, case_id: int, mediator_id: int, seen_version: int) -> Case:
    """指派调解员: give an accepted case to a mediator, which starts mediation.

    Refuses a person without the grant, and one with a tie to a side (回避).
    """
    return _give(actor, case_id, mediator_id, seen_version, "assign", "")


@transaction.atomic
def reassign_mediator(
    *, actor: Actor, case_id: int, mediator_id: int, seen_version: int, why: str
) -> Case:
    """更换调解员, with the reason; the same checks as a first assignment."""
    if not why.strip():
        refuse(
            "mediation.reassign.no-reason",
            gettext_noop("没有写为什么更换"),
            gettext_noop("请写明原因，例如当事人申请回避"),
        ).require()
    return _give(actor, case_id, mediator_id, seen_version, "reassign", why.strip())


def _give(
    actor: Actor, case_id: int, mediator_id: int, seen_version: int, verb: str, why: str
) -> Case:
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, verb).require()
    mediator = account_for_assignment(
        mediator_id, capability=capabilities.MEDIATE, at=case.unit_path
    )
    if mediator is None:
        refuse(
            "mediation.assign.no-mediator",
            gettext_noop("所选人员现在不是本中心的调解员"),
            gettext_noop("请从调解员名单中选择"),
        ).require()
    assert mediator is not None
    conflicts(mediator.label, sides_of(case), ties_of(mediator_id, clock.today())).require()
    before = case.mediator_id
    case.mediator_id = mediator_id
    after = {"mediator": mediator_id, "from": before}
    advance(case, verb, actor=actor, note=why, after=after, former=before)
    return case


@transaction.atomic
def extend_term(
    *, actor: Actor, case_id: int, seen_version: int, worker_agrees: bool, employer_agrees: bool
) -> Case:
    """延长期限: once, at most fifteen days, only with the consent of both sides."""
    case = lock_case(case_id, seen_version=seen_version)
    may(actor, case, "extend").require()
    if not (worker_agrees and employer_agrees):
        refuse(
            "mediation.extend.no-consent",
            gettext_noop("延长期限要双方都同意"),
            gettext_noop("请取得双方同意后再登记；一方不同意的，期满即可申请仲裁"),
        ).require()
    case.extended = True
    deadline = mediate_by(case.received_on, extension=EXTENSION_DAYS)
    advance(
        case,
        "extend",
        actor=actor,
        deadlines={MEDIATE: deadline},
        after={"due": deadline.due.isoformat()},
    )
    return case


@transaction.atomic
def invite_authority(
    *, actor: Actor, case_id: int, seen_version: int, unit_id: int, purpose: str
) -> Participation:
    """Bring an authority (arbitration, court, justice, petitions …) into the case.

    From now on its people see this case, and no other. Refuses a second invitation.
    """
    case = lock_case(case_id, seen_version=seen_version)
    may_invite(actor, case).require()
    unit = unit_by_id(unit_id)
    if case.participations.filter(unit_id=unit_id, until__isnull=True).exists():
        refuse(
            "mediation.invite.twice",
            gettext_noop("“%(unit)s”已经参与本案"),
            gettext_noop("不用再邀请"),
            unit=unit.name,
        ).require()
    row = Participation.objects.create(
        case=case, unit=unit, purpose=purpose.strip(), since=clock.today()
    )
    _refresh_readers(case)
    happened(case, "case.invite", actor=actor, after={"unit": unit.name}, note=purpose)
    return row


@transaction.atomic
def release_authority(*, actor: Actor, case_id: int, seen_version: int, unit_id: int) -> Case:
    """The authority's part is over; it no longer sees the case."""
    case = lock_case(case_id, seen_version=seen_version)
    may_invite(actor, case).require()
    case.participations.filter(unit_id=unit_id, until__isnull=True).update(until=clock.today())
    _refresh_readers(case)
    happened(case, "case.release", actor=actor, after={"unit": unit_id})
    return case


def _refresh_readers(case: Case) -> None:
    paths: set[str] = set()
    for row in case.participations.filter(until__isnull=True).select_related("unit"):
        parts = row.unit.path.strip("/").split("/")
        paths |= {"/".join(parts[: n + 1]) + "/" for n in range(len(parts))}
    case.reader_paths = sorted(paths)
    case.save(update_fields=["reader_paths"])


@transaction.atomic
def declare_tie(
    *, actor: Actor, mediator_id: int, name: str, kind: str, credit_code: str = ""
) -> DeclaredTie:
    """申报关系: a mediator declares his own tie, so that he is not given such cases.

    Refuses a tie for somebody else, an empty name and an unknown kind.
    """
    if actor.id != mediator_id or not name.strip() or kind not in TIES:
        refuse(
            "mediation.tie.unfit",
            gettext_noop("请写明与谁有什么关系"),
            gettext_noop("只能申报本人的关系；关系从列表中选择"),
        ).require()
    row, _made = DeclaredTie.objects.get_or_create(
        mediator_id=mediator_id,
        name=name.strip(),
        kind=kind,
        ended_on=None,
        defaults={"credit_code": credit_code.strip(), "declared_on": clock.today()},
    )
    record(actor, "mediation.tie.declare", row, after={"kind": kind})
    return row
