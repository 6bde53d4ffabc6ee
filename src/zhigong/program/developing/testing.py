"""``test``: the whole suite, or what pytest is told."""

from __future__ import annotations

import os
import subprocess
import sys

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import WRONG_USAGE
from zhigong.program.database.chosen import ROOT, make_data_folder
from zhigong.program.failure import Failure, say

NOT_UNDERSTOOD = 4  # pytest's own status for arguments it does not know


def test(arguments: list[str]) -> int:
    """Run pytest in parallel; every argument is passed on to it."""
    folder = make_data_folder()
    os.environ["ZHIGONG_DATA"] = str(folder)
    status = subprocess.call(pytest_command(arguments), cwd=ROOT)
    if status == NOT_UNDERSTOOD:
        raise Failure(
            gettext_noop("pytest 不明白这些参数，见上面：请看 ./zhigong test --help"),
            status=WRONG_USAGE,
        )
    if status != 0:
        say(gettext_noop("有测试没有通过，见上面"))
    return 1 if status else 0


def pytest_command(arguments: list[str]) -> list[str]:
    """pytest, in as many processes as there are processors unless told otherwise."""
    asked = any(word.startswith(("-n", "--numprocesses")) for word in arguments)
    # Whoever has nothing left takes over from the others: the journeys at the end are long.
    parallel = [] if asked else ["-n", str(min(8, os.cpu_count() or 1)), "--dist", "worksteal"]
    return [sys.executable, "-m", "pytest", *parallel, *arguments]
