"""Charts drawn on the server by pygal, redrawn in our own classes: no style, no script, no ids.

pygal computes scales, ticks and shapes. ``redraw`` copies only the shapes it knows, so nothing the
library adds later (inline style, tooltips, links to its scripts) can reach a page; colours come
from components.css and follow light, dark and print. Why pygal: docs/adr/0010-charts.md.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pygal  # type: ignore[import-untyped]  # pygal has no types
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from zhigong.foundation.ui.icons import checked_tone

# pygal hangs an importer of the old kind (find_module) into sys.meta_path for its map plugins. We
# use none, and the warnings Python gives for it would stop a strict test run.
sys.meta_path[:] = [f for f in sys.meta_path if type(f).__name__ != "PluginImportFixer"]

KINDS = {
    "bars": pygal.HorizontalBar,
    "columns": pygal.Bar,
    "stacked": pygal.StackedBar,
    "lines": pygal.Line,
    "spark": pygal.Line,
}
SERIES_TONES = ("run", "warn", "good", "late", "wait", "gold")
WIDTHS = {"bars": 300, "spark": 160}  # as they fit beside other things; the others 400
LONG_NUMBER = re.compile(r"-?\d{5,}(\.\d+)?")
LETTER = 12  # px, as .chart text in components.css
ROW = 27
GUESSED = 6  # px a letter, as pygal takes it: 0.6 em of the size it thinks it writes in
LEAST_BARS = 110  # px, with what stands between names, bars and numbers
APART = LETTER + 1  # px between two numbers at the ends of curves


def draw(values: dict[str, Any]) -> dict[str, Any]:
    """For ``chart``: the drawing, its sentence, its legend and the rows of its table."""
    kind, labels = values["kind"], [str(label) for label in values["labels"]]
    if kind not in KINDS:
        raise ValueError(f"no chart {kind!r}; there are {', '.join(KINDS)}")
    series = [toned(one, index) for index, one in enumerate(values["series"])]
    width = int(values["width"]) or WIDTHS.get(kind, 400)
    if kind == "bars":  # names keep their room, and the bars some of theirs
        width = max(width, round(widest(labels) + widest(spoken_values(series)) + LEAST_BARS))
    height = int(values["height"]) or height_of(kind, labels, series)
    figures = [(label, [s["values"][at] for s in series]) for at, label in enumerate(labels)]
    sentence = values["sentence"] or sentence_of(values["title"], figures, str(values["unit"]))
    values.update(
        svg=drawing(
            kind, labels, series, (width, height), (sentence, tuple(map(str, values["tones"])))
        ),
        legend=series if len(series) > 1 else [],
        names=[s["name"] or values["unit"] for s in series],
        rows=[(label, ["—" if v is None else v for v in row]) for label, row in figures],
    )
    return values


def drawing(
    kind: str,
    labels: list[str],
    series: list[dict[str, Any]],
    size: tuple[int, int],
    said: tuple[str, tuple[str, ...]],
) -> SafeString:
    """The picture of these numbers: drawn once, for the next page has mostly the same."""
    numbers = [(one["name"], tuple(one["values"]), one["tone"]) for one in series]
    asked = (kind, tuple(labels), tuple(numbers), size, said, get_language())
    return _drawing(repr(asked), asked)  # repr tells 1 from 1.0, which equality does not


@lru_cache(maxsize=256)
def _drawing(_key: str, asked: tuple[Any, ...]) -> SafeString:
    kind, labels, numbers, (width, height), (sentence, tones), _language = asked
    series = [
        {"name": name, "values": list(values), "tone": tone} for name, values, tone in numbers
    ]
    svg = blank(width, height, sentence)
    if any(value for one in series for value in one["values"]):
        chart = plot(kind, list(labels), series, width, height)
        svg.extend(redraw(chart.render_tree(), kind, series, tones))
    else:
        text(svg, width / 2, height / 2, _("还没有数据"), "middle")
    return SafeString(ElementTree.tostring(svg, encoding="unicode"))


def toned(series: Sequence[Any], index: int) -> dict[str, Any]:
    """(name, values[, tone]) with a tone of its own."""
    name, numbers, *tone = series
    chosen = checked_tone(tone[0]) if tone else SERIES_TONES[index % len(SERIES_TONES)]
    return {"name": str(name), "values": list(numbers), "tone": chosen}


def height_of(kind: str, labels: list[str], series: list[dict[str, Any]]) -> int:
    if kind == "bars":
        return max(1, len(labels)) * ROW * max(1, len(series) * 3 // 4) + 6
    return 48 if kind == "spark" else 190


def sentence_of(title: str, figures: list[tuple[str, list[Any]]], unit: str) -> str:
    """What a reader who cannot see the drawing is told."""
    told = _("，").join(
        f"{label} {' / '.join('—' if value is None else str(value) for value in row)}{unit}"
        for label, row in figures
    )
    return _("%(title)s：%(figures)s") % {"title": title, "figures": told}


def plot(
    kind: str, labels: list[str], series: list[dict[str, Any]], width: int, height: int
) -> pygal.graph.graph.Graph:
    """The pygal chart, with room for letters as wide as Chinese ones are."""
    flat, across = kind == "spark", kind == "bars"
    numbers = [] if flat or across else ticks(highest(kind, series))
    written = labels if across else [spoken(number) for number in numbers]
    chart = KINDS[kind](
        js=[],
        css=[],
        width=width,
        height=height,
        margin=4,
        margin_left=4 + wider_than_guessed(written),
        margin_right=room_at_the_end(kind, labels, series),
        margin_top=4 if across else 18,
        show_legend=False,
        show_x_labels=not (flat or across),
        show_y_labels=not flat,
        show_x_guides=False,
        include_x_axis=not flat,
        spacing=8,
        truncate_label=-1,
        value_formatter=spoken,
    )
    if numbers:
        chart.y_labels = numbers
    order = -1 if across else 1  # pygal draws the first bar lowest
    chart.x_labels = labels[::order] if flat or across else thinned(labels, width)
    for one in series:
        chart.add(one["name"], one["values"][::order])
    return chart


def thinned(labels: list[str], width: int) -> list[str]:
    """Labels under the axis with room between them: every second or third stays, the others are blank."""
    longest = max((letters(label) for label in labels), default=0)
    step = math.ceil(len(labels) * (longest + 1) * LETTER / max(width, 1)) or 1
    return [label if at % step == 0 else "" for at, label in enumerate(labels)]


def letters(label: str) -> float:
    """How wide a label is, in widths of a Chinese letter."""
    return sum(1 if unicodedata.east_asian_width(c) in "WF" else 0.6 for c in label)


def highest(kind: str, series: list[dict[str, Any]]) -> float:
    """The top of the value axis: of stacked bars, the tallest heap."""
    heaps = zip(*(one["values"] for one in series), strict=True)
    fold = sum if kind == "stacked" else max
    return max((fold(float(v or 0) for v in heap) for heap in heaps), default=0)


def ticks(most: float) -> list[float]:
    """Round numbers from 0 to just past ``most``, at most six."""
    size = Decimal(10) ** (Decimal(str(most)).adjusted() - 1)
    step = next(float(size * n) for n in (1, 2, 5, 10, 20, 50) if most <= float(size * n) * 5)
    steps = math.ceil(most / step)
    return [round(step * at, 10) for at in range(steps + 1)]


def spoken(number: Any) -> str:
    """A number as people write it: thousands apart, cents whole where there are thousands."""
    value = Decimal(str(number))
    if value == value.to_integral_value():
        return f"{int(value):,}"
    return f"{value:,.2f}" if abs(value) >= 1000 else f"{value:,.2f}".rstrip("0")


def spoken_values(series: list[dict[str, Any]]) -> list[str]:
    return [spoken(value) for one in series for value in one["values"] if value is not None]


def width_of(text: str) -> float:
    """How wide a text stands: a Chinese letter 1 em, any other at most 0.6."""
    return sum(LETTER if unicodedata.east_asian_width(c) in "WF" else 0.6 * LETTER for c in text)


def widest(texts: Iterable[str]) -> float:
    return max(map(width_of, texts), default=0)


def wider_than_guessed(texts: Sequence[str]) -> float:
    """What the widest needs beyond the room that pygal leaves for the longest."""
    return max(0, widest(texts) - GUESSED * max(map(len, texts), default=0))


def room_at_the_end(kind: str, labels: list[str], series: list[dict[str, Any]]) -> float:
    """For what stands right of the plot: numbers behind bars and curves, half of the last label."""
    if kind in {"bars", "spark"} or (kind == "lines" and len(series) > 1):
        return max(16 + widest(spoken_values(series)), widest(labels[-1:]) / 2 + 4)
    last = spoken_values([{"values": one["values"][-1:]} for one in series])
    return max(12, widest([*labels[-1:], *last]) / 2 + 4)


def blank(width: int, height: int, sentence: str) -> ElementTree.Element:
    return ElementTree.Element(
        "svg",
        {
            "viewBox": f"0 0 {width} {height}",
            "width": f"{width / 16:g}rem",  # grows with the letters in elder mode
            "role": "img",
            "aria-label": sentence,
        },
    )


def redraw(
    tree: Any, kind: str, series: list[dict[str, Any]], tones: Sequence[str]
) -> list[ElementTree.Element]:
    """The known shapes of pygal's tree, each in its plot's place and in our classes."""
    drawn = []
    ends: list[End] = []
    for group in tree.iter():
        if name_of(group) != "g" or not classes(group) & {"plot"}:
            continue
        ours = ElementTree.Element("g", {"transform": group.get("transform", "")})
        for part in group:
            kinds = classes(part)
            if "axis" in kinds and not (kind == "bars" and "x" in kinds):
                ours.append(axis(part, kinds))
            elif "series" in kinds:
                ours.append(one_series(part, kinds, kind, series, tones, ends))
        if ends:
            write_ends(ours, ends)
            ends = []
        if len(ours) and not classes(group) & {"text-overlay", "tooltip-overlay"}:
            drawn.append(ours)
    return drawn


def axis(part: Any, kinds: set[str]) -> ElementTree.Element:
    """Lines and labels; an axis without shown labels keeps none of its guides."""
    ours = ElementTree.Element("g", {"class": "axis-part"})
    anchor = "end" if "y" in kinds else "middle"
    for shape in part.iter():
        if name_of(shape) == "path":
            faint = "guide" in classes(shape)
            if faint and "x" in kinds:
                continue  # what stands over a label needs no line to it
            ElementTree.SubElement(
                ours, "path", {"class": "guide" if faint else "axis", "d": shape.get("d", "")}
            )
        elif name_of(shape) == "text":
            text(ours, float(shape.get("x", 0)), float(shape.get("y", 0)), shape.text, anchor)
    return ours


class End(NamedTuple):
    """The last point of a curve, and its number."""

    y: float
    x: float
    value: str


def one_series(
    part: Any,
    kinds: set[str],
    kind: str,
    series: list[dict[str, Any]],
    tones: Sequence[str],
    ends: list[End],
) -> ElementTree.Element:
    number = next(int(c.removeprefix("serie-")) for c in kinds if c.startswith("serie-"))
    ours = ElementTree.Element("g", {"data-tone": series[number]["tone"]})
    shapes = list(marks(part))
    own_tones = drawn_tones(series[number]["values"], tones) if kind == "bars" else []
    for at, (shape, value) in enumerate(shapes):
        if name_of(shape) == "path":
            ElementTree.SubElement(ours, "path", {"class": "curve", "d": shape.get("d", "")})
        elif name_of(shape) == "circle":
            last = at == len(shapes) - 1
            if kind != "spark" or last:
                alone = kind == "lines" and len(series) == 1
                x, y = dot(ours, shape, value if alone else "")
                if last and not alone:
                    ends.append(End(y, x, value))
        else:
            bar(ours, shape, value, kind, own_tones[at] if own_tones else "")
    return ours


def write_ends(ours: ElementTree.Element, ends: list[End]) -> None:
    """The last numbers of curves, each beside its point and none on another."""
    lowest = max(end.y for end in ends) + 4.5
    placed: list[tuple[float, End]] = []
    for end in sorted(ends):
        above = placed[-1][0] + APART if placed else -APART
        placed.append((max(end.y + 4.5, above), end))
    floor = lowest + APART
    for y, end in reversed(placed):  # what was pushed down too far pushes the others up
        floor = min(y, floor - APART)
        text(ours, end.x + 9, floor, end.value, "start", "strong")


def drawn_tones(values: list[Any], tones: Sequence[str]) -> list[str]:
    """The tone of each bar in pygal's order: last label first, none for a missing value."""
    if not tones:
        return []
    pairs = zip(values, tones, strict=True)
    return [tone for value, tone in pairs if value is not None][::-1]


