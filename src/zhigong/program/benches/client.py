"""The clients of ``bench http`` in a process of their own: raw sockets, nothing read but what must be.

They run on the machine they measure, so they have to be cheap: a request is bytes made beforehand,
an answer is looked at as far as its status and its length. Told by JSON on standard input, answers by
JSON on standard output.
"""

from __future__ import annotations

import asyncio
import json
import resource
import sys
import time
from functools import partial
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

HEAD_END = b"\r\n\r\n"


class Client(asyncio.Protocol):
    """One connection that sends its requests in turn, again and again until the time is over.

    ``counted``: the one form it posts, whose ``seen_version`` grows with every success.
    """

    def __init__(self, requests: list[bytes], until: float, counted: list[Any] | None) -> None:
        self.requests = cycle(requests)
        self.until, self.counted = until, counted
        self.times: list[float] = []
        self.errors = 0
        self.over = asyncio.get_running_loop().create_future()
        self.received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self._ask()

    def _ask(self) -> None:
        self.received.clear()
        self.begun = time.perf_counter()
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self.received += data
        if not whole(self.received):
            return
        now = time.perf_counter()
        self.times.append(now - self.begun)
        if int(self.received[9:12]) >= 400:
            self.errors += 1
        elif self.counted:
            self.counted[3]["seen_version"] += 1
            self.requests = cycle([request_of(self.counted)])
        if now < self.until:
            self._ask()
        else:
            self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        if time.perf_counter() < self.until:
            self.errors += 1  # the server hung up
        if not self.over.done():
            self.over.set_result(None)


def request_of(wanted: list[Any]) -> bytes:
    """The bytes of a request."""
    method, path, headers, fields = wanted
    body = urlencode(fields).encode() if fields else b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded"]
        lines += [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def turns_of(made: list[bytes], n: int, told: dict[str, Any]) -> list[bytes]:
    """What the client of a number asks: one request for ever, or all, each client from elsewhere."""
    if not told["walked"]:
        return [made[n % len(made)]]
    start = n * len(made) // told["clients"]
    return made[start:] + made[:start]


def whole(received: bytearray) -> bool:
    """Whether an answer has arrived to its end."""
    end = received.find(HEAD_END)
    if end < 0:
        return False
    head = bytes(received[:end]).lower()
    at = head.find(b"\r\ncontent-length:")
    if at >= 0:
        length = int(head[at + 17 :].split(b"\r\n", 1)[0])
        return len(received) >= end + len(HEAD_END) + length
    if b"\r\ntransfer-encoding: chunked" in head:
        return received.endswith(b"0\r\n\r\n", end + len(HEAD_END))
    return True


def same(client: Client) -> Client:
    return client


async def drive(told: dict[str, Any]) -> dict[str, Any]:
    """What came back: seconds of each answer, errors, over how long, at what cost here."""
    begun = time.perf_counter()
    loop, wanted = asyncio.get_running_loop(), told["wanted"]
    made, until = [request_of(one) for one in wanted], begun + told["seconds"]
    clients = [
        Client(turns_of(made, n, told), until, wanted[n % len(wanted)] if told["counted"] else None)
        for n in range(told["clients"])
    ]
    for client in clients:
        await loop.create_connection(partial(same, client), "127.0.0.1", told["port"])
    await asyncio.wait_for(asyncio.gather(*[c.over for c in clients]), told["seconds"] + 60)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "seconds": time.perf_counter() - begun,
        "times": [t for client in clients for t in client.times],
        "errors": sum(client.errors for client in clients),
        "cpu": used.ru_utime + used.ru_stime,
    }


def main() -> int:
    """Drive as told; status 3 where nobody answers."""
    try:
        found = asyncio.run(drive(json.load(sys.stdin)))
    except ConnectionError:
        return 3
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
