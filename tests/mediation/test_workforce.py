"""全员测算 at the desk: who may, what is kept, what is shown to whom, and how a sheet goes through."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.identity import people
from tests.mediation.moves import version
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.foundation.tables.book import write_book
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.law.workforce.book import Page
from zhigong.mediation.actions.workforce import (
    compute_workforce,
    drop_workforce,
    run_workforce,
    start_workforce,
)
from zhigong.mediation.models import WorkforcePerson, WorkforceProblem, WorkforceRun
from zhigong.mediation.queries import people_of_workforce, workforces_visible_to
from zhigong.mediation.rules.workforce import choices_for, corrections

SHEET = (
    "姓名,工号,身份证号,月份,应发工资,到手,平时加班小时\n"
    ",,,2025-03,1,1,\n"
    "甲一,A1,110105194912310021,2025-01,6960,6000,10\n"
    "甲一,A1,110105194912310021,2025-02,6960,6960,\n"
    "乙二,A2,,2025-01,五千左右,4000,\n"
    "合计,,,,13920,12960,10\n"
)


def upload(text: str = SHEET, name: str = "工资表.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode("gb18030"))


def started(actor: Any, **extra: Any) -> WorkforceRun:
    return start_workforce(actor=actor, upload=upload(), employer_name="晴川物流有限公司", **extra)


def computed(actor: Any, **extra: Any) -> WorkforceRun:
    run = started(actor, **extra)
    compute_workforce(actor=actor, run_id=run.pk, seen_version=run.version, said={5: "paid"})
    run_workforce(actor=actor, run_id=run.pk)
    run.refresh_from_db()
    return run


def codes(refused: Any) -> tuple[str, ...]:
    return tuple(one.code for one in refused.value.refusals)


def browser(place: Any, name: str) -> Any:
    announce_actor(SYSTEM)
    return people.signed_in(getattr(place, name))


def test_a_sheet_is_computed_and_every_answer_kept(as_, place):
    run = computed(as_("director"))

    assert (run.state, run.workers, run.done) == ("done", 2, 2)
    assert run.totals["counted"] == "1560.00"
    first, second = run.people.all()
    assert (unsealed(first.name), first.code, f"{first.total}") == ("甲一", "A1", "1560.00")
    assert [c["rule"] for c in first.answer["claims"]] == ["wage_arrears", "overtime"]
    assert second.answer["claims"] == []
    assert [p.code for p in run.problems.all()] == [
        "law.workforce.nobody",
        "law.field.not-a-number",
    ]
    assert run.result is not None


def workbook(**sheets: list[list[Any]]) -> SimpleUploadedFile:
    """A workbook of several sheets, the first row of each its head."""
    content = io.BytesIO()
    write_book(
        content, [Page(n, rows[0], rows[1:], [12] * len(rows[0])) for n, rows in sheets.items()]
    )
    return SimpleUploadedFile("工资.xlsx", content.getvalue())


def test_a_month_a_sheet_is_computed_with_what_was_said_of_the_first(as_, place):
    """到手 stands elsewhere on the second sheet; the third says no month."""
    sheets = {
        "2025年1月": [["姓名", "应发工资", "到手"], ["甲一", 6000, 5000]],
        "2025年2月": [["姓名", "到手", "应发工资"], ["甲一", 5500, 6000]],
        "汇总": [["姓名", "应发工资", "到手"], ["甲一", 12000, 10500]],
    }
    actor = as_("director")
    run = start_workforce(actor=actor, upload=workbook(**sheets), employer_name="晴川物流有限公司")
    page = browser(place, "director").get(run.get_absolute_url()).content.decode()

    compute_workforce(actor=actor, run_id=run.pk, seen_version=run.version, said={2: "paid"})
    run_workforce(actor=actor, run_id=run.pk)
    run.refresh_from_db()

    assert "这是工作表“2025年1月”的列" in page
    assert run.totals["counted"] == "1500.00"
    assert [(p.place, p.code) for p in run.problems.all()] == [
        ("汇总!1", "law.workforce.no-column")
    ]
    assert [p.place for p in run.people.all()] == ["2025年1月!2"]


def test_names_are_sealed_and_identity_numbers_never_kept(as_, place):
    run = computed(as_("director"))

    with connection.cursor() as cursor:
        for table in ("workforcerun", "workforceperson", "workforceproblem"):
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, ' '), '') FROM mediation_{table} AS t"  # noqa: S608
            )
            text = cursor.fetchone()[0]
            assert "甲一" not in text
            assert "110105194912310021" not in text
    assert run.people.count() == 2


def test_a_worker_is_found_by_name_number_or_row(as_, place):
    run = computed(as_("director"))

    for words in ("甲一", "a1", "3"):
        assert [p.position for p in people_of_workforce(run, words)] == [1]
    assert list(people_of_workforce(run, "甲")) == []


def test_versions_of_a_case_stay(in_talks, as_):
    first = computed(as_("mediator"), case_id=in_talks.pk)
    second = computed(as_("mediator"), case_id=in_talks.pk)

    assert (first.number, second.number) == (1, 2)
    assert first.filed == in_talks.received_on
    assert first.people.count() == second.people.count() == 2


def test_computing_again_after_a_crash_keeps_one_set_of_answers(as_, place):
    run = started(as_("director"))
    compute_workforce(
        actor=as_("director"), run_id=run.pk, seen_version=run.version, said={5: "paid"}
    )

    run_workforce(actor=as_("director"), run_id=run.pk)
    run_workforce(actor=as_("director"), run_id=run.pk)

    assert WorkforcePerson.objects.filter(run=run).count() == 2
    assert WorkforceProblem.objects.filter(run=run).count() == 2


def test_what_is_refused(as_, place, in_talks):
    with pytest.raises(Refused) as nobody:
        started(as_("outsider"))
    with pytest.raises(Refused) as other:
        started(as_("other_mediator"), case_id=in_talks.pk)
    with pytest.raises(Refused) as headless:
        start_workforce(actor=as_("director"), upload=upload("一,二\n三,四\n"))
    with pytest.raises(Refused) as picture:
        start_workforce(actor=as_("director"), upload=upload("x", "a.png"))
    run = started(as_("director"))
    with pytest.raises(Refused) as stale:
        compute_workforce(actor=as_("director"), run_id=run.pk, seen_version=7, said={})
    with pytest.raises(Refused) as incomplete:
        said = {0: "", 1: "", 2: ""}
        compute_workforce(actor=as_("director"), run_id=run.pk, seen_version=run.version, said=said)
    with pytest.raises(Refused) as foreign:
        own = started(as_("mediator"))
        drop_workforce(actor=as_("director"), run_id=own.pk, seen_version=own.version)

    assert codes(nobody) == ("mediation.accept.not-granted",)
    assert codes(other) == ("mediation.case.unknown",)
    assert codes(headless) == ("law.workforce.no-head",)
    assert codes(picture) != ()
    assert codes(stale) == ("mediation.workforce.stale",)
    assert codes(incomplete) == ("law.workforce.no-column",)
    assert codes(foreign) == ("mediation.workforce.not-its-maker",)


def test_a_sheet_that_is_refused_while_computing_leaves_the_run_failed(as_, place):
    run = start_workforce(
        actor=as_("director"), upload=upload("姓名,月份,应发工资\n合计,,1\n"), employer_name="甲"
    )
    compute_workforce(actor=as_("director"), run_id=run.pk, seen_version=run.version, said={})
    run_workforce(actor=as_("director"), run_id=run.pk)
    run.refresh_from_db()

    assert (run.state, run.failure) == ("failed", "表头下面没有职工")
    drop_workforce(actor=as_("director"), run_id=run.pk, seen_version=run.version)


def test_row_security_shows_a_workforce_with_its_case(in_talks, as_, place):
    run = computed(as_("mediator"), case_id=in_talks.pk)

    for name, sees in (
        ("director", 1),
        ("mediator", 1),
        ("judge", 0),
        ("outsider", 0),
        ("nobody", 0),
    ):
        announce_actor(as_(name))
        assert WorkforceRun.objects.filter(pk=run.pk).count() == sees, name
        assert WorkforcePerson.objects.count() == 2 * sees, name
        assert WorkforceProblem.objects.count() == 2 * sees, name
    assert list(workforces_visible_to(as_("worker"))) == []


def test_what_a_column_can_be_said_to_be():
    assert ("due", "应发工资") in choices_for("到手", "")
    assert ("paid@2025-03", "实发工资") in choices_for("2025年3月到手", "")
    assert corrections([{"at": 1, "key": "due"}, {"at": 2, "key": ""}], {1: "due", 2: "paid"}) == {
        2: "paid"
    }


# --- pages ----------------------------------------------------------------------------------------


def test_from_upload_to_workbook(place, as_):
    client = browser(place, "director")
    page = client.post(
        reverse("mediation:workforce_new"), {"file": upload(), "employer_name": "晴川物流有限公司"}
    )
    address = page["Location"]
    columns = client.get(address).content.decode()
    assert "到手" in columns
    assert 'name="col-5"' in columns
    client.post(address + "compute/", {"seen_version": "0", "col-5": "paid"})
    announce_actor(SYSTEM)
    run = WorkforceRun.objects.get()
    assert run.state == "running"
    assert "正在计算" in client.get(address).content.decode()
    announce_actor(SYSTEM)
    run_workforce(actor=as_("director"), run_id=run.pk)

    done = client.get(address).content.decode()
    person = client.get(f"{address}workers/1/").content.decode()
    rows = client.get(f"{address}rows/").content.decode()
    book = client.get(f"{address}result.xlsx")

    assert "1,560.00" in done
    assert "6960 ÷ 174" in person
    assert "不是数字" in rows
    assert b"".join(book.streaming_content)[:2] == b"PK"
    announce_actor(SYSTEM)
    looks = AuditEvent.objects.filter(verb="looked", subject=f"mediation.workforcerun:{run.pk}")
    assert {e.after["what"] for e in looks} >= {"workforce", "worker 1", "workforce problems"}


def test_a_bad_upload_keeps_what_was_typed(place):
    client = browser(place, "director")

    page = client.post(
        reverse("mediation:workforce_new"),
        {"file": upload("一,二\n三,四\n"), "employer_name": "晴川"},
    )

    assert page.status_code in (409, 422)
    assert 'value="晴川"' in page.content.decode()
    assert "没有找到表头" in page.content.decode()
    announce_actor(SYSTEM)
    assert not WorkforceRun.objects.exists()


def test_missing_columns_are_told_and_the_choices_kept(place, as_):
    client = browser(place, "director")
    announce_actor(SYSTEM)
    run = started(as_("director"))

    page = client.post(
        reverse("mediation:workforce_compute", args=[run.pk]),
        {"seen_version": str(run.version), "col-3": "", "col-5": "paid"},
    )

    assert page.status_code in (409, 422)
    assert "没有“月份”这一列" in page.content.decode()
    assert '<option value="paid" selected>' in page.content.decode()


def test_others_do_not_find_it(place, as_):
    announce_actor(SYSTEM)
    run = computed(as_("director"))

    for name in ("outsider", "judge", "worker"):
        client = browser(place, name)
        for address in ("", "rows/", "workers/1/", "result.xlsx"):
            assert client.get(f"{run.get_absolute_url()}{address}").status_code == 404


def test_the_list_the_empty_sheet_and_the_case_page(in_talks, place, as_):
    announce_actor(SYSTEM)
    in_talks.people = 12
    in_talks.save(update_fields=["people"])
    computed(as_("mediator"), case_id=in_talks.pk)
    client = browser(place, "mediator")

    assert "晴川物流有限公司" in client.get(reverse("mediation:workforces")).content.decode()
    assert client.get(reverse("mediation:workforce_template")).content[:2] == b"PK"
    assert "上传工资表，全员测算" in client.get(in_talks.get_absolute_url()).content.decode()
    assert (
        client.get(reverse("mediation:workforce_new") + f"?case={in_talks.pk}").status_code == 200
    )
    assert client.get(reverse("mediation:workforce_new") + "?case=x").status_code == 404


def test_the_list_costs_the_same_for_one_and_three(in_talks, place, as_):
    client = browser(place, "mediator")
    counts = []
    for _round in range(2):
        for _one in range(_round * 2 or 1):
            announce_actor(SYSTEM)
            computed(as_("mediator"), case_id=in_talks.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse("mediation:workforces"))
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert version(in_talks) >= 0
