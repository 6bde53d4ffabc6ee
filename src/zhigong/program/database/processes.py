"""Is this process what the lock file says it is? A live number alone proves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

STOP_SECONDS = {signal.SIGINT: 60, signal.SIGQUIT: 10}  # "fast", then "at once"


def running_server(cluster: Path) -> int | None:
    """The number of the living server of this data folder, as its lock file names it."""
    lines = lock_lines(cluster)
    if not lines or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    return pid if server_of(cluster, pid) else None


def lock_lines(cluster: Path) -> list[str]:
    """What the server wrote down about itself: number, folder, start, port, sockets."""
    try:
        return (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def end_server(cluster: Path) -> None:
    """End it cleanly: who is in the middle of something is taken back, what was confirmed stays."""
    pid = running_server(cluster)
    for wanted, seconds in STOP_SECONDS.items():
        if pid is None or not server_of(cluster, pid):
            return
        os.kill(pid, wanted)
        deadline = time.monotonic() + seconds
        while server_of(cluster, pid) and time.monotonic() < deadline:
            time.sleep(0.02)  # it takes its lock file away a moment before it is gone


def server_of(cluster: Path, pid: int) -> bool:
    """Whether ``pid`` is a living PostgreSQL server of this data folder.

    After a crash or in a container the number in a stale lock file often belongs to somebody else,
    or to a dead server that nobody has collected yet.
    """
    if not is_alive(pid):
        return False
    if has_proc():
        return not _is_zombie(pid) and _works_in(pid, cluster)
    return _was_started_with(pid, cluster)


def has_proc() -> bool:
    """Whether the kernel shows its processes as files: Linux does, macOS does not."""
    return Path("/proc/self/stat").exists()


def is_alive(pid: int) -> bool:
    """Whether any process has this number."""
    if pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_zombie(pid: int) -> bool:
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True
    return text.rpartition(")")[2].split()[0] in "ZX"


def _works_in(pid: int, cluster: Path) -> bool:
    """A PostgreSQL server's working folder is its data folder."""
    try:
        return os.path.realpath(os.readlink(f"/proc/{pid}/cwd")) == os.path.realpath(cluster)
    except OSError:
        return False


def _was_started_with(pid: int, cluster: Path) -> bool:
    """Without /proc (macOS): the command line names the data folder."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "command=", "-p", str(pid)],  # noqa: S607 (ps is wherever the system keeps it)
        capture_output=True,
        text=True,
        check=False,
    )
    return f"-D {cluster}" in listed.stdout
