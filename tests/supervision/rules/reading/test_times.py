"""A time of day is no end of a sentence, and no position moves because of it."""

from __future__ import annotations

import pytest

from zhigong.supervision.rules.reading import read_text
from zhigong.supervision.rules.reading.sentences import split

NOTICE = "通知\n各单位：\n一、请于2026年12月1日17：00前报送名单。逾期不再受理。\n"


@pytest.mark.parametrize(
    "text",
    [
        "定于12月1日17：00召开会议。",
        "会议自9：30开到11：45，地点另行通知。",
        "请于１７：００前报送。",
        "每天08：30-20：00开放。",
    ],
)
def test_a_time_of_day_stays_in_its_sentence(text):
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("牵头单位：北仓街道。", ["牵头单位：", "北仓街道。"]),
        ("附件1：20个驿站名单。", ["附件1：", "20个驿站名单。"]),
        ("进度12：12月底前完成。", ["进度12：", "12月底前完成。"]),
        ("比分3：1。", ["比分3：", "1。"]),
        ("开放时间：08：30起。", ["开放时间：", "08：30起。"]),
    ],
)
def test_what_is_no_time_is_split_as_ever(text, pieces):
    assert split(text) == pieces


def test_the_sentence_behind_a_time_keeps_the_position_it_had():
    reading = read_text(NOTICE)
    placed = {p.pos: p.text for p in reading.passages}

    assert placed["P3.S1"] == "一、请于2026年12月1日17：00前报送名单。"
    assert placed["P3.S3"] == "逾期不再受理。"
    assert "P3.S2" not in placed
