"""What an import run found."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db.models import QuerySet
from django.utils.functional import Promise

from zhigong.foundation.files.store import store
from zhigong.foundation.imports.definition import DEFINITIONS, Import
from zhigong.foundation.imports.models import ImportRun
from zhigong.foundation.imports.sheet import ReadRow, Sheet, read_sheet
from zhigong.kernel.actor import Actor

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Preview:
    """``columns``: what each field was found as (empty: not found); ``unknown``: columns passed over."""

    columns: list[tuple[str | Promise, str]]
    unknown: list[str]
    rows: list[ReadRow]


def runs_of(actor: Actor) -> QuerySet[ImportRun]:
    """The actor's own imports, the latest first."""
    return ImportRun.objects.filter(account_id=actor.id or 0).order_by("-id")


def preview(run: ImportRun) -> Preview:
    """How the sheet was understood: its columns and first rows."""
    definition = definition_of(run)
    with opened(run, definition) as sheet:
        columns = [
            (f.label, sheet.header.names[sheet.header.columns[f.name]])
            if f.name in sheet.header.columns
            else (f.label, "")
            for f in definition.fields
        ]
        return Preview(columns, sheet.header.unknown, list(islice(sheet.rows, SHOWN)))


def definition_of(run: ImportRun) -> Import:
    return DEFINITIONS[run.name]


@contextmanager
def opened(run: ImportRun, definition: Import) -> Iterator[Sheet]:
    """The run's spreadsheet, from the store."""
    assert run.file is not None, "the spreadsheet of this import is gone"
    with tempfile.TemporaryFile() as file:
        for part in store().read(run.file.blob):
            file.write(part)
        yield read_sheet(file, run.file.name.rpartition(".")[2], definition)
