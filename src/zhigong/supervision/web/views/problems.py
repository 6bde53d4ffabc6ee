"""问题: every matter that something is wrong with, with the reason and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from zhigong.foundation import clock
from zhigong.foundation.tables.filters import Pick, Words
from zhigong.foundation.tables.table import Column, ListTable
from zhigong.identity.web.request import Request
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries.views import counts_by_problem, problem, problems
from zhigong.supervision.rules.problems import PROBLEMS, Problem
from zhigong.supervision.web.views.ledger import tabs

Rows = QuerySet[Any]
TONES = {
    Problem.NO_LEAD: "late",
    Problem.LATE: "late",
    Problem.RETURNED: "warn",
    Problem.SILENT: "warn",
    Problem.NOT_RECEIVED: "warn",
    Problem.DECLINED: "warn",
    Problem.HANDED_OVER: "run",
    Problem.LOOK_BACK: "run",
}


@dataclass(frozen=True, slots=True)
class OfKind(Pick):
    """Narrows by a problem's own condition: what is late and silent is found under both."""

    def narrow_by(self, rows: Rows, asked: Mapping[str, str]) -> Rows:
        wanted = asked.get(self.name, "")
        return rows.filter(problem(Problem(wanted), clock.today())) if wanted in PROBLEMS else rows


def by_words(rows: Rows, words: str) -> Rows:
    return rows.filter(
        Q(number=words) | Q(headline__contains=words) | Q(lead__name__contains=words)
    )


TABLE = ListTable(
    name="supervision.problems",
    caption=gettext_lazy("问题清单"),
    columns=(
        Column("headline", gettext_lazy("事项"), head=True, url="get_absolute_url"),
        Column("number", gettext_lazy("督办编号"), sort="number"),
        Column("reason", gettext_lazy("问题")),
        Column("remedy", gettext_lazy("怎么办")),
        Column("lead.name", gettext_lazy("牵头单位")),
        Column("last_day", gettext_lazy("期限"), sort="last_day", nullable=True, kind="day"),
        Column("progress", gettext_lazy("进度"), kind="number", fold_away=True),
        Column("leader", gettext_lazy("责任领导"), chosen=False),
    ),
    filters=(
        OfKind("kind", gettext_lazy("问题"),
               [(k.value, gettext_lazy(PROBLEMS[k].label)) for k in Problem], field="problem"),
        Words("q", gettext_lazy("编号、事项或单位"), narrow=by_words),
    ),
    order="last_day",
    keys_first=True,
)  # fmt: skip


@require_GET
def problem_list(request: Request) -> HttpResponseBase:
    """The problems under the count of each kind; ``?export=xlsx`` gives what the filters leave."""
    today = clock.today()
    context: dict[str, Any] = {"tabs": tabs("problems")}
    if request.GET.get("export") != "xlsx":
        counts = counts_by_problem(request.actor, today)
        context["figures"] = [figure(kind, counts[kind]) for kind in Problem]
    rows: QuerySet[Assignment] = problems(request.actor, today)
    return TABLE.answer(request, rows, "supervision/problems.html", context=context)


def figure(kind: Problem, count: int) -> dict[str, Any]:
    return {
        "label": _(PROBLEMS[kind].label),
        "value": count,
        "tone": TONES[kind] if count else "",
        "url": "?" + urlencode({"kind": kind.value}),
    }
