"""A deed on a record as a row: form, check, action, what is said afterwards, when it is offered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.governance.actions.steps import keep_file, take_step
from zhigong.governance.forms import deeds as typed
from zhigong.governance.models import Record
from zhigong.governance.permissions import may, may_add_file
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Verdict
from zhigong.kernel.workflow import Workflow

Form = Callable[..., Any]
Check = Callable[[Actor, Any], Verdict]
Do = Callable[[dict[str, Any], Any], object]
Facts = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """``do`` gets what every action wants (actor, id, version) and the valid form.

    ``shown`` are the states in which the page offers it (empty: always); ``ask`` is the question
    that a note answers.
    """

    name: str
    label: Any
    form: Form
    check: Check
    do: Do
    done: Any
    shown: frozenset[str] = frozenset()
    kind: str = ""
    hint: Any = ""
    verb: str = ""
    ask: Any = ""

    def form_for(self, *given: Any, **about: Any) -> Any:
        """The form with its own question."""
        form = self.form(*given, **about)
        if self.ask:
            form.fields["note"].label = self.ask
        return form

    def fits(self, record: Record) -> bool:
        """Whether the record's life knows the step at all: two lives share the meetings' table."""
        return not self.verb or any(step.verb == self.verb for step in record.life.steps)

    def offered(self, record: Record) -> bool:
        return self.fits(record) and (not self.shown or record.state in self.shown)


def of_step(
    life: Workflow,
    verb: str,
    form: Form,
    do: Do,
    done: Any,
    *,
    facts: Facts | None = None,
    **more: Any,
) -> Deed:
    """A deed that is one step: label, states and check come from the workflow's table."""
    step = life.step(verb)

    def check(actor: Actor, record: Record) -> Verdict:
        return may(actor, record, verb, facts=facts(record) if facts else None)

    shown = frozenset(str(s) for s in step.sources)
    return Deed(verb, _(step.label), form, check, do, done, shown, verb=verb, **more)


def plain(life: Workflow, model: type[Record], verb: str, done: Any, **more: Any) -> Deed:
    """A step that needs nothing typed."""
    return of_step(
        life, verb, typed.PlainForm,
        lambda who, form: take_step(model=model, verb=verb, **who), done, **more,
    )  # fmt: skip


def noted(life: Workflow, model: type[Record], verb: str, done: Any, **more: Any) -> Deed:
    """A step that needs a few words."""
    return of_step(
        life, verb, typed.NoteForm,
        lambda who, form: take_step(
            model=model, verb=verb, note=form.cleaned_data["note"], **who
        ),
        done, **more,
    )  # fmt: skip


def add_file(model: type[Record]) -> Deed:
    """Keep a file with the record."""
    return Deed(
        "file_add",
        _("添加材料"),
        typed.FileForm,
        may_add_file,
        lambda who, form: keep_file(model=model, upload=form.cleaned_data["file"], **who),
        _("材料已保存"),
    )


def but(form: Any, *names: str) -> dict[str, Any]:
    """The typed values except some."""
    return {k: v for k, v in form.cleaned_data.items() if k not in names}
