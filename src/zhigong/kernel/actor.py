"""Who is acting, and what they were granted where. Pure data; what follows from it is worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse


@dataclass(frozen=True, slots=True)
class Grant:
    """A capability over a unit and everything below it: ``"1/7/"`` covers ``"1/7/42/"``."""

    capability: str
    unit_path: str

    def covers(self, capability: str, unit_path: str) -> bool:
        return self.capability == capability and unit_path.startswith(self.unit_path)


@dataclass(frozen=True)
class Actor:
    """A person, or the system, at work.

    ``id`` is the account (``None`` for the system and for people who did not sign in), ``label``
    what the trail shows, ``own`` the records that are his by proof other than an account, as
    ``"mediation.case:20261123-0001"`` (a worker who showed number and mobile of his request).
    """

    id: int | None
    label: str
    grants: tuple[Grant, ...] = ()
    own: tuple[str, ...] = ()
    strong: bool = False  # signed in with a second factor

    def __hash__(self) -> int:
        return hash((self.id, self.label, self.own, self.strong))  # grants are many

    @cached_property
    def capabilities(self) -> frozenset[str]:
        """What is granted anywhere."""
        return frozenset(grant.capability for grant in self.grants)

    def holds(self, capability: str, *, at: str) -> bool:
        """Whether the capability is granted on the unit at path ``at`` or above it."""
        return any(g.covers(capability, at) for g in self.grants)

    def holds_anywhere(self, capability: str) -> bool:
        return capability in self.capabilities

    def paths(self, capability: str) -> tuple[str, ...]:
        """The unit paths over which the capability is held, none within another."""
        return self._paths.get(capability, ())

    @cached_property
    def _paths(self) -> dict[str, tuple[str, ...]]:
        held: dict[str, set[str]] = {}
        for grant in self.grants:
            held.setdefault(grant.capability, set()).add(grant.unit_path)
        return {capability: outermost(sorted(paths)) for capability, paths in held.items()}

    def paths_of(self, module: str) -> tuple[str, ...]:
        """The unit paths over which anything of a module (``"mediation"``) is held."""
        prefix = module + "."
        return outermost(
            sorted({g.unit_path for g in self.grants if g.capability.startswith(prefix)})
        )

    def must_hold(self, capability: str, *, at: str) -> Verdict:
        """Allowed where granted; else refused with the way to a grant."""
        if self.holds(capability, at=at):
            return ALLOWED
        return refuse(
            f"{capability}.not-granted",
            gettext_noop("您没有办理此事的权限"),
            gettext_noop("如需办理，请联系本单位管理员授权"),
            capability=capability,
        )


def outermost(paths: list[str]) -> tuple[str, ...]:
    """Of sorted paths, those not inside another."""
    kept: list[str] = []
    for path in paths:
        if not kept or not path.startswith(kept[-1]):
            kept.append(path)
    return tuple(kept)


SYSTEM = Actor(id=None, label="system")
NOBODY = Actor(id=None, label="anonymous")
