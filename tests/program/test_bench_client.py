"""The bench's clients read an answer to its end and no further."""

from __future__ import annotations

import pytest

from zhigong.program.bench_client import whole

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
def test_an_answer_is_whole_at_its_last_byte_and_not_before(answer):
    assert whole(bytearray(answer))
    assert not any(whole(bytearray(answer[:cut])) for cut in range(len(answer)))
