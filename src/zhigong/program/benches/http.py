"""``bench http``: the served demo, grown to 100 thousand cases, beside a bare Django view.

One server, one run, 32 clients from this machine: the case list, a case file, the public home and a
posted step, before and after growing. Figures are of this machine; the ratios are what to quote, and
of those the ones of CPU, which other work on the machine disturbs least.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zhigong.program.benches.command import print_table
from zhigong.program.benches.cost import PEOPLE, cpu, database_pid, family, show_row_security
from zhigong.program.benches.grow import CASES, EVENTS, POSTED, clear_offers, grow
from zhigong.program.benches.load import Measured, Wanted, drive
from zhigong.program.benches.prepared import demo_in
from zhigong.program.database.server_settings import free_port
from zhigong.program.serving.children import PARENT

SECONDS, WARMING = float(os.environ.get("ZHIGONG_BENCH_SECONDS", "6")), 2.0
CLIENTS = 32
Found = TypeVar("Found")
LONGEST_START = 300
BARE = """
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench")
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("bare", lambda request: HttpResponse("<p>bare</p>" * 40))]
application = get_wsgi_application()
"""


@dataclass
class Served:
    """A running server with a signed-in session."""

    port: int
    process: subprocess.Popen[bytes]

    def memory(self) -> int:
        """Resident megabytes of the server and its workers."""
        total = 0
        for pid in family(self.process.pid):
            with suppress(OSError):
                pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
                total += int(pages) * 4096
        return total // 2**20


def main(arguments: list[str]) -> int:
    """Prints the tables; the grown data stays in the data folder for the next run."""
    assert not arguments
    with demo_in("bench") as (owner, app):
        clear_offers(owner)
        begun = cases_of(owner)  # of the demo, or of an earlier run of the bench
        small = yardstick(), measure()
        clear_offers(owner)
        grow(owner)
        large = yardstick(), measure()
        newest = newest_case()
        asked = [guarded_statements(login, newest) for login in PEOPLE]
        show_row_security(owner, app, {name: said for one in asked for name, said in one.items()})
    show(f"{begun:,} cases", *small)
    show(f"{CASES:,} cases, {EVENTS:,} events", *large)
    return 0


def cases_of(owner: str) -> int:
    """How many cases there are, whoever may see them."""
    with psycopg.connect(owner) as connection:
        row = connection.execute("SELECT count(*) FROM mediation_case").fetchone()
        assert row is not None
        return int(row[0])


def yardstick() -> Measured:
    """The bare view, asked right before the pages that are compared with it."""
    with served_bare() as bare:
        return warm_drive(bare, [("GET", "/bare", {}, None)])


def warm_drive(
    server: Served, wanted: list[Wanted], *, counted: bool = False, walked: bool = False
) -> Measured:
    """``CLIENTS`` clients, but never two on one form: they would refuse each other as out of date.

    Before the measured seconds each worker has answered: what a page costs once is no cost of it.
    """
    clients = min(CLIENTS, len(wanted)) if counted else CLIENTS
    if not counted:
        drive(server.port, wanted, CLIENTS, WARMING)
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
        database = database_pid(connection)
    before = cpu(server.process.pid), cpu(database)
    found = drive(server.port, wanted, clients, SECONDS, counted=counted, walked=walked)
    found.server = cpu(server.process.pid) - before[0]
    found.database = cpu(database) - before[1]
    return found


def measure() -> dict[str, tuple[Measured, int, int]]:
    """Each page: its load, how many queries it asks, the server's memory afterwards."""
    desk = signed_in("demo.supervisor")
    newest = newest_case()
    pages = {"case list": "/cases/", "case file": f"/cases/{newest}/", "public home": "/?public=1"}
    found = {}
    with served() as server:
        for name, path in pages.items():
            queries = count_queries(desk, path)
            wanted: list[Wanted] = [("GET", path, cookies(desk), None)]
            found[name] = (warm_drive(server, wanted), queries, server.memory())
        other = warm_drive(server, other_pages(cookies(desk)), walked=True)
        found["case list, new rows"] = (other, found["case list"][1], server.memory())
        posted = warm_drive(server, posts(), counted=True)
        found["posted step"] = (posted, 0, server.memory())
    return found


def other_pages(headers: dict[str, str]) -> list[Wanted]:
    """The list of all cases page by page: rows that no page has shown before are drawn anew."""
    keys = of_cases(lambda cases: list(cases.order_by("-id").values_list("pk", flat=True)))
    return [("GET", f"/cases/?state=all&before={key}", headers, None) for key in keys[::25]]


def signed_in(login: str) -> Client:
    """A session by the demo's own sign-in."""
    from zhigong.identity.models import Account  # noqa: PLC0415 (Django must be set up)

    client = Client()
    account = Account.objects.get(login_name=login)
    client.post("/sign-in/demo", {"account": account.pk})
    return client


