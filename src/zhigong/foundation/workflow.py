"""Move a record along its table: check, change, version, clocks, inbox, record.

The only function that writes ``state``. It must run within the action's transaction, on a row that
the action has locked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django.db.models import Model

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record, subject_of
from zhigong.foundation.clocks.actions import (
    Due,
    end_clocks,
    next_due,
    pause_clocks,
    resume_clocks,
    start_clock,
)
from zhigong.foundation.clocks.models import ClockState
from zhigong.foundation.inbox.actions import Entry, let_rest, let_wait
from zhigong.kernel.actor import Actor
from zhigong.kernel.workflow import Step, Workflow


class Record(Protocol):
    """What a model needs in order to be moved by a workflow."""

    pk: Any
    state: Any
    version: Any
    _meta: ClassVar[Any]

    @property
    def unit_path(self) -> str: ...

    @property
    def holder_id(self) -> int | None: ...

    @property
    def headline(self) -> str: ...

    def get_absolute_url(self) -> str: ...

    def save(self, *args: Any, **kwargs: Any) -> None: ...


def advance(
    moved: Record,
    workflow: Workflow,
    verb: str,
    *,
    actor: Actor,
    note: str = "",
    deadlines: Mapping[str, Due] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Take one step of the table, or raise ``Refused``.

    ``deadlines`` gives a ``Due`` for every clock that the step starts; ``after`` adds what changed
    besides the state to the trail. The record is saved whole and its version grows by one.
    """
    workflow.may(verb, moved.state).require()
    row = workflow.step(verb)
    before, moved.state = moved.state, row.target
    moved.version += 1
    moved.save()
    _run_clocks(moved, row, deadlines or {})
    wait(moved, workflow)
    assert isinstance(moved, Model)
    record(
        actor,
        f"{workflow.name}.{verb}",
        moved,
        unit_path=moved.unit_path,
        before={"state": str(before)},
        after={"state": str(row.target), **(after or {})},
        note=note,
    )


def begin(
    moved: Record,
    workflow: Workflow,
    *,
    actor: Actor,
    deadlines: Mapping[str, Due] | None = None,
    note: str = "",
) -> None:
    """A record's first appearance, already saved in the initial state: clocks, inbox, trail."""
    assert isinstance(moved, Model)
    assert moved.state == workflow.initial
    for name, deadline in (deadlines or {}).items():
        start_clock(subject_of(moved), name, deadline, unit_path=moved.unit_path)
    wait(moved, workflow)
    record(actor, f"{workflow.name}.begin", moved, unit_path=moved.unit_path, note=note)


def _run_clocks(moved: Record, row: Step, deadlines: Mapping[str, Due]) -> None:
    assert isinstance(moved, Model)
    subject = subject_of(moved)
    end_clocks(subject, row.meets, ClockState.MET)
    end_clocks(subject, row.drops, ClockState.DROPPED)
    pause_clocks(subject, row.pauses)
    resume_clocks(subject, row.resumes)
    for name in row.starts:
        end_clocks(subject, [name], ClockState.DROPPED)
        start_clock(subject, name, deadlines[name], unit_path=moved.unit_path)


def wait(moved: Record, workflow: Workflow) -> None:
    """Bring the inbox entry of a record up to date with its state, holder and deadlines.

    A record that waits for more than its state says names the capability itself (``awaits``).
    """
    assert isinstance(moved, Model)
    subject = subject_of(moved)
    state = next(s for s in workflow.states if s == moved.state)
    awaited = getattr(moved, "awaits", "") or workflow.waits.get(state, "")
    holder = moved.holder_id if awaited == "@holder" else None
    if not awaited or (awaited == "@holder" and holder is None):
        let_rest(subject)
        return
    let_wait(
        Entry(
            subject=subject,
            kind=workflow.name,
            title=moved.headline,
            state=str(state),
            state_label=workflow.states[state],
            url=moved.get_absolute_url(),
            unit_path=getattr(moved, "waits_at", moved.unit_path),  # whose people act now
            capability="" if holder else awaited,
            holder_id=holder,
            since=clock.now(),
            due=next_due(subject),
        )
    )
