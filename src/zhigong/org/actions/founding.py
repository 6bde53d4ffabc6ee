"""The first things of a new platform: the federation itself, its industries, its administrator."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import connection, transaction

from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record
from zhigong.identity.actions.accounts import create_admin
from zhigong.identity.models import Account
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import ALLOWED
from zhigong.org.actions.units import UnitFacts, create_unit
from zhigong.org.models import Industry, Unit
from zhigong.org.permissions import may_manage
from zhigong.org.queries import root
from zhigong.org.rules.kinds import IndustryRank, UnitKind, UnitLevel


def found_federation(*, name: str = "", place_code: str = "") -> Unit:
    """The federation that runs this platform, founded unless there is one."""
    with acting(SYSTEM, action="org.found"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('org.found'))")
        facts = UnitFacts(
            name=name or settings.FEDERATION_NAME,
            kind=UnitKind.FEDERATION,
            level=UnitLevel.DISTRICT,
            place_code=place_code or settings.PLACE,
        )
        return root() or create_unit(
            actor=SYSTEM, code=place_code or settings.PLACE, parent_id=None, facts=facts
        )


def create_first_admin(*, name: str, password: str, label: str = "") -> Account:
    """An administrator over the whole tree, for the command line; founds the top if need be."""
    top = found_federation()
    return create_admin(
        name=name, password=password, label=label, unit_path=top.path, unit_label=top.name
    )


@transaction.atomic
def set_industries(
    *, actor: Actor, rows: Iterable[tuple[str, str, IndustryRank]]
) -> list[Industry]:
    """Set the district's industries from (code, name, rank), in order.

    One of the same code is renamed; one that is no longer named becomes an ``other``.
    """
    top = root()
    (may_manage(actor, top.path) if top else ALLOWED).require()
    wanted = list(rows)
    before = {i.code: i.name for i in Industry.objects.select_for_update().order_by("order")}
    Industry.objects.exclude(code__in=[code for code, _n, _r in wanted]).update(
        rank=IndustryRank.OTHER
    )
    kept = [
        Industry.objects.update_or_create(
            code=code, defaults={"name": name, "rank": rank.value, "order": number}
        )[0]
        for number, (code, name, rank) in enumerate(wanted)
    ]
    after = {i.code: i.name for i in kept}
    record(actor, "org.industries.set", "org.industry:*", before=before, after=after)
    return kept
