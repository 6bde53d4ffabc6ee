"""Load from this machine to this machine: some clients, for some seconds, each on its own connection.

The clients are one process beside the server (``bench_client``), the same for every page and for the
yardstick, and what they use of the machine is measured with the rest.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Wanted = tuple[str, str, dict[str, str], dict[str, Any] | None]


@dataclass
class Measured:
    """What came back: seconds of each answer, how many went wrong, over how long.

    ``cpu`` is the clients' own; ``server`` and ``database`` are filled in by who watched them.
    """

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    errors: int = 0
    cpu: float = 0.0
    server: float = 0.0
    database: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def each(self, seconds: float) -> float:
        """Milliseconds of each request."""
        return seconds * 1000 / len(self.times) if self.times else 0.0

    def row(self) -> list[object]:
        """Requests a second, p50 and p95 in milliseconds, errors."""
        if len(self.times) < 2:
            return [0.0, 0.0, 0.0, self.errors]
        cuts = statistics.quantiles(self.times, n=20)
        return [self.rate, cuts[9] * 1000, cuts[18] * 1000, self.errors]


def drive(
    port: int,
    wanted: Sequence[Wanted],
    clients: int,
    seconds: float,
    *,
    counted: bool = False,
    walked: bool = False,
) -> Measured:
    """Each client asks for its entry of ``wanted`` again and again until the time is over.

    With ``walked``, each goes through all of ``wanted``, every client from another entry. With ``counted``, a form's ``seen_version`` grows with every success. Stops by itself; only
    the loopback is ever asked. ``OSError`` where nobody answers.
    """
    told = {
        "port": port, "wanted": list(wanted), "clients": clients, "seconds": seconds,
        "counted": counted, "walked": walked,
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "zhigong.program.benches.client"],
        input=json.dumps(told), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == 3:
        raise ConnectionRefusedError(port)
    assert done.returncode == 0, done.stderr
    return Measured(**json.loads(done.stdout))
