"""Making units in tests."""

from __future__ import annotations

from datetime import date

from zhigong.foundation.acting import acting
from zhigong.kernel.actor import SYSTEM
from zhigong.org.actions.units import (
    UnitFacts,
    create_unit,
)
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import UnitKind, UnitLevel

DAY = date(2026, 11, 23)


def facts(name="晴川工会", **fields) -> UnitFacts:
    return UnitFacts(
        **{"name": name, "kind": UnitKind.TOWNSHIP, "level": UnitLevel.TOWNSHIP, **fields}
    )


def unit(code: str, parent: Unit | None, name: str = "") -> Unit:
    with acting(SYSTEM, action="test"):
        return create_unit(
            actor=SYSTEM,
            code=code,
            parent_id=parent.pk if parent else None,
            facts=facts(name or f"{code}工会"),
        )


def fresh(one: Unit) -> Unit:
    return Unit.objects.get(pk=one.pk)
