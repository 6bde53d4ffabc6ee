"""``migrate`` and ``shell``: commands that need the database and little else."""

from __future__ import annotations

import os
import subprocess
import sys

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import Arguments
from zhigong.program.database import schema
from zhigong.program.database.chosen import data_folder, running_database
from zhigong.program.failure import Failure


def migrate(arguments: list[str]) -> int:
    """Bring the tables up to date, as their owner."""
    Arguments("migrate", gettext_noop("把数据表更新到现在的版本")).parse_args(arguments)
    with running_database():
        owner = os.environ.get("DATABASE_OWNER_URL")
        if owner is None:
            raise Failure(
                gettext_noop("更新数据表要用表的所有者帐号：请用 DATABASE_OWNER_URL 写明它的地址")
            )
        print(schema.migrate(owner, os.environ["DATABASE_URL"]).strip())
    return 0


def shell(arguments: list[str]) -> int:
    """Python with the program loaded, as the program's role; arguments go to Django's shell."""
    with running_database():
        os.environ["ZHIGONG_DATA"] = str(data_folder())
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
        return subprocess.call([sys.executable, "-m", "django", "shell", *arguments])
