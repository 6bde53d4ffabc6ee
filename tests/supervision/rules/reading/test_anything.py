"""Whatever comes in: an answer, nothing lost, positions as the splitter says, no endless work."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.supervision.rules.reading import as_document, as_tree, read_file, read_text

PIECES = [
    "一、", "二、", "（一）", "1.", "（1）", "①", "第一，", "一要", "二是", "要", "希望", "同志们：", "各位代表！",
    "“", "”", "（", "）", "。", "！", "：", "；", "，", "\n", "\n\n", " ", "##paidbegin##", "##paidend##", "**", "## ",
    "习近平总书记强调", "各级党委要", "新一届领导班子", "提三点意见", "6月30日前", "不少于30场", "加强工会工作",
    "取得了成绩", "谢谢大家", "附件", "牵头单位：", "XX区", "第X次", "工会", "职工", "2027年3月5日", "让我们",
]  # fmt: skip
SENTENCE = "[^。！：]*(?:[。！：][。！：”）]*)?"
documents = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


@given(documents)
def test_every_text_is_answered_and_nothing_is_lost(text: str) -> None:
    if not text.strip():
        return
    reading = read_text(text)
    shown = "".join(p.text for p in reading.passages if p.role != "marker")

    kept = re.sub(r"##paid(begin|end)##", "", text)
    assert "".join(shown.split()) == "".join(kept.split())
    assert as_tree(reading).startswith(reading.title or "")


@given(documents)
def test_tasks_point_to_passages_and_parents_that_exist(text: str) -> None:
    if not text.strip():
        return
    answer = as_document(read_text(text))
    positions = {p["pos"] for p in answer["passages"]}
    ids = [t["id"] for t in answer["tasks"]]

    assert len(ids) == len(set(ids))
    assert {pos for t in answer["tasks"] for pos in t["passages"]} <= positions
    assert {t["parent"] for t in answer["tasks"]} <= {None, *ids}
    assert all(t["passages"] and t["title"] for t in answer["tasks"])


@given(documents)
def test_positions_are_those_of_the_splitter(text: str) -> None:
    if not text.strip():
        return
    reading = read_text(text)
    for number, line in enumerate(text.split("\n"), start=1):
        held = [p for p in reading.passages if p.line == number]
        bare = re.sub(r"##paid(begin|end)##", "", line)
        pieces = [p for p in re.findall(SENTENCE, bare) if p.strip()]
        if pieces:
            assert [p.text for p in held] == [piece.strip() for piece in pieces]
        assert [p.pos for p in held] == [f"P{number}.S{n}" for n in range(1, len(held) + 1)]


@given(documents, st.sampled_from(["md", "txt"]))
def test_markdown_never_fails(text: str, suffix: str) -> None:
    if text.strip():
        assert read_file(text.encode(), f"a.{suffix}").passages


HOSTILE = [
    "同志们" * 20_000,
    "一" * 100_000,
    "，要" * 40_000,
    "“" * 50_000,
    "（" * 50_000 + "：",
    "要加强学习，" * 10_000 + "。",
    "1." * 30_000,
    "1234567890" * 10_000,
    "X" * 100_000,
    "习近平总书记" * 20_000,
]


@pytest.mark.slow
@pytest.mark.parametrize("text", HOSTILE, ids=lambda t: t[:6])
def test_no_text_makes_the_reader_work_without_end(text: str) -> None:
    started = time.process_time()

    read_text(text)

    assert time.process_time() - started < 6
