"""Green, yellow, red by rule (SUP-04), always with the reason why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.duedates import due
from zhigong.supervision.rules.workflow import BEFORE_ISSUE, DONE, OUT, AssignmentState

NEAR_DAYS = 7
NEAR_SHARE = 10  # per cent of the whole period
ENOUGH_PROGRESS = 80  # per cent


class Light(StrEnum):
    """The colour of an assignment."""

    BLUE = "blue"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a light is judged by; ``due`` empty for standing duties, ``progress`` in per cent."""

    state: AssignmentState
    issued: date | None
    due: date | None
    progress: int = 0
    report_missing: bool = False
    original_due: date | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A light with its reason; ``days`` are left (or overdue, negative) where it has a date."""

    light: Light
    reason: str
    days: int | None = None


def light_of(standing: Standing, on: date) -> Shown:
    """The light on a day.

    Blue before work begins; red once the due date cannot be met any more; yellow with seven days
    or a tenth of the period left and less than 80 % done, or with a report missing; grey when
    suspended, withdrawn or merged. A due date on a day off turns red after the next working day.
    """
    if fixed := _fixed(standing):
        return fixed
    last = due(standing.due).last if standing.due else None
    days = (last - on).days if last else None
    if days is not None and days < 0:
        return Shown(Light.RED, gettext_noop("已过办结期限"), days)
    if standing.state in (*BEFORE_ISSUE, AssignmentState.ISSUED):
        return Shown(Light.BLUE, gettext_noop("尚未开始办理"), days)
    if standing.report_missing:
        return Shown(Light.YELLOW, gettext_noop("没有按期报送进展"), days)
    if _is_near(standing, days) and standing.progress < ENOUGH_PROGRESS:
        return Shown(Light.YELLOW, gettext_noop("临近期限，进度不足八成"), days)
    return Shown(Light.GREEN, gettext_noop("按计划推进"), days)


def _fixed(standing: Standing) -> Shown | None:
    if standing.state in DONE:
        return Shown(Light.DONE, gettext_noop("已销号"))
    if standing.state in OUT:
        return Shown(Light.GREY, gettext_noop("已撤销或并入其他事项"))
    if standing.state is AssignmentState.SUSPENDED:
        return Shown(Light.GREY, gettext_noop("已中止"))
    return None


def _is_near(standing: Standing, days: int | None) -> bool:
    if days is None or standing.due is None:
        return False
    whole = (standing.due - standing.issued).days if standing.issued else 0
    return days <= NEAR_DAYS or days * 100 <= whole * NEAR_SHARE
