"""全员测算: take a sheet of wages in, have it computed by a job, keep every worker's answer."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import islice

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import get_language, gettext, override

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.actions import keep_bytes, keep_upload
from zhigong.foundation.files.inspect import SHEETS
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.files.store import store
from zhigong.foundation.imports.reading import Tab, tabs_of
from zhigong.foundation.jobs.job import job
from zhigong.foundation.tables.book import write_book
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.verdict import Refused
from zhigong.law.language import translator
from zhigong.law.workforce.answers import Answer, Unsolved
from zhigong.law.workforce.book import Computed, all_unsolved, compute, pages
from zhigong.law.workforce.columns import Layout, must_be_complete
from zhigong.law.workforce.reading import first_table
from zhigong.law.workforce.sheet import Ask
from zhigong.law.workforce.spool import Spool
from zhigong.mediation.models import Case, WorkforcePerson, WorkforceProblem, WorkforceRun
from zhigong.mediation.permissions import (
    may_change_workforce,
    may_compute_payroll,
    may_work_on,
    payroll_path,
)
from zhigong.mediation.queries import lock_case, lock_workforce
from zhigong.mediation.rules.workforce import WORKFORCE, columns_found, corrections, kept_answer
from zhigong.parameters.queries import current_table

AT_ONCE = 500  # rows written with one statement
EVERY = 100  # workers between two signs of progress


@transaction.atomic
def start_workforce(
    *,
    actor: Actor,
    upload: UploadedFile[bytes],
    employer_name: str = "",
    case_id: int | None = None,
    filed: date | None = None,
    year: int | None = None,
) -> WorkforceRun:
    """Keep a sheet of wages, of a case or on its own, with its columns as recognised.

    Refuses what is no spreadsheet, and one in which no table of wages is found; what merely lacks a
    column can be mended by saying which one it is.
    """
    case = _case(actor, case_id)
    run = WorkforceRun.objects.create(
        case=case,
        number=_next_number(case),
        unit_path=case.unit_path if case else payroll_path(actor),
        employer_name=employer_name.strip() or (case.employer_name if case else ""),
        made_at=clock.now(),
        made_by_id=actor.id,
        on=clock.today(),
        filed=filed or (case.received_on if case else None),
        year=year,
        language=get_language() or "",
    )
    run.source = keep_upload(
        actor=actor, upload=upload, subject=subject_of(run), module="mediation",
        unit_path=run.unit_path, allowed=SHEETS,
    )  # fmt: skip
    layout = _layout_of(run.source)
    run.found = columns_found(layout)
    run.save(update_fields=["source", "found"])
    begin(run, WORKFORCE, actor=actor)
    return run


def _case(actor: Actor, case_id: int | None) -> Case | None:
    if case_id is None:
        may_compute_payroll(actor).require()
        return None
    case = lock_case(case_id)
    may_work_on(actor, case).require()
    return case


def _next_number(case: Case | None) -> int:
    if case is None:
        return 1
    last = case.workforces.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def _layout_of(stored: StoredFile) -> Layout:
    """The columns of a kept sheet; ``Refused`` where there is no head at all."""
    with opened(stored) as tabs:
        return first_table(tabs).layout


@contextmanager
def opened(stored: StoredFile | None) -> Iterator[Iterator[Tab]]:
    """The sheets of a kept workbook."""
    assert stored is not None, "the sheet of this run is gone"
    with tempfile.TemporaryFile() as file:
        for part in store().read(stored.blob):
            file.write(part)
        yield tabs_of(file, stored.name.rpartition(".")[2])


@transaction.atomic
def compute_workforce(
    *, actor: Actor, run_id: int, seen_version: int, said: Mapping[int, str]
) -> WorkforceRun:
    """Have the sheet computed by a job, its columns read as a person said.

    Refuses where a column is missing that nothing can do without, and a page that is out of date.
    """
    run = lock_workforce(run_id, seen_version=seen_version)
    may_change_workforce(actor, run).require()
    changed = corrections(run.found, said)
    must_be_complete(_layout_of(run.source).corrected(changed) if run.source else None)
    run.corrections = {str(at): key for at, key in changed.items()}
    run.done, run.failure = 0, ""
    advance(run, WORKFORCE, "compute", actor=actor, after={"corrections": run.corrections})
    workforce_job.later(actor=actor, run_id=run.pk)
    return run


@transaction.atomic
def drop_workforce(*, actor: Actor, run_id: int, seen_version: int) -> WorkforceRun:
    """Give a sheet up before it was computed."""
    run = lock_workforce(run_id, seen_version=seen_version)
    may_change_workforce(actor, run).require()
    advance(run, WORKFORCE, "drop", actor=actor)
    return run


@job("mediation.workforce", own_transactions=True)
def workforce_job(*, actor: Actor, run_id: int) -> None:
    """Compute a run. One that is finished already is left as it is."""
    run_workforce(actor=actor, run_id=run_id)


def run_workforce(*, actor: Actor, run_id: int) -> None:
    """Answer every worker of the sheet and keep the answers; safe to run again.

    The computing holds no transaction, so that progress is seen and nothing is locked; what was found
    is written whole or not at all. A sheet that is refused after all leaves the run failed, with why.
    """
    with acting(actor, action="mediation.workforce"):
        run = WorkforceRun.objects.select_related("source").get(pk=run_id)
        ask = Ask(settings.PLACE, run.on, run.filed, run.year, current_table())
    if run.state != "running":
        return
    with override(run.language or None), Spool() as spool:
        try:
            with opened(run.source) as tabs:
                done = compute(
                    tabs, ask, spool,
                    translate=translator(run.language),
                    corrections=_by_heading(run),
                    each=lambda count: _progress(actor, run_id, count),
                )  # fmt: skip
        except Refused as refused:
            _fail(actor, run_id, refused)
            return
        _keep(actor, run_id, done)


def _by_heading(run: WorkforceRun) -> dict[tuple[int, str], str]:
    """What a person said of columns, by place and heading: other sheets of the workbook have them elsewhere."""
    names = {str(column["at"]): column["name"] for column in run.found}
    return {(int(at), names[at]): key for at, key in run.corrections.items() if at in names}


def _progress(actor: Actor, run_id: int, count: int) -> None:
    if count % EVERY == 0:
        with acting(actor, action="mediation.workforce"):
            WorkforceRun.objects.filter(pk=run_id).update(done=count)


def _fail(actor: Actor, run_id: int, refused: Refused) -> None:
    with acting(actor, action="mediation.workforce"):
        run = lock_workforce(run_id)
        run.failure = "; ".join(gettext(r.reason) % r.params for r in refused.refusals)
        advance(run, WORKFORCE, "fail", actor=actor, note=run.failure)


def _keep(actor: Actor, run_id: int, done: Computed) -> None:
    content = io.BytesIO()
    write_book(content, pages(done))
    with acting(actor, action="mediation.workforce"):
        run = lock_workforce(run_id)
        run.people.all().delete()
        run.problems.all().delete()
        _write(run, done)
        run.result = keep_bytes(
            actor=actor, content=content.getvalue(),
            name=gettext("全员测算第%(number)s版.xlsx") % {"number": run.number},
            subject=subject_of(run), module="mediation", unit_path=run.unit_path,
        )  # fmt: skip
        run.totals = done.totals.plain()
        run.done = run.workers = done.totals.workers
        advance(run, WORKFORCE, "finish", actor=actor,
                after={"workers": run.workers, "counted": run.totals["counted"]})  # fmt: skip


def _write(run: WorkforceRun, done: Computed) -> None:
    """The workers with their answers and the problems, some hundred at a time."""
    answers = iter(done.spool)
    while some := list(islice(answers, AT_ONCE)):
        people = WorkforcePerson.objects.bulk_create([_person(run, answer) for answer in some])
        WorkforceProblem.objects.bulk_create(
            [
                _problem(run, problem, person)
                for person, answer in zip(people, some, strict=True)
                for problem in answer.problems
            ]
        )
    own = len(done.sheet.problems)
    WorkforceProblem.objects.bulk_create(
        [_problem(run, problem, None) for problem in islice(all_unsolved(done), own)]
    )


def _person(run: WorkforceRun, answer: Answer) -> WorkforcePerson:
    return WorkforcePerson(
        run=run, position=answer.position, sheet=answer.sheet, row=answer.row, name=answer.name, code=answer.code,
        total=answer.total, answer=kept_answer(answer),
    )  # fmt: skip


def _unnamed(told: Unsolved) -> str:
    """The reason without names: they are sealed, and stand in the workbook."""
    if told.code == "law.workforce.two-names":
        return gettext("一个编号有两个姓名，见结果工作簿")
    return told.reason.replace(told.person, "*") if told.person else told.reason


def _problem(run: WorkforceRun, told: Unsolved, person: WorkforcePerson | None) -> WorkforceProblem:
    return WorkforceProblem(
        run=run, person=person, sheet=told.sheet, row=told.row, month=told.month, column=told.column,
        code=told.code, reason=_unnamed(told), remedy=told.remedy,
    )  # fmt: skip
