"""Take a spreadsheet in: keep it, check every row, apply it whole, or drop it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.actions import keep_bytes, keep_upload
from zhigong.foundation.files.inspect import SHEETS
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.imports.definition import DEFINITIONS, Row
from zhigong.foundation.imports.judging import Judged, judged
from zhigong.foundation.imports.models import ImportRun
from zhigong.foundation.imports.queries import definition_of, opened
from zhigong.foundation.imports.rules import RUN
from zhigong.foundation.jobs.job import job
from zhigong.foundation.tables.export import workbook
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Refusal, Refused, Verdict, refuse


@transaction.atomic
def start_import(
    *,
    actor: Actor,
    name: str,
    upload: UploadedFile[bytes],
    module: str,
    unit_path: str,
    url: str = "",
) -> ImportRun:
    """Keep a spreadsheet as an import run. ``Refused`` where it is none, or has no such table."""
    assert name in DEFINITIONS, f"no import is called {name}"
    run = ImportRun.objects.create(
        name=name, module=module, unit_path=unit_path, account_id=actor.id, url=url,
        file_name=(upload.name or "")[:200], created=clock.now(),
    )  # fmt: skip
    run.file = keep_upload(
        actor=actor, upload=upload, subject=subject_of(run), module=module, unit_path=unit_path,
        allowed=SHEETS,
    )  # fmt: skip
    run.save(update_fields=["file"])
    with opened(run, definition_of(run)):
        pass  # refuses where no head is found, or a column is missing
    begin(run, RUN, actor=actor)
    return run


def check_later(*, actor: Actor, run: ImportRun) -> None:
    """Have the run checked by a job; its ``done`` tells how far it is."""
    check_job.later(actor=actor, run_id=run.pk)


@job("imports.check", own_transactions=True)
def check_job(*, actor: Actor, run_id: int) -> None:
    """Check a run. One that was applied or dropped meanwhile is refused, for good."""
    check_run(actor=actor, run_id=run_id)


@dataclass
class _Tally:
    total: int = 0
    good: int = 0
    bad: int = 0
    skipped: int = 0
    width: int = 0
    refused: list[Any] = field(default_factory=list)

    def count(self, row: Judged) -> bool:
        """Whether the row is refused."""
        read, verdict = row
        if read.skipped:
            self.skipped += 1
            return False
        self.total += 1
        self.good += bool(verdict)
        self.bad += not verdict
        return not verdict


def check_run(*, actor: Actor, run_id: int) -> ImportRun:
    """Look at every row; count them and keep the refused ones as a sheet with their reasons.

    Commits as it goes, so that progress is seen; safe to run again.
    """
    with acting(actor, action="imports.check"):
        run = ImportRun.objects.select_related("file").get(pk=run_id)
        RUN.may("check", run.state).require()
    definition, tally = definition_of(run), _Tally()
    with opened(run, definition) as sheet:
        rows = judged(definition, actor, sheet.rows, progress=lambda done: _progress(run, done))
        head = [gettext("行号"), gettext("原因"), *sheet.header.names]
        with workbook(_refused(rows, tally, len(head)), head) as errors:
            content = errors.read() if tally.bad else b""
    with acting(actor, action="imports.check"):
        run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        run.total, run.good, run.bad, run.skipped = (
            tally.total, tally.good, tally.bad, tally.skipped,
        )  # fmt: skip
        run.done = tally.total + tally.skipped
        run.error_sheet = _keep_errors(actor, run, content) if content else None
        advance(run, RUN, "check", actor=actor, after={"good": run.good, "bad": run.bad})
    return run


def _progress(run: ImportRun, done: int) -> None:
    ImportRun.objects.filter(pk=run.pk).update(done=done)


def _refused(rows: Iterator[Judged], tally: _Tally, width: int) -> Iterator[list[Any]]:
    """The refused rows as they came, after their number and reasons."""
    for row in rows:
        if tally.count(row):
            read, verdict = row
            cells = [*read.cells, *[""] * width][: width - 2]
            yield [read.number, reasons(verdict), *cells]


def reasons(verdict: Verdict) -> str:
    """All reasons and ways out, in the reader's language."""
    texts = []
    for one in verdict.refusals:
        for message in (one.reason, one.remedy):
            if message:
                text = gettext(message)
                texts.append(text % one.params if one.params else text)
    return "; ".join(texts)


def _keep_errors(actor: Actor, run: ImportRun, content: bytes) -> StoredFile:
    stem = run.file_name.rpartition(".")[0] or run.file_name
    return keep_bytes(
        actor=actor,
        content=content,
        name=gettext("%(name)s（有问题的行）.xlsx") % {"name": stem[:80]},
        subject=subject_of(run),
        module=run.module,
        unit_path=run.unit_path,
    )


@transaction.atomic
def apply_run(*, actor: Actor, run_id: int, seen_version: int, skip_bad: bool = False) -> ImportRun:
    """Bring the rows in, all in this transaction; every row is checked once more.

    Refuses where rows are refused, unless ``skip_bad``; and where nothing would be left.
    """
    run = _locked(run_id)
    (RUN.may("apply", run.state) & _fresh(run, seen_version) & _ready(run, skip_bad)).require()
    definition = definition_of(run)
    with opened(run, definition) as sheet:
        rows = judged(definition, actor, sheet.rows)
        run.applied = definition.apply(actor, run.unit_path, _good(rows, skip_bad=skip_bad))
    advance(run, RUN, "apply", actor=actor, after={"applied": run.applied, "left": run.bad})
    return run


def _good(rows: Iterator[Judged], *, skip_bad: bool) -> Iterator[Row]:
    for read, verdict in rows:
        if read.skipped:
            continue
        if not verdict and not skip_bad:
            raise Refused((_changed(read.number), *verdict.refusals))
        if verdict:
            yield read.values


def _changed(number: int) -> Refusal:
    return Refusal(
        "imports.changed",
        gettext_noop("第 %(row)s 行现在不能导入了"),
        gettext_noop("请重新核对后再导入"),
        {"row": number},
    )


def _fresh(run: ImportRun, seen_version: int) -> Verdict:
    if run.version == seen_version:
        return ALLOWED
    return refuse("imports.stale", gettext_noop("这一页已经过时"), gettext_noop("请刷新后再试"))


def _ready(run: ImportRun, skip_bad: bool) -> Verdict:
    if run.good == 0:
        return refuse(
            "imports.nothing",
            gettext_noop("没有可以导入的行"),
            gettext_noop("请下载问题表，改好后重新上传"),
        )
    if run.bad and not skip_bad:
        return refuse(
            "imports.bad-rows",
            gettext_noop("有 %(bad)s 行不能导入"),
            gettext_noop("请下载问题表改好后重新上传，或选择只导入没有问题的行"),
            bad=run.bad,
        )
    return ALLOWED


@transaction.atomic
def drop_run(*, actor: Actor, run_id: int) -> ImportRun:
    """Leave it. What was uploaded stays with the run until it is tidied away."""
    run = _locked(run_id)
    advance(run, RUN, "drop", actor=actor)
    return run


def _locked(run_id: int) -> ImportRun:
    return ImportRun.objects.select_for_update(of=("self",)).select_related("file").get(pk=run_id)
