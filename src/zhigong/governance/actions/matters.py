"""交办: register what was assigned, make assignments of it, tell how it goes, answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import subject_of
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import (
    deadline,
    need_order,
    need_past,
    need_words,
    put_on_books,
)
from zhigong.governance.models import Matter
from zhigong.governance.permissions import may
from zhigong.governance.queries.locking import lock
from zhigong.governance.queries.records import open_tasks
from zhigong.governance.rules.capabilities import HANDLE
from zhigong.governance.rules.matters import ANSWER, MATTER, MatterKind
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.supervision.actions.drafting import Source, Terms, propose_assignment
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules.words import Origin

LABEL = gettext_noop("报告结果")


@dataclass(frozen=True, slots=True)
class Told:
    """A matter as it came in. ``source`` is an office, never a name."""

    kind: str
    binding: str
    source: str
    dated: date
    headline: str
    text: str
    number: str = ""
    tests: tuple[str, ...] = ()
    due: date | None = None


@transaction.atomic
def register_matter(*, actor: Actor, unit_id: int, committee_id: int, told: Told) -> Matter:
    """登记交办. Refuses a number of the committee that is registered already, and a future day."""
    need_past(told.dated)
    if told.due is not None:
        need_order(told.dated, told.due, gettext_noop("要求报告的日期"), gettext_noop("交办日期"))
    matter = Matter(
        kind=told.kind,
        binding=told.binding,
        source=told.source.strip(),
        dated=told.dated,
        headline=told.headline.strip(),
        text=told.text.strip(),
        number=told.number.strip(),
        tests=list(told.tests),
        due=told.due,
    )
    put_on_books(matter, actor=actor, unit_id=unit_id, committee_id=committee_id, capability=HANDLE)
    try:
        with transaction.atomic():
            matter.save()
    except IntegrityError as error:
        if "matter_number_once" not in str(error):
            raise
        refuse(
            "governance.matter.number-taken",
            gettext_noop("文号“%(number)s”的交办已经登记过"),
            gettext_noop("请在列表里按文号查找"),
            number=matter.number,
        ).require()
    clocks = {ANSWER: deadline(LABEL, told.due)} if told.due else {}
    begin(matter, MATTER, actor=actor, deadlines=clocks)
    return matter


@transaction.atomic
def assign(*, actor: Actor, record_id: int, seen_version: int, terms: Terms) -> Assignment:
    """立项督办: one assignment, with the matter as its origin; more may follow."""
    matter = lock(Matter, record_id, seen_version=seen_version)
    may(actor, matter, "assign").require()
    made = propose_assignment(
        actor=actor, unit_id=matter.unit_id, source=source_of(matter), terms=terms
    )
    advance(matter, MATTER, "assign", actor=actor, after={"assignment": made.headline})
    return made


def source_of(matter: Matter) -> Source:
    """The matter as the origin of an assignment."""
    assert matter.committee is not None
    instructed = matter.kind == MatterKind.INSTRUCTION
    facts = {
        "body": matter.source if instructed else matter.committee.name,
        "number": matter.number,
        "dated": matter.dated.isoformat(),
        "binding": matter.binding if instructed else "",
    }
    return Source(
        origin=Origin.INSTRUCTION if instructed else Origin.PARTY,
        facts=facts,
        note=matter.headline,
        subject=subject_of(matter),
        url=matter.get_absolute_url(),
        path=matter.committee.path,
    )


@transaction.atomic
def answer(
    *, actor: Actor, record_id: int, seen_version: int, text: str, paper: str = ""
) -> Matter:
    """报告结果 to the committee. Refuses while an assignment made from it is still open."""
    matter = lock(Matter, record_id, seen_version=seen_version)
    may(actor, matter, "answer", facts=open_tasks(matter)).require()
    need_words(text)
    matter.answer, matter.answered_on = text.strip(), clock.today()
    matter.answer_paper = paper.strip()
    advance(matter, MATTER, "answer", actor=actor, note=text.strip())
    return matter
