"""What a deed on a case is: its form, its check, its action, what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Verdict
from zhigong.mediation.forms import desk
from zhigong.mediation.models import Case
from zhigong.mediation.permissions import may
from zhigong.mediation.rules.workflow import CaseState

Do = Callable[[Actor, Case, int, Any], object]
Check = Callable[[Actor, Case], Verdict]


@dataclass(frozen=True, slots=True)
class Deed:
    """``do`` gets actor, case, the version its page showed, and the valid form.

    ``shown`` are the states in which the case page offers it; ``hint`` says what will follow.
    """

    name: str
    label: Any
    form: type[desk.DeedForm]
    check: Check
    do: Do
    done: Any
    shown: frozenset[CaseState]
    kind: str = ""
    hint: Any = ""
    template: str = "mediation/deed.html"
    starts_from: tuple[str, ...] = field(default=())  # hidden fields that the address fills


def step(verb: str) -> Check:
    return lambda actor, case: may(actor, case, verb)


def common(actor: Actor, case: Case, version: int) -> dict[str, Any]:
    return {"actor": actor, "case_id": case.pk, "seen_version": version}
