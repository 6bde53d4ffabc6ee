"""Clocks, charts, weeks and codes: what is drawn says what the figures say."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.ui import charts, clock_face, icons, week

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("state", "left", "tone", "said"),
    [
        ("running", 11, "run", "还剩 11 天"),
        ("running", 3, "warn", "还剩 3 天"),
        ("running", 0, "warn", "今天到期"),
        ("running", -1, "late", "晚了 1 天"),
        ("paused", 9, "wait", "已中止计算"),
        ("met", 2, "good", "按时办结"),
        ("missed", -4, "late", "晚了 4 天"),
        ("dropped", 2, "wait", "不再计算"),
    ],
)
def test_a_clock_says_how_it_stands(state, left, tone, said):
    found = clock_face.headline_of(state, left, provisional=False)
    assert (found[0], found[2]) == (tone, said)


def test_a_provisional_clock_says_so():
    assert clock_face.headline_of("running", 5, provisional=True)[2] == "还剩 5 天（暂定）"


def test_ticks_are_the_days_of_the_period():
    kinds = [kind for _x, kind in clock_face.ticks(15, 2)]
    assert kinds == ["gone"] * 12 + ["today"] + ["left"] * 2


@pytest.mark.parametrize(("total", "left"), [(None, 2), (0, 0), (61, 5), (15, 16), (15, -1)])
def test_periods_that_cannot_be_drawn_have_no_ticks(total, left):
    assert clock_face.ticks(total, left) == []


def test_an_unknown_clock_state_is_refused(drawn):
    with pytest.raises(ValueError, match="no clock state 'done'"):
        drawn('{% clock due=d days_left=1 state="done" %}', d=TODAY)


def test_a_clock_opens_to_start_due_and_what_was_not_counted(drawn):
    html = drawn(
        "{% clock due=due days_left=2 days_total=15 start=start excluded=out basis=law %}",
        due=date(2026, 11, 25),
        start=date(2026, 11, 11),
        out=[("10月1日至10月7日", "国庆放假")],
        law="《调解仲裁法》第十四条",
    )
    for said in ("2026年11月11日", "2026年11月25日", "国庆放假", "第十四条", "15 天里的第 13 天"):
        assert said in html


def chart(kind: str, series: list, **more: object) -> dict:
    given = {
        "kind": kind,
        "title": "收案",
        "labels": ["一月", "二月", "三月"],
        "series": series,
        "unit": "件",
        "sentence": "",
        "tones": (),
        "width": 300,
        "height": 0,
        **more,
    }
    return charts.draw(given)


@pytest.mark.parametrize("kind", charts.KINDS)
def test_no_chart_carries_style_script_or_ids(kind):
    svg = chart(kind, [("件", [3, None, 5]), ("再", [1, 2, 4])])["svg"]
    for forbidden in ("style", "<script", ' id="', "xlink", "<desc", "<defs", "<!--", "http"):
        assert forbidden not in svg


def test_bars_are_as_long_as_their_figures_and_in_the_given_order():
    svg = chart("bars", [("件", [5, 10, 20])], tones=("wait", "run", "late"))["svg"]
    bars = re.findall(
        r'class="bar" x="[\d.]+" y="([\d.]+)" width="([\d.]+)"[^>]*data-tone="(\w+)"', svg
    )
    by_row = sorted((float(y), float(width), tone) for y, width, tone in bars)
    assert [tone for _y, _w, tone in by_row] == ["wait", "run", "late"]
    assert [round(w / by_row[0][1]) for _y, w, _t in by_row] == [1, 2, 4]
    labels = re.findall(r'text-anchor="end">([^<]+)<', svg)
    assert sorted(labels) == sorted(["一月", "二月", "三月"])


@pytest.mark.parametrize("kind", charts.KINDS)
@pytest.mark.parametrize("values", [[0, 3, 5], [5, 0, None], [None, None, 1], [7, 7, 7]])
def test_nought_and_missing_values_are_drawn_as_what_they_are(kind, values):
    svg = chart(kind, [("件", values)], tones=("wait", "run", "late"))["svg"]
    if kind == "bars":
        by_row = sorted(
            (float(y), tone)
            for y, tone in re.findall(r'class="bar"[^>]* y="([\d.]+)"[^>]*data-tone="(\w+)"', svg)
        )
        expected = [
            t for t, v in zip(("wait", "run", "late"), values, strict=True) if v is not None
        ]
        assert [tone for _y, tone in by_row] == expected


@given(
    st.sampled_from(list(charts.KINDS)),
    st.lists(
        st.one_of(st.none(), st.integers(0, 10**6), st.decimals(0, 10**4, places=2)),
        min_size=1,
        max_size=12,
    ),
)
def test_any_figures_can_be_drawn(kind, values):
    drawn = chart(kind, [("件", values)], labels=[str(n) for n in range(len(values))])
    assert drawn["svg"].startswith("<svg")
    assert len(drawn["rows"]) == len(values)


def test_chinese_labels_have_room_left_of_the_bars():
    long = ["等待对方补交证据材料", "调解中", "已履行"]
    svg = chart("bars", [("件", [5, 10, 20])], labels=long)["svg"]
    shift = float(re.search(r"translate\(([\d.]+)", svg)[1])
    assert shift >= len(long[0]) * charts.LETTER


def test_a_chart_says_its_figures_in_a_sentence_and_a_table():
    drawn = chart("lines", [("收", [3, None, 5]), ("结", [1, 2, 4])])
    assert 'aria-label="收案：一月 3 / 1件，二月 — / 2件，三月 5 / 4件"' in drawn["svg"]
    assert drawn["rows"] == [("一月", [3, 1]), ("二月", ["—", 2]), ("三月", [5, 4])]
    assert [one["tone"] for one in drawn["legend"]] == ["run", "warn"]


@pytest.mark.parametrize("values", [[None, None, None], [0, 0, 0]])
def test_a_chart_of_nothing_says_so(values):
    assert "还没有数据" in chart("columns", [("件", values)])["svg"]


@pytest.mark.parametrize(
    ("most", "last", "steps"),
    [(31, 40, 4), (5, 5, 5), (100, 100, 5), (0.7, 0.8, 4), (12345, 15000, 3)],
)
def test_ticks_of_an_axis_are_few_and_round(most, last, steps):
    found = charts.ticks(most)
    assert (found[0], found[-1], len(found) - 1) == (0, last, steps)


def test_the_value_axis_of_stacked_bars_reaches_the_tallest_heap():
    series = [{"values": [3, 8]}, {"values": [4, None]}]
    assert charts.highest("stacked", series) == 8
    assert charts.highest("lines", series) == 8
    assert charts.highest("stacked", [{"values": [3]}, {"values": [4]}]) == 7


def test_labels_are_escaped():
    assert "&lt;b&gt;" in chart("columns", [("件", [1, 2, 3])], labels=["<b>", "b", "c"])["svg"]


def test_hearings_stand_in_their_half_hours():
    item = {"start": time(10, 15), "end": time(11, 20)}
    found = week.slot(item)
    assert (found["at"], found["minutes"]) == ("1000", 90)


@pytest.mark.parametrize(
    ("start", "end", "at", "minutes"),
    [
        (time(7), time(8), "0900", 30),
        (time(8), time(10), "0900", 60),
        (time(19), time(20), "1730", 30),
        (time(9), time(18), "0900", 540),
    ],
)
def test_hearings_outside_the_drawn_hours_stay_on_the_grid(start, end, at, minutes):
    found = week.slot({"start": start, "end": end})
    assert (found["at"], found["minutes"]) == (at, minutes)


def test_hearings_at_the_same_hour_stand_side_by_side():
    day = [
        {"start": time(9), "end": time(11)},
        {"start": time(9, 30), "end": time(10)},
        {"start": time(10), "end": time(11)},
        {"start": time(11), "end": time(12)},
    ]
    found = week.lay_out_day({"date": TODAY, "items": day}, None)["hearings"]
    assert [(h["lane"], h["lanes"]) for h in found] == [(1, 2), (2, 2), (2, 2), (1, 1)]


def test_the_sheet_knows_every_row_and_length_the_week_uses():
    sheet = (icons.SPRITE.parent / "pages.css").read_text("utf-8")
    for hour in range(week.FIRST, week.LAST):
        for half in ("00", "30"):
            assert f'[data-at="{hour:02d}{half}"]' in sheet
    for minutes in range(30, 541, 30):
        assert f'[data-minutes="{minutes}"]' in sheet


def test_a_code_is_black_on_white_with_a_quiet_zone(drawn):
    html = drawn('{% qr text="https://example.org/r/1" label="看进度" %}')
    assert 'aria-label="看进度"' in html
    first = re.search(r'd="M(\d+) (\d+)', html)
    assert first is not None
    assert (first[1], first[2]) == ("4", "4")


def test_english_charts_speak_english():
    with translation.override("en"):
        svg = chart("lines", [("a", [1, 2, 3])], title="Received", labels=["x", "y", "z"], unit="")[
            "svg"
        ]
    assert 'aria-label="Received: x 1, y 2, z 3"' in svg
