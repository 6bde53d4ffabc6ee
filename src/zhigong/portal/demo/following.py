"""What follows up the demo's tasks: reminders, a proposed letter, a drawn look-back, a report with
blanks, and this year's assessment with an objection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.clocks.actions import clocks_of
from zhigong.foundation.clocks.reminders import call_of, mark_reached
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM
from zhigong.org.models import Unit
from zhigong.supervision.actions import assessing
from zhigong.supervision.actions.filling import Chosen, bind_blank, blanks_in, make_text
from zhigong.supervision.actions.reading import Particulars, register_document
from zhigong.supervision.actions.reminding import draw_look_backs, propose_letters, remind
from zhigong.supervision.models import SourceDocument
from zhigong.supervision.queries import assignments_visible_to, documents_visible_to
from zhigong.supervision.queries.following import assessments_visible_to

REPORTED_AGO = 4  # days


def follow_up(data: dict[str, Any], units: dict[str, Unit], people: dict[str, Account]) -> None:
    """As the nights and the officers would have done it."""
    with acting(SYSTEM, action="demo"):
        _remind()
        propose_letters(clock.today())
        draw_look_backs(clock.today())
    _write_report(data["report"], units["federation"], people["demo.tasks"])
    _assess(data["assessment"], units, people)


def _remind() -> None:
    """The reminder that each due date owes today."""
    today = clock.today()
    for assignment in list(assignments_visible_to(SYSTEM)):
        for found in clocks_of(subject_of(assignment)):
            mark = mark_reached(found, today)
            if found.name == "due" and found.ended_on is None and mark is not None:
                remind(call_of(found, mark, today))
                found.reminded = mark
                found.save(update_fields=["reminded"])


def _write_report(told: dict[str, Any], unit: Unit, officer: Account) -> None:
    """A work report with blanks: some bound to figures, some to kept texts, one by hand."""
    day = clock.today() - timedelta(days=REPORTED_AGO)
    with acting(actor_of(officer), action="demo"):
        document = register_document(
            actor=actor_of(officer),
            unit_id=unit.pk,
            content=told["text"].strip(),
            name="report.txt",
            particulars=Particulars(title=told["title"], number=told["number"], dated=day),
        )
        bound: set[str] = set()
        for blank in blanks_in(document):
            chosen = told["blanks"].get(blank.token)
            if chosen is None or blank.token in bound:
                continue
            bound.add(blank.token)
            values = {"unit_id": unit.pk, "dated": day, "alike": True, **chosen}
            bind_blank(
                actor=actor_of(officer), document_id=document.pk, seen_version=_version(document),
                key=blank.key, chosen=Chosen(**values),
            )  # fmt: skip
        make_text(actor=actor_of(officer), document_id=document.pk, seen_version=_version(document))


def _version(document: SourceDocument) -> int:
    return documents_visible_to(SYSTEM).get(pk=document.pk).version


def _assess(words: dict[str, str], units: dict[str, Unit], people: dict[str, Account]) -> None:
    """This year's assessment, sent to the units; one of them objects."""
    officer, top = people["demo.tasks"], units["federation"]
    with acting(actor_of(officer), action="demo"):
        made = assessing.draft_assessment(
            actor=actor_of(officer), unit_id=top.pk, year=clock.today().year
        )
    _move(made.pk, officer, assessing.ask_units)
    unit, liaison = units[words["unit"]], people[f"liaison.{words['unit']}"]
    _move(made.pk, liaison, assessing.object_to_result, unit_id=unit.pk,
          objection=words["objection"])  # fmt: skip


def _move(pk: int, by: Account, action: Callable[..., Any], **values: Any) -> None:
    actor = actor_of(by)
    with acting(actor, action="demo"):
        version = assessments_visible_to(actor).get(pk=pk).version
        action(actor=actor, assessment_id=pk, seen_version=version, **values)
