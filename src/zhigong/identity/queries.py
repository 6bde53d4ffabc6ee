"""Reading accounts, sessions and grants."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from django.db.models import F, Q, QuerySet

from zhigong.foundation import clock
from zhigong.foundation.secrets.lookup import look_up
from zhigong.foundation.secrets.sealed import Sealed
from zhigong.foundation.statements import row_of
from zhigong.identity.models import Account, OneTimeCode, RoleGrant, SecondFactor, Session
from zhigong.identity.rules.demo import DEMO_MOBILE_PREFIX, DEMO_PREFIX
from zhigong.identity.rules.grants import READ
from zhigong.identity.rules.kinds import AccountKind, CodePurpose
from zhigong.identity.rules.names import as_login_name
from zhigong.identity.rules.roles import ROLES, expand
from zhigong.identity.rules.sessions import IdleLimits, has_idled
from zhigong.kernel.actor import NOBODY, Actor


def running_on(day: date) -> Q:
    """Of grants: neither revoked nor outside their days."""
    return Q(revoked_at__isnull=True, valid_from__lte=day) & (
        Q(valid_to__isnull=True) | Q(valid_to__gte=day)
    )


class Known(NamedTuple):
    """What every request needs of a session that runs and of its account, and the (role, unit path)
    pairs granted today. A visitor's session has no account."""

    session_id: int
    last_seen: datetime
    strong: bool
    data: dict[str, Any]
    account_id: int | None
    kind: str | None
    label: str | None
    held: tuple[tuple[str, str], ...]

    def actor(self, *, own: tuple[str, ...] = ()) -> Actor:
        """Who acts in this session; nobody for a visitor."""
        if self.account_id is None or self.label is None:
            return Actor(id=None, label=NOBODY.label, own=own)
        return _actor(self.account_id, self.label, self.held, own, self.strong)


@lru_cache(maxsize=1024)
def _actor(
    pk: int, label: str, held: tuple[tuple[str, str], ...], own: tuple[str, ...], strong: bool
) -> Actor:
    """The same for every request of a session, with what was worked out for it, until something is
    granted, revoked or runs out: ``held`` is what the database says at each request."""
    grants = expand(held, strong=strong)
    return Actor(id=pk, label=label, grants=grants, own=own, strong=strong)


KNOWN = """
SELECT s.id, s.last_seen::text, s.strong, s.data::text, s.account_id, a.kind, a.label, a.is_active,
    ARRAY(SELECT ARRAY[g.role, g.unit_path] FROM identity_rolegrant AS g
        WHERE g.account_id = s.account_id AND g.revoked_at IS NULL
        AND g.valid_from <= %(today)s AND (g.valid_to IS NULL OR g.valid_to >= %(today)s))
FROM identity_session AS s LEFT JOIN identity_account AS a ON a.id = s.account_id
WHERE s.key_hash = %(key)s AND s.ended_at IS NULL
"""


def known_session(key_hash: str, *, limits: IdleLimits) -> Known | None:
    """The running session of a key with all that a request needs, in one query.

    ``None`` if there is none, it idled too long, or its account was closed.
    """
    row = row_of(KNOWN, {"today": clock.today(), "key": key_hash})
    if row is None:
        return None
    pk, seen, strong, data, account_id, kind, label, is_active, held = row
    last_seen = datetime.fromisoformat(seen)
    if is_active is False or has_idled(last_seen, clock.now(), limits.of(kind)):
        return None
    pairs = tuple((role, path) for role, path in held)
    return Known(pk, last_seen, strong, json.loads(data), account_id, kind, label, pairs)


def account_of(known: Known | None) -> Account | None:
    """The account that is signed in, whole."""
    if known is None or known.account_id is None:
        return None
    return Account.objects.get(pk=known.account_id)


def actor_of(account: Account, *, strong: bool = True) -> Actor:
    """An account as actor outside a request: for jobs, commands, demo and tests."""
    held = RoleGrant.objects.filter(running_on(clock.today()), account=account)
    pairs = held.values_list("role", "unit_path")
    return Actor(
        id=account.pk, label=account.label, grants=expand(pairs, strong=strong), strong=strong
    )


def actor_of_account(account_id: int) -> Actor | None:
    """Who acts in a job that an account left; ``None`` once the account is closed."""
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    return None if account is None else actor_of(account)


def address_of(account_id: int, channel: str) -> Sealed | None:
    """Where notices reach an account outside the house; accounts have a mobile and no more."""
    if channel != "sms":
        return None
    account = Account.objects.filter(pk=account_id, is_active=True).first()
    return account.mobile if account is not None and account.mobile else None


def sessions_of(account_id: int) -> QuerySet[Session]:
    """The running sessions of an account, the latest first."""
    return Session.objects.filter(account_id=account_id, ended_at__isnull=True).order_by(
        F("last_seen").desc(), "-id"
    )


def account_for_assignment(account_id: int, *, capability: str, at: str) -> Account | None:
    """The account, if it is in use and holds the capability at the unit path today."""
    return next((a for a in holders_of(capability, at=at) if a.pk == account_id), None)


