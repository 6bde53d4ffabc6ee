"""The ledger: assignments newest first, narrowed by state, light, unit, origin and words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.tables.filters import Days, control_of, no_such
from zhigong.identity.web.request import Request
from zhigong.kernel.text import squeeze
from zhigong.supervision.forms.register import drafting_units
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import (
    OPEN,
    assignments_visible_to,
    counts_by_light,
    listed,
    lit,
    owing_answer,
)
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.words import LIGHTS, ORIGINS
from zhigong.supervision.rules.workflow import IN_HAND, STATES, AssignmentState
from zhigong.supervision.web.paging import key, page_of
from zhigong.supervision.web.rows import row
from zhigong.supervision.web.words import LIGHT_TONES

ASKED = ("state", "light", "lead", "leader", "origin", "answer", "document", "requirement", "due",
         "issued_from", "issued_to", "closed_from", "closed_to", "q")  # fmt: skip
DAYS = (Days("issued", gettext_lazy("下达日期"), field="issued_on"),
        Days("closed", gettext_lazy("销号日期"), field="closed_on"))  # fmt: skip
TO_VERIFY = (AssignmentState.COMPLETION_ASKED, AssignmentState.VERIFYING)

MOST_DAYS = 3660
VIEWS = (("ledger", gettext_lazy("台账")), ("tasks", gettext_lazy("任务清单")),
         ("duties", gettext_lazy("责任清单")), ("problems", gettext_lazy("问题清单")))  # fmt: skip


@require_GET
def ledger(request: Request) -> HttpResponse:
    """One page of the assignments the actor may see, over the count of each light."""
    today = clock.today()
    found, chosen = narrowed(request)
    rows, older, newer = page_of(listed(found), request.GET)
    counts = counts_by_light(request.actor, today)
    context = {
        "rows": [row(a) for a in rows],
        "states": [("to_verify", _("等待核查")), *((s.value, _(t)) for s, t in STATES.items())],
        "also": also(chosen),
        "days": [
            control_of(one, chosen) for one in DAYS if any(chosen.get(p) for p in one.parameters())
        ],
        "doubts": doubts(chosen),
        "lights": [(str(light), _(label)) for light, label in LIGHTS.items()],
        "origins": [(k, _(v)) for k, v in ORIGINS.items()],
        "figures": [figure(light, counts[light]) for light in counts if light is not Light.GREY],
        "chosen": chosen,
        "older_url": address(chosen, before=older) if older else "",
        "newer_url": address(chosen, after=newer) if newer else "",
        "tabs": tabs("ledger"),
        "may_add": bool(drafting_units(request.actor)),
    }
    return render(request, "supervision/ledger.html", context)


def tabs(current: str) -> list[dict[str, Any]]:
    """The ways to look at the ledger."""
    return [
        {"label": label, "url": reverse(f"supervision:{name}"), "current": name == current}
        for name, label in VIEWS
    ]


def figure(light: Light, count: int) -> dict[str, Any]:
    """A light's count, leading to its rows; of what is done, this year's."""
    asked = {"light": light.value, "state": "all"}
    label = _(LIGHTS[light])
    if light is Light.DONE:
        asked["closed_from"] = f"{clock.today().year}-01-01"
        label = _("今年销号")
    return {
        "label": label,
        "value": count,
        "tone": LIGHT_TONES[light] if count else "",
        "url": f"{reverse('supervision:ledger')}?{urlencode(asked)}",
    }


def narrowed(request: Request) -> tuple[QuerySet[Assignment], dict[str, str]]:
    """The visible assignments that the address asks for, and what it asks."""
    found = assignments_visible_to(request.actor)
    asked = request.GET
    chosen = {k: asked[k].strip() for k in ASKED if asked.get(k, "").strip()}
    state = chosen.get("state", "open")
    if chosen.get("answer") != "owed" and state == "open":
        found = found.filter(state__in=OPEN)
    elif chosen.get("answer") != "owed" and state in {s.value for s in AssignmentState}:
        found = found.filter(state=state)
    if chosen.get("light") in {light.value for light in Light}:
        found = found.filter(lit(Light(chosen["light"]), clock.today()))
    if chosen.get("origin") in ORIGINS:
        found = found.filter(origin=chosen["origin"])
    if chosen.get("answer") == "owed":
        found = found.filter(owing_answer())
    for name in ("lead", "document"):
        if number := key(chosen.get(name)):
            found = found.filter(**{f"{name}_id": number})
    if chosen.get("requirement"):
        found = found.filter(requirement=chosen["requirement"])
    found = by_days(found, chosen)
    if words := squeeze(chosen.get("q", "")):
        found = found.filter(
            Q(number=words)
            | Q(headline__contains=words)
            | Q(lead__name__contains=words)
            | Q(origin_facts__number__contains=words)
            | Q(origin_facts__body__contains=words)
        )
    return found, chosen


def also(chosen: dict[str, str]) -> list[str]:
    """What else narrows the list than its filters show, in words."""
    said = {
        "requirement": _("所属要求"),
        "leader": _("责任领导"),
        "due": _("几天内到期"),
    }
    wrong = doubts(chosen)
    return [
        f"{label}{_('：')}{chosen[name]}"
        for name, label in said.items()
        if chosen.get(name) and name not in wrong
    ]


def by_days(found: QuerySet[Assignment], chosen: dict[str, str]) -> QuerySet[Assignment]:
    """Narrowed by leader and days, as the figures of other pages lead here."""
    today = clock.today()
    if chosen.get("leader"):
        found = found.filter(leader=chosen["leader"])
    if (days := key(chosen.get("due"))) is not None and days <= MOST_DAYS:
        until = today + timedelta(days=days)
        found = found.filter(state__in=IN_HAND, last_day__range=(today, until))
    for one in DAYS:
        found = one.narrow_by(found, chosen)
    return found


def doubts(chosen: dict[str, str]) -> dict[str, str]:
    """What the address asks and the ledger does not know, in words by its name."""
    known: dict[str, tuple[Any, Collection[str]]] = {
        "state": (_("状态"), {"open", "all", "to_verify", *(s.value for s in AssignmentState)}),
        "light": (_("灯"), {light.value for light in Light}),
        "origin": (_("来源"), ORIGINS),
        "answer": (_("对来源的答复"), {"owed"}),
    }
    found = {
        name: no_such(label, chosen[name])
        for name, (label, values) in known.items()
        if chosen.get(name, "") and chosen[name] not in values
    }
    numbers = {"lead": _("牵头单位"), "document": _("来文"), "due": _("几天内到期")}
    for name, label in numbers.items():
        number = key(chosen.get(name))
        if chosen.get(name) and (number is None or (name == "due" and number > MOST_DAYS)):
            found[name] = no_such(label, chosen[name])
    return found


def address(chosen: dict[str, str], **keys: int | None) -> str:
    return "?" + urlencode({**chosen, **{k: str(v) for k, v in keys.items()}})
