"""A list page, declared: its columns, filters and order; and the page it makes of a query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.tables.export import workbook
from zhigong.foundation.tables.filters import Filter, Label, control_of
from zhigong.foundation.tables.models import ColumnChoice
from zhigong.foundation.tables.paging import Order, Page, page_of
from zhigong.kernel.actor import NOBODY, Actor

SIZE, COUNTED = 50, 1000


@dataclass(frozen=True, slots=True)
class Column:
    """``name`` is the way to the value; ``kind`` is text, day, moment, money or number.

    ``head``: names the row; ``url``: the way to the address it leads to; ``template``: shows the cell
    (``row``, ``value``); ``chosen=False``: shown only to who asked for it; ``fold_away``: left out
    where there is no room; ``export=False``: not in the workbook.
    """

    name: str
    label: Label
    sort: str = ""
    nullable: bool = False
    kind: str = "text"
    head: bool = False
    url: str = ""
    template: str = ""
    chosen: bool = True
    fold_away: bool = False
    export: bool = True

    @property
    def numeric(self) -> bool:
        return self.kind in {"money", "number"}


class Cell(NamedTuple):
    """A value with how its column shows it: plain values, so that a row is drawn once."""

    label: str
    kind: str
    numeric: bool
    head: bool
    fold_away: bool
    value: Any
    url: str
    html: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What ``tables/list.html`` shows."""

    table: ListTable
    head: list[dict[str, Any]]
    rows: list[tuple[Cell, ...]]
    filters: list[dict[str, Any]]
    chips: list[tuple[str, str]]
    doubts: list[str]
    count: int
    previous_url: str
    next_url: str
    export_url: str
    columns_url: str
    choices: list[tuple[str, Label, bool]]
    kept: list[tuple[str, str]]
    here: str
    clear_url: str

    @property
    def counted_out(self) -> bool:
        return self.count > COUNTED

    @property
    def counted(self) -> int:
        return min(self.count, COUNTED)


