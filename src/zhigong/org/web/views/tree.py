"""Finding one's way: the tree, the search, a unit's page."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhigong.foundation import clock
from zhigong.foundation.audit.queries import Happened, trail_of
from zhigong.identity.web.request import Request
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.org.models import Post, Unit
from zhigong.org.permissions import READ, may_manage
from zhigong.org.queries import (
    ancestors_of,
    children_of,
    posts_of,
    search_units,
    subtree_size,
    tops_visible_to,
    units_visible_to,
)
from zhigong.org.rules.changes import is_active
from zhigong.org.rules.kinds import KIND_LABELS, LEVEL_LABELS, RANK_LABELS, UnitState
from zhigong.org.rules.verbs import VERB_LABELS

OPEN_AT_MOST = 8
LEAVES_AT_MOST = 300


def visible_unit(request: Request, pk: int) -> Unit:
    """The unit, if the actor may read it; else it does not exist for him."""
    unit = units_visible_to(request.actor).select_related("industry").filter(pk=pk).first()
    if unit is None:
        raise Http404
    return unit


def _reader(request: Request) -> Actor:
    if not request.actor.holds_anywhere(READ):
        raise Http404
    return request.actor


@require_safe
def tree(request: Request) -> HttpResponse:
    """The tree from where the actor's view begins; or what fits the words that were typed.

    ``open`` names the branches that stand open, so it works by links alone; script opens them in
    place.
    """
    actor = _reader(request)
    text = request.GET.get("q", "").strip()
    opened = {int(pk) for pk in request.GET.getlist("open") if pk.isdigit()}
    tops = tops_visible_to(actor)
    if len(tops) == 1 and not opened:
        opened = {tops[0].pk}
    context = {
        "q": text,
        "found": [_line(unit, set()) for unit in search_units(actor, text)] if text else [],
        "nodes": [] if text else _branches(tops, sorted(opened)[:OPEN_AT_MOST]),
    }
    return render(request, "org/tree.html", context)


@require_safe
def branch(request: Request, pk: int) -> HttpResponse:
    """The units directly below one, as a piece of the tree."""
    unit = visible_unit(request, pk)
    nodes = [_line(child, set()) for child in children_of(unit)[:LEAVES_AT_MOST]]
    return render(request, "org/parts/branch.html", {"nodes": nodes})


def _branches(units: list[Unit], opened: list[int]) -> list[dict[str, object]]:
    """Lines of the tree; one query for each branch that stands open."""
    wanted = set(opened)
    return [
        _line(
            unit,
            wanted,
            _branches(list(children_of(unit)[:LEAVES_AT_MOST]), opened)
            if unit.pk in wanted
            else [],
        )
        for unit in units
    ]


def _line(
    unit: Unit, opened: set[int], nodes: list[dict[str, object]] | None = None
) -> dict[str, object]:
    is_open = unit.pk in opened
    others = opened - {unit.pk} if is_open else opened | {unit.pk}
    query = urlencode([("open", pk) for pk in sorted(others)] or [("open", "0")])
    return {
        "unit": unit,
        "kind": _(KIND_LABELS[unit.kind]),
        "below": getattr(unit, "below", 0),
        "open": is_open,
        "toggle_url": f"{reverse('org:tree')}?{query}#unit-{unit.pk}",
        "branch_url": reverse("org:branch", args=[unit.pk]),
        "nodes": nodes or [],
        "dissolved": unit.state == UnitState.DISSOLVED,
    }


@require_safe
def unit_page(request: Request, pk: int) -> HttpResponse:
    """What the unit is, what lies below it, who holds office from when to when, what happened."""
    unit = visible_unit(request, pk)
    return render(request, "org/unit.html", _of(request, unit))


def _of(request: Request, unit: Unit) -> dict[str, object]:
    actor = request.actor
    manage = may_manage(actor, unit.path)
    children = list(children_of(unit, dissolved=True)[: LEAVES_AT_MOST + 1])
    return {
        "unit": unit,
        "kind": _(KIND_LABELS[unit.kind]),
        "level": _(LEVEL_LABELS[unit.level]),
        "rank": _(RANK_LABELS[unit.industry.rank]) if unit.industry else "",
        "dissolved": unit.state == UnitState.DISSOLVED,
        "trail": trail(unit, actor),
        "children": [_line(child, set()) for child in children[:LEAVES_AT_MOST]],
        "more_children": len(children) > LEAVES_AT_MOST,
        "size": subtree_size(unit.path),
        "posts": [_post(post, manage_allowed=bool(manage)) for post in posts_of(unit)],
        "manage": manage & is_active(unit.state),
        "may_change": manage,
        "events": [
            {
                "at": e.at,
                "text": _(VERB_LABELS.get(e.verb, e.verb)),
                "note": " · ".join(filter(None, [_about(e), e.note])),
                "who": _("系统") if e.actor_label == SYSTEM.label else e.actor_label,
            }
            for e in trail_of(unit, most=30)
        ],
    }


def _about(event: Happened) -> str:
    """The names an event is about: post and person, old and new name, new parent."""
    told = {**event.before, **{f"new {k}": v for k, v in event.after.items()}}
    wanted = ("post", "new post", "person", "new person", "name", "new name", "new parent")
    return " · ".join(dict.fromkeys(v for k in wanted if isinstance(v := told.get(k), str)))


def _post(post: Post, *, manage_allowed: bool) -> dict[str, object]:
    today = clock.today()
    terms = [
        {"holding": h, "now": h.start <= today and (h.end is None or h.end >= today)}
        for h in post.holdings.all()
    ]
    return {
        "post": post,
        "terms": terms,
        "vacant": post.closed_on is None and not any(t["now"] for t in terms),
        "may_change": manage_allowed,
    }


def trail(unit: Unit, actor: Actor, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Where the unit stands: the units above it that the actor may read link to their pages."""
    above = [
        (
            one.short_name or one.name,
            one.get_absolute_url() if actor.holds(READ, at=one.path) else "",
        )
        for one in ancestors_of(unit)
    ]
    here = (unit.short_name or unit.name, unit.get_absolute_url() if more else "")
    return [(_("组织"), reverse("org:tree")), *above, here, *more]
