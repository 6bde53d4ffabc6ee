"""``membership``: a roster checked and taken in from the command line, and possible doubles."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from zhigong.kernel.files import unreadable
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused, Verdict
from zhigong.program.arguments import WRONG_USAGE, Arguments
from zhigong.program.database import schema
from zhigong.program.database.chosen import make_data_folder, running_database
from zhigong.program.failure import Failure, failure_of, say, speaks_chinese, told

EXTENSIONS = ("xlsx", "xls", "xlsm", "ods", "csv")
WHY = {"mobile": gettext_noop("同一手机号"), "name": gettext_noop("姓名和出生日期相同")}


def main(arguments: list[str]) -> int:
    """Status 0 where every row is good and taken in, 1 where rows are refused (and nothing is done)."""
    chosen = _chosen(arguments)
    path = Path(chosen.file) if chosen.file else None
    if path is not None:
        _refuse_what_is_no_sheet(path)
    with running_database():
        if not schema.is_current(os.environ["DATABASE_URL"]):
            raise Failure(gettext_noop("数据表不是现在的版本：请先运行 ./zhigong migrate"))
        _set_up()
        if path is None:
            return _duplicates(as_json=chosen.json)
        return _roster(path, chosen)


def _chosen(arguments: list[str]) -> argparse.Namespace:
    parser = Arguments("membership", gettext_noop("成批核对、导入会员"))
    parser.add_argument(
        "action",
        choices=["check", "import", "duplicates"],
        help=told(gettext_noop("check 只核对；import 导入；duplicates 列出可能重复的人")),
    )
    parser.add_argument(
        "file", nargs="?", help=told(gettext_noop("花名册（.xlsx .xls .ods .csv）"))
    )
    parser.add_argument(
        "--union", metavar="CODE", help=told(gettext_noop("导入到哪个工会：组织代码"))
    )
    parser.add_argument(
        "--skip-bad", action="store_true", help=told(gettext_noop("有问题的行跳过，其余照样导入"))
    )
    parser.add_argument("--json", action="store_true", help=told(gettext_noop("结果写成 JSON")))
    chosen = parser.parse_args(arguments)
    for wrong, message in (
        (chosen.action != "duplicates" and not chosen.file, gettext_noop("请写明花名册文件")),
        (chosen.action == "duplicates" and chosen.file, gettext_noop("duplicates 后面不用写文件")),
        (chosen.action == "import" and not chosen.union, gettext_noop("导入时请用 --union 写明组织代码")),
        (chosen.action != "import" and (chosen.union or chosen.skip_bad),
         gettext_noop("--union 和 --skip-bad 只用于 import")),
    ):  # fmt: skip
        if wrong:
            raise Failure(message, status=WRONG_USAGE)
    return chosen


def _refuse_what_is_no_sheet(path: Path) -> None:
    if path.suffix.lower().lstrip(".") not in EXTENSIONS:
        raise Failure(
            gettext_noop("读不了这种文件：%(file)s。请另存为 .xlsx 或 .csv"), file=path.name
        )
    try:
        path.open("rb").close()
    except OSError as error:
        raise failure_of(unreadable(path, error)) from error


def _set_up() -> None:
    os.environ["ZHIGONG_DATA"] = str(make_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    os.environ.setdefault("ZHIGONG_LOG", "WARNING")
    import django  # noqa: PLC0415 (settings read the database's address when they are loaded)
    from django.utils import translation  # noqa: PLC0415

    django.setup()
    translation.activate("zh-hans" if speaks_chinese() else "en")


def _roster(path: Path, chosen: argparse.Namespace) -> int:
    """Judge every row; then, to import, take the good ones in together."""
    unit_path = _union_path(chosen.union) if chosen.union else ""
    good, bad = [], []
    try:
        for row, verdict in _judged(path):
            if verdict:
                good.append(row.values)
            else:
                bad.append(_told(row, verdict))
        taken = 0
        if unit_path and good and (not bad or chosen.skip_bad):
            taken = _take_in(unit_path, good)
    except Refused as refused:
        raise Failure("%(text)s", text="\n".join(_reasons(Verdict(refused.refusals)))) from refused
    report = {"good": len(good), "bad": len(bad), "imported": taken, "rows": bad}
    _show(report, as_json=chosen.json, importing=bool(unit_path))
    return 0 if taken or (good and not bad and not unit_path) else 1


def _judged(path: Path) -> Iterator[tuple[Any, Verdict]]:
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.membership.actions.roster import judged_roster  # noqa: PLC0415 (needs Django)

    with path.open("rb") as file:
        extension = path.suffix.lower().lstrip(".")
        rows = judged_roster(actor=SYSTEM, file=file, extension=extension)
        yield from ((row, verdict) for row, verdict in rows if not row.skipped)


def _union_path(code: str) -> str:
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.org.queries import units_visible_to  # noqa: PLC0415 (needs Django)

    unit = units_visible_to(SYSTEM).filter(code=code).first()
    if unit is None:
        raise Failure(
            gettext_noop("没有代码为 %(code)s 的组织，请在“组织”页面核对组织代码"), code=code
        )
    return str(unit.path)


def _take_in(unit_path: str, rows: list[Any]) -> int:
    from zhigong.foundation.acting import acting  # noqa: PLC0415
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.membership.actions.roster import take_in  # noqa: PLC0415 (needs Django)

    with acting(SYSTEM, action="membership.roster"):
        return take_in(SYSTEM, unit_path, iter(rows))


def _reasons(verdict: Verdict) -> list[str]:
    from django.utils.translation import gettext  # noqa: PLC0415

    return [
        gettext("。").join(gettext(text) % one.params if one.params else gettext(text)
                          for text in (one.reason, one.remedy) if text)
        for one in verdict.refusals
    ]  # fmt: skip


def _told(row: Any, verdict: Verdict) -> dict[str, Any]:
    codes = [one.code for one in verdict.refusals]
    name = row.values["name"] or ""
    return {"row": row.number, "name": name, "codes": codes, "reasons": _reasons(verdict)}


def _show(report: dict[str, Any], *, as_json: bool, importing: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    else:
        for row in report["rows"]:
            sys.stdout.write(f"{row['row']}\t{row['name']}\t{'; '.join(row['reasons'])}\n")
    say(
        gettext_noop("可以导入 %(good)s 人，有问题 %(bad)s 行"),
        good=report["good"],
        bad=report["bad"],
    )
    if report["imported"]:
        say(gettext_noop("已导入 %(count)s 人"), count=report["imported"])
    elif importing:
        say(gettext_noop("什么也没有导入：请改好有问题的行再导入，或加 --skip-bad 跳过它们"))


def _duplicates(*, as_json: bool) -> int:
    from zhigong.foundation.acting import acting  # noqa: PLC0415
    from zhigong.kernel.actor import SYSTEM  # noqa: PLC0415
    from zhigong.membership.queries import possible_doubles  # noqa: PLC0415 (needs Django)

    with acting(SYSTEM, action="membership.duplicates"):
        found = [
            (why, [(p.pk, p.name, p.citizen_id.masked) for p in people])
            for why, people in possible_doubles()
        ]
    groups = [
        {"why": why, "people": [dict(zip(("id", "name", "citizen_id"), p, strict=True)) for p in people]}
        for why, people in found
    ]  # fmt: skip
    if as_json:
        sys.stdout.write(json.dumps({"groups": groups}, ensure_ascii=False, indent=1) + "\n")
    else:
        for why, people in found:
            who = "\t".join(f"{name} {number}" for _pk, name, number in people)
            sys.stdout.write(f"{told(WHY[why])}\t{who}\n")
    say(gettext_noop("可能重复的有 %(count)s 组"), count=len(groups))
    return 0
