"""Stops the database server when the last program that used it was killed.

A small process that waits at a pipe whose other end only the program holds. However the program
ends, the kernel closes that end: a word before it means that it left in order, silence that
it was killed. Then the server is ended, unless others still use it.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

from zhigong.program.database.private import open_private, wait_for_lock
from zhigong.program.database.processes import end_server

SOURCES = Path(__file__).resolve().parents[3]
USERS, TURN = "users.lock", "start.lock"
LEFT_IN_ORDER = b"."
# The kernel closes a killed program's files one after another: the pipe may be closed, and its lock not yet.
TRIES, PAUSE = 20, 0.1


class Guard:
    """The program's end of the pipe."""

    def __init__(self, home: Path, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-S", "-m", "zhigong.program.database.guard", str(home), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"PYTHONPATH": str(SOURCES), "PATH": os.environ.get("PATH", os.defpath)},
            start_new_session=True,
        )

    def dismiss(self) -> None:
        """Nothing is left to guard: the program has left, and ended the server if it was the last."""
        try:
            self._process.communicate(LEFT_IN_ORDER)
        except BrokenPipeError:  # it was killed itself
            self._process.wait()


def main(arguments: list[str]) -> int:
    home, folder = map(Path, arguments)
    if sys.stdin.buffer.read(1) == LEFT_IN_ORDER:
        return 0
    for _ in range(TRIES):
        if ended_unused(home, folder):
            break
        time.sleep(PAUSE)
    return 0


def ended_unused(home: Path, folder: Path) -> bool:
    """End the server unless others use it, who have guards of their own."""
    with wait_for_lock(home / TURN), open_private(home / USERS, "a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        end_server(folder)
        return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
