"""搜索: one box over everything that the actor may see, whatever module it belongs to."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.queries import find
from zhigong.identity.web.request import Request
from zhigong.kernel.text import squeeze
from zhigong.org.models import Unit
from zhigong.org.queries import search_units

MOST = 50
KINDS = {
    "membership.person": gettext_noop("会员"),
    "mediation.case": gettext_noop("案件"),
    "supervision.assignment": gettext_noop("督办"),
    "governance.matter": gettext_noop("交办"),
    "governance.resourcerequest": gettext_noop("资源"),
    "governance.duty": gettext_noop("党委职责"),
    "governance.meeting": gettext_noop("会议"),
    "governance.paper": gettext_noop("请示报告"),
    "governance.practice": gettext_noop("经验做法"),
    "governance.endorsement": gettext_noop("批示肯定"),
}
UNION = gettext_noop("组织")


@require_safe
def search(request: Request) -> HttpResponse:
    """What the words find: unions by name, code or initials; records by everything filed."""
    if not request.actor.grants:
        raise Http404
    text = squeeze(request.GET.get("q", "").replace("\x00", ""))[:100]
    unions = search_units(request.actor, text, limit=10) if text else []
    records = find(request.actor, text, limit=MOST) if text else []
    context = {
        "q": text,
        "found": [*map(of_unit, unions), *map(of_record, records)],
        "most": len(records) == MOST,
    }
    return render(request, "portal/search.html", context)


def of_unit(unit: Unit) -> dict[str, Any]:
    return {"title": unit.name, "url": unit.get_absolute_url(), "note": unit.code, "kind": _(UNION)}


def of_record(entry: SearchEntry) -> dict[str, Any]:
    """A record as it was filed; a kind that has no word here shows none."""
    kind = KINDS.get(entry.kind, "")
    return {
        "title": entry.title,
        "url": entry.url,
        "note": entry.note,
        "kind": _(kind) if kind else "",
    }
