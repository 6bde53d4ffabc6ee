"""What a request costs: the CPU of the server's and the database's processes, and of row security.

Seconds by the clock depend on who else uses the machine; CPU seconds hardly do.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from zhigong.program.benches.command import print_table

TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 15
PEOPLE = ("demo.supervisor", "demo.mediator", "demo.arbitration")


def family(pid: int) -> list[int]:
    """A process and everything under it."""
    found = [pid]
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text("ascii").split():
                found += family(int(child))
    return found


def cpu(pid: int) -> float:
    """Seconds of CPU that a family has used, children that have ended included."""
    total = 0
    for one in family(pid):
        with suppress(OSError):
            stat = Path(f"/proc/{one}/stat").read_text("utf-8").rpartition(")")[2].split()
            total += sum(int(part) for part in stat[11:15])
    return total / TICK


def database_pid(connection: psycopg.Connection[Any]) -> int:
    """The database's first process, the parent of the one that answers us."""
    stat = Path(f"/proc/{connection.info.backend_pid}/stat").read_text("utf-8")
    return int(stat.rpartition(")")[2].split()[1])


def show_row_security(owner_url: str, app_url: str, asked: dict[str, list[str]]) -> None:
    """The pages' own statements under the policies, and as the owner, whom none binds."""
    rows: list[list[object]] = []
    for name, statements in asked.items():
        bound, free = _best(app_url, statements), _best(owner_url, statements)
        total, without = sum(bound), sum(free)
        rows.append([name, *bound, *free, total / without])
    heads = ["what is asked", "plan ms", "run ms", "plan, no policies", "run, no policies", "ratio"]
    print_table("row security: what pages ask, best of 15", heads, rows)


def _best(url: str, statements: list[str]) -> tuple[float, float]:
    """Planning and running of the last statement, after those that say who acts."""
    *before, last = statements
    found = []
    with psycopg.connect(url) as connection:
        for one in before:
            connection.execute(one.encode())
        for _ in range(ROUNDS):
            told = connection.execute(
                b"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + last.encode()
            )
            row = told.fetchone()
            assert row is not None
            found.append((row[0][0]["Planning Time"], row[0][0]["Execution Time"]))
        connection.rollback()
    return min(found, key=sum)
