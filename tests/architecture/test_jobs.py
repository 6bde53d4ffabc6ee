"""Every job that is declared anywhere is known to the process that runs them."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"
KNOWN = """
import django; django.setup()
from procrastinate.contrib.django import app
print(*app.tasks, sep="\\n")
"""


def declared() -> set[str]:
    """The names given to ``@job`` and ``@scheduled`` in the source."""
    return {
        mark.args[0].value
        for path in SRC.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(node, ast.FunctionDef)
        for mark in node.decorator_list
        if isinstance(mark, ast.Call)
        and isinstance(mark.func, ast.Name)
        and mark.func.id in {"job", "scheduled"}
        and isinstance(mark.args[0], ast.Constant)
    }


def test_the_worker_knows_every_job():
    """Django alone is set up in it: a job that only some page's module imports would be lost."""
    worker = subprocess.run(
        [sys.executable, "-c", KNOWN],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "zhigong.config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert declared() - set(worker.stdout.split()) == set()
    assert len(declared()) > 10
