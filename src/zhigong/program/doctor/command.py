"""``doctor``: is this machine and this database fit, and what to do where not."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import Arguments
from zhigong.program.database.chosen import running_database
from zhigong.program.doctor import database, machine
from zhigong.program.doctor.finding import BAD, GOOD, Finding, bad
from zhigong.program.failure import Failure, told

MARKS = {"good": "✓", "warn": "!", "bad": "✗"}


def main(arguments: list[str]) -> int:
    """Status 1 where something is bad; a warning is no failure."""
    parser = Arguments("doctor", gettext_noop("检查这台机器和数据库，说明该怎么办"))
    parser.add_argument("--json", action="store_true", help=told(gettext_noop("输出 JSON")))
    chosen = parser.parse_args(arguments)
    findings: list[Finding] = []
    for found in _all():
        if found in findings:  # two examinations stumbled over the same thing
            continue
        findings.append(found)
        if not chosen.json:
            print(_line(found), flush=True)
    if chosen.json:
        print(json.dumps({"checks": [f.plain() for f in findings]}, ensure_ascii=False, indent=1))
    return 1 if any(found.level == BAD for found in findings) else 0


def _all() -> Iterator[Finding]:
    for examine in machine.EXAMINATIONS:
        yield _examined(examine)
    with ExitStack() as stack:
        try:
            stack.enter_context(running_database())
        except Failure as failure:
            yield bad(
                gettext_noop("数据库"),
                failure.message,
                failure.remedy or gettext_noop("按提示处理后再运行 doctor"),
                **failure.params,
            )
            return
        yield from database.examine()


def _examined(examine: Callable[[], Finding]) -> Finding:
    try:
        return examine()
    except Failure as failure:
        name = gettext_noop("数据文件夹")
        return bad(name, failure.message, failure.remedy, **failure.params)


def _line(found: Finding) -> str:
    text = f"{MARKS[found.level]} {told(found.name)}: {told(found.finding, **found.params)}"
    if found.level != GOOD and found.advice:
        text += f"\n    → {told(found.advice, **found.params)}"
    return text
