"""``law workforce SHEET``: a whole workforce computed into a workbook. No Django, no database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from errno import EISDIR
from pathlib import Path

from zhigong.foundation.imports.reading import tabs_of
from zhigong.foundation.tables.book import write_book
from zhigong.kernel.files import unreadable, unwritable
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.batch import processes
from zhigong.law.core.days import day_of
from zhigong.law.core.document import refusal_document
from zhigong.law.core.places import code_of
from zhigong.law.core.result import Translate, same
from zhigong.law.language import translator
from zhigong.law.rulebook import RULES
from zhigong.law.workforce.book import Computed, all_unsolved, compute, pages
from zhigong.law.workforce.sheet import Ask
from zhigong.law.workforce.spool import Spool
from zhigong.law.workforce.template import template_pages
from zhigong.program.arguments import WRONG_USAGE, Arguments
from zhigong.program.failure import Failure, failure_of, say, told

EXTENSIONS = ("xlsx", "xls", "xlsm", "ods", "csv")
EVERY = 500  # workers between two words on progress


def main(arguments: list[str]) -> int:
    """Status 0 once the rest is answered, whatever single rows refuse; 1 where there is no table."""
    parser = Arguments("law workforce", gettext_noop("全员测算：一张工资表进，一个工作簿出"))
    parser.add_argument(
        "file", nargs="?", help=told(gettext_noop("工资表（.xlsx .xls .ods .csv）"))
    )
    parser.add_argument("--out", help=told(gettext_noop("写到哪个 .xlsx 文件")))
    parser.add_argument("--place", default="", help=told(gettext_noop("地区代码或名称，如 510100")))
    parser.add_argument("--on", help=told(gettext_noop("以哪一天看，不填为今天")))
    parser.add_argument("--filed", help=told(gettext_noop("申请仲裁或者调解之日，用来看时效")))
    parser.add_argument("--year", type=int, help=told(gettext_noop("表里只写月份时是哪一年")))
    parser.add_argument(
        "--template", metavar="FILE", help=told(gettext_noop("写一张空表，带说明和示例"))
    )
    parser.add_argument(
        "--json", action="store_true", help=told(gettext_noop("合计和未能计算的行写成 JSON"))
    )
    parser.add_argument("--lang", default=os.environ.get("ZHIGONG_LANG", ""), help="en")
    chosen = parser.parse_args(arguments)
    translate = translator(chosen.lang)
    if chosen.template:
        _write(chosen.template, lambda path: write_book(path, template_pages(translate)))
        say(gettext_noop("空表已写到 %(file)s"), file=chosen.template)
        return 0
    if not chosen.file or not (chosen.out or chosen.json):
        raise Failure(
            gettext_noop(
                "请给出工资表，并用 --out 写明结果文件（或用 --json）。请看 %(command)s --help"
            ),
            status=WRONG_USAGE,
            command=parser.prog,
        )
    on = _day(chosen.on) or _today()
    ask = Ask(_place(chosen.place), on, _day(chosen.filed), _year(chosen.year, on))
    if chosen.out:
        _may_write(chosen.out, Path(chosen.file))
    with Spool() as spool:
        done = _computed(Path(chosen.file), ask, spool, translate)
        if chosen.out:
            _write(chosen.out, lambda path: write_book(path, pages(done)))
        _tell(done, chosen.out or "", as_json=chosen.json)
    return 0


def _today() -> date:
    return date.today()  # noqa: DTZ011, TID251 (the caller's own day; the clock needs Django)


def _place(text: str) -> str:
    code = code_of(text) if text else ""
    if code is None:
        raise Failure(
            gettext_noop("不认识的地区：%(place)s。请填六位行政区划代码，如 510100"), place=text
        )
    return code


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return day_of(text, "")
    except Refused:
        raise Failure(
            gettext_noop("不是有效日期：%(text)s。请按 2025-01-31 填写"),
            status=WRONG_USAGE,
            text=text,
        ) from None


EARLIEST = 1949


def _year(year: int | None, on: date) -> int | None:
    if year is not None and not EARLIEST <= year <= on.year:
        raise Failure(
            gettext_noop("--year 应在 %(first)s 和 %(last)s 之间：%(year)s"),
            status=WRONG_USAGE,
            first=EARLIEST,
            last=on.year,
            year=year,
        )
    return year


# What keeps a file from being opened, as the reader of files calls it, in words that name the file.
UNOPENED = {
    "imports.unreadable": gettext_noop(
        "表格打不开：%(file)s。请在 WPS 或 Excel 里另存为 .xlsx 再试"
    ),
    "imports.encrypted": gettext_noop("表格加了密码，打不开：%(file)s。请去掉密码，保存后再试"),
    "imports.endless": gettext_noop(
        "表格读不完：%(file)s。可能已损坏，也可能在很远的格子里有内容；请把要用的行复制到新表再试"
    ),
}


class NoSheet(Failure):
    """A file that holds no table of wages, with the law's own reasons."""

    def __init__(self, refusals: tuple[Refusal, ...]) -> None:
        self.refusals = refusals
        super().__init__("")

    def in_words(self, translate: Callable[[str], str], mark: str) -> str:
        law = same if translate is str else translator("en")
        told = (refusal_document(refusal, law) for refusal in self.refusals)
        return "\n".join(f"{one['reason']}{mark}{one['remedy']}" for one in told)