@dataclass(frozen=True, slots=True)
class ListTable:
    """``name`` is permanent: column choices are kept under it. ``order`` as ``-field`` of a column.

    ``keys_first`` as of ``Order``.
    """

    name: str
    caption: Label
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    order: str = "-pk"
    size: int = SIZE
    keys_first: bool = False

    def answer(
        self,
        request: HttpRequest,
        rows: QuerySet[Any],
        template: str,
        *,
        context: Mapping[str, Any] | None = None,
    ) -> HttpResponseBase:
        """The list page, or the workbook where ``?export=xlsx`` is asked."""
        if request.GET.get("export") == "xlsx":
            return self.export(request, rows)
        listed = self.listed(request, rows)
        return render(request, template, {**(context or {}), "list": listed})

    def listed(self, request: HttpRequest, rows: QuerySet[Any]) -> Listed:
        """One page of what the address asks for."""
        asked: dict[str, str] = {key: str(value) for key, value in request.GET.items() if value}
        narrowed = self.narrowed(rows, asked)
        order = self._order(asked)
        page = page_of(
            narrowed, order, size=self.size,
            after=asked.get("after", ""), before=asked.get("before", ""),
        )  # fmt: skip
        shown = self._shown(_actor(request))
        first_and_only = not page.before and not page.after
        count = len(page.rows) if first_and_only else self._count(narrowed)
        return self._laid_out(request, page, order, shown, count)

    def narrowed(self, rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
        """The rows that the filters leave."""
        for one in self.filters:
            rows = one.narrow_by(rows, asked)
        return rows

    def _count(self, rows: QuerySet[Any]) -> int:
        return rows.order_by().values("pk")[: COUNTED + 1].count()

    def _order(self, asked: Mapping[str, str]) -> Order:
        wanted = asked.get("sort", "") or self.order
        found = self._sortable(wanted.lstrip("-"))
        if found is None:
            wanted = self.order
            found = self._sortable(wanted.lstrip("-"))
        nullable = found is not None and found.nullable
        return Order(wanted.lstrip("-"), wanted.startswith("-"), nullable, self.keys_first)

    def _sortable(self, field: str) -> Column | None:
        return next((c for c in self.columns if c.sort == field), None)

    # Columns

    def _shown(self, actor: Actor) -> list[Column]:
        kept = None
        if actor.id is not None:
            kept = ColumnChoice.objects.filter(account_id=actor.id, table=self.name).first()
        if kept is None:
            return [c for c in self.columns if c.chosen]
        return [c for c in self.columns if c.head or c.name in kept.columns]

    # Laying out

    def _laid_out(
        self,
        request: HttpRequest,
        page: Page,
        order: Order,
        shown: list[Column],
        count: int,
    ) -> Listed:
        asked = self._asked(request)
        here = request.path
        chips = [
            (words, _address(here, asked, without=parameter))
            for one in self.filters
            for parameter, words in one.chips(asked)
        ]
        columns = [(column, str(column.label)) for column in shown]
        return Listed(
            table=self,
            head=[self._head(column, order, here, asked) for column in shown],
            rows=[tuple(_cell(*column, row) for column in columns) for row in page.rows],
            filters=[control_of(one, asked) for one in self.filters],
            chips=chips,
            doubts=[words for one in self.filters for _, words in one.doubts(asked)],
            count=count,
            previous_url=_address(here, asked, before=page.before) if page.before else "",
            next_url=_address(here, asked, after=page.after) if page.after else "",
            export_url=_address(here, asked, export="xlsx"),
            columns_url=reverse("tables:columns", args=[self.name]),
            choices=[(c.name, c.label, c in shown) for c in self.columns if not c.head],
            kept=[(k, v) for k, v in asked.items() if k == "sort"],
            here=_address(here, asked),
            clear_url=quote(here),
        )

    def _asked(self, request: HttpRequest) -> dict[str, str]:
        """What of the address stays from page to page."""
        known = [p for one in self.filters for p in one.parameters()] + ["sort"]
        return {key: request.GET[key] for key in known if request.GET.get(key)}

    def _head(
        self, column: Column, order: Order, here: str, asked: Mapping[str, str]
    ) -> dict[str, Any]:
        entry: dict[str, Any] = {
            "label": column.label, "numeric": column.numeric, "fold_away": column.fold_away,
        }  # fmt: skip
        if column.sort:
            sorted_now = order.field == column.sort
            flipped = f"-{column.sort}" if sorted_now and not order.descending else column.sort
            entry["sort_url"] = _address(here, asked, sort=flipped)
            if sorted_now:
                entry["sorted"] = "descending" if order.descending else "ascending"
        return entry

    # Workbook

    def export(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | FileResponse:
        """All rows that the filters leave, as .xlsx; an event of the trail."""
        asked = self._asked(request)
        order = self._order(asked)
        columns = [c for c in self.columns if c.export]
        count = 0

        def values() -> Iterator[list[Any]]:
            nonlocal count
            ordered = self.narrowed(rows, asked).order_by(
                f"-{order.field}" if order.descending else order.field, "pk"
            )
            for row in ordered.iterator(chunk_size=2000):
                count += 1
                yield [reach(row, column.name) for column in columns]

        file = workbook(values(), [str(c.label) for c in columns], sheet=str(self.caption))
        after = {"rows": count, "filters": {k: v for k, v in asked.items() if k != "sort"}}
        record(_actor(request), "tables.export", f"tables.list:{self.name}", after=after)
        name = f"{self.caption} {clock.today()}.xlsx"
        response = FileResponse(file, as_attachment=True, filename=name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Cache-Control"] = "private, no-store"
        return response


def reach(row: Any, path: str) -> Any:
    """The value at the end of a dotted way; ``None`` where it breaks off. Methods are called."""
    for part in path.split("."):
        if row is None:
            return None
        row = getattr(row, part)
        if callable(row):
            row = row()
    return row


def _cell(column: Column, label: str, row: Any) -> Cell:
    value = reach(row, column.name)
    if isinstance(value, Promise):
        value = str(value)
    url = str(reach(row, column.url)) if column.url else ""
    html = ""
    if column.template:
        html = render_to_string(column.template, {"row": row, "value": value})
    return Cell(
        label=label, kind=column.kind, numeric=column.numeric, head=column.head,
        fold_away=column.fold_away, value=value, url=url, html=html,
    )  # fmt: skip


def _address(here: str, asked: Mapping[str, str], *, without: str = "", **more: str) -> str:
    kept = {key: value for key, value in {**asked, **more}.items() if key != without and value}
    return f"{quote(here)}?{urlencode(kept)}" if kept else quote(here)


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", NOBODY)
    assert isinstance(actor, Actor)
    return actor
