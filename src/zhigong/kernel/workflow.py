"""State machines as data: a table that code follows, docs print and tests walk.

One table gives the buttons (``verbs_from``), the refusals (``may``), the diagram, the database
trigger (``edges``), the clocks that a step starts or stops, and who is waited for (``waits``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse


@dataclass(frozen=True, slots=True)
class Step:
    """A verb that leads from some states to one.

    ``capability`` is what the actor must hold (empty: the module's permissions decide);
    ``starts``, ``meets``, ``pauses``, ``resumes`` and ``drops`` name clocks of the record.
    """

    verb: str
    label: str
    sources: frozenset[StrEnum]
    target: StrEnum
    capability: str = ""
    starts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    drops: tuple[str, ...] = ()


def step(
    verb: str,
    label: str,
    sources: Iterable[StrEnum],
    target: StrEnum,
    **extra: str | tuple[str, ...],
) -> Step:
    """One row of the table; ``extra`` as the fields of ``Step``."""
    return Step(verb, label, frozenset(sources), target, **extra)  # type: ignore[arg-type]  # the fields of Step


@dataclass(frozen=True, slots=True)
class Workflow:
    """The life of one kind of record.

    ``states`` gives every state its label; ``waits`` says, for a state in which somebody must
    act, the capability waited for (``"@holder"`` for the person named as the record's holder):
    that is the inbox entry.
    """

    name: str
    label: str
    initial: StrEnum
    states: Mapping[StrEnum, str]
    steps: tuple[Step, ...]
    waits: Mapping[StrEnum, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = set(self.states)
        for row in self.steps:
            assert row.sources <= known, f"{self.name}.{row.verb}: unknown state"
            assert row.target in known, f"{self.name}.{row.verb}: unknown state"
        assert len({s.verb for s in self.steps}) == len(self.steps), f"{self.name}: a verb twice"

    def step(self, verb: str) -> Step:
        """The row of a verb; ``KeyError`` for a verb the table does not know."""
        for row in self.steps:
            if row.verb == verb:
                return row
        raise KeyError(f"{self.name} has no step {verb}")

    def may(self, verb: str, state: str) -> Verdict:
        """Whether the step leads on from ``state``; a refusal names both in words."""
        row = self.step(verb)
        if state in row.sources:
            return ALLOWED
        return refuse(
            f"{self.name}.{verb}.wrong-state",
            gettext_noop("现在是“%(state)s”，不能“%(step)s”"),
            gettext_noop("请看时间线上已办到哪一步，或刷新页面后再试"),
            state=self.states.get(self._state(state), state) if state else state,
            step=row.label,
        )

    def _state(self, value: str) -> StrEnum:
        return next((s for s in self.states if s == value), self.initial)

    def verbs_from(self, state: str) -> tuple[str, ...]:
        return tuple(s.verb for s in self.steps if state in s.sources)

    def final_states(self) -> tuple[StrEnum, ...]:
        """States no step leads out of."""
        leaving = {source for s in self.steps for source in s.sources}
        return tuple(s for s in self.states if s not in leaving)

    def edges(self) -> list[tuple[str, str]]:
        """All (from, to) pairs, for the database trigger; a step within one state is no edge."""
        return sorted(
            {
                (source.value, s.target.value)
                for s in self.steps
                for source in s.sources
                if source != s.target
            }
        )

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for s in self.steps:
            lines += [f"    {source} --> {s.target}: {s.label}" for source in sorted(s.sources)]
        return "\n".join(lines) + "\n"