def holders_of(capability: str, *, at: str) -> list[Account]:
    """Who holds a capability on the unit at path ``at`` or above it today, by name."""
    roles = [key for key, one in ROLES.items() if capability in one.capabilities]
    parts = at.strip("/").split("/")
    above = ["/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
    held = RoleGrant.objects.filter(
        running_on(clock.today()), role__in=roles, unit_path__in=above
    ).values("account_id")
    return list(Account.objects.filter(pk__in=held, is_active=True).order_by("label", "pk"))


def ids_of_holders(capability: str, *, at: str) -> list[int]:
    """As ``holders_of``, for whoever only tells them something."""
    return [account.pk for account in holders_of(capability, at=at)]


def officer_by_name(name: str) -> Account | None:
    """The account that may sign in with a name and password."""
    return Account.objects.filter(login_name=as_login_name(name), is_active=True).first()


def worker_by_mobile(mobile: str) -> Account | None:
    """The worker's account of a mobile, active or not."""
    return Account.objects.filter(
        kind=AccountKind.WORKER, mobile_look=look_up("mobile", mobile)
    ).first()


def roles_held(account: Account) -> list[str]:
    """Roles granted to the account today, wherever."""
    held = RoleGrant.objects.filter(running_on(clock.today()), account=account)
    return sorted(set(held.values_list("role", flat=True)))


def factors_of(account_id: int) -> QuerySet[SecondFactor]:
    """The second factors in use."""
    return SecondFactor.objects.filter(account_id=account_id, removed_at__isnull=True).order_by(
        "id"
    )


def recovery_codes_left(account_id: int) -> int:
    return OneTimeCode.objects.filter(
        account_id=account_id, purpose=CodePurpose.RECOVERY, used_at__isnull=True
    ).count()


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """Accounts with a grant, running or past, where the actor may read accounts.

    Whoever reads at the top also sees those without any grant. Oneself is always visible.
    """
    paths = actor.paths(READ)
    within = Q(pk__in=[])
    for path in paths:
        within |= Q(unit_path__gte=path, unit_path__lt=path + "~")
    granted = RoleGrant.objects.filter(within).values("account_id")
    reach = Q(pk__in=granted)
    if any(path.count("/") == 1 for path in paths):
        reach |= ~Q(kind=AccountKind.WORKER)
    if actor.id is not None:
        reach |= Q(pk=actor.id)
    return Account.objects.filter(reach)


def grants_visible_to(actor: Actor, account_id: int) -> list[RoleGrant]:
    """An account's grants on units where the actor may read; all of his own. Running ones first."""
    found = (
        RoleGrant.objects.filter(account_id=account_id)
        .select_related("granted_by", "revoked_by")
        .order_by(F("revoked_at").asc(nulls_first=True), "-valid_from", "-id")
    )
    return [g for g in found if actor.id == account_id or actor.holds(READ, at=g.unit_path)]


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit as the pages of this module know it: its path and its name."""

    path: str
    label: str


class UnitSource(Protocol):
    """What a higher module knows of units; it says so with ``use_units`` when it starts."""

    def find(self, text: str, *, within: tuple[str, ...]) -> list[UnitChoice]:
        """Active units whose code, name or path this is, under one of the paths; ten at most."""
        ...


_units: list[UnitSource] = []


def use_units(source: UnitSource) -> None:
    _units[:] = [source]


def find_units(text: str, *, within: tuple[str, ...]) -> list[UnitChoice]:
    """Units to grant on; none where no module tells of units."""
    return _units[0].find(text, within=within) if _units else []


def accounts_among(keys: Iterable[int]) -> dict[int, Account]:
    """Accounts by key: for pages that say who did something."""
    return Account.objects.only("id", "kind", "label").in_bulk(list(keys))


def officers_called(text: str) -> list[Account]:
    """Officers in whose name, or as whose sign-in name, the text stands; fifty at most."""
    called = Q(label__icontains=text) | Q(login_name=text.lower())
    return list(Account.objects.filter(called, kind=AccountKind.OFFICER).order_by("pk")[:50])


def demo_sign_ins() -> list[Account]:
    """The accounts that the demo's sign-in page offers; workers first."""
    looks = [look_up("mobile", f"{DEMO_MOBILE_PREFIX}{n:04d}") for n in range(1, 10)]
    offered = Q(login_name__startswith=DEMO_PREFIX) | Q(
        kind=AccountKind.WORKER, mobile_look__in=looks
    )
    return list(
        Account.objects.filter(offered, is_active=True)
        .prefetch_related("grants")
        .order_by("-kind", "id")
    )


PAGE = 50


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Accounts by name; ``after`` asks for the page that follows, ``""`` if there is none."""

    rows: list[Account]
    after: str


def accounts_page(actor: Actor, *, text: str = "", after: str = "") -> AccountsPage:
    """One page of the accounts that the actor may see, with their grants.

    ``text`` narrows by name, sign-in name or whole mobile; ``after`` is ``label|id`` of the last.
    """
    found = accounts_visible_to(actor)
    if text:
        fits = Q(label__icontains=text) | Q(login_name__icontains=text)
        if (look := look_up("mobile", text)) is not None:
            fits |= Q(mobile_look=look)
        found = found.filter(fits)
    label, _bar, last = after.rpartition("|")
    if last.isdigit():
        found = found.filter(Q(label__gt=label) | Q(label=label, pk__gt=int(last)))
    rows = list(found.order_by("label", "pk").prefetch_related("grants")[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return AccountsPage(rows, f"{rows[-1].label}|{rows[-1].pk}" if more else "")
