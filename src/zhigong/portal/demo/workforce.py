"""One group dispute of the demo district comes with a sheet of wages, computed already."""

from __future__ import annotations

import csv
import io

from django.core.files.uploadedfile import SimpleUploadedFile

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.period import add_months
from zhigong.law.workforce.invented import invented_rows
from zhigong.mediation.actions.workforce import compute_workforce, run_workforce, start_workforce
from zhigong.mediation.models import Case

WORKERS, MONTHS = 40, 6


def build_workforce(case: Case, mediator: Account) -> None:
    """Upload an invented sheet to the case as its mediator, and have it computed."""
    actor = actor_of(mediator)
    assert actor is not None
    first = add_months(clock.today().replace(day=1), -MONTHS)
    text = io.StringIO()
    csv.writer(text).writerows(invented_rows(WORKERS, MONTHS, seed=case.pk, first=first))
    sheet = SimpleUploadedFile("wages.csv", text.getvalue().encode("utf-8-sig"))
    with acting(actor, action="demo"):
        run = start_workforce(actor=actor, upload=sheet, case_id=case.pk)
        compute_workforce(actor=actor, run_id=run.pk, seen_version=run.version, said={})
    run_workforce(actor=actor, run_id=run.pk)
