from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from pytest_django import Settings
from python_calamine import CalamineWorkbook

from tests.foundation.imports.test_sheet import HEAD, ROSTER, ZHANG, as_csv
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.audit.record import record
from zhigong.foundation.files.store import store
from zhigong.foundation.imports import definition
from zhigong.foundation.imports.actions import (
    apply_run,
    check_later,
    check_run,
    drop_run,
    start_import,
)
from zhigong.foundation.imports.definition import Field, Import, Row
from zhigong.foundation.imports.models import ImportRun
from zhigong.foundation.imports.queries import preview, runs_of
from zhigong.foundation.jobs.worker import run_due
from zhigong.kernel.actor import NOBODY, Actor, Grant
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse

OFFICER = Actor(id=7, label="李调解", grants=(Grant("membership.read", "1/7/"),))
LI = ["2", "李四", "110105199001011237", "1990-1-1", ""]
BAD = ["3", "王五", "", "昨天", "x"]
BARRED = ["4", "外人", "110105199001011253", "", "x"]

pytestmark = pytest.mark.django_db


def check(actor: Actor, values: Row) -> Verdict:
    return (
        refuse("sample.barred", "不收%(who)s", who="外人") if values["name"] == "外人" else ALLOWED
    )


def apply(actor: Actor, unit_path: str, rows: Iterator[Row]) -> int:
    count = 0
    for values in rows:
        record(actor, "sample.join", str(values["name"]), unit_path=unit_path)
        count += 1
    return count


@pytest.fixture(autouse=True)
def known(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.KEYS, settings.KEYS_FILE = "", tmp_path / "keys.json"
    settings.FILES_ROOT = tmp_path / "files"
    settings.ACTOR_OF = "tests.foundation.imports.test_runs.officer"
    fields = [
        Field(f.name, f.label, f.synonyms, f.kind, f.required, unique=f.name == "citizen_id")
        for f in ROSTER.fields
    ]
    monkeypatch.setitem(
        definition.DEFINITIONS,
        "sample.roster",
        Import("sample.roster", "名册", fields, apply, check),
    )


def officer(account_id: int) -> Actor | None:
    return OFFICER if account_id == 7 else None


def start(*rows: list[str], name: str = "名册.csv") -> ImportRun:
    with acting(OFFICER):
        return start_import(
            actor=OFFICER,
            name="sample.roster",
            upload=SimpleUploadedFile(name, as_csv([HEAD, *rows], "gb18030")),
            module="membership",
            unit_path="1/7/9/",
        )


def joined() -> list[str]:
    events = AuditEvent.objects.filter(verb="sample.join").order_by("id")
    return list(events.values_list("subject", flat=True))


def test_good_rows_come_in_whole() -> None:
    run = check_run(actor=OFFICER, run_id=start(ZHANG, LI).pk)
    assert (run.state, run.total, run.good, run.bad, run.done) == ("checked", 2, 2, 0, 2)
    assert run.error_sheet is None

    with acting(OFFICER):
        run = apply_run(actor=OFFICER, run_id=run.pk, seen_version=run.version)

    assert (run.state, run.applied) == ("applied", 2)
    assert joined() == ["张三", "李四"]
    verbs = AuditEvent.objects.filter(subject=f"imports.importrun:{run.pk}").values_list(
        "verb", flat=True
    )
    assert {"imports.run.begin", "imports.run.check", "imports.run.apply"} <= set(verbs)


def test_refused_rows_come_back_with_their_reasons() -> None:
    run = check_run(actor=OFFICER, run_id=start(ZHANG, BAD, BARRED, ZHANG, ["合计"]).pk)

    assert (run.total, run.good, run.bad, run.skipped) == (4, 1, 3, 1)
    assert run.error_sheet is not None
    content = b"".join(store().read(run.error_sheet.blob))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:4] == ["行号", "原因", "序号", "姓 名*"]
    assert [row[0] for row in sheet[1:]] == [3.0, 4.0, 5.0]
    assert sheet[1][1] == "没有填“身份证号”; 看不懂的日期：昨天; 请写成 2026-01-31 这样"
    assert sheet[2][1] == "不收外人"
    assert sheet[3][1] == "“身份证号”与第 2 行相同"
    assert sheet[1][3] == "王五"


