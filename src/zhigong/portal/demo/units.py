"""The invented tree of unions, the authorities beside them, and the industries 1+3+3."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM
from zhigong.org.actions.founding import found_federation, set_industries
from zhigong.org.actions.units import UnitFacts, create_unit
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import IndustryRank, UnitKind, UnitLevel


def build_units(district: dict[str, Any]) -> dict[str, Unit]:
    """All units, by the keys that the data gives its officers: ``centre``, an agency's code …"""
    top = found_federation(name=district["federation"])
    announce_actor(SYSTEM, action="demo")
    set_industries(
        actor=SYSTEM,
        rows=[(i["code"], i["name"], IndustryRank(i["rank"])) for i in district["industry"]],
    )
    found = {"federation": top}
    words = {"place_code": settings.PLACE, "functions": district["centre_functions"]}
    found["centre"] = add(
        top, "SF-LT", district["centre"], UnitKind.CENTRE, UnitLevel.DISTRICT, **words
    )
    for agency in district["agency"]:
        found[agency["code"]] = add(
            top, agency["code"], agency["name"], UnitKind(agency["kind"]), UnitLevel.DISTRICT,
            functions=agency["functions"],
        )  # fmt: skip
    for n, street in enumerate(district["street"], 1):
        above = add(
            top, f"SF-{n:02d}", street["name"], UnitKind.TOWNSHIP, UnitLevel.TOWNSHIP,
            functions=street["functions"],
        )  # fmt: skip
        found[f"SF-{n:02d}"] = above
        for m, name in enumerate(street["unions"], 1):
            joint = district["joint"] in name
            kind = UnitKind.JOINT if joint else UnitKind.GRASSROOTS
            found[f"SF-{n:02d}-{m:02d}"] = add(
                above, f"SF-{n:02d}-{m:02d}", name, kind, UnitLevel.GRASSROOTS
            )
    return found


def add(parent: Unit, code: str, name: str, kind: UnitKind, level: UnitLevel, **more: Any) -> Unit:
    """``more`` as `UnitFacts` names it: where it is, what it is in charge of."""
    facts = UnitFacts(name=name, kind=kind, level=level, **more)
    return create_unit(actor=SYSTEM, code=code, parent_id=parent.pk, facts=facts)
