"""Where ``./zhigong`` goes on once the environment is there."""

from __future__ import annotations

import os
import sys

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import WRONG_USAGE, nearest, take_data_folder
from zhigong.program.failure import Failure, told
from zhigong.program.registry import COMMANDS, present
from zhigong.program.translations import compile_stale

INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run one command; every failure ends in a sentence and a status, not in a traceback."""
    try:
        _compile_translations()
        return _run(take_data_folder(arguments))
    except Failure as failure:
        failure.show()
        return failure.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # `| head` is no failure
        return 0


def _compile_translations() -> None:
    try:
        compile_stale()
    except OSError:  # a read-only installation shows Chinese; nothing else depends on it
        return


def _run(arguments: list[str]) -> int:
    if not arguments or arguments[0] in {"help", "-h", "--help"}:
        print(overview())
        return 0
    name, *rest = arguments
    command = next((c for c in COMMANDS if c.name == name), None)
    if command is None:
        raise _unknown(name)
    if not command.is_present():
        raise Failure(gettext_noop("这个版本还没有 %(name)s 命令"), name=name)
    return command.load()(rest)


def _unknown(name: str) -> Failure:
    near = nearest(name, ["help", *present(COMMANDS)])
    if near is None:
        return Failure(
            gettext_noop("没有命令 %(name)s。全部命令请看 ./zhigong help"),
            status=WRONG_USAGE,
            name=name,
        )
    return Failure(
        gettext_noop("没有命令 %(name)s，您要的是 %(near)s 吗？全部命令请看 ./zhigong help"),
        status=WRONG_USAGE,
        name=name,
        near=near,
    )


def overview() -> str:
    """All commands with a line each."""
    lines = [told(gettext_noop("用法：./zhigong 命令 [参数]")), ""]
    lines += [f"  {c.name:<12} {told(c.summary)}" for c in present(COMMANDS).values()]
    lines += ["", told(gettext_noop("每个命令加 --help 看参数；--data 文件夹 指定数据放在哪里。"))]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
