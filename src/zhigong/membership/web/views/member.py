"""A member's file; and the full numbers, one at a time, for a reason that is recorded."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from zhigong.foundation.audit.queries import Happened, trail_of
from zhigong.foundation.audit.record import looked
from zhigong.foundation.secrets.reveal import reveal
from zhigong.foundation.web.middleware import answer_refused
from zhigong.identity.web.request import Request
from zhigong.kernel.verdict import Refused
from zhigong.membership.forms import RevealForm, add_refusal
from zhigong.membership.models import Membership, Person
from zhigong.membership.permissions import may_see_numbers
from zhigong.membership.queries import history_of, persons_visible_to
from zhigong.membership.rules.workflow import MemberState
from zhigong.membership.web.deeds import DEEDS
from zhigong.membership.web.words import TONES, sentence

EVENTS = 60


@require_safe
def member(request: Request, pk: int) -> HttpResponse:
    """Everything about one member on one page. The look is recorded."""
    person = get_object_or_404(persons_visible_to(request.actor), pk=pk)
    history = history_of(person)
    current = history[0]
    looked(request.actor, person, what="member file", unit_path=person.unit_path)
    context = {
        "person": person,
        "membership": current,
        "history": [(one, TONES[MemberState(one.state)]) for one in history],
        "tone": TONES[MemberState(current.state)],
        "deeds": deeds_shown(request, current),
        "numbers": may_see_numbers(request.actor, current),
        "events": [told(event) for event in events_of(person, history)],
    }
    return render(request, "membership/member.html", context)


def deeds_shown(request: Request, current: Membership) -> list[dict[str, Any]]:
    """The deeds of the state, with their verdicts; what is not this person's is not shown."""
    asked = [
        (d, d.check(request.actor, current)) for d in DEEDS.values() if current.state in d.shown
    ]
    return [
        {"deed": deed, "verdict": verdict}
        for deed, verdict in asked
        if verdict or not any(code.endswith("not-granted") for code in verdict.codes)
    ]


def events_of(person: Person, history: list[Membership]) -> list[Happened]:
    """What happened to the person and to each of his memberships, the newest first."""
    found = [event for one in (person, *history) for event in trail_of(one, most=EVENTS)]
    return sorted(found, key=lambda event: -event.pk)[:EVENTS]


def told(event: Happened) -> dict[str, Any]:
    """An event of the trail as a line of the timeline."""
    return {
        "at": event.at,
        "text": sentence(event.verb, event.after),
        "who": event.actor_label,
        "note": event.note,
    }


@require_http_methods(["GET", "POST"])
def reveal_number(request: Request, pk: int) -> HttpResponse:
    """Ask why, then show one number on a page that is not kept."""
    person = get_object_or_404(persons_visible_to(request.actor), pk=pk)
    start = {"field": request.GET.get("field")}
    form = RevealForm(request.POST or None, actor=request.actor, initial=start)
    context: dict[str, Any] = {"person": person, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context["shown"] = reveal(
                actor=request.actor,
                record=person,
                field=form.cleaned_data["field"],
                why=form.cleaned_data["why"],
                verdict=may_see_numbers(request.actor, history_of(person)[0]),
            )
        except Refused as refused:
            add_refusal(form, refused)
            return answer_refused(render(request, "membership/reveal.html", context), refused)
    status = 422 if form.is_bound and not form.is_valid() else 200
    response = render(request, "membership/reveal.html", context, status=status)
    response["Cache-Control"] = "no-store"
    return response
