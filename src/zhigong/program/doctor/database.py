"""The database: its version, what the program's role may do, and whether the tables are current."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psycopg

from zhigong.kernel.text import gettext_noop
from zhigong.program.database import schema
from zhigong.program.database.binaries import OLDEST
from zhigong.program.database.chosen import data_folder
from zhigong.program.doctor.finding import GOOD, Finding, bad, good, warn

TRAIL = ("audit_auditevent", "audit_auditfact")
ROLE = gettext_noop("程序的数据库帐号")
ADVICE = gettext_noop("请按 README 给程序单独的帐号，不用所有者或超级用户")


def examine() -> Iterator[Finding]:
    """As the program's role, which is what serves."""
    url = os.environ["DATABASE_URL"]
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as error:
        yield bad(
            gettext_noop("数据库"),
            gettext_noop("连不上：%(error)s"),
            gettext_noop("请检查 DATABASE_URL 和数据库服务"),
            error=str(error).strip().splitlines()[0],
        )
        return
    with connection:
        yield _version(connection)
        yield _drift(connection)
        yield _language(connection)
        yield _superuser(connection)
        yield _tables(connection)
        yield _trail(connection)
        yield _row_security(connection)
    current = _current(url)
    yield current
    if current.level == GOOD:
        yield _keys()


def _version(connection: psycopg.Connection) -> Finding:
    name = gettext_noop("数据库")
    version = connection.info.server_version
    shown = f"{version // 10000}.{version % 10000}"
    if version // 10000 < OLDEST:
        return bad(
            name,
            gettext_noop("PostgreSQL %(version)s 太旧"),
            gettext_noop("请升级到 15 以上"),
            version=shown,
        )
    return good(name, gettext_noop("PostgreSQL %(version)s"), version=shown)


def _one(connection: psycopg.Connection, query: str, *values: object) -> tuple[object, ...]:
    row = connection.execute(query, values).fetchone()
    assert row is not None
    return tuple(row)


def _drift(connection: psycopg.Connection) -> Finding:
    """Deadlines are counted by this machine, rows are stamped by that one."""
    name = gettext_noop("数据库时钟")
    (there,) = _one(connection, "SELECT extract(epoch FROM clock_timestamp())::float8")
    assert isinstance(there, float)
    seconds = abs(time.time() - there)
    if seconds > 5:
        return bad(
            name,
            gettext_noop("与本机相差 %(seconds).0f 秒"),
            gettext_noop("请两边都打开自动对时"),
            seconds=seconds,
        )
    return good(name, gettext_noop("与本机一致"))


def _language(connection: psycopg.Connection) -> Finding:
    """The jobs library reads a refusal of the server in English; elsewhere it would fail."""
    name = gettext_noop("数据库的消息")
    language, role = _one(connection, "SELECT current_setting('lc_messages'), current_user")
    if str(language).partition(".")[0] in {"", "C", "POSIX"} or str(language).startswith("en"):
        return good(name, gettext_noop("是英文"))
    return bad(
        name,
        gettext_noop("是 %(language)s，后台任务读不懂"),
        gettext_noop("请数据库管理员运行：ALTER ROLE %(role)s SET lc_messages TO 'C'"),
        language=language,
        role=role,
    )


def _superuser(connection: psycopg.Connection) -> Finding:
    role, superuser, bypasses = _one(
        connection,
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user",
    )
    if superuser or bypasses:
        return bad(ROLE, gettext_noop("%(role)s 是超级用户，或能绕过行级权限"), ADVICE, role=role)
    return good(ROLE, gettext_noop("%(role)s 不是超级用户"), role=role)


def _tables(connection: psycopg.Connection) -> Finding:
    (may_create,) = _one(
        connection, "SELECT has_schema_privilege(current_user, 'public', 'CREATE')"
    )
    (owned,) = _one(
        connection,
        "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user",
    )
    if may_create or owned:
        return bad(ROLE, gettext_noop("能改动数据表的结构"), ADVICE)
    return good(ROLE, gettext_noop("不能改动数据表的结构"))


def _trail(connection: psycopg.Connection) -> Finding:
    name = gettext_noop("审计记录")
    rows = connection.execute(
        "SELECT c.relname, has_table_privilege(current_user, c.oid, 'UPDATE, DELETE, TRUNCATE')"
        " FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND relname = ANY(%s)",
        [list(TRAIL)],
    ).fetchall()
    if not rows:
        return warn(name, gettext_noop("还没有建立"), gettext_noop("请运行 ./zhigong migrate"))
    if any(may for _, may in rows):
        return bad(name, gettext_noop("程序的帐号能改动审计记录"), ADVICE)
    return good(name, gettext_noop("只增不改"))


def _row_security(connection: psycopg.Connection) -> Finding:
    name = gettext_noop("行级权限")
    (count,) = _one(
        connection,
        "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relrowsecurity",
    )
    if not count:
        return warn(name, gettext_noop("还没有建立"), gettext_noop("请运行 ./zhigong migrate"))
    return good(name, gettext_noop("%(count)s 张表"), count=count)


def _current(url: str) -> Finding:
    name = gettext_noop("数据表")
    if schema.is_current(url):
        return good(name, gettext_noop("是现在的版本"))
    return warn(name, gettext_noop("不是现在的版本"), gettext_noop("请运行 ./zhigong migrate"))


def _keys() -> Finding:
    """Whether what is sealed opens: after a restore on a new machine the keys may be missing."""
    os.environ["ZHIGONG_DATA"] = str(data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    os.environ.setdefault("ZHIGONG_LOG", "WARNING")
    import django  # noqa: PLC0415 (settings read the database's address when they are loaded)

    django.setup()
    from zhigong.foundation.secrets.actions import columns_that_do_not_open  # noqa: PLC0415
    from zhigong.foundation.secrets.keyring import WrongKeys, new_ring  # noqa: PLC0415
    from zhigong.foundation.secrets.ring import has_keys, ring  # noqa: PLC0415

    name = gettext_noop("密钥")
    put_back = gettext_noop("请把原机器的 keys.json 放到 %(folder)s，权限 600，再运行 doctor")
    try:
        closed = columns_that_do_not_open(ring() if has_keys() else new_ring())
    except WrongKeys as wrong:
        return bad(name, str(wrong), put_back, folder=data_folder())
    if closed:
        found = gettext_noop("有封存的内容打不开：%(columns)s")
        return bad(name, found, put_back, columns=", ".join(closed), folder=data_folder())
    return good(name, gettext_noop("封存的内容都能打开"))
