"""What a task's own words fix: units named in brackets, times, figures to be reached."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from zhigong.kernel.period import add_months, month_end
from zhigong.supervision.rules.reading.document import Deadline, Duty, Measure
from zhigong.supervision.rules.reading.vocabulary import canonical, number_of, pattern, words

_LEADS = "clause.is_lead"
_CO = "clause.is_co"
_TERM_YEARS = 5
_EDGES = " 。；，）】]］【［["


def duty_in(text: str) -> Duty:
    """The units a text names: lead (``牵头单位``, else ``责任单位``) and those that join."""
    plain = canonical(text)
    lead: list[str] = []
    support: list[str] = []
    shared: list[str] = []
    for label, value in pattern("clause.labelled").findall(plain):
        if pattern("clause.person").match(label):
            continue
        if named := _in_roles(value):
            lead, support = lead + named[0], support + named[1]
        elif pattern("clause.is_shared").match(label):
            shared += _units(value)
        elif pattern(_LEADS).match(label):
            lead += _units(value)
        elif pattern(_CO).match(label):
            support += _units(value)
    if lead:
        support = shared + support
    else:
        lead = shared
    if not lead and not support:
        lead, support = _unlabelled(plain)
    return Duty(
        tuple(dict.fromkeys(lead)), tuple(u for u in dict.fromkeys(support) if u not in lead)
    )


def _in_roles(value: str) -> tuple[list[str], list[str]] | None:
    """“甲部（主办），乙部（协办）”: units that each say their part; ``None`` where they do not."""
    pieces = [pattern("clause.in_role").match(piece) for piece in re.split("[，、；]", value)]
    said = [(match.group(1), match.group(2)) for match in pieces if match]
    if not said:
        return None
    lead = [unit for unit, part in said if pattern(_LEADS).match(part)]
    return lead, [unit for unit, part in said if not pattern(_LEADS).match(part)]


def _unlabelled(plain: str) -> tuple[list[str], list[str]]:
    """Units in brackets without labels: “甲部牵头，乙部、丙部配合”; 负责 leads where nobody else does."""
    lead: list[str] = []
    answering: list[str] = []
    joining: list[str] = []
    for inner in pattern("clause.bracket").findall(plain):
        lead += _trailing("clause.trailing_lead", inner)
        answering += _trailing("clause.trailing", inner)
        joining += _trailing("clause.trailing_co", inner)
    if not lead and (with_ := pattern("clause.led_with").search(plain)):
        return _units(with_["who"]), [*_units(with_["with"]), *joining]
    if not lead:
        lead = [u for value in pattern("clause.led_by").findall(plain) for u in _units(value)]
        for pair in pattern("clause.joined_by").findall(plain):
            joining += [u for value in pair for u in _units(value)]
    if not lead and not answering and (named := pattern("clause.unit_bracket").search(plain)):
        first, *others = _units(named.group(1))
        return [first], [*others, *joining]
    if not lead and not answering:
        answering = _doing("clause.subject_leads", plain)
    if not lead and not answering and (doing := _doing("clause.done_by", plain)):
        return doing[:1], [*doing[1:], *joining]
    others = _doing("clause.plain_doer", plain)
    if not lead and not answering and others:
        return others[:1], [*others[1:], *joining]
    return (lead, answering + joining) if lead else (answering, joining + others)


def _doing(name: str, plain: str) -> list[str]:
    return [u for match in pattern(name).finditer(plain) for u in _units(match.group("who"))]


def _trailing(name: str, inner: str) -> list[str]:
    found = []
    for piece in re.split("[，；]", inner):
        match = pattern(name).fullmatch(piece.strip())
        if match:
            found += _units(match.group(1))
    return found


def _units(value: str) -> list[str]:
    pieces = pattern("clause.unit_split").split(value.strip(_EDGES))
    bare = [pattern("clause.sharing").sub("", piece.strip(_EDGES)) for piece in pieces]
    return [piece for piece in bare if len(piece) > 1]


def without_duty(text: str) -> str:
    """The text without brackets that only name units."""
    return pattern("clause.duty_bracket").sub("", text)


def deadlines_in(text: str, dated: date | None, planned: int | None = None) -> tuple[Deadline, ...]:
    """Times a text sets, most definite first, none read twice.

    ``dated`` is the day of the document: a month and day without a year is the next such day after
    it, and said to be assumed; without ``dated`` such a time has no day. ``planned`` is the year a
    plan is for: “年内” of a plan for 2028 ends with 2028, on whatever day it was issued.
    """
    early = dated is None or (planned is not None and dated.year < planned)
    opened = date(planned, 1, 1) if planned and early else dated
    plain = pattern("clause.told_period").sub(_blanked, canonical(text))
    found: list[tuple[int, Deadline]] = []
    taken: list[tuple[int, int]] = []
    for name, read in _READERS:
        for match in pattern(f"clause.{name}").finditer(plain):
            start, end = match.span()
            if start == end or any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            found.append((start, read(match, dated if name in _COUNTED else opened)))
    return tuple(deadline for _, deadline in sorted(found, key=lambda pair: pair[0]))


def _blanked(match: re.Match[str]) -> str:
    """A period that is only told of (统计时间为…) sets no time; what stands around it keeps its place."""
    return "□" * len(match.group())


def _by_month_day(match: re.Match[str], dated: date | None) -> Deadline:
    year, month, day = match.groups()
    return _dated_deadline(match.group(), (year, month, day), dated)


def _by_month_end(match: re.Match[str], dated: date | None) -> Deadline:
    year, month = match.groups()
    return _dated_deadline(match.group(), (year, month, None), dated)


def _by_month(match: re.Match[str], dated: date | None) -> Deadline:
    """“6月前” ends with May."""
    year, month = match.groups()
    deadline = _dated_deadline(match.group(), (year, month, "1"), dated)
    day = deadline.day - timedelta(days=1) if deadline.day else None
    return Deadline(deadline.kind, deadline.text, day, deadline.assumed)


def _period(match: re.Match[str], dated: date | None) -> Deadline:
    first_year, _, _, year, month, day = match.groups()
    return _dated_deadline(match.group(), (year or first_year, month, day), dated)


def _dated_deadline(
    text: str, parts: tuple[str | None, str | None, str | None], dated: date | None
) -> Deadline:
    year, month, day = (int(p) if p else None for p in parts)
    assert month is not None
    if year is None and dated is None:
        return Deadline("by_date", text)
    base = year if year is not None else dated.year if dated else 0
    end = _day(base, month, day)
    if end is not None and year is None and dated and end < dated:
        end = _day(base + 1, month, day)
    return Deadline("by_date", text, end, assumed=year is None)


def _day(year: int, month: int, day: int | None) -> date | None:
    try:
        return date(year, month, day) if day else month_end(date(year, month, 1))
    except ValueError:
        return None


def _year_end(match: re.Match[str], dated: date | None) -> Deadline:
    year = next((int(g) for g in match.groups() if g), None)
    base = year or (dated.year if dated else None)
    end = date(base, 12, 31) if base else None
    return Deadline("this_year", match.group(), end, assumed=year is None)


def _next_year(match: re.Match[str], dated: date | None) -> Deadline:
    half, quarter = match.groups()
    month = 6 if half else number_of(quarter) * 3 if quarter else 12
    end = month_end(date(dated.year + 1, month, 1)) if dated else None
    return Deadline("by_date", match.group(), end, assumed=True)


def _third_of_month(match: re.Match[str], dated: date | None) -> Deadline:
    """Ten days of a month: the first end on the 10th, the second on the 20th."""
    year, month, third = match.groups()
    ends = {pair[0]: pair[1:] for pair in words("clause.thirds").split()}
    return _dated_deadline(match.group(), (year, month, ends.get(third)), dated)


def _plan_period(match: re.Match[str], dated: date | None) -> Deadline:
    """The end of a five-year plan: the fourteenth ended with 2025."""
    year = 2005 + 5 * number_of(match.group(1))
    return Deadline("by_date", match.group(), date(year, 12, 31))


def _years_within(match: re.Match[str], dated: date | None) -> Deadline:
    years = number_of(match.group(1))
    if years == _TERM_YEARS:
        return Deadline("this_term", match.group())
    end = add_months(dated, 12 * years) if dated and years else None
    return Deadline("within", match.group(), end, assumed=True)


def _festival(match: re.Match[str], dated: date | None) -> Deadline:
    """Before a festival: the day before it where its date is fixed, else no day."""
    days = {pair[:-4]: pair[-4:] for pair in words("clause.festivals").split()}
    fixed = days.get(match.group(1))
    if fixed is None:
        return Deadline("by_date", match.group())
    deadline = _dated_deadline(match.group(), (None, fixed[:2], fixed[2:]), dated)
    day = deadline.day - timedelta(days=1) if deadline.day else None
    return Deadline("by_date", match.group(), day, assumed=True)


def _part_of_year(match: re.Match[str], dated: date | None) -> Deadline:
    half_year, quarter_year, quarter = match.groups()
    year = half_year or quarter_year
    base = int(year) if year else dated.year if dated else None
    month = number_of(quarter) * 3 if quarter else 6
    end = month_end(date(base, month, 1)) if base else None
    return Deadline("by_date", match.group(), end, assumed=year is None)


def _to_year(match: re.Match[str], dated: date | None) -> Deadline:
    year = int(match.group(1))
    if dated and year == dated.year:
        return Deadline("this_year", match.group(), date(year, 12, 31))
    return Deadline("by_date", match.group(), date(year, 12, 31))


def _within(match: re.Match[str], dated: date | None) -> Deadline:
    """A period counted from an event; the working-day calendar of the action computes the day."""
    amount, unit = number_of(match.group(1)), match.group(2)
    if dated is None or not amount or pattern("clause.workday").match(unit):
        return Deadline("within", match.group())
    if pattern("clause.month_unit").match(unit):
        return Deadline("within", match.group(), add_months(dated, amount), assumed=True)
    days = amount * (7 if pattern("clause.week_unit").match(unit) else 1)
    return Deadline("within", match.group(), dated + timedelta(days=days), assumed=True)


def _this_month(match: re.Match[str], dated: date | None) -> Deadline:
    return Deadline("by_date", match.group(), month_end(dated) if dated else None, assumed=True)


def _rhythm(match: re.Match[str], dated: date | None) -> Deadline:
    return Deadline("rhythm", match.group())


def _at_once(match: re.Match[str], dated: date | None) -> Deadline:
    end = dated + timedelta(days=30) if dated else None
    return Deadline("at_once", match.group(), end, assumed=True)


def _this_term(match: re.Match[str], dated: date | None) -> Deadline:
    return Deadline("this_term", match.group())


_READERS = (
    ("labelled_time", _by_month_day), ("period", _period), ("monthly_on", _rhythm), ("same_month", _by_month_day), ("third_of_month", _third_of_month),
    ("plan_period", _plan_period), ("festival", _festival), ("by_month_day", _by_month_day),
    ("by_month", _by_month), ("by_month_end", _by_month_end), ("next_year", _next_year),
    ("half_year", _part_of_year), ("this_term", _this_term), ("years_within", _years_within), ("to_year", _to_year),
    ("year_end", _year_end), ("days", _within), ("this_month", _this_month),
    ("weekly", _rhythm), ("half_yearly", _rhythm), ("monthly", _rhythm),
    ("quarterly", _rhythm), ("yearly", _rhythm), ("at_once", _at_once),
)  # fmt: skip

# Times that run from the day of the document itself.
_COUNTED = frozenset({"days", "at_once", "this_month", "next_year", "years_within"})


def measures_in(text: str) -> tuple[Measure, ...]:
    """Figures to be reached: with a comparison, a verb of reaching, or a ratio before them."""
    plain = pattern("clause.not_measure").sub(_blank, canonical(text))
    matches = [m for m in pattern("clause.measure").finditer(plain) if _measure(plain, m)]
    found = [(m.start(), measure) for m in matches if (measure := _measure(plain, m))]
    for match in matches:
        found += _and_more(plain, match.end(), {m.start("value") for m in matches})
    return tuple(measure for _, measure in sorted(found, key=lambda pair: pair[0]))


def _and_more(plain: str, at: int, known: set[int]) -> Iterator[tuple[int, Measure]]:
    """“建成托管班8个，驿站20个”: what stands beside a figure to be reached, without its own verb."""
    while (match := pattern("clause.and_measure").match(plain[at:])) is not None:
        if at + match.start("value") in known:
            return
        text = match.group().lstrip("，、")
        yield at + 1, Measure(text, match["object"], "", match["value"], match["unit"])
        at += match.end()


def _blank(match: re.Match[str]) -> str:
    """Dates and the like are no figures; a quoted name stays part of what is counted."""
    found = match.group()
    return found if found[0] == "“" and not any(c.isdecimal() for c in found) else "□" * len(found)


def _measure(plain: str, match: re.Match[str]) -> Measure | None:
    reach = (match.group("compare") or "") + (match.group("gap") or "")
    after = match.group("after") or ""
    ratio = pattern("clause.ratio_object").search(plain[: match.start("value")])
    if not reach and not after and not ratio:
        return None
    compare = pattern("clause.compares").search(reach)
    value = match.group("value")
    attribute = pattern("clause.attribute").match(plain[match.end() :])
    counted = number_of(value) and (compare or (after and not attribute))
    named = attribute and after and not compare  # “5万元以上支出” names what it speaks of
    if named or (not value[0].isdecimal() and not counted):
        return None
    unit = (match.group("scale") or "") + match.group("unit")
    compared = after or (compare.group() if compare else "")
    what = ratio.group("object") if ratio else _object(plain, match)
    what = pattern("clause.object_lead").sub("", what)
    return Measure(match.group().strip(), what, compared, value, unit)


def _object(plain: str, match: re.Match[str]) -> str:
    """What is counted: the words after the unit, or those before the comparison."""
    after = pattern("clause.object_after").match(plain[match.end() :])
    if after and after.group(1):
        return after.group(1)
    gap = pattern("clause.compares").sub("", match.group("gap") or "")
    before = pattern("clause.object_before").search(plain[: match.start()])
    named = pattern("clause.time_words").sub("", gap or (before.group(1) if before else ""))
    if named:
        return named
    earlier = pattern("clause.object_of").search(plain[: match.start()])
    return earlier.group(1) if earlier else ""
