"""``createadmin``: the first administrator of a new installation."""

from __future__ import annotations

import getpass
import os
import sys

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.program.arguments import WRONG_USAGE, Arguments
from zhigong.program.database import schema
from zhigong.program.database.chosen import make_data_folder, running_database
from zhigong.program.failure import Failure, say, told

TRIES = 3


def main(arguments: list[str]) -> int:
    """Asks for what was not given; the password never stands on the command line."""
    parser = Arguments("createadmin", gettext_noop("建立第一个管理员帐号"))
    parser.add_argument("--name", help=told(gettext_noop("登录名")))
    parser.add_argument("--label", default="", help=told(gettext_noop("姓名")))
    parser.add_argument(
        "--password-stdin", action="store_true", help=told(gettext_noop("从标准输入读密码"))
    )
    chosen = parser.parse_args(arguments)
    if chosen.password_stdin and not chosen.name:
        raise Failure(gettext_noop("用 --password-stdin 时请加 --name"), status=WRONG_USAGE)
    name = chosen.name or _asked(gettext_noop("登录名："))
    label = chosen.label or ("" if chosen.password_stdin else _asked(gettext_noop("姓名：")))
    password = sys.stdin.readline().rstrip("\r\n") if chosen.password_stdin else _new_password()
    with running_database():
        if not schema.is_current(os.environ["DATABASE_URL"]):
            owner = os.environ.get("DATABASE_OWNER_URL")
            if owner is None:
                raise Failure(gettext_noop("数据表不是现在的版本：请先运行 ./zhigong migrate"))
            schema.migrate(owner, os.environ["DATABASE_URL"])
        _create(name, label, password)
    say(gettext_noop("管理员 %(name)s 已建立，第一次登录时设置第二验证"), name=name)
    return 0


def _create(name: str, label: str, password: str) -> None:
    os.environ["ZHIGONG_DATA"] = str(make_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    os.environ.setdefault("ZHIGONG_LOG", "WARNING")
    import django  # noqa: PLC0415 (settings read the database's address when they are loaded)

    django.setup()
    from zhigong.org.actions.founding import create_first_admin  # noqa: PLC0415 (needs Django)

    try:
        create_first_admin(name=name, password=password, label=label)
    except Refused as refused:
        reasons = [f"{r.reason_text()} {r.remedy_text()}".strip() for r in refused.refusals]
        raise Failure(
            gettext_noop("没有建立：%(reasons)s"), reasons="; ".join(reasons)
        ) from refused


def _asked(question: str) -> str:
    try:
        return input(told(question)).strip()
    except EOFError as error:
        raise Failure(
            gettext_noop("没有输入：请在终端里运行，或用 --name 和 --password-stdin")
        ) from error


def _new_password() -> str:
    for _ in range(TRIES):
        first = getpass.getpass(told(gettext_noop("密码：")))
        if first == getpass.getpass(told(gettext_noop("再输一遍："))):
            return first
        say(gettext_noop("两遍不一样，请再来"))
    raise Failure(gettext_noop("密码没有确认，帐号没有建立"))
