"""A week's hearings on a grid of half hours; the sheet knows the rows by name, no style needed."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

FIRST, LAST = 9, 18  # the hours that are drawn
WAITING = "wait"
MOST_LANES = 4  # more at one hour lie over each other; the list beneath a phone shows all


def lay_out(values: dict[str, Any]) -> dict[str, Any]:
    """For ``week``: each item gets its row (``at``) and length (``minutes``)."""
    days = [lay_out_day(day, values["today"]) for day in values["days"]]
    values.update(columns=days, hours=[f"{hour:02d}" for hour in range(FIRST, LAST)])
    return values


def lay_out_day(day: dict[str, Any], today: date | None) -> dict[str, Any]:
    items = sorted(day["items"], key=lambda item: clock_time(item["start"]))
    hearings = [{**item, **slot(item)} for item in items]
    return {
        "date": day["date"],
        "today": day["date"] == today,
        "hearings": side_by_side(hearings),
    }


def side_by_side(hearings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Hearings that overlap share the width: each its lane, of as many as its bunch needs."""
    bunch: list[dict[str, Any]] = []
    for hearing in hearings:
        if bunch and hearing["first"] >= max(other["past"] for other in bunch):
            close(bunch)
            bunch = []
        taken = {other["lane"] for other in bunch if other["past"] > hearing["first"]}
        hearing["lane"] = next(n for n in range(1, len(taken) + 2) if n not in taken)
        bunch.append(hearing)
    close(bunch)
    return hearings


def close(bunch: list[dict[str, Any]]) -> None:
    lanes = max((one["lane"] for one in bunch), default=1)
    for one in bunch:
        one["lanes"], one["lane"] = min(lanes, MOST_LANES), min(one["lane"], MOST_LANES)


def slot(item: dict[str, Any]) -> dict[str, Any]:
    """The row where it begins and how many half hours it takes, kept on the grid."""
    start, end = clock_time(item["start"]), clock_time(item["end"])
    first = min(max(half_hours(start), FIRST * 2), LAST * 2 - 1)
    length = max(1, min(half_hours(end, up=True), LAST * 2) - first)
    hour, half = divmod(first, 2)
    return {
        "at": f"{hour:02d}{half * 30:02d}",
        "minutes": length * 30,
        "first": first,
        "past": first + length,
        "start": start,
        "end": end,
        "tone": item.get("tone", WAITING),
    }


def half_hours(moment: time, *, up: bool = False) -> int:
    minutes = moment.hour * 60 + moment.minute
    return -(-minutes // 30) if up else minutes // 30


def clock_time(value: datetime | time) -> time:
    return value.time() if isinstance(value, datetime) else value
