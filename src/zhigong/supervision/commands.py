"""``./zhigong supervision read FILE``: a speech or notice on the command line, without Django."""

from __future__ import annotations

import argparse
import gettext
import locale
import os
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from zhigong.kernel.files import unreadable
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.supervision.rules.reading import Translate, as_document, as_tree, read_file, same

COMMAND = "./zhigong supervision"
GOOD, REFUSED, WRONG_USAGE = 0, 1, 2
CATALOGUES = Path(__file__).with_name("locale")
KERNEL = Path(__file__).parents[1] / "kernel" / "locale"  # its reasons are told too


def main(argv: list[str]) -> int:
    """Run ``read FILE [--json] [--dated YYYY-MM-DD] [--lang zh|en]``; ``-`` reads standard input.

    0 when read, 1 when refused (in words on standard error; with ``--json`` the refusals are the
    document), 2 for wrong usage.
    """
    try:
        options = _parser().parse_args(argv)
    except _WrongUsage as wrong:
        for translate in (same, _english()):
            sys.stderr.write(
                translate(wrong.message) % {"word": wrong.word, "command": COMMAND} + "\n"
            )
        return WRONG_USAGE
    try:
        content = _content(options.file)
        reading = read_file(content, options.file, dated=options.dated)
    except Refused as refused:
        return _refused(refused.refusals, _translator(options), as_json=options.json)
    if options.json:
        _write_json(as_document(reading, _translator(options)))
    else:
        sys.stdout.write(as_tree(reading, _translator(options)))
    return GOOD


class _WrongUsage(Exception):
    """The command was typed in a way it does not know; the word is what was wrong in it."""

    def __init__(self, message: str, word: str) -> None:
        super().__init__(message)
        self.message, self.word = message, word


class _Arguments(argparse.ArgumentParser):
    """A parser whose refusals are sentences."""

    def error(self, message: str) -> NoReturn:
        dated = re.match(r"argument --dated: invalid \w+ value: '(.*)'", message)
        if dated is not None:
            raise _WrongUsage(
                gettext_noop("“%(word)s”不是日期，请写成 2027-03-05 这样"), dated.group(1)
            )
        unknown = re.search(r"invalid choice: '(.*?)'|unrecognized arguments: (.*)", message)
        if unknown is not None:
            raise _WrongUsage(
                gettext_noop("没有“%(word)s”。请看 %(command)s --help"),
                unknown.group(1) or unknown.group(2),
            )
        raise _WrongUsage(
            gettext_noop("请这样写：%(command)s read 文件 [--json] [--dated 2027-03-05]"), ""
        )


def _parser() -> argparse.ArgumentParser:
    parser = _Arguments(prog=COMMAND, allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser(
        "read", help="passages, roles and proposed tasks of a speech or notice"
    )
    read.add_argument("file", metavar="FILE", help=".txt, .md, .docx, or - for standard input")
    read.add_argument("--json", action="store_true", help="one JSON document on standard output")
    read.add_argument(
        "--dated", type=date.fromisoformat, help="day of the document where it does not say so"
    )
    read.add_argument(
        "--lang", default="", help="language of explanations: zh (JSON's default) or en"
    )
    return parser


def _translator(options: argparse.Namespace) -> Translate:
    """Words in the language asked for; else Chinese in JSON, the terminal's language for people."""
    named = os.environ.get("ZHIGONG_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG")
    terminal = named or locale.getlocale()[0] or ""
    language: str = options.lang or ("zh" if options.json else terminal)
    if language.lower().startswith(("zh", "chinese")):
        return same
    return _english()


def _english() -> Translate:
    ours, kernel = (
        gettext.translation("django", place, languages=["en"], fallback=True)
        for place in (CATALOGUES, KERNEL)
    )
    ours.add_fallback(kernel)
    return ours.gettext


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused((unreadable(name, error),)) from error


def _refused(refusals: tuple[Refusal, ...], translate: Translate, *, as_json: bool) -> int:
    told = [
        {
            "code": r.code,
            "reason": translate(r.reason) % r.params if r.params else translate(r.reason),
            "remedy": translate(r.remedy) % r.params if r.params else translate(r.remedy),
        }
        for r in refusals
    ]
    if as_json:
        _write_json({"refusals": told})
    for words in told:
        sys.stderr.write(f"{words['reason']}\n{words['remedy']}\n")
    return REFUSED


def _write_json(document: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")
