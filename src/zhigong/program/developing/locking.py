"""``lock``: the lists of libraries, made afresh from pyproject.toml, with checksums.

No address of a registry stands in them, so each machine uses the mirror it was told of.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import Arguments
from zhigong.program.database.chosen import ROOT
from zhigong.program.developing import platforms
from zhigong.program.failure import Failure, say, told

HEADER = """\
# Every library of the program with its version and checksums, for Python 3.11 and newer on Linux and
# macOS. Made from pyproject.toml by `./zhigong lock`; never edited by hand.
"""
# Each list holds the one before it, at the same versions.
LISTS: tuple[tuple[str, list[str]], ...] = (
    ("requirements.lock", []),
    ("requirements-dev.lock", ["dev"]),
    ("requirements-bench.lock", ["dev", "bench"]),
)


def main(arguments: list[str]) -> int:
    """Needs uv and the network; ``--upgrade`` takes newer versions than those locked now.

    What is locked must come ready built for every machine; ``--check-platforms`` asks only that.
    """
    parser = Arguments("lock", gettext_noop("按 pyproject.toml 重新锁定依赖"))
    parser.add_argument("--upgrade", action="store_true", help=told(gettext_noop("升级到新版本")))
    parser.add_argument(
        "--check-platforms",
        action="store_true",
        help=told(gettext_noop("只查各种机器上是否都有现成的安装包")),
    )
    chosen = parser.parse_args(arguments)
    uv = shutil.which("uv")
    if uv is None:
        raise Failure(gettext_noop("锁定依赖要用 uv：请先安装 uv"))
    if not chosen.check_platforms:
        _lock(uv, upgrade=chosen.upgrade)
    return platforms.check(uv, [ROOT / name for name, _ in LISTS])


def _lock(uv: str, *, upgrade: bool) -> None:
    before: Path | None = None
    for name, groups in LISTS:
        _compile(uv, ROOT / name, groups, before, upgrade=upgrade)
        before = ROOT / name
        say(gettext_noop("已写好 %(name)s"), name=name)


def _compile(
    uv: str, target: Path, groups: list[str], before: Path | None, *, upgrade: bool
) -> None:
    command = [uv, "pip", "compile", "pyproject.toml", "--universal", "--generate-hashes"]
    command += ["--python-version", "3.11", "--no-header", "--no-annotate", "--no-strip-extras"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--quiet", "-o", str(target)]
    command += [word for group in groups for word in ("--group", group)]
    command += ["-c", str(before)] if before else []
    command += ["--upgrade"] if upgrade else []
    if subprocess.call(command, cwd=ROOT) != 0:
        raise Failure(gettext_noop("没有锁定成功，请看上面的输出"))
    target.write_text(HEADER + target.read_text(encoding="utf-8"), encoding="utf-8")
