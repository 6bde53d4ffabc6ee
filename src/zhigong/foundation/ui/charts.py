"""Charts drawn on the server by pygal, redrawn in our own classes: no style, no script, no ids.

pygal computes scales, ticks and shapes. ``redraw`` copies only the shapes it knows, so nothing the
library adds later (inline style, tooltips, links to its scripts) can reach a page; colours come
from components.css and follow light, dark and print. Why pygal: docs/adr/0010-charts.md.
"""

from __future__ import annotations

import math
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any
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
LETTER = 12  # px, as .chart text in components.css
ROW = 27


def draw(values: dict[str, Any]) -> dict[str, Any]:
    """For ``chart``: the drawing, its sentence, its legend and the rows of its table."""
    kind, labels = values["kind"], [str(label) for label in values["labels"]]
    if kind not in KINDS:
        raise ValueError(f"no chart {kind!r}; there are {', '.join(KINDS)}")
    series = [toned(one, index) for index, one in enumerate(values["series"])]
    width = int(values["width"]) or WIDTHS.get(kind, 400)
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
    chart = KINDS[kind](
        js=[],
        css=[],
        width=width,
        height=height,
        margin=4,
        margin_left=4 + (wider_than_guessed(labels) if across else 0),
        margin_right=56 if across or flat else 12,
        margin_top=4 if across else 18,
        show_legend=False,
        show_x_labels=not (flat or across),
        show_y_labels=not flat,
        show_x_guides=False,
        include_x_axis=not flat,
        spacing=8,
        truncate_label=-1,
    )
    if not (flat or across):
        chart.y_labels = ticks(highest(kind, series))
    order = -1 if across else 1  # pygal draws the first bar lowest
    chart.x_labels = labels[::order]
    for one in series:
        chart.add(one["name"], one["values"][::order])
    return chart


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


def wider_than_guessed(labels: list[str]) -> float:
    """pygal takes every letter for 0.6 em; a Chinese one is 1 em wide."""
    return max(
        (sum(0.4 for c in label if unicodedata.east_asian_width(c) in "WF") for label in labels),
        default=0,
    ) * (LETTER + 1)


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
    for group in tree.iter():
        if name_of(group) != "g" or not classes(group) & {"plot"}:
            continue
        ours = ElementTree.Element("g", {"transform": group.get("transform", "")})
        for part in group:
            kinds = classes(part)
            if "axis" in kinds and not (kind == "bars" and "x" in kinds):
                ours.append(axis(part, kinds))
            elif "series" in kinds:
                ours.append(one_series(part, kinds, kind, series, tones))
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


def one_series(
    part: Any, kinds: set[str], kind: str, series: list[dict[str, Any]], tones: Sequence[str]
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
                told = value if last or len(series) == 1 else ""
                dot(ours, shape, told, kind, below=not leads(series, number))
        else:
            bar(ours, shape, value, kind, own_tones[at] if own_tones else "")
    return ours


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


def leads(series: list[dict[str, Any]], number: int) -> bool:
    """Whether a curve ends highest; the others write their last value beneath, out of its way."""
    last = [float(([v for v in one["values"] if v is not None] or [0])[-1]) for one in series]
    return last.index(max(last)) == number


def dot(
    ours: ElementTree.Element, shape: Any, value: str, kind: str, *, below: bool = False
) -> None:
    x, y = float(shape.get("cx") or 0), float(shape.get("cy") or 0)
    ElementTree.SubElement(
        ours, "circle", {"class": "dot", "cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "4"}
    )
    if value:
        aside = kind == "spark"
        place = (x + 9, y + 4.5, "start") if aside else (x, y + (19 if below else -9), "middle")
        text(ours, place[0], place[1], value, place[2], "strong")


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
    ElementTree.SubElement(parent, "text", attributes).text = words or ""


def name_of(element: Any) -> str:
    """The tag without its namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def classes(element: Any) -> set[str]:
    return set((element.get("class") or "").split()) if isinstance(element.tag, str) else set()
