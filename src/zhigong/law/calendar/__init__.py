"""The calendar of the law: statutory holidays, working days, and which years are not arranged yet.

Start at ``working.OFFICIAL`` (working days) or ``statutory.statutory_holidays`` (threefold pay).
"""

from zhigong.law.calendar.statutory import (
    FIRST_YEAR,
    LAST_YEAR,
    is_statutory_holiday,
    statutory_holidays,
)
from zhigong.law.calendar.working import (
    OFFICIAL,
    Arrangement,
    WorkCalendar,
    add_workdays,
    is_workday,
    shift_to_working_day,
)

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "OFFICIAL",
    "Arrangement",
    "WorkCalendar",
    "add_workdays",
    "is_statutory_holiday",
    "is_workday",
    "shift_to_working_day",
    "statutory_holidays",
]
