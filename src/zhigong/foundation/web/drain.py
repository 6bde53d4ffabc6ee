"""Hear a form out before answering, so that its sender hears the answer.

The server hands a body on as it comes. What answers before it has read all of it (a text too long, a
signature that is wrong) would have the connection cut while the browser still sends, and the browser
then shows its own error in place of our page. What is left is read and thrown away, up to a limit.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError

MOST, BLOCK = 300_000_000, 1 << 16


class DrainMiddleware:
    """The outermost middleware: whatever answered, the request is read to its end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.META.get("CONTENT_LENGTH"):
            _read_to_its_end(request)
        return response


def _read_to_its_end(request: HttpRequest) -> None:
    left = MOST
    try:
        while left > 0 and (block := request.read(BLOCK)):
            left -= len(block)
    except (UnreadablePostError, ValueError):
        return  # the sender is gone, or all of it was read and closed