def test_refused_rows_are_left_out_only_when_said() -> None:
    run = check_run(actor=OFFICER, run_id=start(ZHANG, BAD).pk)

    with acting(OFFICER), pytest.raises(Refused) as caught:
        apply_run(actor=OFFICER, run_id=run.pk, seen_version=run.version)
    assert [r.code for r in caught.value.refusals] == ["imports.bad-rows"]
    assert joined() == []
    with acting(OFFICER):
        apply_run(actor=OFFICER, run_id=run.pk, seen_version=run.version, skip_bad=True)
    assert joined() == ["张三"]


def test_an_applied_run_is_not_applied_again() -> None:
    run = check_run(actor=OFFICER, run_id=start(ZHANG).pk)
    with acting(OFFICER):
        run = apply_run(actor=OFFICER, run_id=run.pk, seen_version=run.version)

    for again in (run.version, run.version - 1):
        with acting(OFFICER), pytest.raises(Refused):
            apply_run(actor=OFFICER, run_id=run.pk, seen_version=again)
    with pytest.raises(Refused):
        check_run(actor=OFFICER, run_id=run.pk)
    assert joined() == ["张三"]


def test_a_row_that_changed_since_takes_everything_back(monkeypatch: pytest.MonkeyPatch) -> None:
    run = check_run(actor=OFFICER, run_id=start(ZHANG, LI).pk)
    known = definition.DEFINITIONS["sample.roster"]

    def refuse_li(actor: Actor, values: Row) -> Verdict:
        return refuse("sample.gone", "没有了") if values["name"] == "李四" else ALLOWED

    monkeypatch.setitem(
        definition.DEFINITIONS,
        "sample.roster",
        Import(known.name, known.label, known.fields, apply, refuse_li),
    )
    with pytest.raises(Refused) as caught, transaction.atomic(), acting(OFFICER):
        apply_run(actor=OFFICER, run_id=run.pk, seen_version=run.version)

    assert [r.code for r in caught.value.refusals] == ["imports.changed", "sample.gone"]
    assert joined() == []


def test_the_preview_tells_how_the_sheet_was_understood() -> None:
    with acting(OFFICER):
        shown = preview(start(ZHANG, LI))

    assert shown.columns == [
        ("姓名", "姓 名*"),
        ("身份证号", "身份证号码"),
        ("出生日期", "出生日期"),
        ("基本工资", ""),
    ]
    assert shown.unknown == ["序号", "备注"]
    assert [row.values["name"] for row in shown.rows] == ["张三", "李四"]


def test_what_is_no_table_is_refused_and_nothing_is_kept() -> None:
    with pytest.raises(Refused), transaction.atomic(), acting(OFFICER):
        start_import(
            actor=OFFICER,
            name="sample.roster",
            upload=SimpleUploadedFile("a.csv", b"hello,world\n1,2\n"),
            module="membership",
            unit_path="1/7/9/",
        )
    with pytest.raises(Refused), transaction.atomic(), acting(OFFICER):
        start_import(
            actor=OFFICER,
            name="sample.roster",
            upload=SimpleUploadedFile("a.xlsx", b"MZ\x90\x00" + b"\0" * 90),
            module="membership",
            unit_path="1/7/9/",
        )

    assert ImportRun.objects.count() == 0


def test_a_dropped_run_is_over() -> None:
    run = start(ZHANG)
    with acting(OFFICER):
        assert drop_run(actor=OFFICER, run_id=run.pk).state == "dropped"
    with pytest.raises(Refused):
        check_run(actor=OFFICER, run_id=run.pk)


@pytest.mark.django_db(transaction=True)
def test_a_job_checks_in_steps_that_can_be_seen() -> None:
    run = start(*[[str(n), f"人{n}", f"{n:018d}", "", ""] for n in range(1, 1201)])
    with acting(OFFICER):
        check_later(actor=OFFICER, run=run)

    assert run_due() == 1

    with acting(OFFICER):
        (found,) = runs_of(OFFICER)
    assert (found.state, found.good, found.done) == ("checked", 1200, 1200)


@pytest.mark.parametrize(("actor", "seen"), [(OFFICER, 1), (NOBODY, 0), (Actor(9, "外人"), 0)])
def test_a_run_is_seen_by_reach(actor: Actor, seen: int) -> None:
    start(ZHANG)

    with acting(actor):
        assert ImportRun.objects.count() == seen
