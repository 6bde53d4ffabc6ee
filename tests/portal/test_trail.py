"""审计记录: who reads the trail, what he is told, and that his look is told as well."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from python_calamine import CalamineWorkbook

from tests.identity import people
from tests.trail import events
from zhigong.foundation import clock
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.audit.record import looked, record
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.org.actions.founding import found_federation
from zhigong.org.models import Unit

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)  # noon in China


@pytest.fixture
def top() -> Unit:
    announce_actor(SYSTEM)
    return found_federation(name="示范区总工会")


@pytest.fixture
def auditor(top: Unit) -> Client:
    return people.signed_in(people.director(top.path))


def leave(verb: str, subject: str, path: str, actor: Actor = SYSTEM, **kept: object) -> None:
    with acting(actor, action="test"):
        record(actor, verb, subject, unit_path=path, **kept)


def page(client: Client, address: str = "/audit/", status: int = 200, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def listed(client: Client, **asked: str) -> list[str]:
    """The subjects of the list, from the addresses that narrow it to each."""
    answer = client.get("/audit/", asked)
    assert answer.status_code == 200
    return [line.subject for line in answer.context["rows"]]


# Who reads


def test_whoever_may_not_read_the_trail_finds_no_page(top):
    for account in (people.mediator(top.path), people.worker("19900031234")):
        assert {people.signed_in(account).get(a).status_code for a in ("/audit/", "/audit/1/")} == {
            404
        }
    assert Client().get("/audit/").headers["Location"].startswith("/sign-in")
    assert (
        people.signed_in(people.director(top.path), strong=False).get("/audit/").status_code == 404
    )


def test_everyone_reads_the_trail_of_his_units_and_no_more(top):
    leave("org.unit.change", "org.unit:8", "1/8/")
    leave("org.unit.change", "org.unit:9", "1/8/9/")
    leave("org.unit.change", "org.unit:7", "1/7/")
    leave("identity.sign_in.refused", "identity.name:unknown", "")
    below = people.signed_in(people.director("1/8/", "below"))
    above = people.signed_in(people.director("1/", "above"))
    hidden = next(e.pk for e in events(subject="org.unit:7"))

    assert listed(below, what="org.") == ["org.unit:9", "org.unit:8"]
    assert below.get(f"/audit/{hidden}/").status_code == 404
    assert "org.unit:7" in listed(above, what="org.")
    assert "identity.name:unknown" in listed(above)
    assert "identity.name:unknown" not in listed(below)


def test_the_database_itself_shows_nobody_what_is_not_his(top):
    leave("org.unit.change", "org.unit:8", "1/8/")
    below, other = people.director("1/8/", "below"), people.director("1/7/", "other")

    def seen(actor: Actor) -> int:
        with acting(actor, action="test"), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM audit_auditevent WHERE subject = 'org.unit:8'")
            return cursor.fetchone()[0]

    assert [seen(actor_of(below)), seen(actor_of(other)), seen(NOBODY)] == [1, 0, 0]


# What is told


def test_the_newest_stands_first_and_pages_border_on_each_other(top, auditor):
    for n in range(1, 121):
        leave("org.unit.change", f"org.unit:{n}", f"{top.path}7/")
    first = auditor.get("/audit/", {"what": "org.unit.change"})
    second = auditor.get(first.context["next_url"])
    third = auditor.get(second.context["next_url"])
    back = auditor.get(second.context["previous_url"])

    numbers = [line.subject for answer in (first, second, third) for line in answer.context["rows"]]
    assert numbers == [f"org.unit:{n}" for n in range(120, 0, -1)]
    assert third.context["next_url"] == ""
    assert [r.pk for r in back.context["rows"]] == [r.pk for r in first.context["rows"]]


def test_filters_narrow_by_person_kind_record_unit_and_days(top, auditor):
    li = people.mediator(f"{top.path}7/")
    case = "mediation.case:77"
    with clock.frozen(NOON):
        with acting(actor_of(li), action="test"):
            looked(actor_of(li), case, what="case file", unit_path=f"{top.path}7/")
        leave("secrets.reveal", "notify.delivery:1", f"{top.path}7/")
    leave("mediation.case.accept", case, top.path, actor_of(li))

    assert listed(auditor, who="李调解", what="mediation.") == [case]
    assert listed(auditor, who=str(li.pk), record=case) == [case, case]
    assert listed(auditor, what="looks") == [case]  # what the system opens to send is no look
    assert listed(auditor, who="系统", what="secrets.reveal") == ["notify.delivery:1"]
    assert listed(auditor, record=case, unit=top.name) == [case, case]
    assert len(listed(auditor, since="2026-03-02", until="2026-03-02")) == 2
    assert listed(auditor, until="2026-03-01") == []


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"since": "2026-02-31"}, "请写成年-月-日"),
        ({"until": "9999-12-31"}, "请写成年-月-日"),
        ({"since": "2026-03-02", "until": "2026-03-01"}, "结束的日子早于开始的日子"),
        ({"what": "no.such.verb"}, "没有“no.such.verb”这种动作"),
        ({"who": "查无此人"}, "没有找到叫“查无此人”的工作人员"),
        ({"record": "查无此案"}, "没有找到您能查看的“查无此案”"),
        ({"unit": "不存在的工会"}, "您能审计的范围里没有叫“不存在的工会”的单位"),
    ],
)
def test_a_wrong_filter_is_answered_and_lists_nothing(auditor, asked, words):
    said = page(auditor, status=422, **asked)

    assert words in said
    assert "改好之前不列出任何事件" in said
    assert next(iter(asked.values())) in said  # what was typed is kept
    assert auditor.get("/audit/", {**asked, "export": "csv"}).status_code == 422


def test_marks_nobody_made_lead_to_the_first_page(auditor):
    assert listed(auditor, after="zzz", before="%00x"[3:]) == listed(auditor, what="")


def test_an_event_is_told_in_words_field_by_field(top, auditor):
    account = Account.objects.get(login_name="wang")
    leave("identity.grant", f"identity.account:{account.pk}", top.path,
          after={"role": "mediator", "from": "2026-03-01", "unit": "示范区总工会"}, note="岗位调整")  # fmt: skip
    said = page(auditor, f"/audit/{events(verb='identity.grant')[-1].pk}/")

    for words in ("授权", "王主任", "调解员", "2026-03-01", "岗位调整", "系统"):
        assert words in said
    assert "mediator" not in said


def test_a_message_is_called_by_how_it_went_and_what_it_was_about(top, auditor):
    subject = "notify.delivery:ee9b9d5a-938e-4aac-b601-42d84878d1e6"
    about = {"field": "to", "channel": "sms", "message": "mediation.hearing"}
    leave("secrets.reveal", subject, top.path, after=about, note="notify.deliver")
    leave("secrets.reveal", subject, top.path, after={"field": "to"}, note="notify.deliver")
    new = events(verb="secrets.reveal")[0].pk

    titles = [line.title for line in auditor.get("/audit/").context["rows"]]
    said = page(auditor, f"/audit/{new}/")

    assert titles[:2] == ["", "短信：调解会的通知和提醒"]
    assert "外发消息 短信：调解会的通知和提醒" in said


def test_personal_fields_are_covered_and_never_opened(top, auditor):
    person = people.worker("19900031234", "陈会员")
    leave("identity.account.rename", f"identity.account:{person.pk}", top.path,
          before={"label": "陈会员"}, after={"label": "欧阳会员"})  # fmt: skip
    leave("membership.person.correct", "org.unit:*", top.path,
          after={"mobile": "19900031234", "birth": "1980-01-01", "citizen_id": "110***********1234"})  # fmt: skip
    renamed, corrected = (
        page(auditor, f"/audit/{events(verb=verb)[-1].pk}/")
        for verb in ("identity.account.rename", "membership.person.correct")
    )

    assert "陈**" in renamed
    assert "陈会员" not in renamed
    assert "199****1234" in corrected
    assert "110***********1234" in corrected
    assert "1980-01-01" not in corrected
    assert "19900031234" not in corrected


def test_a_worker_who_acted_is_not_named_whole(top, auditor):
    person = people.worker("19900031234", "陈会员")
    leave("mediation.case.withdraw", "mediation.case:5", top.path, actor_of(person))
    leave("mediation.case.begin", "mediation.case:6", top.path, Actor(id=None, label="欧阳申请"))
    said = page(auditor, what="mediation.")

    assert "陈**" in said
    assert "欧***" in said
    assert "陈会员" not in said
    assert "欧阳申请" not in said


def test_of_a_record_out_of_sight_only_who_what_and_when(top, auditor):
    leave("mediation.case.refuse", "mediation.case:5", top.path, note="不该看到的理由",
          after={"reason": "不该看到的原因"})  # fmt: skip
    said = page(auditor, f"/audit/{events(verb='mediation.case.refuse')[-1].pk}/")

    assert "内容不显示" in said
    assert "不该看到" not in said


# Looks are told


def test_looking_at_the_trail_is_an_event_once_for_all_its_pages(top, auditor):
    for n in range(60):
        leave("org.unit.change", f"org.unit:{n}", f"{top.path}7/")
    first = auditor.get("/audit/", {"what": "org."})
    auditor.get(first.context["next_url"])
    (look,) = events(verb="audit.look")

    assert look.actor_label == "王主任"
    assert look.after == {"filters": {"what": "org."}}
    page(auditor, f"/audit/{look.pk}/")
    assert events(verb="audit.look")[-1].subject == f"audit.auditevent:{look.pk}"


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_narrowed_list_is_exported_and_the_export_is_told(top, auditor, kind):
    leave("org.unit.change", f"org.unit:{top.pk}", top.path)
    leave("tables.export", "=HYPERLINK(1)", top.path)
    answer = auditor.get("/audit/", {"export": kind, "who": "系统"})
    content = b"".join(answer.streaming_content)
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()

    assert rows[0][:3] == ["时间", "谁", "做了什么"]
    assert "示范区总工会" in rows[2]
    assert not any(str(cell).startswith("=") for row in rows for cell in row) or kind == "xlsx"
    told = events(verb="tables.export")[-1]
    assert (told.subject, told.after["format"]) == ("audit.trail:1", kind)
    assert told.after["filters"] == {"who": "系统"}
    assert told.after["rows"] == len(rows) - 1


def test_the_list_asks_the_same_however_many(top, auditor, django_assert_max_num_queries):
    def count() -> int:
        with django_assert_max_num_queries(12) as caught:
            page(auditor, what="org.")
        return len(caught.captured_queries)

    leave("org.unit.change", "org.unit:1", f"{top.path}7/", actor_of(people.mediator()))
    few = count()
    for n in range(30):
        leave(
            "org.unit.change",
            f"org.unit:{n}",
            f"{top.path}{n}/",
            actor_of(people.officer(f"o{n}", "员", password="x")),
        )
    assert count() == few


def test_the_way_there_is_shown_to_who_may(top, auditor):
    assert 'href="/audit/"' in page(auditor, "/accounts/")
    supervisor = people.officer("sup", "主任")
    people.granted(supervisor, "duty_supervisor", top.path)
    assert 'href="/audit/"' not in page(people.signed_in(supervisor), "/cases/")
