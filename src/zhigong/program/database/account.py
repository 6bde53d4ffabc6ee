"""Under which account the embedded database runs, and which folders that account can reach.

PostgreSQL refuses to run as root. So root starts it as ``nobody`` (or as the ordinary user whose
data it is); no account is ever created and no foreign folder's mode is ever changed.
"""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

SYSTEM_FOLDER = Path("/var/lib/zhigong")


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the database server."""

    name: str
    uid: int
    gid: int


def is_root() -> bool:
    return os.geteuid() == 0


def server_account(cluster: Path) -> Account | None:
    """The account to drop to, or ``None`` where the caller's own is right.

    Root takes the owner of an existing cluster, else ``nobody``.
    """
    if not is_root():
        return None
    if cluster.exists() and (owner := cluster.stat().st_uid) != 0:
        return _account(pwd.getpwuid(owner))
    return _account(pwd.getpwnam("nobody"))


def _account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def reaches(account: Account, path: Path) -> bool:
    """Whether the account may walk to ``path``: every existing folder above lets it through."""
    real = path.resolve()
    return all(_lets_through(account, step) for step in (real, *real.parents) if step.exists())


def _lets_through(account: Account, folder: Path) -> bool:
    status = folder.stat()
    if status.st_uid == account.uid:
        return bool(status.st_mode & 0o100)
    if status.st_gid == account.gid:
        return bool(status.st_mode & 0o010)
    return bool(status.st_mode & 0o001)


def own_folder(path: Path, *, mode: int, account: Account | None = None) -> Path:
    """Make a folder of ours with exactly this mode (whatever the umask), given to ``account``.

    A folder that exists is left as it is.
    """
    if not path.exists():
        for missing in reversed([p for p in path.parents if not p.exists()]):
            missing.mkdir(exist_ok=True)
            missing.chmod(0o755)
        path.mkdir(exist_ok=True)
        path.chmod(mode)
        give(path, account)
    return path


def give(path: Path, account: Account | None) -> None:
    """Hand a file or folder of ours to the server's account; nothing to do where it is our own."""
    if account is not None and is_root():
        os.chown(path, account.uid, account.gid)
