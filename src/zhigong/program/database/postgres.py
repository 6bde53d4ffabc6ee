"""The embedded PostgreSQL: one cluster in one folder, shared by whoever uses it.

``Cluster.start()`` finds the server running (another program of ours uses it, or was killed and
left it behind) or starts it. Every user holds a shared file lock for as long as it lives, and the
last one out stops the server. The kernel lets go of the locks of the dead, so no number in a file
has to be believed: not after ``kill -9``, not after a power cut.
"""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import IO, Any
from urllib.parse import quote

import psycopg

from zhigong.kernel.text import gettext_noop
from zhigong.program.database import account, roles, server_settings
from zhigong.program.database.binaries import Binaries, find_binaries
from zhigong.program.database.guard import TURN, USERS, Guard
from zhigong.program.database.private import open_private, wait_for_lock, write_private
from zhigong.program.database.processes import end_server, lock_lines, running_server
from zhigong.program.failure import Failure, say

SUPERUSER = "zhigong_super"
START_SECONDS = 900  # recovery after a crash may take minutes; it says so while it waits
LARGEST_LOG = 20_000_000
GRAVE = ("FATAL", "PANIC", "could not", "error:")


def cluster_home(data: Path) -> Path:
    """Where the cluster of a data folder lives.

    In the data folder; for root in a system folder named after it where the server's account could
    not reach the data folder, as when everything is under a private home.
    """
    wanted = data.resolve() / "pg"
    unprivileged = account.server_account(wanted)
    if unprivileged is None:
        return wanted
    digest = sha256(data.resolve().as_posix().encode()).hexdigest()[:12]
    elsewhere = account.SYSTEM_FOLDER / "clusters" / digest
    if elsewhere.exists():
        return elsewhere
    if account.reaches(unprivileged, wanted):
        return wanted
    if (wanted / "passwords.json").exists():
        raise Failure(
            gettext_noop("数据库帐户 %(account)s 进不了 %(folder)s：请恢复上级文件夹原来的权限"),
            account=unprivileged.name,
            folder=wanted,
        )
    return elsewhere


