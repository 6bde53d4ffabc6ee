"""The pages of a whole workforce, as people see them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.journeys.look import DARK_PHONE, DESK, ELDER, ENGLISH, opened
from tests.journeys.test_dispute import server, signed_in
from tests.journeys.test_pages import Stop, case_in, look, press_primary, session_of
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.law.workforce.invented import invented_rows
from zhigong.mediation.actions.workforce import compute_workforce, run_workforce, start_workforce
from zhigong.mediation.models import WorkforceRun

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["server"]


def sheet(workers: int = 14) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(invented_rows(workers, 6, seed=3))
    return text.getvalue().encode("utf-8-sig")


def run_of(case: Any, *, finished: bool) -> WorkforceRun:
    actor = actor_of(Account.objects.get(login_name="demo.mediator"))
    with acting(actor, action="test"):
        upload = SimpleUploadedFile("wages.csv", sheet())
        run = start_workforce(actor=actor, upload=upload, case_id=case.pk)
        if finished:
            compute_workforce(actor=actor, run_id=run.pk, seen_version=run.version, said={})
    if finished:
        run_workforce(actor=actor, run_id=run.pk)
    return run


def test_pages_of_a_workforce_hold_in_every_way(chromium: Any, server: str) -> None:
    case = case_in("in_mediation")
    done, waiting = run_of(case, finished=True), run_of(case, finished=False)
    stops = [
        Stop("/workforce/", "workforces"),
        Stop(f"/workforce/new/?case={case.pk}", "workforce-new"),
        Stop(f"/workforce/{waiting.pk}/", "workforce-columns"),
        Stop(f"/workforce/{done.pk}/", "workforce-results"),
        Stop(f"/workforce/{done.pk}/workers/2/", "workforce-person"),
        Stop(f"/workforce/{done.pk}/rows/", "workforce-rows"),
    ]
    with signed_in(chromium, server, "苏禾") as page:
        mediator = session_of(page)
    for way in (DESK, DARK_PHONE, ELDER, ENGLISH):
        look(chromium, server, way, stops, mediator)


def test_a_sheet_is_uploaded_and_its_columns_looked_over(chromium: Any, server: str) -> None:
    with signed_in(chromium, server, "苏禾") as page:
        cookies = session_of(page)
    with opened(chromium, server, "/workforce/new/", DESK, cookies) as page:
        page.locator("[name=employer_name]").fill("示例电子厂")
        page.locator("[name=file]").set_input_files(
            {"name": "wages.csv", "mimeType": "text/csv", "buffer": sheet(3)}
        )
        press_primary(page)
        page.wait_for_url("**/workforce/*/")
        assert page.locator("#col-7").input_value() == "due"
        press_primary(page)
        page.wait_for_load_state()

        assert page.locator("main .badge").first.inner_text().strip() == "正在计算"
