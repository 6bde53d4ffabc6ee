from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.tables.paging import Order, page_of

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
ORDERS = [
    Order("at"),
    Order("at", descending=True),
    Order("pk"),
    Order("pk", descending=True),
    Order("actor_id", nullable=True),
    Order("actor_id", descending=True, nullable=True),
]


def add(number: int, actor: int | None = None) -> None:
    AuditEvent.objects.bulk_create(
        AuditEvent(
            at=NOON + timedelta(microseconds=n // 3),
            actor_id=actor if actor is not None else (None if n % 4 == 0 else n % 3),
            actor_label="x",
            verb=f"v{n % 5}",
            subject=f"s:{n}",
        )
        for n in range(number)
    )


def wanted(order: Order) -> list[int]:
    rows = list(AuditEvent.objects.all())
    field = "pk" if order.field == "pk" else order.field
    rows.sort(key=lambda r: r.pk, reverse=order.descending)
    filled = [r for r in rows if getattr(r, field) is not None]
    filled.sort(key=lambda r: getattr(r, field), reverse=order.descending)
    return [r.pk for r in filled] + [r.pk for r in rows if getattr(r, field) is None]


@pytest.mark.usefixtures("as_system")
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("size", "keys_first"), [(1, False), (7, False), (7, True), (50, True)])
def test_pages_forward_and_back_give_every_row_once(
    order: Order, size: int, keys_first: bool
) -> None:
    add(40)
    rows = AuditEvent.objects.all()
    order = replace(order, keys_first=keys_first)
    pages = [page_of(rows, order, size=size)]
    while pages[-1].after:
        mark = pages[-1].after
        pages.append(page_of(rows, order, size=size, after=mark))

    assert [r.pk for p in pages for r in p.rows] == wanted(order)
    assert pages[0].before == ""
    back = pages[-1]
    for earlier in reversed(pages[:-1]):
        back = page_of(rows, order, size=size, before=back.before)
        assert [r.pk for r in back.rows] == [r.pk for r in earlier.rows]
    assert back.before == ""


@pytest.mark.usefixtures("as_system")
def test_new_rows_neither_shift_nor_repeat_others() -> None:
    add(10)
    order = Order("pk", descending=True)
    first = page_of(AuditEvent.objects.all(), order, size=5)
    add(3)
    second = page_of(AuditEvent.objects.all(), order, size=5, after=first.after)

    assert {r.pk for r in first.rows} & {r.pk for r in second.rows} == set()
    assert len(second.rows) == 5


@pytest.mark.usefixtures("as_system")
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    mark=st.text(max_size=40) | st.sampled_from(["W10", "W251bGwsIG51bGxd", "WyJ4IiwgMV0", "e30"])
)
def test_a_made_up_mark_leads_to_the_first_page(mark: str) -> None:
    for order in ORDERS:
        assert page_of(AuditEvent.objects.all(), order, size=5, after=mark).rows == []


@pytest.mark.usefixtures("as_system")
def test_a_page_deep_down_is_found_by_the_index() -> None:
    add(3000, actor=5)
    order = Order("pk", descending=True)
    rows = AuditEvent.objects.filter(actor_id=5)
    mark = page_of(rows, order, size=2500).after

    with CaptureQueriesContext(connection) as caught:
        page_of(rows, order, size=50, after=mark)

    (query,) = caught.captured_queries
    with connection.cursor() as cursor:
        # So few rows could be sorted as well: whether the index can serve is what is asked.
        for way in ("seqscan", "sort", "bitmapscan"):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute("EXPLAIN (ANALYZE, FORMAT TEXT) " + query["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index" in plan
    assert "Sort" not in plan
