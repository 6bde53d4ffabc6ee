"""From started to open: wait for the first page, fill the demo district, print the addresses."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from types import TracebackType

from zhigong.kernel.text import gettext_noop
from zhigong.program.failure import Failure, say, told
from zhigong.program.serving import ports
from zhigong.program.serving.children import PARENT

FIRST_PAGE_SECONDS = 180
TRIES = 2


class DemoRows:
    """The demo district being made once the first page is there; its sign-ins when it is done."""

    def __enter__(self) -> DemoRows:
        self._tries = 0
        self._process: subprocess.Popen[str] | None = None
        return self

    def begin(self) -> None:
        """It would take the first page's processors, and it asks for the same files."""
        self._tries += 1
        self._process = subprocess.Popen(
            [sys.executable, "-m", "zhigong.program.serving.demo_process"],
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"ZHIGONG_LOG": "WARNING", PARENT: str(os.getpid())},
            start_new_session=True,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            if self._process.poll() is None:
                self._process.terminate()
            _collect(self._process)

    def ready(self) -> bool:
        """Whether it is made. Refuses (``Failure``) when it failed twice.

        Once can be the database's restart, which hit the web server too and is over by now.
        """
        if self._process is None:
            self.begin()
            return False
        status = self._process.poll()
        if status in {None, 0}:
            return status == 0
        if self._tries == TRIES:
            raise Failure(gettext_noop("示范区的数据没有建好，请看上面的输出"))
        _collect(self._process)
        self.begin()
        return False

    def rows(self) -> list[list[str]]:
        """Sign-ins as rows of text."""
        assert self._process is not None
        said, _ = self._process.communicate()
        rows: list[list[str]] = json.loads(said)
        return rows


def _collect(process: subprocess.Popen[str]) -> None:
    process.wait()
    if process.stdout is not None:
        process.stdout.close()


class Opening:
    """Asked again and again until the first page is there; then tells where, once."""

    def __init__(self, host: str, port: int, demo: DemoRows | None = None) -> None:
        self._host = host
        self._port = port
        self._demo = demo
        self._begun = time.monotonic()
        self._answered = False
        self._said = False

    def is_done(self) -> bool:
        self._answered = self._answered or self._answers()
        if not self._answered and time.monotonic() - self._begun > FIRST_PAGE_SECONDS:
            raise Failure(gettext_noop("网页服务没有打开，请看上面的输出"))
        if self._demo is not None and not self._said and time.monotonic() - self._begun > 5:
            self._said = True
            say(gettext_noop("正在准备示范区的数据……"))
        if not self._answered or (self._demo is not None and not self._demo.ready()):
            return False
        self._print()
        return True

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection(self._called(), self._port, timeout=10)
        try:
            connection.request("GET", "/healthz", headers={"Host": "localhost"})
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        if answer.status >= 500:
            raise Failure(
                gettext_noop("网页服务出错（%(code)s），请看上面的输出"), code=answer.status
            )
        return True

    def _called(self) -> str:
        """Where we reach ourselves when we listen everywhere."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self._host, self._host)  # noqa: S104

    def _print(self) -> None:
        names = [self._called()]
        if names[0] != self._host:
            names += ports.own_addresses()
        for name in names:
            shown = f"[{name}]" if ":" in name else name
            print(told(gettext_noop("请打开 %(url)s"), url=f"http://{shown}:{self._port}/"))
        if self._demo is not None:
            self._print_sign_ins(self._demo.rows())
        print(told(gettext_noop("按 Ctrl-C 停止。")), flush=True)

    def _print_sign_ins(self, rows: list[list[str]]) -> None:
        if not rows:
            print(told(gettext_noop("这个版本还没有示范区的数据。")))
            return
        print(told(gettext_noop("演示帐号：")))
        widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = (
                cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
            )
            print("  " + "  ".join(cells).rstrip())


def _width(text: str) -> int:
    """Columns on a terminal, where a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)
