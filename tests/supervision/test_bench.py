"""A report of a hundred pages is read whole, in time that grows no faster than it. How long: the bench."""

from __future__ import annotations

import time

import pytest

from zhigong.supervision.bench import PAGE_CHARACTERS, main, report
from zhigong.supervision.rules.reading import leaves_of, read_text


@pytest.mark.slow
def test_a_hundred_pages_are_read_whole() -> None:
    text = report(100)

    reading = read_text(text)

    assert len(text) >= 100 * PAGE_CHARACTERS
    assert [w.code for w in reading.warnings] == []
    assert len(leaves_of(reading)) == 3 * sum(h.form == "han_bracket" for h in reading.headings)


@pytest.mark.slow
def test_time_grows_no_faster_than_the_text() -> None:
    def seconds(pages: int) -> float:
        text = report(pages)
        times = []
        for _ in range(3):
            started = time.process_time()
            read_text(text)
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(80) < 4 * 2 * seconds(20)


@pytest.mark.slow
def test_the_bench_prints_a_ratio_to_its_yardstick(capsys: pytest.CaptureFixture[str]) -> None:
    main([])

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 5
    assert "1.00 ×" in lines[1]
