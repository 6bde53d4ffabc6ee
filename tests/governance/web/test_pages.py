"""The pages as people find them: each shown, each deed done, each refusal said in words."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tests.governance.actions.test_practices import PDF
from tests.governance.conftest import of, told
from tests.identity.people import signed_in
from zhigong.governance.actions import matters, papers
from zhigong.governance.models import Duty, Matter, Meeting, MeetingRule, Paper, Practice, Term
from zhigong.governance.web.kinds import KINDS
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries.origins import origin_opens


@pytest.fixture
def browser(place, as_) -> Callable[[str], Client]:
    """``browser("leader")``: a browser in which that person is signed in."""

    def opened(name: str) -> Client:
        as_("system")
        return signed_in(getattr(place, name))

    return opened


@pytest.fixture
def records(promised, duty, meeting, joint, sent, practice, endorsement):
    """One of each kind."""
    return [promised.matter, promised, duty, meeting, joint, sent, practice, endorsement]


def page(client: Client, name: str, *args: object, **asked: str) -> str:
    answer = client.get(reverse(f"governance:{name}", args=args), asked)
    assert answer.status_code == 200, answer.content.decode()[-800:]
    return answer.content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_opens(browser, records, language):
    client = browser("office")
    client.cookies["zhigong_language"] = language

    assert records[0].headline in page(client, "overview")
    assert page(client, "rules")
    assert page(client, "terms")
    for slug in KINDS:
        assert page(client, "register", slug)
        assert page(client, "add", slug)
    for record in records:
        assert record.headline in page(client, "record", record.slug, record.pk)


@pytest.mark.parametrize("slug", KINDS)
def test_a_register_is_exported(browser, records, slug):
    answer = browser("office").get(reverse("governance:register", args=[slug]), {"export": "xlsx"})

    assert b"".join(answer.streaming_content)[:2] == b"PK"


@pytest.mark.parametrize(
    ("slug", "asked", "found"),
    [
        ("matters", {"q": "交〔2026〕7"}, "为货车司机建驿站"),
        ("papers", {"state": "sent"}, "关于增加驿站建设经费的请示"),
        ("resources", {"kind": "money"}, "驿站建设经费"),
        ("practices", {"q": "扫码"}, "一码通"),
    ],
)
def test_a_register_is_narrowed(browser, records, slug, asked, found):
    client = browser("office")

    assert found in page(client, "register", slug, **asked)
    assert found not in page(client, "register", slug, q="没有这样的东西")
    if slug in {"papers", "resources", "meetings"}:
        assert found not in page(client, "register", slug, late="1")


def test_a_committee_sees_its_own_and_does_nothing(browser, records):
    client = browser("party")
    seen = page(client, "register", "matters")
    assert "为货车司机建驿站" in seen
    assert reverse("governance:add", args=["matters"]) not in seen
    shown = page(client, "record", "matters", records[0].pk)
    assert "/do/" not in shown
    assert client.get(reverse("governance:add", args=["matters"])).status_code == 404

    other = browser("other_party")
    assert other.get(records[0].get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["outsider", "street_officer"])
def test_others_find_nothing(browser, records, name):
    client = browser(name)
    for address in ("overview", "rules", "terms"):
        assert client.get(reverse(f"governance:{address}")).status_code == 404
    assert client.get(records[0].get_absolute_url()).status_code == 404
    assert client.get("/governance/nonsense/").status_code == 404


def test_a_matter_is_registered_and_made_a_task_in_the_browser(browser, place, as_):
    client = browser("office")
    values = {
        "unit": place.district.pk, "kind": "party", "committee": place.committee.pk,
        "source": "区委主要负责同志", "binding": "must_answer", "dated": "2026-11-02",
        "headline": "建驿站", "text": "建三处驿站。", "tests": ["needed"],
    }  # fmt: skip
    address = reverse("governance:add", args=["matters"])
    refused = client.post(address, {**values, "dated": "2026-02-30"})
    assert refused.status_code == 422
    assert 'value="区委主要负责同志"' in refused.content.decode()

    made = client.post(address, values)

    as_("office")
    matter = Matter.objects.get()
    assert made["Location"] == matter.get_absolute_url()
    deed = reverse("governance:deed", args=["matters", matter.pk, "assign"])
    asked = client.get(deed).content.decode()
    assert "建三处驿站。" in asked
    task = {
        "headline": "建驿站", "content": "建三处驿站。", "time_class": "by_date",
        "due": "2026-12-31", "rhythm": "monthly", "seen_version": 0, "lead": place.street.pk,
    }  # fmt: skip
    stale = client.post(deed, {**task, "seen_version": 7})
    assert stale.status_code == 409
    assert "页面已过期" in stale.content.decode()
    assert client.post(deed, task).status_code == 302
    as_("office")
    assert Assignment.objects.get().origin_url == matter.get_absolute_url()
    assert "建驿站" in client.get(matter.get_absolute_url()).content.decode()
    linked = client.get(Assignment.objects.get().get_absolute_url()).content.decode()
    assert matter.get_absolute_url() in linked
    assignment = Assignment.objects.get()
    assert not origin_opens(as_("street_officer"), assignment)
    assert not origin_opens(as_("outsider"), Assignment(origin_subject="governance.nothing:1"))


def test_who_keeps_no_books_is_not_led_to_their_settings(browser, records):
    settings = reverse("governance:rules")

    assert settings in page(browser("office"), "register", "meetings")
    assert settings not in page(browser("party"), "register", "meetings")


def test_what_cannot_be_done_now_says_why(browser, matter):
    shown = page(browser("office"), "record", "matters", matter.pk)
    assert "批办性的交办必须答复" in shown

    answer = browser("office").get(reverse("governance:deed", args=["matters", matter.pk, "file"]))
    assert answer.status_code == 409


def test_a_number_used_twice_is_refused_with_what_was_typed(browser, sent, place, as_):
    second = papers.draft_paper(
        actor=as_("office"), unit_id=place.district.pk,
        written=papers.Written("request", "upper_union", "示范市总工会", "第二份请示", "请批示。",
                               "示工请", 10),
    )  # fmt: skip
    papers.approve_paper(**of(second, as_("leader")))
    address = reverse("governance:deed", args=["papers", second.pk, "send_request"])
    values = {"on": "2026-11-10", "number": sent.number, "seen_version": 1}

    answer = browser("office").post(address, values)

    assert answer.status_code == 409
    assert sent.headline in answer.content.decode()
    assert f'value="{sent.number}"' in answer.content.decode()


def test_a_report_that_asks_is_warned_about(browser, place, as_):
    report = papers.draft_paper(
        actor=as_("office"), unit_id=place.district.pk,
        written=papers.Written("report", "upper_union", "示范市总工会", "工作报告", "妥否，请批示。",
                               "示工报", 10),
    )  # fmt: skip

    shown = page(browser("office"), "record", "papers", report.pk)
    assert "报告里夹带了请示事项" in shown
    assert "Said(" not in shown


@pytest.mark.parametrize("index", [0, 3, 5])
def test_what_people_print_is_a_document(browser, records, index):
    record = records[index]
    answer = browser("office").get(reverse("governance:paper", args=[record.slug, record.pk]))

    text = "\n".join(p.text for p in Document(io.BytesIO(answer.content)).paragraphs)
    assert record.headline in text
    missing = reverse("governance:paper", args=["duties", records[2].pk])
    assert browser("office").get(missing).status_code == 404


def test_a_file_is_kept_and_opened_by_who_sees_the_record(browser, matter, as_):
    client = browser("office")
    address = reverse("governance:deed", args=["matters", matter.pk, "file_add"])
    upload = SimpleUploadedFile("批示.pdf", PDF)
    assert client.post(address, {"file": upload, "seen_version": 0}).status_code == 302
    shown = page(browser("party"), "record", "matters", matter.pk)
    assert "批示.pdf" in shown
    key = shown.split(f"/governance/matters/{matter.pk}/files/")[1].split("/")[0]
    link = reverse("governance:file", args=["matters", matter.pk, key])

    assert b"".join(browser("party").get(link)) == PDF
    assert browser("other_party").get(link).status_code == 404


def test_rules_plan_the_year_and_terms_are_set_in_the_browser(browser, place, as_):
    client = browser("office")
    rule = {
        "unit": place.district.pk, "kind": "party", "committee": place.committee.pk, "times": 4,
        "from_year": 2026, "basis": "工作规则",
    }  # fmt: skip
    assert client.post(reverse("governance:rules"), rule).status_code == 302
    as_("office")
    plan = reverse("governance:plan", args=[MeetingRule.objects.get().pk])
    assert client.post(plan).status_code == 302
    as_("office")
    assert Meeting.objects.get().period == 4
    term = {
        "unit": place.district.pk,
        "name": "第四届",
        "begins": "2026-06-01",
        "ends": "2025-01-01",
    }
    refused = client.post(reverse("governance:terms"), term)
    assert refused.status_code == 409
    client.post(reverse("governance:terms"), {**term, "ends": "2031-06-01"})
    as_("office")
    assert "第四届" in page(client, "overview", term=str(Term.objects.get().pk))
    assert browser("leader").post(reverse("governance:rules"), rule).status_code == 404


def test_a_duty_is_put_down_and_a_practice_begun_in_the_browser(browser, place, as_):
    client = browser("office")
    duty = {"unit": place.district.pk, "committee": place.committee.pk, "year": 2026}
    address = reverse("governance:add", args=["duties"])
    assert client.post(address, duty).status_code == 422
    assert client.post(address, {**duty, "headline": "研究", "text": "研究"}).status_code == 302
    practice = {
        "unit": place.district.pk, "headline": "一码通", "origin": place.street.pk,
        "since": "2026-03-01", "text": "扫码", "result": "两万人次",
    }  # fmt: skip
    assert client.post(reverse("governance:add", args=["practices"]), practice).status_code == 302

    as_("office")
    assert Duty.objects.count() == Practice.objects.count() == 1


def test_a_step_of_another_life_is_not_found(browser, joint, meeting):
    client = browser("office")
    for record, name in ((joint, "hold"), (meeting, "convene"), (meeting, "nonsense")):
        address = reverse("governance:deed", args=["meetings", record.pk, name])
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["register", "overview"])
def test_lists_ask_as_many_questions_for_three_rows_as_for_one(browser, matter, as_, place, name):
    client = browser("office")
    args = ["matters"] if name == "register" else []
    page(client, name, *args)
    with CaptureQueriesContext(connection) as one:
        page(client, name, *args)
    for n in (8, 9):
        matters.register_matter(
            actor=as_("office"), unit_id=place.district.pk, committee_id=place.committee.pk,
            told=told(number=f"示委办交〔2026〕{n}号"),
        )  # fmt: skip
    with CaptureQueriesContext(connection) as three:
        page(client, name, *args)

    assert len(three) == len(one)
    assert Paper.objects.count() == 0


def paper_of(place, **more):
    return {
        "unit": place.district.pk, "kind": "request", "addressee": "party",
        "headline": "关于增加驿站经费的请示", "body": "需经费二十万元。妥否，请批示。",
        "sign": "示工请", "workdays": 15, **more,
    }  # fmt: skip


def test_a_chosen_committee_is_the_addressee_of_a_paper_that_names_none(browser, place, as_):
    address = reverse("governance:add", args=["papers"])
    made = browser("office").post(address, paper_of(place, committee=place.committee.pk))

    assert made.status_code == 302, made.content.decode()[-900:]
    as_("office")
    assert Paper.objects.get().to == place.committee.name


def test_an_addressee_that_was_typed_stays_and_none_at_all_is_asked_for(browser, place, as_):
    client, address = browser("office"), reverse("governance:add", args=["papers"])
    none = client.post(address, paper_of(place, addressee="upper_union"))
    assert none.status_code == 422
    assert "请写一个上级机关" in none.content.decode()

    client.post(address, paper_of(place, committee=place.committee.pk, to="示范区委办公室"))
    as_("office")
    assert Paper.objects.get().to == "示范区委办公室"