def _computed(path: Path, ask: Ask, spool: Spool, translate: Translate) -> Computed:
    extension = path.suffix.lower().lstrip(".")
    if extension not in EXTENSIONS and not path.is_dir():
        raise Failure(
            gettext_noop("读不了这种文件：%(file)s。请另存为 .xlsx 或 .csv"), file=path.name
        )
    try:
        with path.open("rb") as file:
            tabs = tabs_of(file, extension)
            return compute(
                tabs, ask, spool, translate=translate, each=_progress(), processes=processes()
            )
    except OSError as error:
        raise failure_of(unreadable(path, error)) from error
    except Refused as refused:
        raise _failure(refused, path) from refused


def _failure(refused: Refused, path: Path) -> Failure:
    unopened = [UNOPENED[one.code] for one in refused.refusals if one.code in UNOPENED]
    return Failure(unopened[0], file=path.name) if unopened else NoSheet(refused.refusals)


def _progress() -> Callable[[int], None]:
    """Words on progress to standard error, every some hundred workers."""

    def each(done: int) -> None:
        if done % EVERY == 0:
            say(gettext_noop("已算 %(count)s 人"), count=done)

    return each


def _may_write(target: str, source: Path) -> None:
    """Refuse a target before the work is done: no workbook, the sheet of wages itself, a folder closed to us."""
    if _named(target).resolve() == source.resolve():
        raise Failure(
            gettext_noop("结果文件不能就是工资表：%(file)s。请换一个名字"),
            status=WRONG_USAGE,
            file=target,
        )
    _write(target, None)


def _named(target: str) -> Path:
    path = Path(target)
    if path.suffix.lower() != ".xlsx":
        raise Failure(
            gettext_noop("结果文件应以 .xlsx 结尾：%(file)s"), status=WRONG_USAGE, file=target
        )
    return path


def _write(target: str, work: Callable[[str], None] | None) -> None:
    """Write beside the target and put it in place whole; a broken attempt leaves nothing behind.

    Without ``work`` only see whether it could be written.
    """
    path = _named(target)
    aside = path.with_name(f".{path.stem}.part.xlsx")
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        aside.touch()  # what cannot be written is named by the system, not by the writer of sheets
        if work is not None:
            work(str(aside))
            aside.replace(path)
    except OSError as error:
        raise failure_of(unwritable(path, error)) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _tell(done: Computed, out: str, *, as_json: bool) -> None:
    totals, translate = done.totals, done.translate
    if as_json:
        unsolved = [
            {"sheet": p.sheet, "row": p.row, "person": p.person, "month": p.month, "column": p.column, "cell": p.cell,
             "code": p.code, "reason": p.reason, "remedy": p.remedy}
            for p in all_unsolved(done)
        ]  # fmt: skip
        found = {**totals.plain(), "unsolved": unsolved, "out": out}
        sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        return
    say(gettext_noop("职工 %(workers)s 人，有请求 %(claiming)s 人，计入合计 %(amount)s 元"),
        workers=totals.workers, claiming=totals.claiming, amount=f"{totals.counted:,.2f}")  # fmt: skip
    for rule, kind in totals.kinds.items():
        sys.stdout.write(f"  {translate(RULES[rule].title)}\t{kind.people}\t{kind.amount:,.2f}\n")
    say(gettext_noop("未能计算的有 %(count)s 项，见结果的最后一页"), count=totals.problems)
    for note in totals.notes:
        sys.stdout.write(f"  ! {note}\n")
    say(gettext_noop("已写到 %(file)s"), file=out)
