"""What a meeting is judged by, the rules of meetings, and decisions to be followed."""

from __future__ import annotations

from django.db.models import QuerySet

from zhigong.foundation.audit.record import subject_of
from zhigong.governance.models import Decision, Meeting, MeetingRule
from zhigong.governance.queries.records import over, subjects_of
from zhigong.governance.rules.meetings import Followed
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.supervision.queries import OPEN, assignments_from


def followed(meeting: Meeting) -> Followed:
    """The meeting's topics, decisions and what became of them."""
    topics, decisions = list(meeting.topics.all()), list(meeting.decisions.all())
    tasks = assignments_from(SYSTEM, subjects_of(meeting))
    taken = {task.origin_subject for task in tasks}
    return Followed(
        topics=len(topics),
        accepted=sum(topic.accepted for topic in topics),
        decisions=len(decisions),
        loose=sum(not d.no_follow and subject_of(d) not in taken for d in decisions),
        still_open=sum(task.state in OPEN for task in tasks),
    )


def rules_visible_to(actor: Actor) -> QuerySet[MeetingRule]:
    """The rules of meetings kept by units the actor may read."""
    rows = MeetingRule.objects.filter(over(actor))
    return rows.select_related("unit", "committee").order_by("id")


def decision_of(meeting: Meeting, pk: int | None) -> Decision | None:
    """One decision of a meeting."""
    return next((d for d in meeting.decisions.all() if d.pk == pk), None)
