"""``./zhigong supervision read FILE``: a speech or notice on the command line, without Django."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.supervision.rules.reading import as_document, as_tree, read_file

GOOD, REFUSED = 0, 1


def main(argv: list[str]) -> int:
    """Run ``read FILE [--json] [--dated YYYY-MM-DD]``; ``-`` reads standard input.

    0 when read, 1 when refused (in words on standard error; with ``--json`` the refusals are the
    document), 2 for wrong usage.
    """
    options = _parser().parse_args(argv)
    try:
        content = _content(options.file)
        reading = read_file(content, options.file, dated=options.dated)
    except Refused as refused:
        return _refused(refused.refusals, as_json=options.json)
    if options.json:
        _write_json(as_document(reading))
    else:
        sys.stdout.write(as_tree(reading))
    return GOOD


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="zhigong supervision")
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser(
        "read", help="passages, roles and proposed tasks of a speech or notice"
    )
    read.add_argument("file", metavar="FILE", help=".txt, .md, .docx, or - for standard input")
    read.add_argument("--json", action="store_true", help="one JSON document on standard output")
    read.add_argument(
        "--dated", type=date.fromisoformat, help="day of the document where it does not say so"
    )
    return parser


def _content(name: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused((_unreadable(name, error),)) from error


def _unreadable(name: str, error: OSError) -> Refusal:
    return Refusal(
        "supervision.read.no-file",
        gettext_noop("打不开文件 %(name)s：%(error)s"),
        gettext_noop("请检查文件名和路径，以及是否有读取权限"),
        {"name": name, "error": error.strerror or str(error)},
    )


def _refused(refusals: tuple[Refusal, ...], *, as_json: bool) -> int:
    if as_json:
        _write_json(
            {
                "refusals": [
                    {"code": r.code, "reason": r.reason_text(), "remedy": r.remedy_text()}
                    for r in refusals
                ]
            }
        )
    for refusal in refusals:
        sys.stderr.write(f"{refusal.reason_text()}。{refusal.remedy_text()}\n")
    return REFUSED


def _write_json(document: dict[str, Any]) -> None:
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n")
