"""May this be done, and if not, why not and what then?

One check serves three callers: the page (explains the button), the action (refuses) and the test
(asserts on a stable code). A verdict is true when nothing speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why not.

    ``code`` is permanent and never shown to the public; ``reason`` and ``remedy`` are message ids
    (Simplified Chinese) with ``%(name)s`` places that ``params`` fills after translation.
    """

    code: str
    reason: str
    remedy: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def reason_text(self) -> str:
        """The reason with its places filled, untranslated."""
        return self.reason % self.params if self.params else self.reason

    def remedy_text(self) -> str:
        """The way out with its places filled, untranslated."""
        return self.remedy % self.params if self.params else self.remedy


class Refused(Exception):
    """A rule said no. Shown to the person; never logged as an error."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(r.code for r in refusals))
        self.refusals = refusals


@dataclass(frozen=True, slots=True)
class Verdict:
    """All reasons against, collected with ``&`` so that a person learns everything at once."""

    refusals: tuple[Refusal, ...] = ()

    def __bool__(self) -> bool:
        return not self.refusals

    def __and__(self, other: Verdict) -> Verdict:
        return Verdict(self.refusals + other.refusals)

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(r.code for r in self.refusals)

    def require(self) -> None:
        """Raise ``Refused`` with every reason unless allowed."""
        if self.refusals:
            raise Refused(self.refusals)


ALLOWED = Verdict()


def refuse(code: str, reason: str, remedy: str = "", **params: object) -> Verdict:
    """A verdict with one reason against."""
    return Verdict((Refusal(code, reason, remedy, params),))


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Every reason of every verdict, in order."""
    return Verdict(tuple(r for verdict in verdicts for r in verdict.refusals))
