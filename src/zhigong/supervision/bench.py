"""``bench supervision``: reading a report of a hundred pages, beside a tokenizer's pass over it.

The yardstick is rjieba (jieba in Rust) tagging the same text in the same run: what any program that
looks at every word must at least spend. Reading must stay under two seconds.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import docx
import rjieba

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading import leaves_of, read_file
from zhigong.supervision.rules.reading.vocabulary import chinese

PAGES = 100
PAGE_CHARACTERS = 22 * 28  # GB/T 9704-2012: 22 lines of 28 characters
LONGEST = 2.0
ROUNDS = 3


def main(arguments: list[str]) -> int:
    """Print the table; 1 where reading took longer than two seconds."""
    assert not arguments
    text = report(PAGES)
    content = text.encode()
    document = _word(text)
    tagging = _best(lambda: rjieba.tag(text))
    rows = [
        (gettext_noop("标尺：rjieba 词性标注"), tagging),
        (gettext_noop("读 UTF-8 文本"), _best(lambda: read_file(content, "report.txt"))),
        (
            gettext_noop("读 GB18030 文本"),
            _best(lambda: read_file(text.encode("gb18030"), "a.txt")),
        ),
        (gettext_noop("读 .docx"), _best(lambda: read_file(document, "report.docx"))),
    ]
    reading = read_file(content, "report.txt")
    sys.stdout.write(
        f"supervision: {PAGES} pages, {len(text)} characters, {len(reading.passages)} passages, "
        f"{len(leaves_of(reading))} tasks\n"
    )
    for what, seconds in rows:
        sys.stdout.write(f"  {seconds:8.3f} s  {seconds / tagging:7.2f} ×  {what}\n")
    return int(max(seconds for _, seconds in rows[1:]) > LONGEST)


def report(pages: int) -> str:
    """An invented report of so many printed pages, its sections counted like a real one's."""
    page = Path(__file__).with_name("bench_page.txt").read_text("utf8")
    heading, _, body = page.partition("\n")
    mark = heading[: heading.index("）") + 1]
    title = heading[len(mark) :]
    sections: list[str] = []
    length = 0
    while length < pages * PAGE_CHARACTERS:
        number = len(sections) % 20
        top = f"{chinese(len(sections) // 20 + 1)}、{title}\n" if number == 0 else ""
        sections.append(f"{top}（{chinese(number + 1)}）{title}\n{body}")
        length += len(sections[-1])
    return f"{title}\n\n" + "".join(sections)


def _word(text: str) -> bytes:
    document = docx.Document()
    for line in text.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)
