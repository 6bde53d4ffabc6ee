"""The pages of following up: three views, evidence, blanks, letters, the yearly assessment."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from python_calamine import load_workbook

from tests.supervision.actions.test_filling import REPORT, key
from tests.supervision.actions.test_journey import underway
from tests.supervision.conftest import of
from tests.supervision.web.test_pages import browser, page
from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.kernel.actor import SYSTEM
from zhigong.supervision.actions import assessing, carrying, deciding
from zhigong.supervision.actions.carrying import Quoted, Told
from zhigong.supervision.actions.letters import propose_letter
from zhigong.supervision.actions.reading import Particulars, register_document
from zhigong.supervision.models import Assignment, FilledText, Letter

__all__ = ["browser"]


def late(assignment):
    announce_actor(SYSTEM)
    Assignment.objects.filter(pk=assignment.pk).update(
        original_due="2026-10-01", due="2026-10-09", last_day="2026-10-09"
    )
    assignment.refresh_from_db()
    return assignment


def text_of(answer):
    return "\n".join(p.text for p in Document(io.BytesIO(answer.content)).paragraphs)


def sheet_of(answer):
    return load_workbook(io.BytesIO(b"".join(answer))).get_sheet_by_index(0).to_python()


def test_the_task_view_counts_by_requirement_and_leads_to_its_page(browser, drafts, document):
    client = browser("officer")

    told = page(client, "tasks")

    assert document.title in told
    assert all(d.requirement in told for d in drafts)
    asked = {"document": document.pk, "requirement": drafts[0].requirement}
    opened = client.get(reverse("supervision:requirement"), asked).content.decode()
    assert drafts[0].headline in opened
    missing = client.get(reverse("supervision:requirement"), {**asked, "requirement": "R99"})
    assert missing.status_code == 404


def test_the_duty_view_shows_what_a_unit_holds_and_joins(browser, issued, place):
    told = page(browser("officer"), "duties")

    assert place.north.name in told
    assert f"lead={place.north.pk}&amp;light=blue" in told
    assert place.south.name not in told.partition("<tbody>")[2]


def test_the_problem_view_says_why_and_what_to_do(browser, issued):
    late(issued)
    client = browser("officer")

    told = page(client, "problems")

    assert "已过办结期限" in told
    assert "请催办；逾期超过七天的发督办函，必要时实地督查" in told
    other = client.get(reverse("supervision:problems"), {"kind": "returned"}).content.decode()
    assert issued.headline not in other


@pytest.mark.parametrize(("name", "cell"), [("tasks", 1), ("duties", 0), ("problems", 0)])
def test_each_view_is_exported(browser, issued, drafts, name, cell):
    late(issued)

    answer = browser("officer").get(reverse(f"supervision:{name}"), {"export": "xlsx"})

    rows = sheet_of(answer)
    assert len(rows) >= 2
    assert rows[1][cell]


@pytest.mark.parametrize("name", ["tasks", "duties", "problems", "overview", "ledger"])
def test_a_view_asks_no_more_for_many_rows(browser, issued, drafts, name, as_):
    late(issued)
    client = browser("officer")
    page(client, name)
    with CaptureQueriesContext(connection) as few:
        page(client, name)
    as_("system")
    for draft in drafts:
        Assignment.objects.filter(pk=draft.pk).update(last_day="2026-10-09")
    with CaptureQueriesContext(connection) as many:
        page(client, name)

    assert len(many) == len(few) <= 30


def test_an_outsider_finds_none_of_it(browser, issued, drafts, document):
    client = browser("outsider")
    for name in ("tasks", "duties", "problems"):
        answer = client.get(reverse(f"supervision:{name}"))
        assert issued.headline not in answer.content.decode()
    asked = {"document": document.pk, "requirement": drafts[0].requirement}
    assert client.get(reverse("supervision:requirement"), asked).status_code == 404
    assert client.get(reverse("supervision:blanks", args=[document.pk])).status_code == 404


def test_a_report_quotes_figures_and_the_verifier_sees_then_and_now(browser, issued, as_):
    underway(issued, as_)
    version = Assignment.objects.get(pk=issued.pk).version
    address = reverse("supervision:deed", args=[issued.pk, "apply_completion"])
    values = {"text": "办好了。", "progress": 100, "seen_version": version,
              "figures": ["supervision.issued"]}  # fmt: skip
    client = browser("north_officer")
    refused = client.post(address, {**values, "since": "", "until": "2026-11-10"})
    assert refused.status_code == 422
    assert "引用数字要写明起止日期" in refused.content.decode()

    answer = client.post(address, {**values, "since": "2026-01-01", "until": "2026-11-10"})

    assert answer.status_code == 302, answer.content.decode()[-900:]
    as_("system")
    Assignment.objects.filter(pk=issued.pk).update(issued_on="2025-12-31")
    checked = page(browser("officer"), "deed", issued.pk, "begin_verification")
    assert "1 件" in checked
    assert "0 件" in checked
    assert "与报送时不同" in checked
    assert "/figures/supervision.issued/" in checked


def test_blanks_are_filled_on_the_page_and_given_as_word(browser, as_, place):
    report = register_document(
        actor=as_("officer"), unit_id=place.district.pk, content=REPORT, name="r.txt",
        particulars=Particulars(dated=date(2026, 11, 9)),
    )  # fmt: skip
    client = browser("officer")
    as_("officer")
    at = key(report, "XX人")
    address = reverse("supervision:blanks", args=[report.pk]) + f"?at={at}"
    assert "由人填写" in client.get(address).content.decode()
    values = {"way": "hand", "text": "36", "source": "", "dated": "2026-11-01",
              "seen_version": report.version, "period": "term"}  # fmt: skip
    refused = client.post(address, values)
    assert refused.status_code == 422
    assert "请写明出处" in refused.content.decode()
    assert 'value="36"' in refused.content.decode()

    assert client.post(address, {**values, "source": "劳模台账"}).status_code == 302
    fill = reverse("supervision:fill", args=[report.pk])
    assert client.post(fill, {"seen_version": report.version + 1}).status_code == 302

    as_("officer")
    made = FilledText.objects.get()
    assert "劳模台账" in page(client, "filled", made.pk)
    paper = text_of(client.get(reverse("supervision:filled_docx", args=[made.pk])))
    assert "评选劳模36人，销号督查事项XX件" in paper


def test_a_letter_is_reworded_sent_and_printed(browser, issued, as_):
    letter = propose_letter(late(issued), date(2026, 11, 10))
    client = browser("officer")
    address = reverse("supervision:letter", args=[letter.pk])
    assert "发出" in client.get(address).content.decode()
    assert browser("north_officer").get(address).status_code == 404

    empty = client.post(address, {"text": " ", "seen_version": 0, "send": "1"})
    assert empty.status_code == 422
    answer = client.post(address, {"text": "请抓紧办理。", "seen_version": 0, "send": "1"})

    assert answer.status_code == 302, answer.content.decode()[-900:]
    as_("officer")
    assert Letter.objects.get().state == "sent"
    opened = browser("north_officer").get(address)
    assert "请抓紧办理。" in opened.content.decode()
    paper = text_of(client.get(reverse("supervision:letter_docx", args=[letter.pk])))
    assert "督函〔2026〕1号" in paper


def test_an_assessment_goes_its_way_on_the_pages(browser, issued, place, as_):
    underway(issued, as_)
    late(issued)
    with clock.frozen(date(2027, 1, 4)):
        an_assessment_goes_its_way(browser, place)


def an_assessment_goes_its_way(browser, place):
    officer, north = browser("officer"), browser("north_officer")
    values = {"unit": place.district.pk, "year": 2026}

    made = officer.post(reverse("supervision:assessments"), values)
    assert made.status_code == 302, made.content.decode()[-900:]
    again = officer.post(reverse("supervision:assessments"), values)
    assert again.status_code == 409
    whole = made["Location"]
    assert north.get(whole).status_code == 404
    officer.post(f"{whole}do/ask_units/", {"seen_version": 0})
    row = f"{whole}units/{place.north.pk}/"
    assert "到期未办" in north.get(row).content.decode()
    north.post(row, {"words": "期限应为年底", "seen_version": 1})

    assert "期限应为年底" in officer.get(row).content.decode()
    stopped = browser("leader").post(f"{whole}do/confirm/", {"seen_version": 2})
    assert stopped.status_code == 409
    officer.post(row, {"words": "原定期限无误", "seen_version": 2})
    browser("leader").post(f"{whole}do/confirm/", {"seen_version": 3})
    officer.post(f"{whole}do/publish/", {"seen_version": 4})

    paper = text_of(officer.get(f"{whole}assessment.docx"))
    assert "单位异议：期限应为年底" in paper
    assert "本表" not in paper
    assert "2026 年考核已经公布" in page(browser("leader"), "overview")


def test_it_says_why_a_running_year_cannot_be_confirmed(browser, issued, place, as_):
    underway(issued, as_)
    made = assessing.draft_assessment(actor=as_("officer"), unit_id=place.district.pk, year=2026)
    browser("officer").post(f"{made.get_absolute_url()}do/ask_units/", {"seen_version": 0})

    told = browser("leader").get(made.get_absolute_url()).content.decode()
    assert "2026 年还没有结束，现在只是阶段性得分" in told
    assert "阶段性得分，截至 2026年11月10日" in told


def test_the_leaders_page_has_the_trend_and_at_most_twelve_figures(browser, issued):
    told = page(browser("leader"), "overview")

    assert told.count('class="figure-tile"') <= 12
    assert 'href="/supervision/?light=red&amp;state=all"' in told
    assert "月末逾期" in told


@pytest.mark.parametrize("name", ["tasks", "duties", "problems", "assessments"])
def test_the_views_stand_in_english_too(browser, issued, drafts, name):
    client = browser("officer")
    client.cookies["django_language"] = "en"

    assert page(client, name)


def test_a_declined_extension_stays_a_problem_until_it_is_answered(browser, issued, as_):
    underway(issued, as_)
    asked = of(issued, as_("north_officer"), until=date(2027, 2, 1), reason="选址")
    carrying.ask_extension(**asked)
    deciding.decline_extension(**of(issued, as_("leader"), why="按期可以办完"))

    assert issued.headline in page(browser("officer"), "problems")
    told = Told("办好了。", 100, quoted=Quoted(("supervision.issued",), *_YEAR))
    carrying.apply_completion(**of(issued, as_("north_officer"), told=told))
    assert issued.headline not in page(browser("officer"), "problems")


_YEAR = (date(2026, 1, 1), date(2026, 11, 10))


def test_the_assessments_printed_form_says_that_it_is_a_draft(browser, issued, place, as_):
    made = assessing.draft_assessment(actor=as_("officer"), unit_id=place.district.pk, year=2026)

    paper = text_of(browser("officer").get(reverse("supervision:assessment_docx", args=[made.pk])))

    assert "不是最后结果" in paper


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"closed_from": "2026-13-01"}, "“销号日期”写的“2026-13-01”不是日期，没有按它筛选"),
        ({"issued_to": "昨天"}, "“下达日期”写的“昨天”不是日期，没有按它筛选"),
        ({"light": "purple"}, "“灯”没有“purple”这一项，没有按它筛选"),
        ({"due": "一周"}, "“几天内到期”没有“一周”这一项，没有按它筛选"),
        ({"lead": "北仓"}, "“牵头单位”没有“北仓”这一项，没有按它筛选"),
    ],
)
def test_a_filter_that_cannot_be_followed_is_said_beside_it(browser, issued, asked, said):
    told = browser("officer").get(reverse("supervision:ledger"), asked).content.decode()

    assert said in told
    assert issued.headline in told


def box(client, **asked):
    """The box of the first day of closing, as the page has it."""
    told = client.get(reverse("supervision:ledger"), asked).content.decode()
    return " ".join(told.split('id="f-closed_from"')[1].split(">")[0].split())


def test_a_wrong_day_of_a_filter_stays_in_its_box(browser, issued):
    client = browser("officer")

    assert 'type="text" value="2026-13-01"' in box(client, closed_from="2026-13-01", state="all")
    assert 'type="date" value="2026-01-01"' in box(client, closed_from="2026-01-01")


def test_a_wrong_day_is_shown_again_with_its_sentence(browser, issued, as_):
    underway(issued, as_)
    address = reverse("supervision:deed", args=[issued.pk, "ask_extension"])
    wrong = browser("north_officer").post(address, {"until": "2027-02-30", "reason": "选址"})

    told = wrong.content.decode()
    assert wrong.status_code == 422
    assert "您写的是“2027-02-30”" in told
    assert '<input type="text" name="until" value="2027-02-30"' in told
