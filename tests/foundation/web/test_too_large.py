"""A form that is too large is heard out and answered with the page that says what to do."""

from __future__ import annotations

import io

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from zhigong.foundation.web import drain
from zhigong.foundation.web.drain import DrainMiddleware


class Body(io.BytesIO):
    """What a server hands on: counts what was taken of it."""

    taken = 0

    def read(self, size: int | None = -1) -> bytes:
        block = super().read(size)
        self.taken += len(block)
        return block


def heard(length: int) -> int:
    """How much of a body of this length is read, by a view that reads nothing of it."""
    body = Body(b"a" * length)
    request = RequestFactory().post("/", b"", content_type="text/plain")
    request._stream._read = body.read
    request._stream.limit = length
    request.META["CONTENT_LENGTH"] = str(length)
    assert DrainMiddleware(lambda _request: HttpResponse("no"))(request).content == b"no"
    return body.taken


def test_what_the_view_left_unread_is_read_to_its_end():
    assert heard(1_000_000) == 1_000_000


def test_there_is_an_end_to_listening(monkeypatch):
    monkeypatch.setattr(drain, "MOST", 200_000)

    assert 200_000 <= heard(1_000_000) <= 200_000 + drain.BLOCK


@pytest.mark.django_db
def test_a_text_too_long_is_answered_with_its_own_page():
    answer = Client().post("/request/story/", {"story": "a" * 3_000_000})

    assert answer.status_code == 413
    said = answer.content.decode()
    assert "内容太大了，没有传上来" in said
    assert "更长的请存成文件" in said


@pytest.mark.django_db
def test_a_text_that_fits_is_taken():
    assert Client().post("/request/story/", {"story": "我的工资没有发。" * 20}).status_code in {
        200,
        302,
        422,
    }
