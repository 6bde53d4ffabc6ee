"""How the page of a matter shows a new round, and those before it as history."""

from __future__ import annotations

from tests.supervision.actions.test_rounds import returned, verified
from tests.supervision.conftest import of
from tests.supervision.web.test_pages import browser
from zhigong.supervision.actions import carrying
from zhigong.supervision.actions.carrying import Told

__all__ = ["browser", "returned", "verified"]


def shown(client, assignment):
    return client.get(assignment.get_absolute_url()).content.decode()


def test_a_returned_matter_shows_its_new_round_at_the_start(browser, returned):
    text = shown(browser("north_officer"), returned)

    assert "第 2 轮办理 · 0%" in text.replace("</small>", "")
    assert "这一轮还没有报送，进度从零算起。" in text
    assert "第 1 轮办理：报送 3 次" in text
    assert "全部建成。" in text


def test_why_it_was_returned_stands_above_the_new_reports(browser, returned, as_):
    carrying.report(**of(returned, as_("north_officer"), told=Told("补建一个。", 50)))

    text = shown(browser("north_officer"), returned)
    reports = text.split('id="reports"')[1].split('id="timeline"')[0]
    assert (
        reports.index("少两个驿站") < reports.index("补建一个。") < reports.index("第 1 轮办理：")
    )


def test_who_verifies_again_sees_which_reports_are_of_which_round(browser, returned, as_):
    again = Told("补建两个。", 100, "补验收表")
    found = carrying.apply_completion(**of(returned, as_("north_officer"), told=again))

    text = (
        browser("officer").get(f"{found.get_absolute_url()}do/begin_verification/").content.decode()
    )
    assert text.index("补建两个。") < text.index("第 1 轮办理") < text.index("全部建成。")


def test_a_matter_that_was_never_returned_speaks_of_no_rounds(browser, verified):
    assert "轮办理" not in shown(browser("north_officer"), verified)
