"""``bench start``: seconds from the command to the first page, on a fresh clone and later.

The yardstick is the least Django page that can be served, on the same web server and machine.
"""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.benches.command import print_table
from zhigong.program.database.chosen import ROOT
from zhigong.program.database.server_settings import free_port
from zhigong.program.failure import Failure

LONGEST = 600
BARE = """
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="bench")
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
urlpatterns = [path("healthz", lambda request: HttpResponse("ok"))]
application = get_wsgi_application()
"""


def main(arguments: list[str]) -> int:
    """Prints the table; the first start makes its own environment in a temporary folder."""
    assert not arguments
    with tempfile.TemporaryDirectory(prefix="zhigong-bench-") as folder:
        top = Path(folder)
        top.chmod(0o755)  # the database's account must be able to reach its data
        copy = top / "zhigong"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(copy)], check=True)  # noqa: S607
        bare = _bare(top)
        first = _demo(copy)
        later = [_demo(copy) for _ in range(3)]
    rows = [
        ["bare Django page", bare, 1.0],
        ["first start (environment, database)", first, first / bare],
        ["later start, best of 3", min(later), min(later) / bare],
        ["later start, worst of 3", max(later), max(later) / bare],
    ]
    print_table("start: seconds from command to first page", ["", "seconds", "ratio"], rows)
    return 0


def _demo(copy: Path) -> float:
    port = free_port()
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ZHIGONG_", "DATABASE_")) and name != "PYTHONPATH"
    }
    command = [str(copy / "zhigong"), "demo", f"--port={port}"]
    return _seconds_to_page(command, port, plain, copy)


def _bare(top: Path) -> float:
    (top / "bare.py").write_text(BARE, encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", str(min(4, os.cpu_count() or 1))]
    command += ["--workers-kill-timeout", "8", "bare:application"]
    return _seconds_to_page(command, port, os.environ, top)


def _seconds_to_page(
    command: list[str], port: int, environment: Mapping[str, str], folder: Path
) -> float:
    begun = time.monotonic()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers(port):
            if process.poll() is not None or time.monotonic() - begun > LONGEST:
                raise Failure(
                    gettext_noop("没有等到第一页：%(command)s"), command=" ".join(command)
                )
            time.sleep(0.02)
        return time.monotonic() - begun
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Told to, and made to where it does not: a server that has just begun may not listen yet."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
