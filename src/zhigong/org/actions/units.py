"""Units are founded, renamed, moved and dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, connection, transaction

from zhigong.foundation.audit.record import record
from zhigong.foundation.meanwhile import unchanged
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import squeeze
from zhigong.kernel.verdict import ALLOWED, Refused
from zhigong.org.actions.hanging import may_go
from zhigong.org.actions.repathing import follow
from zhigong.org.models import Unit
from zhigong.org.permissions import may_manage
from zhigong.org.rules.changes import (
    fits_under,
    in_order,
    is_active,
    named,
    not_too_deep,
    taken_name,
    without_children,
)
from zhigong.org.rules.kinds import UnitKind, UnitLevel, UnitState
from zhigong.org.rules.paths import depth_of, path_of
from zhigong.org.rules.words import tokens_of

TREE_LOCK = "org.tree"
CHANGED = "org.changed-meanwhile"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFacts:
    """What a person writes about a unit."""

    name: str
    kind: UnitKind
    level: UnitLevel
    short_name: str = ""
    industry_id: int | None = None
    place_code: str = ""
    address: str = ""
    phone: str = ""
    founded_on: date | None = None
    functions: Sequence[str] = field(default=())


@transaction.atomic
def create_unit(*, actor: Actor, code: str, parent_id: int | None, facts: UnitFacts) -> Unit:
    """Found a unit below another; without a parent, the top of a tree (only the system may).

    Refuses without the right over the parent, under a dissolved one, and a name or code in use.
    """
    _hold_tree_still()
    parent = lock_unit(parent_id) if parent_id is not None else None
    parent_path = parent.path if parent else ""
    (
        may_manage(actor, parent_path)
        & named(facts.name)
        & (is_active(parent.state) & not_too_deep(parent_path) if parent else ALLOWED)
    ).require()
    number = _next_id()
    path = path_of(parent_path, number)
    unit = Unit(pk=number, code=code.strip(), parent=parent, path=path, depth=depth_of(path))
    _write(unit, facts)
    _save(unit, new=True)
    after = {"name": unit.name, "code": unit.code, "kind": unit.kind}
    record(actor, "org.unit.create", unit, after=after)
    return unit


@transaction.atomic
def change_unit(*, actor: Actor, unit_id: int, facts: UnitFacts, seen_version: int) -> Unit:
    """Rename a unit or change what is written about it."""
    unit = lock_unit(unit_id)
    (
        may_manage(actor, unit.path)
        & named(facts.name)
        & unchanged(unit, seen_version, code=CHANGED)
    ).require()
    before = _told(unit)
    _write(unit, facts)
    after = _told(unit)
    changed = [name for name in after if after[name] != before[name]]
    if not changed:
        return unit
    unit.version += 1
    _save(unit)
    record(
        actor,
        "org.unit.rename" if "name" in changed else "org.unit.change",
        unit,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
    )
    return unit


@transaction.atomic
def move_unit(
    *, actor: Actor, unit_id: int, parent_id: int, seen_version: int, reason: str = ""
) -> Unit:
    """Move a unit with everything below it under another parent, in one transaction.

    Paths of units, grants, terms of office and every announced table follow. Refuses without the
    right over the unit and over the new parent, below itself, and under a dissolved one.
    """
    _hold_tree_still()
    unit = lock_unit(unit_id)
    parent = Unit.objects.get(pk=parent_id)
    (
        may_manage(actor, unit.path)
        & may_manage(actor, parent.path)
        & is_active(unit.state)
        & is_active(parent.state)
        & fits_under(unit.path, parent.path)
        & unchanged(unit, seen_version, code=CHANGED)
    ).require()
    old, new = unit.path, path_of(parent.path, unit.pk)
    if old == new:
        return unit
    unit.parent, unit.version = parent, unit.version + 1
    _save(unit)
    units = _repath_units(old, new)
    moved = follow(actor=actor, old=old, new=new, action="org.unit.move")
    unit.refresh_from_db()
    record(
        actor,
        "org.unit.move",
        unit,
        before={"path": old},
        after={"path": new, "parent": parent.name, "units": units, **moved},
        note=reason.strip(),
    )
    return unit


def _repath_units(old: str, new: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE org_unit SET path = %(new)s || substr(path, %(after)s),"
            " depth = depth + %(deeper)s WHERE path >= %(old)s AND path < %(old)s || '~'",
            {
                "old": old,
                "new": new,
                "after": len(old) + 1,
                "deeper": depth_of(new) - depth_of(old),
            },
        )
        return int(cursor.rowcount)


@transaction.atomic
def dissolve_unit(
    *,
    actor: Actor,
    unit_id: int,
    on: date,
    seen_version: int,
    reason: str = "",
    successor: str = "",
) -> Unit:
    """Dissolve a unit. Refuses while living units lie below it or work that is its own is open, where
    nobody is named who takes over the rest (``hanging``), and a day before its founding.

    Its grants and history stay; nothing new can be founded under it.
    """
    _hold_tree_still()
    unit = lock_unit(unit_id)
    living = Unit.objects.filter(parent=unit, state=UnitState.ACTIVE).count()
    (
        may_manage(actor, unit.path)
        & is_active(unit.state)
        & without_children(living)
        & may_go(actor, unit, successor=successor)
        & in_order(unit.founded_on, on)
        & unchanged(unit, seen_version, code=CHANGED)
    ).require()
    unit.state, unit.dissolved_on = UnitState.DISSOLVED, on
    unit.version += 1
    _save(unit)
    after = {"on": on.isoformat(), **({"successor": successor.strip()} if successor else {})}
    record(actor, "org.unit.dissolve", unit, after=after, note=reason.strip())
    return unit


def lock_unit(unit_id: int) -> Unit:
    """The row, locked until the transaction ends; ``Unit.DoesNotExist`` if there is none."""
    return Unit.objects.select_for_update().get(pk=unit_id)


def _hold_tree_still() -> None:
    """Changes of the tree's shape come one after the other; reading it is not hindered.

    Two moves at once could otherwise put each of two units below the other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [TREE_LOCK])


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('org_unit', 'id'))")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def _write(unit: Unit, facts: UnitFacts) -> None:
    unit.name, unit.short_name = squeeze(facts.name), squeeze(facts.short_name)
    unit.kind, unit.level = facts.kind.value, facts.level.value
    unit.industry_id = facts.industry_id
    unit.place_code, unit.address = facts.place_code.strip(), facts.address.strip()
    unit.phone, unit.founded_on = facts.phone.strip(), facts.founded_on
    unit.functions = [word for one in facts.functions if (word := squeeze(one))]
    unit.tokens = tokens_of(unit.name, unit.short_name, unit.code)


def _told(unit: Unit) -> dict[str, object]:
    """What the trail says of a unit."""
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind,
        "level": unit.level,
        "industry": unit.industry_id,
        "place_code": unit.place_code,
        "address": unit.address,
        "phone": unit.phone,
        "founded_on": unit.founded_on.isoformat() if unit.founded_on else None,
        "functions": list(unit.functions),
    }


def _save(unit: Unit, *, new: bool = False) -> None:
    try:
        with transaction.atomic():
            unit.save(force_insert=new)
    except IntegrityError as error:
        if "unit_name_once" in str(error) or "code" in str(error):
            raise Refused(taken_name().refusals) from error
        raise
