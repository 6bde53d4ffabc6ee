"""What the office has to know at a glance: who has not answered, what comes, what was not kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from zhigong.governance.models import (
    Adopter,
    Duty,
    Endorsement,
    Matter,
    Meeting,
    Paper,
    Practice,
    Promotion,
    ResourceRequest,
    Term,
)
from zhigong.governance.queries.records import over, reach_of, visible
from zhigong.governance.rules import duties, matters, meetings, papers, resources
from zhigong.governance.rules.papers import PaperKind
from zhigong.governance.rules.practices import LEVELS, EndorsementState, PracticeState
from zhigong.kernel.actor import Actor

AHEAD = 60  # days


def papers_waiting(actor: Actor) -> QuerySet[Paper]:
    """Requests without an answer, the longest waiting first."""
    rows = visible(Paper, actor).filter(kind=PaperKind.REQUEST, state__in=papers.WAITING)
    return rows.order_by("reply_by", "id")


def papers_late(day: date) -> Q:
    """The condition that a request has waited too long."""
    return Q(kind=PaperKind.REQUEST, state__in=papers.WAITING, reply_by__lt=day)


def meetings_late(day: date) -> Q:
    """The condition that a period has passed and its meeting was not held."""
    return Q(state__in=[s.value for s in meetings.BEFORE], period_end__lt=day)


def meetings_ahead(actor: Actor, day: date) -> QuerySet[Meeting]:
    """Meetings to be held by some day soon, and those whose period has passed without one."""
    rows = visible(Meeting, actor).filter(state__in=[s.value for s in meetings.BEFORE])
    return rows.filter(period_start__lte=day + timedelta(days=AHEAD)).order_by("period_end", "id")


def promises_broken(day: date) -> Q:
    """The condition that a promise is past its day, or was closed short."""
    late = Q(state__in=[resources.S.PROMISED, resources.S.PARTLY], promised_by__lt=day)
    return late | Q(state=resources.S.SHORT)


def promises_not_kept(actor: Actor, day: date) -> QuerySet[ResourceRequest]:
    """Promises past their day or closed short, the oldest first."""
    return visible(ResourceRequest, actor).filter(promises_broken(day)).order_by("promised_by")


def matters_open(actor: Actor) -> QuerySet[Matter]:
    """Matters not yet answered, the most urgent first."""
    rows = visible(Matter, actor).filter(state__in=[s.value for s in matters.OPEN])
    return rows.order_by("due", "id")


def terms_visible_to(actor: Actor) -> list[Term]:
    """The terms of the units the actor may read, the newest first."""
    return list(Term.objects.filter(over(actor)).order_by("-begins"))


@dataclass(frozen=True, slots=True)
class Figures:
    """Of a span of days: how many of each, verified only where something is verified."""

    matters: int
    answered: int
    meetings_held: int
    meetings_missed: int
    requests: int
    replied: int
    duties: int
    duties_kept: int
    endorsements: int
    practices: int
    promotions: int
    adopters: int
    promised_money: Decimal
    given_money: Decimal
    by_level: tuple[tuple[str, int, int], ...]


def figures(actor: Actor, first: date, last: date) -> Figures:
    """The figures of the records that the actor may see."""
    seen, span = reach_of(actor), (first, last)
    matter = _count(Matter, seen & Q(dated__range=span), answered=Q(state="answered"))
    meeting = _count(
        Meeting,
        seen & Q(period_end__range=span),
        held=Q(held_on__isnull=False),
        missed=Q(state="missed"),
    )
    paper = _count(
        Paper,
        seen & Q(kind=PaperKind.REQUEST, sent_on__range=span),
        replied=Q(replied_on__isnull=False),
    )
    duty = _count(
        Duty,
        seen & Q(year__range=(first.year, last.year)) & ~Q(state=duties.S.DROPPED),
        kept=Q(state=duties.S.KEPT),
    )
    counted = seen & Q(state__in=[PracticeState.VERIFIED, PracticeState.PROMOTED])
    shown = Practice.objects.filter(counted)
    promoted = Promotion.objects.filter(practice__in=shown, on__range=span)
    praised = Endorsement.objects.filter(seen, state=EndorsementState.VERIFIED, dated__range=span)
    money = ResourceRequest.objects.filter(seen, kind="money", promised_on__range=span).aggregate(
        p=Sum("promised"), g=Sum("given")
    )
    return Figures(
        matters=matter["all"],
        answered=matter["answered"],
        meetings_held=meeting["held"],
        meetings_missed=meeting["missed"],
        requests=paper["all"],
        replied=paper["replied"],
        duties=duty["all"],
        duties_kept=duty["kept"],
        endorsements=praised.count(),
        practices=shown.filter(verified_on__range=span).count(),
        promotions=promoted.count(),
        adopters=Adopter.objects.filter(practice__in=shown, since__range=span).count(),
        promised_money=money["p"] or Decimal(0),
        given_money=money["g"] or Decimal(0),
        by_level=_by_level(praised, promoted),
    )


def _count(model: type[Matter | Meeting | Paper | Duty], rows: Q, **parts: Q) -> dict[str, int]:
    found = model.objects.filter(rows).aggregate(
        all=Count("pk"), **{name: Count("pk", filter=part) for name, part in parts.items()}
    )
    return {name: int(value) for name, value in found.items()}


def _by_level(
    praised: QuerySet[Endorsement], promoted: QuerySet[Promotion]
) -> tuple[tuple[str, int, int], ...]:
    """(level, endorsements, promotions), from the district up."""
    first = dict(praised.order_by().values_list("level").annotate(n=Count("pk")))
    second = dict(promoted.order_by().values_list("level").annotate(n=Count("pk")))
    return tuple((level, first.get(level, 0), second.get(level, 0)) for level in LEVELS)
