"""Files that only their owner reads, and locks that end with whoever holds them."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import IO, Any

from zhigong.program.database import account


def write_private(path: Path, text: str, owner: account.Account | None = None) -> None:
    """Write a file of mode 0600, on the disk before we go on.

    Without a named owner it goes to the owner of its folder: root at work on an ordinary user's
    data leaves no file behind that he cannot open.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    _hand_over(path, owner)


def open_private(path: Path, mode: str) -> IO[Any]:
    """Open, and create with mode 0600 where it is missing."""
    new = not path.exists()
    opened: IO[Any] = open(path, mode, opener=_private)  # noqa: SIM115 (the caller closes it)
    if new:
        _hand_over(path, None)
    return opened


def wait_for_lock(path: Path) -> IO[Any]:
    """Hold the lock, for a ``with``, once its present holder lets go or dies."""
    lock = open_private(path, "a")
    fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _hand_over(path: Path, owner: account.Account | None) -> None:
    if owner is not None:
        account.give(path, owner)
    elif account.is_root():
        status = path.parent.stat()
        os.chown(path, status.st_uid, status.st_gid)
