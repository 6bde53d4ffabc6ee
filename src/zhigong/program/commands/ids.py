"""``ids check FILE|-``: one number a line, told apart and checked. Streams; no Django, no database."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from zhigong.kernel.files import unreadable
from zhigong.kernel.identifiers import CITIZEN_ID, MOBILE, UNKNOWN, USCC, Checked, check
from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import Arguments
from zhigong.program.failure import failure_of, say, told

KINDS = {
    CITIZEN_ID: gettext_noop("身份证号"),
    USCC: gettext_noop("统一社会信用代码"),
    MOBILE: gettext_noop("手机号"),
    UNKNOWN: gettext_noop("未知"),
}


def main(arguments: list[str]) -> int:
    """Status 0 once every line is answered; a wrong number is an answer, not a failure."""
    parser = Arguments("ids", gettext_noop("核对身份证号、统一社会信用代码、手机号，一行一个"))
    parser.add_argument("action", choices=["check"])
    parser.add_argument("file", help=told(gettext_noop("文件，- 为标准输入")))
    parser.add_argument("--json", action="store_true", help=told(gettext_noop("一行一个 JSON")))
    chosen = parser.parse_args(arguments)
    write = _write_json if chosen.json else _write_words
    with _opened(chosen.file) as lines:
        wrong = sum(not write(line, found, sys.stdout) for line, found in _checked(lines))
    if not chosen.json:
        say(gettext_noop("不对的有 %(count)s 个"), count=wrong)
    return 0


def _opened(name: str) -> TextIO:
    if name == "-":
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]  # a text file, however it is typed
        return sys.stdin
    try:
        return open(name, encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise failure_of(unreadable(name, error)) from error


def _checked(lines: Iterable[str]) -> Iterator[tuple[str, Checked]]:
    today = date.today()  # noqa: DTZ011, TID251 (the caller's own day; the clock needs Django)
    for line in lines:
        text = line.rstrip("\r\n")
        yield text, check(text, today=today)


def _write_json(text: str, found: Checked, out: TextIO) -> bool:
    answer = {
        "input": text,
        "kind": found.kind,
        "valid": found.valid,
        "reason": found.reason_text(),
        "normalised": found.normalised,
    }
    out.write(json.dumps(answer, ensure_ascii=False) + "\n")
    return found.valid


def _write_words(text: str, found: Checked, out: TextIO) -> bool:
    verdict = "✓" if found.valid else told(found.reason, **found.params)
    out.write(f"{text}\t{told(KINDS[found.kind])}\t{verdict}\n")
    return found.valid
