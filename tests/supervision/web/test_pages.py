"""The pages as people find them: each shown, each deed done, each refusal said in words."""

from __future__ import annotations

import html
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests.identity.people import signed_in
from tests.supervision.conftest import SPEECH, of, terms
from zhigong.supervision.actions import carrying, drafting
from zhigong.supervision.actions.drafting import Source
from zhigong.supervision.actions.reading import Particulars, build_assignments, register_document
from zhigong.supervision.models import Assignment, SourceDocument


@pytest.fixture
def browser(place, as_) -> Callable[[str], Client]:
    """``browser("leader")``: a browser in which that person is signed in."""

    def opened(name: str) -> Client:
        as_("system")
        return signed_in(getattr(place, name))

    return opened


def page(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(f"supervision:{name}", args=args))
    assert answer.status_code == 200, answer.content.decode()[-800:]
    return answer.content.decode()


def test_a_pasted_speech_is_registered_and_read(browser, place, as_):
    client = browser("officer")
    values = {"unit": place.district.pk, "text": SPEECH, "number": "示〔2026〕3号"}

    answer = client.post(reverse("supervision:document_add"), values)

    as_("officer")
    document = SourceDocument.objects.get()
    assert answer["Location"] == document.get_absolute_url()
    told = page(client, "document", document.pk)
    assert "自报 2 条，与读出的一致" in told
    assert 'id="P5.S1"' in told


def test_a_refused_document_keeps_what_was_typed(browser, place):
    client = browser("officer")
    file = SimpleUploadedFile("scan.docx", b"%PDF-1.7\n")
    values = {"unit": place.district.pk, "file": file, "speaker": "某领导"}

    answer = client.post(reverse("supervision:document_add"), values)

    assert answer.status_code == 409
    assert 'value="某领导"' in answer.content.decode()


WRONG = "讲话\n同志们：\n我讲三点意见。\n一、要学习。\n二、要服务。\n三、要改革。\n四、要落实。\n"
FILES = [
    ("scan.docx", b"%PDF-1.7\n", "这是 PDF 文件，不是 Word 文档或文本"),
    ("empty.txt", b"\xef\xbb\xbf\n", "文件是空的"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "这是旧格式"),
    ("zip.docx", b"PK\x03\x04" + b"x" * 99, "文档已损坏，打不开"),
    ("gbk.txt", WRONG.encode("gbk"), "讲三点意见"),
    ("wide.txt", WRONG.encode("utf-16"), "读出 4 点"),
    ("line.txt", "各单位要在月底前上报困难职工名单。".encode(), "在月底前上报困难职工名单"),
    ("day.txt", "通知\n各单位：\n一、请于2028年2月30日前报送。".encode(), "没有这一天"),
]


@pytest.mark.parametrize(("name", "content", "answer"), FILES, ids=[one[0] for one in FILES])
def test_every_kind_of_file_is_answered_in_words(browser, place, name, content, answer):
    client = browser("officer")
    values = {"unit": place.district.pk, "file": SimpleUploadedFile(name, content)}

    found = client.post(reverse("supervision:document_add"), values, follow=True)

    assert answer in html.unescape(found.content.decode())


def test_a_role_is_corrected_without_script(browser, document, as_):
    client = browser("officer")
    as_("officer")
    passage = next(p for p in document.passages.all() if "矛盾化解" in p.text)
    address = document.get_absolute_url()
    shown = client.get(address, {"at": passage.pos}).content.decode()
    assert 'name="role"' in shown

    client.post(address, {"pos": passage.pos, "role": "background", "seen_version": 0})

    as_("officer")
    passage.refresh_from_db()
    assert passage.confirmed == "background"


def test_a_stale_correction_is_refused_in_words(browser, document):
    passage = document.passages.last()
    values = {"pos": passage.pos, "role": "praise", "seen_version": 9}

    answer = browser("officer").post(document.get_absolute_url(), values)

    assert answer.status_code == 409
    assert "页面已过期" in answer.content.decode()


def test_tasks_are_divided_and_stand_in_the_ledger(browser, document, as_):
    client = browser("officer")
    client.post(reverse("supervision:document_divide", args=[document.pk]), {"seen_version": 0})

    as_("officer")
    made = list(Assignment.objects.all())
    ledger = page(client, "ledger")
    assert made
    assert all(a.headline in ledger for a in made)


def test_an_assignment_is_opened_by_hand(browser, place, as_):
    client = browser("officer")
    values = {
        "origin": "proposal",
        "number": "第12号",
        "body": "第三代表团",
        "headline": "建设职工书屋",
        "content": "年内建成三个职工书屋。",
        "lead": place.north.pk,
        "time_class": "by_date",
        "due": "2026-12-31",
        "deliverable": "三个书屋",
        "rhythm": "monthly",
    }
    assert client.post(reverse("supervision:propose"), {**values, "due": ""}).status_code == 409

    client.post(reverse("supervision:propose"), values)

    as_("officer")
    assert Assignment.objects.get().origin == "proposal"


