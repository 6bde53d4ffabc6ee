"""``demo`` and ``serve``: database, web server and jobs together, stopped together."""

from __future__ import annotations

import argparse
import os
import secrets

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import WRONG_USAGE, Arguments
from zhigong.program.database import schema
from zhigong.program.database.chosen import make_data_folder, running_database
from zhigong.program.database.private import write_private
from zhigong.program.failure import Failure, say, told
from zhigong.program.serving import ports
from zhigong.program.serving.children import Child, told_to_stop, watch
from zhigong.program.serving.opening import DemoRows, Opening

MOST_AT_ONCE = 96  # each holds a connection, and the embedded database has 120
LOOPBACK = "127.0.0.1"
ANYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 (recognised, never chosen for anybody)


def demo(arguments: list[str]) -> int:
    """Show the platform: a district's data, made once, served until Ctrl-C."""
    chosen = _chosen("demo", gettext_noop("启动演示：示范区的数据，打开即看"), arguments)
    port = ports.choose(chosen.host, chosen.port, may_move=True)
    os.environ["ZHIGONG_DEMO"] = "1"
    _set_environment(chosen.host)
    with told_to_stop() as stop, running_database() as cluster:
        _bring_up_to_date()
        with DemoRows() as rows:
            watch(_children(chosen, port), cluster, stop, Opening(chosen.host, port, rows).is_done)
        say(gettext_noop("正在停止……"))
    return 0


def serve(arguments: list[str]) -> int:
    """Serve for real: no debugging, a secret key that is kept, and only the hosts that are named."""
    chosen = _chosen("serve", gettext_noop("正式运行"), arguments)
    port = ports.choose(chosen.host, chosen.port, may_move=False)
    os.environ["ZHIGONG_SERVING"] = "1"
    os.environ.pop("ZHIGONG_DEMO", None)
    _set_environment(chosen.host)
    with told_to_stop() as stop, running_database() as cluster:
        if cluster is not None:
            _bring_up_to_date()
        elif not schema.is_current(os.environ["DATABASE_URL"]):
            raise Failure(gettext_noop("数据表不是现在的版本：请先运行 ./zhigong migrate"))
        watch(_children(chosen, port), cluster, stop, Opening(chosen.host, port).is_done)
        say(gettext_noop("正在停止……"))
    return 0


def _chosen(command: str, summary: str, arguments: list[str]) -> argparse.Namespace:
    parser = Arguments(command, summary)
    parser.add_argument("--port", type=int, help=told(gettext_noop("端口，默认 8000")))
    parser.add_argument("--host", default=LOOPBACK, help=told(gettext_noop("地址，默认 127.0.0.1")))
    usual = min(4, os.cpu_count() or 1)
    parser.add_argument("--workers", type=int, default=usual, help=told(gettext_noop("进程数")))
    parser.add_argument("--threads", type=int, default=4, help=told(gettext_noop("每进程线程数")))
    chosen = parser.parse_args(arguments)
    if chosen.workers < 1 or chosen.threads < 1 or chosen.workers * chosen.threads > MOST_AT_ONCE:
        raise Failure(
            gettext_noop("--workers 和 --threads 至少是 1，乘起来不超过 %(most)s"),
            status=WRONG_USAGE,
            most=MOST_AT_ONCE,
        )
    return chosen


def _bring_up_to_date() -> None:
    owner = os.environ.get("DATABASE_OWNER_URL", os.environ["DATABASE_URL"])
    if not schema.is_current(owner):
        say(gettext_noop("正在更新数据表……"))
        schema.migrate(owner, os.environ["DATABASE_URL"])


def _set_environment(host: str) -> None:
    """What settings read, for this process and its children."""
    data = make_data_folder()
    os.environ["ZHIGONG_DATA"] = str(data)
    (data / "static").mkdir(exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    if "SECRET_KEY" not in os.environ and "SECRET_KEY_FILE" not in os.environ:
        key = data / "secret_key"
        if not key.exists():
            write_private(key, secrets.token_urlsafe(48))
        os.environ["SECRET_KEY_FILE"] = str(key)
    if "ZHIGONG_HOSTS" not in os.environ:
        os.environ["ZHIGONG_HOSTS"] = ",".join(_names_of(host))


def _names_of(host: str) -> list[str]:
    """By which names a browser may call us, where nobody listed them."""
    names = ["localhost", LOOPBACK, "[::1]"]
    if host in ANYWHERE:
        return [*names, *ports.own_addresses()]
    return [*names, f"[{host}]" if ":" in host else host]


def _children(chosen: argparse.Namespace, port: int) -> list[Child]:
    return [
        Child(
            told(gettext_noop("网页服务")),
            "zhigong.program.serving.web_process",
            [
                f"--host={chosen.host}",
                f"--port={port}",
                f"--workers={chosen.workers}",
                f"--threads={chosen.threads}",
            ],
        ),
        Child(
            told(gettext_noop("后台任务")),
            "zhigong.program.serving.jobs_process",
            settings={"ZHIGONG_LOG": os.environ.get("ZHIGONG_LOG", "WARNING")},
            late=True,
        ),
    ]
