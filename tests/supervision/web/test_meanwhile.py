"""A page that somebody overtook: what changed stands beside what was typed, and the person decides."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from django.urls import reverse

from tests.supervision.conftest import of, terms
from tests.supervision.web.test_pages import browser
from zhigong.supervision.actions import drafting
from zhigong.supervision.models import Assignment

__all__ = ["browser"]
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def address(assignment, deed):
    return reverse("supervision:deed", args=[assignment.pk, deed])


def hidden(answer):
    """What the page's form carries unseen, as a browser would send it."""
    found: dict[str, list[str]] = {}
    for name, value in INPUT.findall(answer.content.decode()):
        found.setdefault(name, []).append(html.unescape(value))
    return {k: v for k, v in found.items() if k.startswith("seen")}


def as_typed(**changes):
    return {
        "headline": "建成10个户外劳动者驿站", "content": "年底前建成不少于10个户外劳动者驿站。",
        "time_class": "by_date", "due": "2026-12-31", "deliverable": "10个驿站和验收表",
        "rhythm": "monthly", **changes,
    }  # fmt: skip


@pytest.fixture
def overtaken(browser, draft, as_, place):
    """One officer has the form open; another moves the due date and names a leader."""
    client = browser("officer")
    shown = hidden(client.get(address(draft, "edit")))
    changed = terms(place, due=date(2027, 3, 31), leader="分管副主席")
    drafting.edit_draft(**of(draft, as_("other_officer"), terms=changed))
    units = {"lead": place.north.pk, "joined": [place.south.pk]}
    return client, {**shown, **units}


def edited(as_, draft):
    as_("officer")
    row = Assignment.objects.get(pk=draft.pk)
    return row.deliverable, row.due, row.leader


def test_who_did_what_meanwhile_is_said(overtaken, draft):
    client, shown = overtaken
    answer = client.post(address(draft, "edit"), as_typed(deliverable="12个驿站") | shown)

    assert answer.status_code == 409
    told = answer.content.decode()
    assert "您打开页面以后，这里有了变化，请核对" in told
    assert "修改任务" in told
    assert "另一督办员" in told


def test_what_was_left_alone_follows_the_record_and_what_was_typed_stays(overtaken, draft):
    client, shown = overtaken
    told = client.post(
        address(draft, "edit"), as_typed(deliverable="12个驿站") | shown
    ).content.decode()

    assert "您打开页面时是“2026年12月31日”，现在已经改成“2027年3月31日”。" in told
    assert 'value="2027-03-31"' in told
    assert "您打开页面时是“没有填”，现在已经改成“分管副主席”。" in told
    assert 'value="12个驿站"' in told


def test_a_field_that_both_changed_shows_both_and_the_person_decides(overtaken, draft, as_):
    client, shown = overtaken
    mine = as_typed(due="2027-01-31") | shown
    answer = client.post(address(draft, "edit"), mine)
    told = answer.content.decode()

    assert "现在已经改成“2027年3月31日”" in told
    assert "提交就以您填的为准" in told
    again = client.post(address(draft, "edit"), mine | {"leader": "分管副主席"} | hidden(answer))
    assert again.status_code == 302
    assert edited(as_, draft)[1:] == (date(2027, 1, 31), "分管副主席")


def test_a_slip_in_the_form_does_not_make_its_page_any_newer(overtaken, draft, as_):
    client, shown = overtaken
    wrong = client.post(address(draft, "edit"), as_typed(headline="", due="2027-01-31") | shown)
    assert wrong.status_code == 422
    assert hidden(wrong) == {k: v for k, v in shown.items() if k.startswith("seen")}

    again = client.post(address(draft, "edit"), as_typed(due="2027-01-31") | hidden(wrong))
    assert again.status_code == 409
    assert edited(as_, draft)[1] == date(2027, 3, 31)


def test_a_note_is_kept_and_the_step_that_was_taken_is_named(browser, draft, as_, place):
    client = browser("leader")
    drafting.send_round(**of(draft, as_("officer")))
    shown = hidden(client.get(address(draft, "return_draft")))
    north = as_("north_officer")
    drafting.countersign(**of(draft, north, unit_id=place.north.pk, agrees=True, opinion=""))
    drafting.submit(**of(draft, as_("officer")))

    told = client.post(address(draft, "return_draft"), {"note": "请写明数量"} | shown)

    assert told.status_code == 409
    assert "报审定（会签中 → 待审定）" in told.content.decode()
    assert "请写明数量" in told.content.decode()
