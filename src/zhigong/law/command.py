"""``law assess`` and ``law rules`` on the command line; needs neither Django nor a database."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import IO, Any, BinaryIO

import msgspec

from zhigong.kernel.files import unreadable
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law import sheets
from zhigong.law.core.result import Translate, filled
from zhigong.law.language import translator
from zhigong.law.reading import document
from zhigong.law.rulebook import RULES, assess, refused_document

GOOD, FAILED, WRONG_USAGE = 0, 1, 2
FLAGS = ("--json", "--jsonl", "--help", "-h")

USAGE = gettext_noop(
    "用法：\n"
    "  law assess FACTS.json|- [--json]     计算一份事实文件里的各项请求\n"
    "  law assess FACTS.jsonl|- --jsonl     每行一份，逐行回答，顺序不变\n"
    "  law rules [规则] [--json]            列出规则及其字段、条文和版本\n"
    "  law workforce 工资表.xlsx --out 结果.xlsx [--place 代码] [--json]\n"
    "                                       全员测算；--template 空表.xlsx 写一张空表\n"
    "  --lang en                            用英文回答"
)


class Wrong(Exception):
    """The command cannot go on: a message id, what to do, their places, and the exit status."""

    def __init__(self, message: str, status: int, *, remedy: str = "", **params: Any) -> None:
        super().__init__(message)
        self.message, self.status, self.params = message, status, params
        self.remedy = remedy


@dataclass
class Call:
    """The words of the command line, sorted."""

    words: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    language: str = ""


def main(argv: list[str], stdin: IO[Any], stdout: IO[Any], stderr: IO[Any]) -> int:
    """Run ``assess`` or ``rules``; the exit status is 0 good, 1 refused or failed, 2 wrong usage."""
    call = Call(language=os.environ.get("ZHIGONG_LANG", ""))
    try:
        _sort(argv, call)
        translate = translator(call.language)
        if not call.words or call.flags & {"--help", "-h"}:
            stdout.write(translate(USAGE) + "\n")
            return GOOD if call.words or call.flags else WRONG_USAGE
        verb, *rest = call.words
        if verb not in VERBS:
            raise _unknown_verb(verb)
        return VERBS[verb](call, rest, stdin, stdout)
    except Wrong as wrong:
        for text in (wrong.message, wrong.remedy):
            if text:
                stderr.write(filled(text, wrong.params, translator(call.language)) + "\n")
        return wrong.status


def _sort(argv: list[str], call: Call) -> None:
    words = iter(argv)
    for word in words:
        if word == "--lang" or word.startswith("--lang="):
            call.language = word.partition("=")[2] or next(words, "")
        elif word in FLAGS:
            call.flags.add(word)
        elif word.startswith("-") and word != "-":
            near = difflib.get_close_matches(word, [*FLAGS, "--lang"], 1, 0.4)
            raise Wrong(
                gettext_noop("没有参数 %(word)s，最接近的是 %(near)s；请看 law --help"),
                WRONG_USAGE,
                word=word,
                near=near[0] if near else "--help",
            )
        else:
            call.words.append(word)


def _unknown_verb(verb: str) -> Wrong:
    near = difflib.get_close_matches(verb, VERBS, 1, 0.0)
    return Wrong(
        gettext_noop("没有“law %(verb)s”，最接近的是“law %(near)s”；请看 law --help"),
        WRONG_USAGE,
        verb=verb,
        near=near[0] if near else "assess",
    )


def _assess(call: Call, rest: list[str], stdin: IO[Any], stdout: IO[Any]) -> int:
    if len(rest) != 1:
        raise Wrong(
            gettext_noop("law assess 需要且只需要一个文件名，或 - 表示标准输入"), WRONG_USAGE
        )
    if rest[0] == "-":
        return _answer(call, binary(stdin), stdout)
    try:
        with open(rest[0], "rb") as source:
            return _answer(call, source, stdout)
    except OSError as error:
        why = unreadable(rest[0], error)
        raise Wrong(why.reason, FAILED, remedy=why.remedy, **why.params) from None


def _answer(call: Call, source: BinaryIO, stdout: IO[Any]) -> int:
    if "--jsonl" in call.flags:
        return _stream(call, source, stdout)
    translate = translator(call.language)
    found = _whole(source.read(), translate)
    if "--json" in call.flags:
        stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    else:
        stdout.write(sheets.answers(found, translate))
    return FAILED if found.get("refusals") else GOOD


def _stream(call: Call, source: BinaryIO, stdout: IO[Any]) -> int:
    # Imported here: processes and queues are not needed to answer one document.
    from zhigong.law.batch import answer_lines  # noqa: PLC0415

    buffer = getattr(stdout, "buffer", None)
    for answers in answer_lines(source, call.language):
        if buffer is not None:
            buffer.write(answers)
        else:
            stdout.write(answers.decode())
    stdout.flush()
    return GOOD


def _whole(text: bytes, translate: Translate) -> dict[str, Any]:
    """The answer to one document; a refusal where it is no JSON."""
    try:
        facts = document(text, gettext_noop("请改正后重试；每行一份的文件请加 --jsonl"))
    except Refused as refused:
        return refused_document(refused.refusals[0], translate)
    return assess(facts, translate=translate)


def binary(stream: IO[Any]) -> BinaryIO:
    """The bytes under a text stream; a stream of bytes as it is."""
    found: BinaryIO = getattr(stream, "buffer", stream)  # type: ignore[arg-type]  # a stream of bytes has no buffer
    return found


def _rules(call: Call, rest: list[str], stdin: IO[Any], stdout: IO[Any]) -> int:
    unknown = [name for name in rest if name not in RULES]
    if unknown:
        near = difflib.get_close_matches(unknown[0], RULES, 1, 0.3)
        raise Wrong(
            gettext_noop("没有规则 %(name)s，最接近的是 %(near)s；全部规则见 law rules"),
            FAILED,
            name=unknown[0],
            near=near[0] if near else "—",
        )
    translate = translator(call.language)
    rules = [RULES[name] for name in rest or RULES]
    if "--json" in call.flags or "--jsonl" in call.flags:
        found = {"rules": [rule.document(translate) for rule in rules]}
        stdout.write(msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n")
    else:
        stdout.write(sheets.rules(rules, translate, whole=bool(rest)))
    return GOOD


Verb = Callable[[Call, list[str], IO[Any], IO[Any]], int]
VERBS: dict[str, Verb] = {"assess": _assess, "rules": _rules}
