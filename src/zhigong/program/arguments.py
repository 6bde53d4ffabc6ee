"""Arguments of a command, with wrong ones answered by the nearest right one."""

from __future__ import annotations

import argparse
import difflib
import os
import re
from typing import NoReturn

from zhigong.kernel.text import gettext_noop
from zhigong.program.failure import Failure, told

WRONG_USAGE = 2
SEE_HELP = gettext_noop("请看 %(command)s --help")

# What argparse says, in English only, and what we say of it.
SAID = (
    (r"the following arguments are required: (?P<names>.*)", gettext_noop("还要写明 %(names)s")),
    (r"argument (?P<name>\S+): invalid int value: '(?P<word>.*)'",
     gettext_noop("%(name)s 后面要写整数，“%(word)s”不是")),
    (r"argument (?P<name>\S+): expected one argument", gettext_noop("%(name)s 后面要写一个值")),
    (r"argument (?P<name>\S+): ignored explicit argument", gettext_noop("%(name)s 后面不写值")),
    (r"argument (?P<name>\S+): not allowed with argument (?P<other>\S+)",
     gettext_noop("%(name)s 和 %(other)s 不能一起用")),
)  # fmt: skip


class Arguments(argparse.ArgumentParser):
    """A parser whose refusals are sentences and end with status 2."""

    def __init__(self, command: str, summary: str) -> None:
        super().__init__(prog=f"./zhigong {command}", description=told(summary), allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        if unknown is not None:
            raise self._refused(unknown.group(1), list(self._option_string_actions))
        choice = re.match(r"argument .*: invalid choice: '(.*?)' \(choose from (.*)\)", message)
        if choice is not None:
            raise self._refused(choice.group(1), re.findall(r"[\w-]+", choice.group(2)))
        for pattern, words in SAID:
            if found := re.match(pattern, message):
                raise Failure(
                    words, remedy=SEE_HELP, status=WRONG_USAGE, command=self.prog,
                    **found.groupdict(),
                )  # fmt: skip
        raise Failure(
            gettext_noop("用法不对：%(problem)s。请看 %(command)s --help"),
            status=WRONG_USAGE,
            problem=message,
            command=self.prog,
        )

    def _refused(self, word: str, known: list[str]) -> Failure:
        near = nearest(word, known)
        if near is None:
            return Failure(
                gettext_noop("没有“%(word)s”。请看 %(command)s --help"),
                status=WRONG_USAGE,
                word=word,
                command=self.prog,
            )
        return Failure(
            gettext_noop("没有“%(word)s”，您要的是“%(near)s”吗？请看 %(command)s --help"),
            status=WRONG_USAGE,
            word=word,
            near=near,
            command=self.prog,
        )


def nearest(word: str, known: list[str]) -> str | None:
    """The known word most like this one, if any is like it."""
    close = difflib.get_close_matches(word.partition("=")[0], known, n=1, cutoff=0.5)
    return close[0] if close else None


def take_data_folder(arguments: list[str]) -> list[str]:
    """``--data DIR`` may stand before or after any command: it becomes ``ZHIGONG_DATA``."""
    left: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*left, word, *words]
        if word == "--data":
            folder = next(words, None)
            if folder is None:
                raise Failure(gettext_noop("--data 后面要写文件夹"), status=WRONG_USAGE)
            os.environ["ZHIGONG_DATA"] = os.path.abspath(os.path.expanduser(folder))
        elif word.startswith("--data="):
            folder = word.removeprefix("--data=")
            os.environ["ZHIGONG_DATA"] = os.path.abspath(os.path.expanduser(folder))
        else:
            left.append(word)
    return left