@dataclass
class Cluster:
    """A PostgreSQL cluster in ``home``: ``18/`` its data, ``run/`` its socket, ``server.log``.

    ``profile`` is ``durable``, or ``throwaway`` for tests (fast, lost on a power cut).
    """

    home: Path
    profile: str = "durable"
    _binaries: Binaries | None = None
    _child: subprocess.Popen[bytes] | None = None
    _use: IO[Any] | None = None
    _guard: Guard | None = None
    _passwords: dict[str, str] = field(default_factory=dict)

    # Places

    @property
    def binaries(self) -> Binaries:
        if self._binaries is None:
            self._binaries = find_binaries()
        return self._binaries

    @property
    def folder(self) -> Path:
        return self.home / str(self.binaries.major)

    @property
    def sockets(self) -> Path:
        return self.home / "run"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def account(self) -> account.Account | None:
        return account.server_account(self.folder)

    # Connecting

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        """A connection URL for one of the roles; it holds the password."""
        host, port = self._address()
        return (
            f"postgresql://{role}:{self.passwords[role]}@/{database}"
            f"?host={quote(host, safe='')}&port={port}"
        )

    @property
    def passwords(self) -> dict[str, str]:
        if not self._passwords:
            text = (self.home / "passwords.json").read_text(encoding="utf-8")
            self._passwords = json.loads(text)
        return self._passwords

    def _address(self) -> tuple[str, int]:
        """Where the server listens: its socket folder, or loopback; it writes its port down."""
        if server_settings.fits_a_socket(self.sockets):
            return str(self.sockets), server_settings.PORT
        lines = lock_lines(self.folder)
        return "127.0.0.1", int(lines[3]) if len(lines) > 3 else 0

    def superuser(self, database: str = "postgres") -> psycopg.Connection:
        """A superuser's connection in autocommit, for preparing roles and databases only."""
        return psycopg.connect(self.url(SUPERUSER, database), autocommit=True, connect_timeout=5)

    # Starting

    def start(self) -> None:
        """Have the server running and its roles and database present."""
        account.own_folder(self.home, mode=0o711 if account.is_root() else 0o700)
        with wait_for_lock(self.home / TURN):
            self._refuse_other_versions()
            self._create_if_missing()
            try:
                self._hold()
                if running_server(self.folder) is None or not self._joined():
                    self._launch()
                self._prepare()
            except BaseException:
                self._leave()
                raise

    def _hold(self) -> None:
        """Count ourselves among the users, with somebody to clear up should we be killed."""
        if self._use is None:
            self._use = open_private(self.home / USERS, "a")
            fcntl.flock(self._use, fcntl.LOCK_SH)
            self._guard = Guard(self.home, self.folder)

    def is_running(self) -> bool:
        """Whether the server lives, ours or another's."""
        if self._child is not None and self._child.poll() is None:
            return True
        return running_server(self.folder) is not None

    def _joined(self) -> bool:
        """Use the server that is running; false when it was on its way down and is gone."""
        try:
            self._wait_until_ready()
        except _Gone:
            return False
        return True

    def _launch(self) -> None:
        self._clear_stale_locks()
        self._shorten_log()
        with open_private(self.log, "ab") as log:
            self._child = self._run(self._command(), log)
        try:
            self._wait_until_ready()
        except _Gone as gone:
            raise self._failed(gettext_noop("数据库没有启动：%(last)s。请看日志 %(log)s")) from gone

    def _command(self) -> list[str]:
        settings = server_settings.arguments(self.profile, self.sockets)
        return [self.binaries.path("postgres"), "-D", str(self.folder), *settings]

    def _run(self, command: list[str], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start as the server's account, in a session of its own.

        Ctrl-C in the terminal then reaches the program, which ends the server last.
        """
        who = self.account
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=self.home if who is None else "/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            umask=0o077,
            user=None if who is None else who.uid,
            group=None if who is None else who.gid,
            extra_groups=None if who is None else [],
        )

    def _wait_until_ready(self) -> None:
        """Until it answers. Raises ``_Gone`` when the process ends instead."""
        begun = told = time.monotonic()
        while True:
            try:
                self.superuser().close()
                return
            except psycopg.OperationalError:
                if not self.is_running():
                    raise _Gone from None
            now = time.monotonic()
            if now - begun > START_SECONDS:
                raise Failure(
                    gettext_noop("数据库 %(seconds)s 秒内没有就绪。请看日志 %(log)s"),
                    seconds=START_SECONDS,
                    log=self.log,
                )
            if now - told > 10:
                told = now
                say(gettext_noop("数据库正在恢复，请稍候……"))
            time.sleep(0.02 if now - begun < 2 else 0.2)

    # Making

    def _create_if_missing(self) -> None:
        account.own_folder(self.sockets, mode=0o700, account=self.account)
        if (self.folder / "PG_VERSION").exists():
            if not (self.home / "passwords.json").exists():
                raise Failure(
                    gettext_noop(
                        "数据库的密码文件 %(file)s 不见了：请找回它，或用 --data 换一个文件夹后 restore 备份"
                    ),
                    file=self.home / "passwords.json",
                )
            return
        self._write_passwords()
        for scrap in self.home.glob("new-*"):
            shutil.rmtree(scrap, ignore_errors=True)
        fresh = account.own_folder(
            self.home / f"new-{os.getpid()}", mode=0o700, account=self.account
        )
        self._initdb(fresh / "data", fresh / "password")
        (fresh / "data").rename(self.folder)
        shutil.rmtree(fresh)

    def _initdb(self, target: Path, password_file: Path) -> None:
        write_private(password_file, self.passwords[SUPERUSER], self.account)
        account.own_folder(target, mode=0o700, account=self.account)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if self.binaries.major >= 17
            else ["--locale=C"]
        )
        command = [
            self.binaries.path("initdb"),
            f"--pgdata={target}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
            "--no-instructions",
            *locale,
            *(["--no-sync"] if self.profile == "throwaway" else []),
        ]
        with open_private(self.log, "ab") as log:
            status = self._run(command, log).wait()
        password_file.unlink()
        if status != 0:
            raise self._failed(gettext_noop("不能建立数据库：%(last)s。请看日志 %(log)s"))

    def _write_passwords(self) -> None:
        words = {name: secrets.token_urlsafe(24) for name in (SUPERUSER, roles.OWNER, roles.APP)}
        write_private(self.home / "passwords.json", json.dumps(words))
        self._passwords = words

    def _refuse_other_versions(self) -> None:
        """Data of another major version needs a restored backup, not a blind start."""
        for version in self.home.glob("*/PG_VERSION"):
            if (found := version.parent.name) != str(self.binaries.major) and found.isdigit():
                raise Failure(
                    gettext_noop(
                        "数据属于 PostgreSQL %(found)s，程序带的是 %(ours)s："
                        "请用原来的程序 backup，再用现在的程序 restore"
                    ),
                    found=found,
                    ours=self.binaries.major,
                )

    def _prepare(self) -> None:
        with self.superuser() as server:
            roles.prepare_roles(server, self.passwords)
            roles.prepare_database(server, roles.DATABASE)

    # Stopping

    def stop(self) -> None:
        """Leave; the last user stops the server cleanly."""
        if self._use is None:
            return
        with wait_for_lock(self.home / TURN):
            self._leave()

    def _leave(self) -> None:
        if self._use is None:
            return
        try:
            fcntl.flock(self._use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._leave_running()
        else:
            end_server(self.folder)
            if self._child is not None:
                self._child.poll()  # collects it
        self._use.close()
        if self._guard is not None:
            self._guard.dismiss()
        self._use = self._guard = self._child = None

    def _leave_running(self) -> None:
        """Others still use it: whoever is last ends it, though it was our child."""
        if self._child is not None:
            self._child.returncode = 0  # else Popen complains of a child that nobody waits for

    def __enter__(self) -> Cluster:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    # Lock files

    def _clear_stale_locks(self) -> None:
        """Of a server that is dead.

        Its number may now be somebody else's, and PostgreSQL would refuse to start. The rest
        of the file stays: by it PostgreSQL finds out whether old workers still hold its memory. Our
        own number in its place is one that it knows to be its parent's and passes over.
        """
        lines = lock_lines(self.folder)
        if lines:
            lines[0] = str(os.getpid())
            with (self.folder / "postmaster.pid").open("r+", encoding="utf-8") as lock:
                lock.write("\n".join(lines) + "\n")
                lock.truncate()
        for leftover in self.sockets.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    # Log

    def _shorten_log(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))

    def _failed(self, message: str) -> Failure:
        last = self._last_words()
        if "No space left" in last:
            return Failure(
                gettext_noop("磁盘已满：请清理 %(folder)s 所在的磁盘，再试"), folder=self.home
            )
        return Failure(message, last=last, log=self.log)

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        grave = [line for line in lines[-20:] if any(m in line for m in GRAVE)]
        return (grave or lines or ["?"])[-1].strip().rstrip(".")


class _Gone(Exception):
    """The server's process ended while we waited for it."""
