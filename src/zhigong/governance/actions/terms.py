"""届: set down a term by which figures are counted."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from zhigong.foundation.audit.record import record
from zhigong.governance.models import Term
from zhigong.governance.permissions import may_keep
from zhigong.governance.rules.capabilities import HANDLE
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id


@transaction.atomic
def set_term(*, actor: Actor, unit_id: int, name: str, begins: date, ends: date) -> Term:
    """Add a term, or change the days of the one of that name. Refuses two that overlap."""
    unit = unit_by_id(unit_id)
    may_keep(actor, unit.path, HANDLE).require()
    others = Term.objects.select_for_update().filter(unit=unit).exclude(name=name.strip())
    if ends <= begins or any(t.begins < ends and begins < t.ends for t in others):
        refuse(
            "governance.term.overlaps",
            gettext_noop("届满要晚于开始，也不能和别的届重叠"),
            gettext_noop("请核对日期；上一届届满的当天可以是下一届开始"),
        ).require()
    term, _made = Term.objects.update_or_create(
        unit=unit, name=name.strip(),
        defaults={"unit_path": unit.path, "begins": begins, "ends": ends},
    )  # fmt: skip
    after = {"name": term.name, "begins": begins.isoformat(), "ends": ends.isoformat()}
    record(actor, "governance.term.set", term, after=after)
    return term
