"""The three ways to count rows, each in one statement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from zhigong.foundation.figures.figure import Found


def number_of(rows: QuerySet[Any]) -> Found:
    """How many rows."""
    number = rows.order_by().count()
    return Found(Decimal(number), number)


def sum_of(rows: QuerySet[Any], column: str) -> Found:
    """The sum of a column; nothing summed is 0."""
    told = rows.order_by().aggregate(number=Count("pk"), total=Sum(column))
    return Found(Decimal(told["total"] or 0), told["number"])


def share_of(rows: QuerySet[Any], such: Q) -> Found:
    """What share of the rows is such, in per cent; no value where there are no rows."""
    told = rows.order_by().aggregate(number=Count("pk"), such=Count("pk", filter=such))
    number = told["number"]
    value = Decimal(100) * told["such"] / number if number else None
    return Found(value, number)
