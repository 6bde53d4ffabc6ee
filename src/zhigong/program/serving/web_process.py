"""The web server as a child of the program: granian, WSGI, HTTP/1."""

from __future__ import annotations

import argparse
import gc
import multiprocessing
import os
import sys
from importlib import import_module

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from zhigong.program.serving.children import PARENT
from zhigong.program.serving.orphans import end_with

DRAIN_SECONDS = 8  # after which an answer still on its way is given up


def load_once() -> None:
    """The application before the workers are forked from this process: read once instead of by each,
    and its memory shared. Nothing is asked of the database, so no connection is shared."""
    import_module("zhigong.config.wsgi")
    import_module("zhigong.config.urls")
    gc.freeze()  # what was loaded is not looked through again, which would copy it to each worker


def main(arguments: list[str]) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    chosen = parser.parse_args(arguments)
    end_with(int(os.environ[PARENT]))
    if multiprocessing.get_start_method() == "fork":
        load_once()
    Granian(
        "zhigong.program.serving.wsgi:application",
        address=chosen.host,
        port=chosen.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=chosen.workers,
        blocking_threads=chosen.threads,
        workers_kill_timeout=DRAIN_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
