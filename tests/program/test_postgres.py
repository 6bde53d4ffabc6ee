"""The embedded server outlives what happens to it: killed launchers, killed servers, stale locks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import errors

from tests.program.conftest import ROOT
from zhigong.program.database import account, processes, roles, server_settings
from zhigong.program.database.postgres import Cluster, cluster_home
from zhigong.program.failure import Failure

pytestmark = pytest.mark.slow
LAUNCHER = """
import sys, time
from pathlib import Path
from zhigong.program.database.postgres import Cluster
cluster = Cluster(Path(sys.argv[1]))
cluster.start()
print(cluster._guard._process.pid, flush=True)
time.sleep(600)
"""


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A cluster's home, made once; as root another account must be able to reach it."""
    with tempfile.TemporaryDirectory(prefix="zg-") as name:
        Path(name).chmod(0o755)
        yield Path(name) / "pg"


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    """Durable, since what was confirmed must survive; stopped whatever the test left behind."""
    made = Cluster(home)
    yield made
    made.start()
    with psycopg.connect(made.url(roles.OWNER)) as owner:
        owner.execute("DROP TABLE IF EXISTS kept")
    made.stop()


def launcher(cluster: Cluster, *, guarded: bool = True) -> subprocess.Popen[str]:
    """Another program that uses the cluster; unguarded, nothing is left to end the server."""
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(cluster.home)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": "src"},
    )
    assert process.stdout is not None
    guard = int(process.stdout.readline())
    if not guarded:
        os.kill(guard, signal.SIGKILL)
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def server_pid(cluster: Cluster) -> int:
    return int((cluster.folder / "postmaster.pid").read_text().splitlines()[0])


def wait_until_gone(cluster: Cluster) -> None:
    deadline = time.monotonic() + 60  # far more than it takes: other tests write to the same disk
    while cluster.is_running() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not cluster.is_running()


def write_row(cluster: Cluster) -> None:
    with psycopg.connect(cluster.url(roles.OWNER)) as owner:
        owner.execute("CREATE TABLE IF NOT EXISTS kept (id int)")
        owner.execute("INSERT INTO kept VALUES (1)")


def rows(cluster: Cluster) -> int:
    with psycopg.connect(cluster.url(roles.OWNER)) as owner:
        row = owner.execute("SELECT count(*) FROM kept").fetchone()
        assert row is not None
        return int(row[0])


def test_it_starts_stops_and_starts_again(cluster: Cluster) -> None:
    with cluster:
        write_row(cluster)
    assert not cluster.is_running()

    with cluster:
        assert rows(cluster) == 1
    assert not cluster.is_running()


def test_it_is_not_open_to_everybody(cluster: Cluster) -> None:
    with cluster:
        wrong = cluster.url(roles.APP).replace(cluster.passwords[roles.APP], "wrong")

        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(wrong)
        assert (cluster.home / "passwords.json").stat().st_mode & 0o077 == 0
        assert cluster.sockets.stat().st_mode & 0o077 == 0


def test_the_program_role_can_neither_make_tables_nor_databases(cluster: Cluster) -> None:
    with cluster, psycopg.connect(cluster.url(roles.APP), autocommit=True) as program:
        for statement in ("CREATE TABLE a (id int)", "CREATE TEMP TABLE a (id int)"):
            with pytest.raises(errors.InsufficientPrivilege):
                program.execute(statement)
        with pytest.raises(errors.InsufficientPrivilege):
            program.execute("CREATE DATABASE a")


def test_a_second_program_is_a_guest(cluster: Cluster) -> None:
    other = launcher(cluster)
    with cluster:
        write_row(cluster)
    assert cluster.is_running()

    kill(other)


def test_the_last_one_out_stops_it_whoever_started_it(cluster: Cluster) -> None:
    other = launcher(cluster)
    cluster.start()
    kill(other)
    assert cluster.is_running()

    cluster.stop()

    wait_until_gone(cluster)


def test_the_server_ends_with_a_killed_program(cluster: Cluster) -> None:
    other = launcher(cluster)
    write_row(cluster)

    kill(other)

    wait_until_gone(cluster)
    cluster.start()
    assert rows(cluster) == 1


