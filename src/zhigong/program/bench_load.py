"""Load from this machine to this machine: some clients, for some seconds, each on its own connection."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

Wanted = tuple[str, str, dict[str, str], dict[str, Any] | None]


@dataclass
class Measured:
    """What came back: seconds of each answer, how many went wrong, over how long."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def row(self) -> list[object]:
        """Requests a second, p50 and p95 in milliseconds, errors."""
        if len(self.times) < 2:
            return [0.0, 0.0, 0.0, self.errors]
        cuts = statistics.quantiles(self.times, n=20)
        return [self.rate, cuts[9] * 1000, cuts[18] * 1000, self.errors]


def drive(
    port: int, wanted: Sequence[Wanted], clients: int, seconds: float, *, counted: bool = False
) -> Measured:
    """Each client asks for its entry of ``wanted`` again and again until the time is over.

    With ``counted``, a form's ``seen_version`` grows with every success. Stops by itself; only
    the loopback is ever asked. ``OSError`` where nobody answers.
    """
    measured = Measured()
    lock = threading.Lock()
    failed: list[OSError] = []

    def client(number: int) -> None:
        try:
            times, errors = _ask(port, wanted[number % len(wanted)], begun + seconds, counted)
        except OSError as error:
            failed.append(error)
            return
        with lock:
            measured.times += times
            measured.errors += errors

    begun = time.perf_counter()
    threads = [threading.Thread(target=client, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.seconds = time.perf_counter() - begun
    if failed and not measured.times:
        raise failed[0]
    return measured


def _ask(port: int, wanted: Wanted, until: float, counted: bool) -> tuple[list[float], int]:
    method, path, headers, fields = wanted
    fields = dict(fields) if fields else None
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times, errors = [], 0
    try:
        while True:
            body = urlencode(fields) if fields else None
            extra = {"Content-Type": "application/x-www-form-urlencoded"} if fields else {}
            begun = time.perf_counter()
            connection.request(method, path, body=body, headers={**headers, **extra})
            answer = connection.getresponse()
            answer.read()
            times.append(time.perf_counter() - begun)
            if answer.status >= 400:
                errors += 1
            elif counted and fields:
                fields["seen_version"] += 1
            if time.perf_counter() >= until:
                return times, errors
    finally:
        connection.close()
