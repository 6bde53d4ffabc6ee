"""The office's page: what waits for a reply, meetings ahead, promises not kept, figures by term."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.governance.models import Term
from zhigong.governance.queries.overview import (
    figures,
    matters_open,
    meetings_ahead,
    papers_waiting,
    promises_not_kept,
    terms_visible_to,
)
from zhigong.governance.rules.capabilities import FOLLOW, READ
from zhigong.governance.rules.practices import LEVELS
from zhigong.identity.web.request import Request

SHOWN = 8


@require_GET
def overview(request: Request) -> HttpResponse:
    """Everything the office asks in the morning, each line leading to its record."""
    actor, today = request.actor, clock.today()
    if not (actor.holds_anywhere(READ) or actor.holds_anywhere(FOLLOW)):
        raise Http404
    terms = terms_visible_to(actor)
    chosen = span_of(request, terms, today)
    found = figures(actor, chosen["first"], chosen["last"])
    context = {
        "today": today,
        "office": actor.holds_anywhere(READ),
        "papers": [dated(p, p.reply_by, today) for p in papers_waiting(actor)[:SHOWN]],
        "meetings": [dated(m, m.period_end, today) for m in meetings_ahead(actor, today)[:SHOWN]],
        "matters": [dated(m, m.due, today) for m in matters_open(actor)[:SHOWN]],
        "promises": promises_not_kept(actor, today)[:SHOWN],
        "figures": faces(found),
        "levels": [
            (_(LEVELS[level]), praised, spread) for level, praised, spread in found.by_level
        ],
        "found": found,
        "chosen": chosen,
        "spans": spans(terms, today, chosen["key"]),
    }
    return render(request, "governance/overview.html", context)


def span_of(request: Request, terms: list[Term], today: date) -> dict[str, Any]:
    """The days that figures are counted over: a term's, or this year's."""
    asked = request.GET.get("term", "")
    running = next((t for t in terms if t.begins <= today <= t.ends), None)
    term = next((t for t in terms if str(t.pk) == asked), None)
    if term is None and asked != "year":
        term = running
    if term is None:
        first, last = date(today.year, 1, 1), date(today.year, 12, 31)
        return {"key": "year", "first": first, "last": last, "name": _("今年")}
    return {"key": str(term.pk), "first": term.begins, "last": term.ends, "name": term.name}


def spans(terms: list[Term], today: date, key: str) -> list[dict[str, Any]]:
    """The spans to choose from."""
    found = [(str(t.pk), t.name) for t in terms] + [("year", _("今年"))]
    return [{"label": name, "url": f"?term={k}", "current": k == key} for k, name in found]


def dated(record: Any, due: date | None, today: date) -> dict[str, Any]:
    """A record with how its day stands."""
    left = (due - today).days if due else None
    tone = "run" if left is None or left > 7 else "warn" if left >= 0 else "late"
    return {"record": record, "due": due, "words": days_in_words(left), "tone": tone}


def days_in_words(left: int | None) -> str:
    """How many days are left or overdue; empty without a date."""
    if left is None:
        return ""
    if left < 0:
        return ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", -left) % {"n": -left}
    if left == 0:
        return _("今天到期")
    return ngettext("剩 %(n)d 天", "剩 %(n)d 天", left) % {"n": left}


def faces(found: Any) -> list[dict[str, Any]]:
    """The figures as the page draws them: done of all, leading to the register."""
    rows = (
        (_("交办已报告"), f"{found.answered}/{found.matters}", "matters"),
        (_("会议已开"), found.meetings_held, "meetings"),
        (_("请示已批复"), f"{found.replied}/{found.requests}", "papers"),
        (_("党委职责已落实"), f"{found.duties_kept}/{found.duties}", "duties"),
        (_("批示肯定"), found.endorsements, "endorsements"),
        (_("经验做法"), found.practices, "practices"),
    )
    return [
        {"label": label, "value": value, "url": reverse("governance:register", args=[slug])}
        for label, value, slug in rows
    ]
