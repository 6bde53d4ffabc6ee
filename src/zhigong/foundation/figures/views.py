"""The drill-down: what a figure counted, page by page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhigong.foundation import clock
from zhigong.foundation.figures.figure import REGISTER, Asked, Figure
from zhigong.foundation.figures.reading import figure_of, may_know, may_see_rows, take, url_of
from zhigong.foundation.figures.words import measured, period_in_words
from zhigong.foundation.tables.paging import Order, Page, page_of
from zhigong.kernel.actor import NOBODY, Actor

PAGE = 50


@require_safe
def rows(request: HttpRequest, code: str) -> HttpResponse:
    """The number as it is now and the rows behind it; the number alone where they are not his."""
    figure, actor = figure_of(code), _actor(request)
    asked = _asked(request)
    if figure is None or asked is None or not may_know(actor, figure, asked.path):
        raise Http404
    taken = take(actor, code, asked)
    page = _page(request, figure, asked) if may_see_rows(actor, figure, asked.path) else None
    here = url_of(figure, asked)
    context = {
        "title": _(figure.title),
        "value": measured(taken.value, figure.counted),
        "counted": taken.rows,
        "at": taken.at,
        "unit": REGISTER.unit_name(asked.path),
        "period": period_in_words(asked, at_moment=figure.at_moment),
        "lines": [figure.line(row) for row in page.rows] if page else None,
        "previous_url": f"{here}&before={page.before}" if page and page.before else "",
        "next_url": f"{here}&after={page.after}" if page and page.after else "",
    }
    return render(request, "figures/rows.html", context)


def _page(request: HttpRequest, figure: Figure, asked: Asked) -> Page:
    mark: dict[str, Any] = {name: request.GET.get(name, "") for name in ("after", "before")}
    return page_of(figure.rows(asked), Order("pk", descending=True), size=PAGE, **mark)


def _asked(request: HttpRequest) -> Asked | None:
    """What the address asks; the current year where it names no days, ``None`` if it is no address."""
    today = clock.today()
    try:
        since = date.fromisoformat(request.GET.get("since") or f"{today.year}-01-01")
        until = date.fromisoformat(request.GET.get("until") or today.isoformat())
    except ValueError:
        return None
    path = request.GET.get("unit", "")
    return Asked(path, since, until) if path and since <= until else None


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", NOBODY)
    assert isinstance(actor, Actor)
    return actor
