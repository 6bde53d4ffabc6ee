"""The bench's clients read an answer to its end and no further."""

from __future__ import annotations

import pytest

from zhigong.program.benches.client import turns_of, whole

PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello"
CHUNKED = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
def test_an_answer_is_whole_at_its_last_byte_and_not_before(answer):
    assert whole(bytearray(answer))
    assert not any(whole(bytearray(answer[:cut])) for cut in range(len(answer)))


@pytest.mark.parametrize("pages", [1, 4, 100])
def test_clients_that_walk_begin_apart_and_ask_for_everything(pages):
    made = [b"%d" % n for n in range(pages)]
    turns = [turns_of(made, n, {"walked": True, "clients": 4}) for n in range(4)]

    assert all(sorted(one) == sorted(made) for one in turns)
    assert len({one[0] for one in turns}) == min(4, pages)


def test_clients_that_stay_ask_for_their_own_entry():
    told = {"walked": False, "clients": 3}
    assert [turns_of([b"a", b"b"], n, told) for n in range(3)] == [[b"a"], [b"b"], [b"a"]]
