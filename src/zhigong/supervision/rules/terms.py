"""Words every rule of supervision shares: deadline classes and report rhythms."""

from __future__ import annotations

from enum import StrEnum


class TimeClass(StrEnum):
    """Deadline class of an assignment."""

    AT_ONCE = "at_once"
    BY_DATE = "by_date"
    THIS_YEAR = "this_year"
    THIS_TERM = "this_term"
    STANDING = "standing"


class Rhythm(StrEnum):
    """How often progress is reported."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"
