"""The law's deadlines as clocks of a case."""

from __future__ import annotations

from datetime import date, timedelta

from zhigong.foundation.clocks.actions import Due
from zhigong.kernel.text import gettext_noop
from zhigong.law.procedure import deadlines as law
from zhigong.law.procedure.kinds import Unit
from zhigong.mediation.rules.workflow import DECIDE, MEDIATE, PERFORM, SUPPLY

LABELS = {
    DECIDE: gettext_noop("决定是否受理"),
    MEDIATE: gettext_noop("调解期限"),
    SUPPLY: gettext_noop("补充材料"),
    PERFORM: gettext_noop("履行协议"),
}
SUPPLY_DAYS = 5  # working days; set by the centre, not by law


def decide_by(received_on: date) -> Due:
    """三个工作日 from receipt (企业劳动争议协商调解规定 第二十二条)."""
    return _clock(DECIDE, law.due("T-MACC", received_on))


def mediate_by(received_on: date, *, extension: int = 0) -> Due:
    """十五日 from **receipt of the application** (调解仲裁法 第十四条第三款)."""
    return _clock(MEDIATE, law.due("T-MED", received_on, extension=extension))


def supply_by(asked_on: date) -> Due:
    return _clock(SUPPLY, law.due_after(asked_on, SUPPLY_DAYS, Unit.WORKDAYS))


def perform_by(effective_on: date, last_payment: date | None) -> Due:
    """Until the day of the last payment, or thirty days where nothing is to be paid."""
    return Due(
        label=LABELS[PERFORM],
        start=effective_on,
        due=last_payment or effective_on + timedelta(days=30),
    )


def _clock(name: str, deadline: law.Deadline) -> Due:
    return Due(
        label=LABELS[name],
        start=deadline.start,
        due=deadline.due,
        provisional=deadline.provisional,
        basis=deadline.article.text,
        working=[
            {
                "what": line.what % line.params if line.params else line.what,
                "value": str(line.value),
                "basis": line.basis.text if line.basis else "",
            }
            for line in deadline.working
        ],
    )
