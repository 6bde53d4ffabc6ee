"""What a statutory period is: one row of the table of deadlines (labour_law B3).

The rows stand in ``periods_mediation``, ``periods_arbitration`` and ``periods_court``; the
arithmetic in ``deadlines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhigong.kernel.text import gettext_noop


class Unit(StrEnum):
    """In what a period is counted."""

    DAYS = "days"
    WORKDAYS = "workdays"
    MONTHS = "months"
    YEARS = "years"


DAYS, WORKDAYS, MONTHS, YEARS = Unit  # a name is found sooner than a member: a batch counts often

UNIT_LABELS = {
    Unit.DAYS: gettext_noop("日"),
    Unit.WORKDAYS: gettext_noop("个工作日"),
    Unit.MONTHS: gettext_noop("个月"),
    Unit.YEARS: gettext_noop("年"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """One period of the law.

    ``norm`` and ``article`` as in the register of norms (``LDMA``, ``14(3)``); ``who`` must act,
    ``trigger`` is the event whose day is not counted; ``extension`` the most it can be prolonged,
    in the same unit (``None``: no number in the law, 0: not at all) on what ``extension_ground``;
    ``pausable`` periods stand still and ``restartable`` ones begin anew on the law's own grounds;
    ``counted_back`` runs from the trigger into the past; ``earliest`` marks a day before which a
    step is too early. ``missed`` says what follows when the day has passed. ``confidence`` is
    ``read``, ``secondary`` or ``memory`` and ``open_point`` what the text leaves undecided.
    """

    id: str
    title: str
    who: str
    trigger: str
    length: int
    unit: Unit
    norm: str
    article: str
    missed: str = ""
    extension: int | None = 0
    extension_ground: str = ""
    pausable: bool = False
    restartable: bool = False
    counted_back: bool = False
    earliest: bool = False
    rolls: bool = True
    confidence: str = "read"
    open_point: str = ""
    place: str = ""


WORKER = gettext_noop("劳动者")
EMPLOYER = gettext_noop("用人单位")
EITHER = gettext_noop("不服的一方当事人")
BOTH = gettext_noop("双方当事人共同")
OTHER_SIDE = gettext_noop("对方当事人")
RESPONDENT = gettext_noop("被申请人")
MEDIATION_BODY = gettext_noop("调解组织")
MEDIATOR = gettext_noop("特邀调解员")
ARBITRATION = gettext_noop("劳动人事争议仲裁委员会")
COURT = gettext_noop("人民法院")
CREDITOR = gettext_noop("权利人")
DEBTOR = gettext_noop("债务人")
INSURANCE_OFFICE = gettext_noop("社会保险行政部门")
GRADING_COMMITTEE = gettext_noop("劳动能力鉴定委员会")
INSPECTION = gettext_noop("劳动保障行政部门")
PETITION_OFFICE = gettext_noop("信访工作机构")
LEGAL_AID = gettext_noop("法律援助机构")
UNION = gettext_noop("工会")

BODY_OVERDUE = gettext_noop("这是办理机构的期限：逾期不影响当事人的权利，可以督促或者反映")
AGREEMENT_OF_BOTH = gettext_noop("双方当事人同意")
HEAD_APPROVES = gettext_noop("经机构负责人批准")
