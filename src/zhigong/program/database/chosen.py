"""Which database this program uses, and as whom.

``DATABASE_URL`` (the program's role) and ``DATABASE_OWNER_URL`` (the owner, for migrations) name a
server. Where they are absent the embedded one is started and both are set for this process and
its children, so that settings read the same two names either way.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.database import roles
from zhigong.program.database.postgres import Cluster, cluster_home
from zhigong.program.failure import Failure, say

ROOT = Path(__file__).resolve().parents[4]


def data_folder() -> Path:
    """``ZHIGONG_DATA``, else ``.zhigong`` in the repository."""
    named = os.environ.get("ZHIGONG_DATA")
    return (Path(named).expanduser() if named else ROOT / ".zhigong").absolute()


def make_data_folder() -> Path:
    """The data folder, present and writable."""
    data = data_folder()
    try:
        data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise not_writable(data) from error
    if not os.access(data, os.W_OK | os.X_OK):
        raise not_writable(data)
    return data


def not_writable(folder: Path) -> Failure:
    return Failure(
        gettext_noop("文件夹 %(folder)s 不能写入：请改正权限，或用 --data 换一个文件夹"),
        folder=folder,
    )


def uses_own_server() -> bool:
    """Whether a server was named instead of the embedded one."""
    return "DATABASE_URL" in os.environ


@contextmanager
def running_database() -> Iterator[Cluster | None]:
    """The database up for as long as the ``with`` lasts, and named in the environment."""
    if uses_own_server():
        yield None
        return
    data = make_data_folder()
    cluster = Cluster(cluster_home(data))
    if not cluster.home.is_relative_to(data.resolve()) and not cluster.home.exists():
        say(
            gettext_noop("数据库帐户进不了 %(data)s，数据库改放在 %(home)s"),
            data=data,
            home=cluster.home,
        )
    with cluster:
        name_in_environment(cluster)
        yield cluster


def name_in_environment(cluster: Cluster, database: str = roles.DATABASE) -> None:
    os.environ["DATABASE_URL"] = cluster.url(roles.APP, database)
    os.environ["DATABASE_OWNER_URL"] = cluster.url(roles.OWNER, database)
