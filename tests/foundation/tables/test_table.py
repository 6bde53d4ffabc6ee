from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from tests.trail import events
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.tables.actions import choose_columns
from zhigong.foundation.tables.export import workbook
from zhigong.foundation.tables.filters import Days, Pick, Words
from zhigong.foundation.tables.models import ColumnChoice
from zhigong.foundation.tables.table import Column, ListTable, reach
from zhigong.foundation.tables.views import columns
from zhigong.kernel.actor import NOBODY, Actor, Grant

OFFICER = Actor(id=7, label="李调解", grants=(Grant("audit.read", "1/"),))


def by_subject(rows: QuerySet[AuditEvent], text: str) -> QuerySet[AuditEvent]:
    return rows.filter(subject__contains=text)


EVENTS = ListTable(
    name="sample.events",
    caption="事件",
    columns=(
        Column("subject", "对象", head=True),
        Column("verb", "动作", sort="verb"),
        Column("at", "时间", sort="at", kind="moment"),
        Column("actor_id", "操作人", sort="actor_id", nullable=True, kind="number", chosen=False),
    ),
    filters=(
        Pick("verb", "动作", [("made", "建立"), ("seen", "查看")], field="verb"),
        Words("q", "对象", by_subject),
        Days("at", "时间", field="at__date"),
    ),
    order="-at",
    size=5,
)

pytestmark = pytest.mark.usefixtures("as_system")


def add(number: int, **more: Any) -> None:
    for n in range(number):
        given = {
            "verb": "made" if n % 2 else "seen",
            "subject": f"s:{n}",
            "unit_path": "1/",
            **more,
        }
        AuditEvent.objects.create(
            at=datetime(2026, 11, 1 + n % 20, 4, tzinfo=UTC), actor_label="x", **given
        )


def test_what_of_the_address_could_not_be_followed_is_said() -> None:
    wrong = "/list/?at_from=yesterday&at_to=2026-13-45&verb=burnt"

    doubts = EVENTS.listed(ask(wrong), AuditEvent.objects.all()).doubts

    assert doubts == [
        "“动作”没有“burnt”这一项，没有按它筛选",
        "“时间”写的“yesterday”不是日期，没有按它筛选；请写成 2026-09-09 这样",
        "“时间”写的“2026-13-45”不是日期，没有按它筛选；请写成 2026-09-09 这样",
    ]


def test_days_the_wrong_way_round_find_nothing_and_say_why() -> None:
    add(2)

    listed = EVENTS.listed(
        ask("/list/?at_from=2026-11-03&at_to=2026-11-01"), AuditEvent.objects.all()
    )

    assert listed.rows == []
    assert listed.doubts == ["“时间”的止日早于起日，所以什么也找不到"]


def test_a_long_wrong_day_is_quoted_in_part_and_full_width_is_read() -> None:
    long = EVENTS.listed(ask("/list/?at_from=" + "x" * 5000), AuditEvent.objects.all()).doubts
    wide = EVENTS.listed(ask("/list/?at_from=２０２６-11-01"), AuditEvent.objects.all()).doubts

    assert long == [f"“时间”写的“{'x' * 20}…”不是日期，没有按它筛选；请写成 2026-09-09 这样"]
    assert wide == []


def ask(address: str = "/list/", actor: Actor = OFFICER) -> HttpRequest:
    request = RequestFactory().get(address)
    request.actor = actor  # type: ignore[attr-defined]  # what Django's request does not know
    return request


def subjects(address: str) -> list[object]:
    listed = EVENTS.listed(ask(address), AuditEvent.objects.all())
    return [row[0].value for row in listed.rows]