def test_a_start_that_is_broken_off_leaves_no_server(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(roles, "prepare_roles", broken_off)
        with pytest.raises(KeyboardInterrupt):
            cluster.start()

    assert not cluster.is_running()


def test_a_server_left_by_a_killed_program_is_taken_over(cluster: Cluster) -> None:
    other = launcher(cluster, guarded=False)
    write_row(cluster)
    left = server_pid(cluster)
    kill(other)

    cluster.start()

    assert server_pid(cluster) == left
    assert rows(cluster) == 1


def test_it_recovers_when_program_and_server_are_killed(cluster: Cluster) -> None:
    other = launcher(cluster)
    write_row(cluster)
    os.kill(server_pid(cluster), signal.SIGKILL)
    kill(other)

    cluster.start()

    assert rows(cluster) == 1


def test_it_starts_again_under_a_program_that_lives(cluster: Cluster) -> None:
    cluster.start()
    write_row(cluster)
    os.kill(server_pid(cluster), signal.SIGKILL)
    wait_until_gone(cluster)

    cluster.start()

    assert rows(cluster) == 1


def test_a_lock_that_names_somebody_else_is_not_believed(cluster: Cluster) -> None:
    other = launcher(cluster)
    write_row(cluster)
    os.kill(server_pid(cluster), signal.SIGKILL)
    kill(other)
    lock = cluster.folder / "postmaster.pid"
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    cluster.start()

    assert rows(cluster) == 1


def test_without_proc_the_command_line_tells_whose_server_it_is(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS."""
    monkeypatch.setattr(processes, "has_proc", lambda: False)
    other = launcher(cluster, guarded=False)
    write_row(cluster)
    kill(other)

    cluster.start()
    assert processes.server_of(cluster.folder, server_pid(cluster))
    assert not processes.server_of(cluster.folder, os.getpid())
    cluster.stop()

    assert not cluster.is_running()


@pytest.mark.parametrize(("system", "named"), [("linux", True), ("darwin", False)])
def test_only_linux_without_shared_memory_needs_to_be_told_another_kind(
    system: str, named: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_settings.sys, "platform", system)
    monkeypatch.setattr(server_settings.os, "access", lambda *_: False)

    found = server_settings.arguments("durable", Path("/s"))

    assert ("dynamic_shared_memory_type=mmap" in found) == named


def test_a_long_path_gets_a_port_on_loopback(open_folder: Path) -> None:
    deep = open_folder / ("d" * 100)
    with Cluster(deep / "pg", profile="throwaway") as cluster:
        write_row(cluster)

        assert "127.0.0.1" in cluster.url(roles.APP)
        assert rows(cluster) == 1


def test_data_of_another_version_is_not_touched(open_folder: Path) -> None:
    old = open_folder / "pg" / "14"
    old.mkdir(parents=True)
    (old / "PG_VERSION").write_text("14\n")

    with pytest.raises(Failure, match="PostgreSQL 14"):
        Cluster(open_folder / "pg").start()


def test_a_full_disk_is_called_a_full_disk(open_folder: Path) -> None:
    cluster = Cluster(open_folder / "pg")
    cluster.home.mkdir()
    cluster.log.write_text('FATAL:  could not write to file "x": No space left on device\n')

    assert "磁盘已满" in str(cluster._failed("%(last)s"))

    cluster.log.write_text("FATAL:  something else\n")
    assert str(cluster._failed("%(last)s")) == "FATAL:  something else"


def test_a_server_that_does_not_start_says_why_and_where_to_look(open_folder: Path) -> None:
    cluster = Cluster(open_folder / "pg", profile="throwaway")
    with cluster:
        pass
    (cluster.folder / "global" / "pg_control").unlink()

    with pytest.raises(Failure, match="pg_control") as caught:
        cluster.start()

    assert "server.log" in str(caught.value)
    cluster.stop()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to choose")
def test_root_keeps_the_cluster_where_the_servers_account_can_reach_it(open_folder: Path) -> None:
    private = open_folder / "home"
    private.mkdir(mode=0o700)

    assert cluster_home(open_folder / "data") == (open_folder / "data" / "pg").resolve()
    assert cluster_home(private / "data").is_relative_to(account.SYSTEM_FOLDER)
    assert private.stat().st_mode & 0o777 == 0o700
