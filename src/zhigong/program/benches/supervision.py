"""``bench supervision``: reading a long report, and the ledger of ten years.

The ledger: the demo grown to 50 thousand assignments, each page asked in this process by a signed-in
person, beside the bare query for the same page of rows under the same row security. p95 must stay
under 150 ms.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

from django.test import Client

from zhigong.program.benches.command import print_table
from zhigong.program.benches.grow_tasks import ASSIGNMENTS, YEARS, grow_tasks
from zhigong.program.benches.http import count_queries, signed_in
from zhigong.program.benches.prepared import demo_in
from zhigong.supervision import bench as reading

ROUNDS, WARMING = 40, 3
LONGEST = 0.150  # seconds
BARE = (
    "SELECT id, headline, state, due, progress FROM supervision_assignment"
    " WHERE unit_path >= '1/' AND unit_path < '1/~' ORDER BY id DESC LIMIT 26"
)


def main(arguments: list[str]) -> int:
    """Print both tables; 1 where reading or a page took too long."""
    return max(reading.main(arguments), ledger())


def ledger() -> int:
    """The pages over the grown ledger; the grown data stays in the data folder for the next run."""
    with demo_in("bench-ledger") as (owner, _app):
        grow_tasks(owner)
        return measure()


def measure() -> int:
    """Each page's p50 and p95 beside the bare query's."""
    bare = timed(bare_query())
    rows: list[tuple[Any, ...]] = [("bare query of 26 rows", 0, *shown(bare, bare))]
    slowest = 0.0
    for name, login, path in pages():
        client = signed_in(login)
        queries = count_queries(client, path)
        times = timed(lambda client=client, path=path: asked(client, path))  # type: ignore[misc]  # a lambda with defaults
        slowest = max(slowest, p95(times))
        rows.append((name, queries, *shown(times, bare)))
    print_table(
        f"ledger of {ASSIGNMENTS:,} assignments over {YEARS} years",
        ("page", "queries", "p50 ms", "p95 ms", "p50 ÷ bare"),
        rows,
    )
    return int(slowest > LONGEST)


def pages() -> list[tuple[str, str, str]]:
    """(name, demo sign-in, address) of each page that is measured."""
    from zhigong.foundation.acting import acting  # noqa: PLC0415 (Django must be set up)
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.supervision.queries import assignments_visible_to  # noqa: PLC0415

    with acting(SYSTEM, action="bench"):
        newest = assignments_visible_to(SYSTEM).filter(state="underway").first()
        assert newest is not None
        middle = assignments_visible_to(SYSTEM)[ASSIGNMENTS // 2].pk
    ledger = "/supervision/"
    return [
        ("ledger, open", "demo.tasks", ledger),
        ("ledger, all", "demo.tasks", f"{ledger}?state=all"),
        ("ledger, page 1000", "demo.tasks", f"{ledger}?state=all&before={middle}"),
        ("ledger, red", "demo.tasks", f"{ledger}?light=red"),
        ("ledger, words", "demo.tasks", f"{ledger}?state=all&q=%E9%A9%BF%E7%AB%99"),
        ("tasks view", "demo.tasks", f"{ledger}tasks/"),
        ("duties view, open", "demo.tasks", f"{ledger}duties/"),
        ("duties view, all", "demo.tasks", f"{ledger}duties/?state=all"),
        ("duties by leader", "demo.tasks", f"{ledger}duties/?by=leader"),
        ("problems view", "demo.tasks", f"{ledger}problems/"),
        ("leader's page", "demo.leader", f"{ledger}overview/"),
        ("assignment", "demo.tasks", f"{ledger}assignments/{newest.pk}/"),
    ]


def asked(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"


def bare_query() -> Callable[[], object]:
    """The rows of one page in one statement, as the person who reads them."""
    from django.db import connection  # noqa: PLC0415

    from zhigong.foundation.acting import acting  # noqa: PLC0415
    from zhigong.identity.models import Account  # noqa: PLC0415
    from zhigong.identity.queries import actor_of  # noqa: PLC0415

    actor = actor_of(Account.objects.get(login_name="demo.tasks"))

    def ask() -> object:
        with acting(actor), connection.cursor() as cursor:
            cursor.execute(BARE)
            return cursor.fetchall()

    return ask


def timed(work: Callable[[], object]) -> list[float]:
    for _ in range(WARMING):
        work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return times


def shown(times: list[float], bare: list[float]) -> tuple[float, float, float]:
    half = statistics.median(times)
    return 1000 * half, 1000 * p95(times), half / statistics.median(bare)


def p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
