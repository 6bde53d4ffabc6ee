"""The demo in a data folder of a bench's own, which stays there for the next run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from zhigong.program.database import schema
from zhigong.program.database.chosen import running_database
from zhigong.program.serving.children import PARENT


@contextmanager
def demo_in(folder: str) -> Iterator[tuple[str, str]]:
    """Its database running and filled, Django ready; gives the addresses of the owner and of the program."""
    os.environ |= {
        "ZHIGONG_DEMO": "1",
        "ZHIGONG_DATA": str(Path(os.environ.get("ZHIGONG_DATA", ".zhigong")) / folder),
        "ZHIGONG_LOG": "ERROR",
        "DJANGO_SETTINGS_MODULE": "zhigong.config.settings",
        "ZHIGONG_HOSTS": "localhost,127.0.0.1,testserver",
    }
    Path(os.environ["ZHIGONG_DATA"]).mkdir(parents=True, exist_ok=True)
    with running_database():
        owner, app = os.environ["DATABASE_OWNER_URL"], os.environ["DATABASE_URL"]
        schema.migrate(owner, app)
        subprocess.run([sys.executable, "-m", "zhigong.program.serving.demo_process"], check=True,
                       stdout=subprocess.DEVNULL, env=os.environ | {PARENT: str(os.getpid())})  # fmt: skip
        django.setup()
        yield owner, app