def cookies(client: Client) -> dict[str, str]:
    return {"Cookie": "; ".join(f"{k}={v.value}" for k, v in client.cookies.items())}


def count_queries(client: Client, path: str) -> int:
    from django.db import connection  # noqa: PLC0415

    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, f"{path}: {answer.status_code}"
    return sum(not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT")) for q in captured)


def guarded_statements(login: str, case: int) -> dict[str, list[str]]:
    """Who acts, and what the pages ask of guarded tables, as the program says it to the database."""
    from django.db import connection  # noqa: PLC0415

    client = signed_in(login)
    with CaptureQueriesContext(connection) as captured:
        client.get("/cases/")
        client.get(f"/cases/{case}/")
    said = [str(q["sql"]) for q in captured]
    acts = next(sql for sql in said if sql.startswith("SELECT set_config"))
    asked = {
        "case list": "FROM mediation_case",
        "inbox": "FROM inbox_waiting",
        "course": "audit_trail(",
    }
    return {
        f"{name}, {login}": [acts, found]
        for name, part in asked.items()
        if (found := next((sql for sql in said if part in sql), None))
    }


def newest_case() -> int:
    newest = of_cases(lambda cases: cases.filter(state="in_mediation").first())
    assert newest is not None
    return int(newest.pk)


def of_cases(pick: Callable[[Any], Found]) -> Found:
    """What ``pick`` takes of all cases, whoever may see them."""
    from zhigong.foundation.acting import acting  # noqa: PLC0415 (Django must be set up)
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.mediation.queries import cases_visible_to  # noqa: PLC0415

    with acting(SYSTEM, action="bench"):
        return pick(cases_visible_to(SYSTEM))


def posts() -> list[Wanted]:
    """One case a client, each noting an offer again and again with the version it just made."""
    desk = signed_in("demo.supervisor")
    rows = of_cases(lambda cases: list(cases.filter(state="in_mediation")[:CLIENTS]))
    desk.get(f"/cases/{rows[0].pk}/do/offer/")
    token = desk.cookies["zhigong_csrf"].value
    headers = {**cookies(desk), "X-CSRFToken": token, "Referer": "http://127.0.0.1/"}
    return [
        ("POST", f"/cases/{row.pk}/do/offer/", headers,
         {"side": "mediator", "amount": "100", "terms": POSTED, "seen_version": row.version})
        for row in rows
    ]  # fmt: skip


@contextmanager
def served() -> Iterator[Served]:
    command = [sys.executable, "-m", "zhigong.program.serving.web_process", "--host=127.0.0.1"]
    command += [f"--workers={min(4, os.cpu_count() or 1)}", "--threads=4"]
    with running(command, "/healthz", os.environ | {PARENT: str(os.getpid())}) as server:
        yield server


@contextmanager
def served_bare() -> Iterator[Served]:
    folder = Path(os.environ["ZHIGONG_DATA"])
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1"]
    command += ["--workers", str(min(4, os.cpu_count() or 1)), "--blocking-threads", "4"]
    command += ["bare:application", "--working-dir", str(folder)]
    with running(command, "/bare", os.environ | {"PYTHONPATH": str(folder)}) as server:
        yield server


@contextmanager
def running(command: list[str], path: str, environment: dict[str, str]) -> Iterator[Served]:
    """A server of ours on a free port until the block ends."""
    port = free_port()
    process = subprocess.Popen(
        [*command, f"--port={port}"], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        begun = time.monotonic()
        while not _answers(port, path):
            assert process.poll() is None, f"{command[2]} ended by itself"
            assert time.monotonic() - begun < LONGEST_START, f"{command[2]} does not answer"
            time.sleep(0.1)
        yield Served(port, process)
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def show(title: str, bare: Measured, found: dict[str, tuple[Measured, int, int]]) -> None:
    heads = ["", "requests/s", "p50 ms", "p95 ms", "errors", "cost, bare = 1", "queries", "MB"]
    rows = [["bare view", *bare.row(), 1.0, 0, ""]]
    costs = ["CPU ms a request", "server", "database", "both", "server, bare = 1", "both, bare = 1",
             "clients"]  # fmt: skip
    spent = [costs_of("bare view", bare, bare)]
    for name, (load, queries, memory) in found.items():
        cost = bare.rate / load.rate if load.rate else float("inf")
        rows.append([name, *load.row(), cost, queries or "", memory])
        spent.append(costs_of(name, load, bare))
    print_table(f"http: {title}, {CLIENTS} clients", heads, rows)
    print_table(f"http: {title}, CPU", costs, spent)


def costs_of(name: str, load: Measured, bare: Measured) -> list[object]:
    """What a request cost the server, the database and the clients, and that beside the bare view."""
    server, database = load.each(load.server), load.each(load.database)
    yardstick = bare.each(bare.server) or float("nan")
    return [name, server, database, server + database, server / yardstick,
            (server + database) / yardstick, load.each(load.cpu)]  # fmt: skip