def test_a_list_is_ordered_and_paged() -> None:
    add(12)
    listed = EVENTS.listed(ask(), AuditEvent.objects.all())

    assert [row[0].value for row in listed.rows] == ["s:11", "s:10", "s:9", "s:8", "s:7"]
    assert (listed.previous_url, listed.count) == ("", 12)
    assert subjects(listed.next_url) == ["s:6", "s:5", "s:4", "s:3", "s:2"]


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_a_page_costs_the_same_however_many_rows(
    rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add(rows)

    with django_assert_num_queries(3 if rows > 5 else 2):
        EVENTS.listed(ask(), AuditEvent.objects.all())


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("/list/?sort=at", ["s:0", "s:1", "s:2", "s:3"]),
        ("/list/?sort=-at", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?sort=subject;drop", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?sort=actor_label", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?verb=made", ["s:3", "s:1"]),
        ("/list/?verb=unknown", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?q=%EF%BC%93", ["s:3"]),
        ("/list/?q=%00", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?at_from=2026-11-02&at_to=2026-11-03", ["s:2", "s:1"]),
        ("/list/?at_from=yesterday", ["s:3", "s:2", "s:1", "s:0"]),
        ("/list/?after=nonsense", ["s:3", "s:2", "s:1", "s:0"]),
    ],
)
def test_the_address_narrows_and_sorts_or_is_passed_over(address: str, found: list[str]) -> None:
    add(4)

    assert subjects(address) == found


def test_chips_take_their_filter_off() -> None:
    add(4)
    listed = EVENTS.listed(ask("/list/?verb=made&q=s&sort=at"), AuditEvent.objects.all())

    assert listed.chips == [
        ("动作: 建立", "/list/?q=s&sort=at"),
        ("对象: s", "/list/?verb=made&sort=at"),
    ]


def test_heads_tell_and_turn_the_order() -> None:
    add(2)
    head = EVENTS.listed(ask("/list/?sort=at"), AuditEvent.objects.all()).head

    assert head[2]["sorted"] == "ascending"
    assert head[2]["sort_url"] == "/list/?sort=-at"
    assert head[1]["sort_url"] == "/list/?sort=verb"
    assert "sort_url" not in head[0]


def test_chosen_columns_are_kept_per_account() -> None:
    add(1)
    with acting(OFFICER):
        choose_columns(actor=OFFICER, table="sample.events", columns=["actor_id", "unknown"])

    shown = EVENTS.listed(ask(), AuditEvent.objects.all()).head
    others = EVENTS.listed(ask(actor=NOBODY), AuditEvent.objects.all()).head

    assert [h["label"] for h in shown] == ["对象", "操作人"]
    assert [h["label"] for h in others] == ["对象", "动作", "时间"]
    with acting(OFFICER):
        choose_columns(actor=OFFICER, table="sample.events", columns=[])
        choose_columns(actor=NOBODY, table="sample.events", columns=["verb"])
    assert ColumnChoice.objects.count() == 0


@pytest.mark.parametrize(
    ("back", "leads"), [("/list/?q=1", "/list/?q=1"), ("//evil.invalid", "/"), ("https://x", "/")]
)
def test_choosing_leads_back_to_the_list(back: str, leads: str) -> None:
    request = RequestFactory().post("/", {"column": ["verb"], "next": back})
    request.actor = OFFICER  # type: ignore[attr-defined]  # what Django's request does not know
    with acting(OFFICER):
        assert columns(request, "sample.events")["Location"] == leads


def test_the_page_renders_with_and_without_rows(rf: RequestFactory) -> None:
    from django.template.loader import render_to_string  # noqa: PLC0415

    empty = EVENTS.listed(ask(), AuditEvent.objects.all())
    assert "没有符合条件的记录" in render_to_string(
        "tables/list.html", {"list": empty}, request=ask()
    )
    add(7, subject="<script>")
    html = render_to_string(
        "tables/list.html",
        {"list": EVENTS.listed(ask("/list/?verb=made"), AuditEvent.objects.all())},
        request=ask(),
    )
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert 'aria-sort="descending"' in html


def exported(address: str = "/list/?export=xlsx") -> tuple[list[list[object]], bytes]:
    with acting(OFFICER):
        response = EVENTS.answer(ask(address), AuditEvent.objects.all(), "unused")
    content = b"".join(response)  # type: ignore[arg-type]  # a streamed answer
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(
        0
    ).to_python(), content


def test_all_rows_that_the_filters_leave_are_exported_and_it_is_an_event() -> None:
    add(12)

    rows, _content = exported("/list/?export=xlsx&verb=made&sort=at")

    assert rows[0] == ["对象", "动作", "时间", "操作人"]
    assert [row[0] for row in rows[1:]] == ["s:1", "s:3", "s:5", "s:7", "s:9", "s:11"]
    assert rows[1][2] == datetime(2026, 11, 2, 12)  # noqa: DTZ001 (a cell has no zone)
    [event] = events(verb="tables.export")
    assert (event.actor_id, event.after) == (7, {"rows": 6, "filters": {"verb": "made"}})


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "510100199001011234"]
)
def test_what_looks_like_a_formula_is_text(text: str) -> None:
    add(1, subject=text)

    rows, content = exported()

    assert str(rows[1][0]).strip() == text.strip()
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<f " not in sheet


def test_a_workbook_keeps_figures_days_and_strange_text() -> None:
    row = [Decimal("37200.50"), 12345678901234567, date(2026, 6, 1), None, True, "a\x00\x0bb", 3]
    with workbook([row], ["钱", "长号", "日", "无", "真", "怪", "钱"], sheet="a/b[1]") as file:
        book = CalamineWorkbook.from_filelike(io.BytesIO(file.read()))

    assert book.sheet_names == ["ab1"]
    assert book.get_sheet_by_index(0).to_python() == [
        ["钱", "长号", "日", "无", "真", "怪", "钱 "],
        [37200.5, "12345678901234567", date(2026, 6, 1), "", True, "ab", 3.0],
    ]


def test_an_empty_list_gives_a_workbook_with_its_head() -> None:
    assert exported()[0][0] == ["对象", "动作", "时间", "操作人"]


def test_a_way_that_breaks_off_gives_nothing() -> None:
    assert reach(AuditEvent(verb="x"), "verb.upper") == "X"
    assert reach(AuditEvent(actor_id=None), "actor_id.real") is None
