"""The pages: roster, file, forms; happy, refused, out of reach, cheap."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import load_workbook

from tests.identity import people
from tests.membership.conftest import facts, number
from tests.trail import events
from zhigong.foundation.acting import acting
from zhigong.kernel.actor import SYSTEM
from zhigong.membership.actions.admission import admit_roster
from zhigong.membership.models import Membership, Person

WRITTEN = {
    "unit": "晴川物流工会",
    "name": "林小满",
    "citizen_id": number(3),
    "mobile": "19900030003",
    "kind": "new_form",
    "occupation": "courier",
    "employer_name": "鸿雁快递",
    "job": "快递员",
    "approved": "on",
}


@pytest.fixture
def first(member, place):
    """The first union's officer in a browser; 陈会员 is his member."""
    return people.signed_in(place.first)


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def file_of(member) -> str:
    return f"/members/{member.person_id}/"


def test_the_roster_shows_masks_and_is_found_by_initials_and_last_four(first, member):
    for asked in ("", "?q=chy", "?q=0001", "?q=U1-00001", f"?unit={member.unit_path}"):
        page = text(first.get(f"/members/{asked}"))
        assert "陈会员</a>" in page
        assert "199****0001" in page
        assert number(1) not in page
    assert "陈会员</a>" in text(first.get(f"/members/?q={number(1)}"))
    assert "陈会员</a>" not in text(first.get("/members/?q=zzz"))
    assert "陈会员</a>" not in text(first.get("/members/?state=left"))
    assert "陈会员</a>" not in text(first.get("/members/?kind=new_form"))


def test_the_roster_is_exported_with_masks_and_a_trace(first, member):
    answer = first.get("/members/?export=xlsx")
    content = b"".join(answer.streaming_content)

    rows = load_workbook(BytesIO(content)).get_sheet_by_index(0).to_python()
    assert "陈会员" in rows[1]
    assert number(1) not in str(rows)
    assert events(verb="tables.export")[0].after["rows"] == 1


def test_the_roster_costs_the_same_for_one_and_for_three(first, member, place):
    first.get("/members/")
    with CaptureQueriesContext(connection) as one:
        first.get("/members/")
    with acting(SYSTEM, action="test"):
        admit_roster(actor=SYSTEM, unit_id=place.one.pk, rows=[facts(8), facts(9)])
    with CaptureQueriesContext(connection) as three:
        page = text(first.get("/members/"))

    assert page.count("U1-0000") == 3
    assert len(three) == len(one)


def test_who_has_no_business_here_finds_no_registry(place, member):
    outsider = people.signed_in(place.outsider)
    second = people.signed_in(place.second)

    assert outsider.get("/members/").status_code == 404
    assert outsider.get("/members/admit/").status_code == 404
    assert second.get(file_of(member)).status_code == 404
    assert second.get(f"{file_of(member)}number/?field=mobile").status_code == 404
    assert second.get(f"{file_of(member)}do/leave/").status_code == 404


def test_a_person_is_admitted_and_his_file_shown(first, member):
    answer = first.post("/members/admit/", WRITTEN)
    page = text(first.get(answer["Location"]))

    assert "U1-00002" in page
    assert "快递员" in page
    assert "批准入会" in page  # on the timeline
    assert Membership.objects.filter(state="member").count() == 2


def test_without_approval_he_is_an_applicant(first, member):
    answer = first.post("/members/admit/", {**WRITTEN, "approved": ""})

    assert f"{answer['Location']}do/admit/" in text(first.get(answer["Location"]))


def test_a_refused_form_keeps_what_was_typed_and_says_why(first, member):
    page = text(first.post("/members/admit/", {**WRITTEN, "citizen_id": number(1)}), 409)
    assert "已经在会员库里" in page
    assert 'value="林小满"' in page

    page = text(first.post("/members/admit/", {**WRITTEN, "citizen_id": "5101991"}), 409)
    assert "位数不对" in page
    assert text(first.post("/members/admit/", {**WRITTEN, "unit": "没有的工会"}), 422)
    assert Person.objects.count() == 1


def test_a_look_into_the_file_is_an_event(first, member):
    text(first.get(file_of(member)))

    assert events(verb="looked")[0].actor_label == "first"


def test_a_full_number_needs_a_reason_and_leaves_a_trace(first, member):
    where = f"{file_of(member)}number/"
    assert "看完整号码" in text(first.get(f"{where}?field=citizen_id"))
    text(first.post(where, {"field": "citizen_id", "why": ""}), 422)
    answer = first.post(where, {"field": "citizen_id", "why": "核对证件"})

    assert number(1) in text(answer)
    assert answer["Cache-Control"] == "no-store"
    [event] = events(verb="secrets.reveal")
    assert (event.note, event.after) == ("核对证件", {"field": "citizen_id"})


def test_every_deed_of_a_member_has_a_page(first, member):
    page = text(first.get(file_of(member)))
    for name in ("transfer", "correct", "retain", "leave", "expel", "decease"):
        assert f"do/{name}/" in page
        assert "返回档案" in text(first.get(f"{file_of(member)}do/{name}/"))
    assert first.get(f"{file_of(member)}do/nothing/").status_code == 404


def test_a_deed_is_done_once_and_a_stale_page_is_told(first, member):
    where = f"{file_of(member)}do/retain/"
    done = {"why": "参军", "seen_version": member.version}
    assert first.post(where, done).status_code == 302
    page = text(first.post(where, done), 409)

    assert "页面已过期" in page
    assert "参军" in page
    assert "保留会籍" in text(first.get(file_of(member)))


def test_a_transfer_is_sent_and_received_on_pages(first, member, place):
    sent = {"target": "鸿雁快递工会", "why": "换单位", "seen_version": member.version}
    assert first.post(f"{file_of(member)}do/transfer/", sent).status_code == 302
    assert "等待接收" in text(first.get(file_of(member)))

    second = people.signed_in(place.second)
    received = {"seen_version": member.version + 1}
    assert second.post(f"{file_of(member)}do/receive/", received).status_code == 302
    assert "U2-00001" in text(second.get(file_of(member)))
    assert first.get(file_of(member)).status_code == 404


def test_a_correction_starts_without_the_numbers(first, member):
    page = text(first.get(f"{file_of(member)}do/correct/"))
    assert "晴川物流有限公司" in page
    assert number(1) not in page
    fixed = {**WRITTEN, "name": "陈会远", "citizen_id": number(1), "why": "更名"}
    fixed["seen_version"] = member.version
    assert first.post(f"{file_of(member)}do/correct/", fixed).status_code == 302
    assert "陈会远" in text(first.get(file_of(member)))


def test_an_applicant_of_another_language_reads_it_too(first, member):
    page = text(first.get(file_of(member), headers={"accept-language": "en"}))
    assert "Membership" in page
