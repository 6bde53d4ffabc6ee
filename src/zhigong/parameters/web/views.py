"""The table of rows, the proposal, and the page on which a second person decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zhigong.foundation import clock
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.law.core.parameters import PARAMETERS, Row, kept_table
from zhigong.law.core.places import chain
from zhigong.parameters import actions
from zhigong.parameters.forms import RowForm, WhyForm, explain
from zhigong.parameters.models import ParameterRow
from zhigong.parameters.permissions import may, may_propose
from zhigong.parameters.queries import current_table, rows_in_use, rows_waiting
from zhigong.parameters.rules.rows import CONFIDENCES, place_name, stale, words_for
from zhigong.parameters.rules.workflow import ROW, STATES, RowState

S = RowState
MOST = 300  # rows on the page; more are found by parameter and place
TONES = {S.PROPOSED: "warn", S.IN_FORCE: "good", S.LEAVING: "warn", S.REJECTED: "late"}
CONFIDENCE_TONES = {"read": "good", "secondary": "run", "memory": "warn", "default": "wait"}
Act = Callable[..., ParameterRow]
# Each step a person takes on the page: the action, whether it needs a reason, what is said after.
STEPS: dict[str, tuple[Act, bool, Any]] = {
    "confirm": (actions.confirm_row, False, gettext_lazy("已复核，从现在起的计算用这一行")),
    "reject": (actions.reject_row, True, gettext_lazy("已退回")),
    "withdraw": (actions.withdraw_row, False, gettext_lazy("已撤回")),
    "ask_end": (actions.ask_end, True, gettext_lazy("已提请停用，复核之前仍在用")),
    "end": (actions.end_row, False, gettext_lazy("已停用；已存的计算不变")),
    "keep": (actions.keep_row, False, gettext_lazy("继续使用")),
}


UNITS = {
    "CNY/month": gettext_noop("元/月"),
    "CNY/year": gettext_noop("元/年"),
    "CNY/hour": gettext_noop("元/小时"),
    "days": gettext_noop("天"),
    "months": gettext_noop("个月"),
    "years": gettext_noop("年"),
}


def title_of(name: str) -> str:
    return _(PARAMETERS.get(name, name))


def unit_of(unit: str) -> str:
    return _(UNITS[unit]) if unit in UNITS else unit


def shown(row: Row, kept: ParameterRow | None = None) -> dict[str, Any]:
    """A row of law as the pages show it; ``kept`` is its record where administrators keep it."""
    value = str(row.value)
    word = words_for(row.name).get(value, "")
    return {
        "row": row,
        "kept": kept,
        "place": _(place_name(row.place)),
        "value": _("%(value)s（%(words)s）") % {"value": value, "words": _(word)}
        if word and word != value
        else value,
        "worded": bool(word and word != value),
        "confidence": _(CONFIDENCES.get(row.confidence, row.confidence)),
        "tone": CONFIDENCE_TONES.get(row.confidence, "wait"),
        "stale": stale(row, clock.today()),
        "source": _(row.source) if row.source else "",
        "note": _(row.note) if row.note else "",
    }


@require_safe
def rows(request: Request) -> HttpResponse:
    """Every row the law is asked with, by parameter and place; what waits for a second look first."""
    may_propose(request.actor).require()
    name = request.GET.get("name", "")
    text = request.GET.get("q", "").strip()
    only_stale = request.GET.get("stale") == "1"
    by_row = {one.as_row(): one for one in rows_in_use()}
    in_use = [shown(row, by_row.get(row)) for row in current_table().rows]
    chosen = [
        one for one in in_use
        if (not name or one["row"].name == name)
        and (not text or text in one["place"] or text in one["row"].place)
        and (one["stale"] or not only_stale)
    ]  # fmt: skip
    order = {key: n for n, key in enumerate(PARAMETERS)}
    chosen.sort(key=lambda one: one["row"].start, reverse=True)
    chosen.sort(key=lambda one: (order.get(one["row"].name, 999), one["row"].place))
    context = {
        "groups": grouped(chosen[:MOST]),
        "found": len(chosen),
        "more": len(chosen) > MOST,
        "stale": sum(one["stale"] for one in in_use),
        "waiting": [
            {**shown(r.as_row(), r), "title": title_of(r.name), "state": state_of(r)}
            for r in rows_waiting()
        ],
        "names": [(key, _(title)) for key, title in PARAMETERS.items()],
        "chosen": {"name": name, "q": text, "stale": only_stale},
    }
    return render(request, "parameters/rows.html", context)


def grouped(chosen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows under the title of their parameter, in the order they come."""
    groups: dict[str, dict[str, Any]] = {}
    for one in chosen:
        row = one["row"]
        group = groups.setdefault(
            row.name,
            {"name": row.name, "title": title_of(row.name), "unit": unit_of(row.unit), "rows": []},
        )
        group["rows"].append(one)
    return list(groups.values())