def test_the_page_offers_what_this_person_can_do_now(browser, issued):
    lead = page(browser("north_officer"), "assignment", issued.pk)
    assert reverse("supervision:deed", args=[issued.pk, "receive"]) in lead
    assert reverse("supervision:deed", args=[issued.pk, "withdraw"]) not in lead

    leader = page(browser("leader"), "assignment", issued.pk)
    assert reverse("supervision:deed", args=[issued.pk, "receive"]) not in leader
    assert reverse("supervision:deed", args=[issued.pk, "withdraw"]) in leader


def test_a_report_with_a_file_is_kept_and_opened(browser, issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    carrying.file_plan(**of(issued, north, plan="先选址，再建设。"))
    version = Assignment.objects.get(pk=issued.pk).version
    client = browser("north_officer")
    held = io.BytesIO()
    Document().save(held)
    paper = held.getvalue()
    values = {
        "text": "建成三个。",
        "progress": 30,
        "seen_version": version,
        "file": SimpleUploadedFile("a.docx", paper),
    }

    answer = client.post(reverse("supervision:deed", args=[issued.pk, "report"]), values)

    assert answer.status_code == 302, answer.content.decode()[-1500:]
    as_("officer")
    kept = issued.reports.get(kind="progress").file
    found = browser("officer").get(
        reverse("supervision:proof_file", args=[issued.pk, kept.pk]), {"download": ""}
    )
    assert b"".join(found) == paper


def test_a_deed_that_is_refused_shows_its_form_again(browser, issued):
    address = reverse("supervision:deed", args=[issued.pk, "withdraw"])
    values = {"note": "不再需要", "seen_version": 1}

    answer = browser("leader").post(address, values)

    assert answer.status_code == 409
    assert "不再需要" in answer.content.decode()
    assert browser("outsider").get(address).status_code == 404


def test_the_leader_sees_what_is_late_and_the_bulletin_is_a_document(browser, issued, as_):
    as_("system")
    Assignment.objects.filter(pk=issued.pk).update(
        original_due="2026-10-01", due="2026-10-09", last_day="2026-10-09"
    )
    client = browser("leader")

    assert issued.headline in page(client, "overview")
    paper = client.get(reverse("supervision:bulletin"))
    text = "\n".join(p.text for p in Document(io.BytesIO(paper.content)).paragraphs)
    assert "红灯 1 件" in text


def test_the_division_is_a_notice_with_a_row_for_each_task(browser, document, drafts):
    paper = browser("officer").get(reverse("supervision:division", args=[document.pk]))
    table = Document(io.BytesIO(paper.content)).tables[0]

    assert [row.cells[1].text for row in table.rows][1:] == [a.headline for a in drafts]


def test_what_is_asked_of_the_party_and_others_is_written_to_them(as_, place, browser):
    officer = as_("officer")
    text = (
        "在工会座谈会上的讲话\n同志们：\n一、做好建会\n要在春节前新建工会20家。\n"
        "同志们，各级党委要加强对工会工作的领导，每年至少听取一次汇报。"
    )
    document = register_document(
        actor=officer, unit_id=place.district.pk, content=text, name="", particulars=Particulars()
    )
    made = build_assignments(actor=officer, document_id=document.pk, seen_version=0)
    address = reverse("supervision:request_letter", args=[document.pk])
    client = browser("officer")
    paper = client.get(address, {"to": "各级党委"})

    assert [(a.task, a.due) for a in made] == [("R1", date(2026, 12, 31))]
    assert "商请函：各级党委" in client.get(document.get_absolute_url()).content.decode()
    text = "\n".join(p.text for p in Document(io.BytesIO(paper.content)).paragraphs)
    assert "每年至少听取一次汇报" in text
    assert client.get(address, {"to": "区总工会"}).status_code == 404


def test_the_original_is_given_back_as_it_came(browser, document):
    answer = browser("officer").get(reverse("supervision:document_original", args=[document.pk]))

    assert answer.content == SPEECH.encode()


def test_the_ledger_asks_as_many_questions_for_three_rows_as_for_one(browser, draft, as_, place):
    client = browser("officer")
    page(client, "ledger")
    with CaptureQueriesContext(
        connection,
    ) as one:
        page(client, "ledger")
    for _n in range(2):
        drafting.propose_assignment(
            actor=as_("officer"),
            unit_id=place.district.pk,
            source=Source("audit", {"number": "3", "body": "审计报告"}),
            terms=terms(place),
        )
    with CaptureQueriesContext(connection) as three:
        page(client, "ledger")

    assert len(three) == len(one)


@pytest.mark.parametrize("name", ["ledger", "overview", "documents"])
def test_pages_stand_in_english_too(browser, drafts, name):
    client = browser("officer")
    client.cookies["django_language"] = "en"

    assert page(client, name)