def marks(part: Any) -> Iterator[tuple[Any, str]]:
    """Each curve, dot or bar with the value pygal writes beside it."""
    for group in part.iter():
        shapes = [s for s in group if name_of(s) in ("path", "circle", "rect")]
        told = [d.text for d in group if name_of(d) == "desc" and "value" in classes(d)]
        for shape in shapes:
            yield shape, (told[0] if told else "")


def bar(ours: ElementTree.Element, shape: Any, value: str, kind: str, tone: str) -> None:
    # a value of nothing beside others has no length, and pygal leaves out what is nought
    x, y, wide, high = (float(shape.get(name) or 0) for name in ("x", "y", "width", "height"))
    attributes = {
        "class": "bar",
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "width": f"{wide:.1f}",
        "height": f"{high:.1f}",
        "rx": "2",
    }
    if tone:
        attributes["data-tone"] = checked_tone(tone)
    ElementTree.SubElement(ours, "rect", attributes)
    if kind == "bars":
        text(ours, x + wide + 7, y + high / 2 + 4.5, value, "start", "strong")
    elif kind == "columns":
        text(ours, x + wide / 2, y - 5, value, "middle", "strong")
    elif high > LETTER + 4:
        text(ours, x + wide / 2, y + high / 2 + 4.5, value, "middle", "on-bar")


def dot(ours: ElementTree.Element, shape: Any, value: str) -> tuple[float, float]:
    """A point of a curve, with its number above where it is alone; where it stands."""
    x, y = float(shape.get("cx") or 0), float(shape.get("cy") or 0)
    ElementTree.SubElement(
        ours, "circle", {"class": "dot", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"}
    )
    if value:
        text(ours, x, y - 9, value, "middle", "strong")
    return x, y


def text(
    parent: ElementTree.Element,
    x: float,
    y: float,
    words: str | None,
    anchor: str,
    kind: str = "",
) -> None:
    attributes = {"x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor}
    if kind:
        attributes["class"] = kind
    ElementTree.SubElement(parent, "text", attributes).text = grouped(words or "")


def grouped(words: str) -> str:
    """A long number by thousands, as it stands in the table below; other words as they are."""
    return f"{Decimal(words):,}" if LONG_NUMBER.fullmatch(words) else words


def name_of(element: Any) -> str:
    """The tag without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