def state_of(row: ParameterRow) -> str:
    return _(STATES[RowState(row.state)])


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: Request) -> HttpResponse:
    """Put a row forward. A row on the table can be taken as the start, to check or follow it."""
    may_propose(request.actor).require()
    typed = request.POST if request.method == "POST" else None
    form = RowForm(typed, initial=initial(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                row = actions.propose_row(actor=request.actor, row=form.row())
            except Refused as refused:
                explain(form, refused)
                return answer_refused(
                    render(request, "parameters/propose.html", {"form": form}), refused
                )
            messages.success(request, _("已提出，请另一位管理员复核"))
            return redirect(row)
    return render(request, "parameters/propose.html", {"form": form}, status=status)


def initial(request: Request) -> dict[str, Any]:
    """What the address names, and the rest of that row where it stands on the table."""
    asked = {key: request.GET.get(key, "") for key in ("name", "place", "start")}
    for row in kept_table().rows if asked["start"] else ():
        if [row.name, row.place, row.start.isoformat()] == list(asked.values()):
            return fields_of(row)
    for one in rows_in_use().filter(name=asked["name"]) if asked["start"] else ():
        if [one.place, one.start.isoformat()] == [asked["place"], asked["start"]]:
            return fields_of(one.as_row())
    return {key: value for key, value in asked.items() if value}


def fields_of(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "place": row.place,
        "value": str(row.value),
        "start": row.start,
        "end": row.end,
        "source": row.source,
        "url": row.url,
        "confidence": row.confidence,
        "note": row.note,
    }


def need_row(request: Request, pk: int) -> ParameterRow:
    may_propose(request.actor).require()
    people = ("proposed_by", "confirmed_by", "end_asked_by", "ended_by")
    return get_object_or_404(ParameterRow.objects.select_related(*people), pk=pk)


@require_safe
def row_page(request: Request, pk: int) -> HttpResponse:
    """One row with its source, what it would change, and the steps that can be taken."""
    row = need_row(request, pk)
    return render(request, "parameters/row.html", page(request, row, WhyForm()))


def page(request: Request, row: ParameterRow, form: WhyForm) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [
        {"verb": s.verb, "label": _(s.label), "verdict": may(request.actor, row, s.verb)}
        for s in ROW.steps
        if s.verb in STEPS and row.state in s.sources
    ]
    form.fields["why"].required = True  # of the steps that ask for it; the action says so
    return {
        "row": row,
        "one": shown(row.as_row(), row),
        "title": title_of(row.name),
        "unit": unit_of(row.unit),
        "state": state_of(row),
        "tone": TONES.get(RowState(row.state), "wait"),
        "plain": [s for s in steps if not STEPS[s["verb"]][1] and shows(s)],
        "reasoned": [s for s in steps if STEPS[s["verb"]][1] and s["verdict"]],
        "before": before(row),
        "form": form,
        "events": [
            {"at": e.at, "text": event_words(e.verb), "who": e.actor_label, "note": e.note}
            for e in trail_of(row, most=100)
        ],
    }


def shows(step: dict[str, Any]) -> bool:
    """Taking back is the proposer's own; the others see nothing of it."""
    return step["verb"] != "withdraw" or bool(step["verdict"])


def before(row: ParameterRow) -> dict[str, Any] | None:
    """The row in use on the new row's first day at its place or above it, to compare with."""
    found = current_table().at(row.name, chain(row.place), row.start)
    return shown(found) if found is not None and found != row.as_row() else None


def event_words(verb: str) -> str:
    name = verb.removeprefix(f"{ROW.name}.")
    return _("提出") if name == "begin" else _(ROW.step(name).label)


@require_POST
def step(request: Request, pk: int, verb: str) -> HttpResponse:
    """Take one step; a refusal shows the page again with the reasons."""
    if verb not in STEPS:
        raise Http404
    row = need_row(request, pk)
    act, reasoned, done = STEPS[verb]
    form = WhyForm(request.POST)
    form.is_valid()
    said = request.POST.get("seen_version", "")
    seen = int(said) if said.isascii() and said.isdigit() else -1
    extra = {"why": form.cleaned_data.get("why", "")} if reasoned else {}
    try:
        act(actor=request.actor, row_id=pk, seen_version=seen, **extra)
    except Refused as refused:
        explain(form, refused)
        row = need_row(request, pk)
        return answer_refused(
            render(request, "parameters/row.html", page(request, row, form)), refused
        )
    messages.success(request, done)
    return redirect(row)
