"""党委职责: put down what a Party committee has to do itself, and report how it stands."""

from __future__ import annotations

from django.db import transaction

from zhigong.foundation import clock
from zhigong.governance.actions.filing import advance, begin
from zhigong.governance.actions.steps import need_words, put_on_books
from zhigong.governance.models import Duty
from zhigong.governance.permissions import may
from zhigong.governance.queries.locking import lock
from zhigong.governance.rules.capabilities import HANDLE
from zhigong.governance.rules.duties import DUTY, may_owe
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id
from zhigong.supervision.models import SourceDocument
from zhigong.supervision.queries import documents_visible_to

SUPPORT = "support"  # the kind of a task that supervision read as a committee's own


@transaction.atomic
def note_duty(
    *, actor: Actor, unit_id: int, committee_id: int, headline: str, text: str, year: int
) -> Duty:
    """列入党委职责. Refuses a unit that is no Party committee: such a duty is never the union's."""
    made = Duty(headline=headline.strip(), text=text.strip(), year=year)
    return _put(made, actor, unit_id, committee_id)


@transaction.atomic
def take_duties(
    *, actor: Actor, unit_id: int, committee_id: int, document_id: int, year: int
) -> list[Duty]:
    """Put down all that a document asks of Party committees; what is there already stays as it is.

    All of them are given back. Refuses a document in which nothing of the kind was read.
    """
    document = documents_visible_to(actor).get(pk=document_id)
    tasks = [task for task in document.tasks if task["kind"] == SUPPORT]
    if not tasks:
        refuse(
            "governance.duty.none-read",
            gettext_noop("《%(title)s》里没有读出对党委的要求"),
            gettext_noop("请在“讲话和文件”里核对各段的角色，或逐条列入"),
            title=document.title,
        ).require()
    here = Duty.objects.filter(document=document, committee_id=committee_id, year=year)
    known = set(here.values_list("task", flat=True))
    for task in tasks:
        if task["id"] not in known:
            _put(_from(document, task, year), actor, unit_id, committee_id)
    return list(here.order_by("id"))


def _from(document: SourceDocument, task: dict[str, object], year: int) -> Duty:
    positions = task["passages"]
    assert isinstance(positions, list)
    passages = document.passages.filter(pos__in=positions)
    text = "".join(passage.text for passage in passages) or str(task["title"])
    return Duty(
        document=document, task=str(task["id"]), headline=str(task["title"]), text=text, year=year
    )


def _put(made: Duty, actor: Actor, unit_id: int, committee_id: int) -> Duty:
    may_owe(unit_by_id(committee_id).kind).require()
    put_on_books(made, actor=actor, unit_id=unit_id, committee_id=committee_id, capability=HANDLE)
    made.save()
    begin(made, DUTY, actor=actor)
    return made


@transaction.atomic
def report_duty(*, actor: Actor, record_id: int, seen_version: int, verb: str, text: str) -> Duty:
    """报告 how a duty of the committee stands; the union reports, it does not carry it out."""
    assert verb in {"report", "report_kept", "reopen", "drop"}
    duty = lock(Duty, record_id, seen_version=seen_version)
    may(actor, duty, verb).require()
    need_words(text)
    duty.told, duty.told_on = text.strip(), clock.today()
    advance(duty, DUTY, verb, actor=actor, note=text.strip())
    return duty
