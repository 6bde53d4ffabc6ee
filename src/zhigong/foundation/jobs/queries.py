"""What waits and what failed, for administrators and the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


@dataclass(frozen=True, slots=True)
class Schedule:
    name: str
    cron: str


def jobs_by_status() -> dict[str, int]:
    """How many jobs are todo, doing, succeeded, failed …"""
    rows = ProcrastinateJob.objects.values("status").order_by("status").annotate(n=Count("id"))
    return {row["status"]: row["n"] for row in rows}


def failed_jobs() -> QuerySet[ProcrastinateJob]:
    """Jobs given up, the latest first."""
    return ProcrastinateJob.objects.filter(status="failed").order_by("-id")


def oldest_waiting() -> datetime | None:
    """Since when the longest waiting job that was due has waited; ``None`` where none does."""
    found = (
        ProcrastinateJob.objects.filter(status="todo", scheduled_at__isnull=True)
        .annotate(since=Max("procrastinateevent__at"))
        .order_by("id")
        .first()
    )
    return found.since if found is not None else None


def schedules() -> list[Schedule]:
    """All schedules, by name; times are cron in UTC."""
    found = app.periodic_registry.periodic_tasks.values()
    return sorted((Schedule(p.task.name, p.cron) for p in found), key=lambda s: s.name)
