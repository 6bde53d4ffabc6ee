"""The processes under the program: started, watched, started again, stopped in order.

Each runs in a session of its own, so Ctrl-C reaches only the program, which then stops them and the
database last. Should the program itself be killed, its children notice and stop (``orphans``).
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from zhigong.kernel.text import gettext_noop
from zhigong.program.database.postgres import Cluster
from zhigong.program.failure import Failure, say

STOP_SECONDS = 15
FAST_DEATHS = 4  # deaths within a minute after which starting again helps nobody
PARENT = "ZHIGONG_PARENT"


@dataclass
class Child:
    """A Python module that runs as long as the program does."""

    name: str
    module: str
    arguments: list[str] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    late: bool = False  # started once everything else is up
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module, *self.arguments],
            env=os.environ | self.settings | {PARENT: str(os.getpid())},
            start_new_session=True,
        )

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start_again_if_dead(self) -> None:
        """Refuses (``Failure``) when it dies again and again."""
        if self.is_running():
            return
        now = time.monotonic()
        self.deaths = [death for death in self.deaths if now - death < 60] + [now]
        if len(self.deaths) >= FAST_DEATHS:
            raise Failure(gettext_noop("%(name)s 反复退出，请看上面的输出"), name=self.name)
        say(gettext_noop("%(name)s 意外退出，正在重新启动"), name=self.name)
        self.start()

    def ask_to_stop(self) -> None:
        if self.process is not None and self.is_running():
            self.process.send_signal(signal.SIGTERM)

    def end(self, deadline: float) -> None:
        """Wait until the deadline, then do not wait any longer."""
        if self.process is None:
            return
        try:
            self.process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextmanager
def told_to_stop() -> Iterator[threading.Event]:
    """Set by Ctrl-C, by a closed terminal and by ``kill``; a second Ctrl-C ends at once."""
    stop = threading.Event()

    def note(number: int, _frame: FrameType | None) -> None:
        if stop.is_set() and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.set()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, note) for number in numbers}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def watch(
    children: list[Child],
    cluster: Cluster | None,
    stop: threading.Event,
    when_up: Callable[[], bool],
) -> None:
    """Run the children until told to stop. ``when_up`` is asked until it says that all is up."""
    running = [child for child in children if not child.late]
    for child in running:
        child.start()
    try:
        while not stop.wait(1.0 if running is children else 0.05):
            if running is not children and when_up():
                for child in children:
                    if child.late:
                        child.start()
                running = children
            _keep_alive(running, cluster)
    finally:
        _stop(children)


def _keep_alive(children: list[Child], cluster: Cluster | None) -> None:
    if cluster is not None and not cluster.is_running():
        say(gettext_noop("数据库意外停止，正在恢复"))
        cluster.start()
    for child in children:
        child.start_again_if_dead()


def _stop(children: list[Child]) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.end(deadline)
