"""Every word of a chart stands within the drawing, and none on another."""

from __future__ import annotations

from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import pytest

from zhigong.foundation.ui.charts import LETTER, draw, spoken, width_of

MONTHS = ["2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10"]
CHARTS: dict[str, dict[str, Any]] = {
    "long names": {"kind": "bars", "labels": ["加班工资", "违法解除劳动合同赔偿金"], "series": [("元", [215082.3, 57888.11])]},
    "long English names": {"kind": "bars", "labels": ["Deductions from wages and charges"], "series": [("", [1215082.3])]},
    "large sums": {"kind": "lines", "labels": MONTHS, "series": [("a", [280000.5] * 6), ("b", [206152.81] * 6)]},
    "three ends together": {"kind": "lines", "labels": MONTHS, "series": [("a", [0, 0, 11, 0, 4, 1]), ("b", [0] * 6), ("c", [0, 0, 0, 0, 1, 2])]},
    "one curve": {"kind": "lines", "labels": MONTHS, "series": [("a", [3, 5, 6, 2, 9, 12345.6])]},
    "columns": {"kind": "columns", "labels": ["一月", "二月"], "series": [("a", [3, 1234567.5])]},
    "spark": {"kind": "spark", "labels": MONTHS, "series": [("a", [3, 5, 6, 2, 9, 12345])]},
}  # fmt: skip
Box = tuple[float, float, float, float]


def boxes(chart: dict[str, Any]) -> tuple[Box, list[tuple[str, Box]]]:
    """The drawing's own box, and each text with the box of its letters."""
    values = {
        "width": 0,
        "height": 0,
        "sentence": "",
        "title": "",
        "unit": "",
        "tones": (),
        **chart,
    }
    svg = ElementTree.fromstring(str(draw(values)["svg"]))  # noqa: S314 (drawn by us)
    _x, _y, width, height = map(float, svg.get("viewBox", "").split())
    found = []
    for group in svg:
        shift = group.get("transform", "translate(0, 0)").removeprefix("translate(").rstrip(")")
        right, down = map(float, shift.split(","))
        for text in group.iter("text"):
            said, x, y = (
                text.text or "",
                float(text.get("x", 0)) + right,
                float(text.get("y", 0)) + down,
            )
            wide = 0.95 * width_of(said)
            x -= {"end": wide, "middle": wide / 2}.get(text.get("text-anchor", ""), 0)
            found.append((said, (x, y - LETTER + 2, x + wide, y)))
    return (0, 0, width, height), found


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_is_cut_by_the_edge_of_the_drawing(name):
    (left, top, right, bottom), found = boxes(CHARTS[name])

    assert found
    assert [w for w, (a, b, c, d) in found if a < left or b < top or c > right or d > bottom] == []


@pytest.mark.parametrize("name", CHARTS)
def test_no_word_stands_on_another(name):
    _drawing, found = boxes(CHARTS[name])

    assert [
        (one, other)
        for (one, (a, b, c, d)), (other, (e, f, g, h)) in combinations(found, 2)
        if a < g - 1 and e < c - 1 and b < h - 2 and f < d - 2
    ] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0"), (96.5, "96.5"), (215082.3, "215,082.30"), (1234567, "1,234,567"), (-3.25, "-3.25")],
)
def test_numbers_are_written_as_people_write_them(number, words):
    assert spoken(number) == words
