"""``backup FILE`` and ``restore FILE``: rows and uploaded files in one file, and back."""

from __future__ import annotations

import json
import os
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from zhigong.kernel.files import unwritable
from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import Arguments
from zhigong.program.backup import keys, rows
from zhigong.program.backup.format import BLOCK, BackupReader, BackupWriter, Member
from zhigong.program.backup.keys import KeyFiles
from zhigong.program.backup.rows import Table
from zhigong.program.database import schema
from zhigong.program.database.chosen import ROOT, data_folder, running_database
from zhigong.program.database.private import write_private
from zhigong.program.failure import Failure, failure_of, say, told

ROWS, FILES, KEYS = "rows", "files", "keys"


def backup(arguments: list[str]) -> int:
    """One moment of the database, and every uploaded file, in one file only its owner reads."""
    parser = Arguments("backup", gettext_noop("把数据和文件备份成一个文件"))
    parser.add_argument("file", type=Path, help=told(gettext_noop("要写的文件")))
    parser.add_argument(
        "--with-keys",
        type=Path,
        metavar="FILE",
        help=told(gettext_noop("连同密钥，用这个文件第一行的口令封存")),
    )
    chosen = parser.parse_args(arguments)
    target: Path = chosen.file.absolute()
    if target.exists():
        raise Failure(gettext_noop("%(file)s 已存在：请换一个名字"), file=target)
    passphrase = keys.passphrase_in(chosen.with_keys) if chosen.with_keys else None
    with running_database():
        write_backup(target, _owner_url(), passphrase)
    return 0


def write_backup(target: Path, owner_url: str, passphrase: str | None = None) -> None:
    """Refuses (``Failure``) where the file cannot be written; leaves no half-written one."""
    try:
        with BackupWriter(target) as writer, psycopg.connect(owner_url) as owner:
            rows.snapshot(owner)
            manifest = _written_rows(writer, owner) | _written_files(writer)
            manifest |= _written_keys(writer, passphrase)
            writer.finish(manifest)
    except OSError as error:
        raise failure_of(unwritable(target, error)) from error
    write_private(
        data_folder() / "last_backup.json", json.dumps({"at": time.time(), "file": str(target)})
    )
    say(
        gettext_noop("已备份到 %(file)s：%(rows)s 行，%(files)s 个文件，%(size)s 字节"),
        file=target,
        rows=sum(entry["count"] for entry in manifest[ROWS]),
        files=len(manifest[FILES]),
        size=target.stat().st_size,
    )


def _written_rows(writer: BackupWriter, owner: psycopg.Connection) -> dict[str, Any]:
    entries = []
    for table in rows.tables(owner):
        member = writer.add(f"{ROWS}/{table.name}", rows.rows_out(owner, table))
        entries.append(
            {
                "table": table.name,
                "columns": table.columns,
                "count": rows.count(owner, table.name),
                "member": _listed(member),
            }
        )
    return {
        "program": _program_version(),
        "made": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "migrations": rows.migrations(owner),
        "sequences": rows.sequences(owner),
        ROWS: entries,
    }


def _written_files(writer: BackupWriter) -> dict[str, Any]:
    """Uploads are never changed, only added; one that went meanwhile is in nobody's rows."""
    top = data_folder() / "files"
    entries = []
    for path in sorted(p for p in top.rglob("*") if p.is_file()):
        try:
            member = writer.add(f"{FILES}/{path.relative_to(top).as_posix()}", _read(path))
        except FileNotFoundError:
            continue
        entries.append({"member": _listed(member)})
    return {FILES: entries}


def _written_keys(writer: BackupWriter, passphrase: str | None) -> dict[str, Any]:
    """Which keys a restore needs; and the keys themselves where there is a passphrase."""
    entries = []
    if passphrase is not None:
        member = writer.add(keys.MEMBER, [keys.sealed_files(passphrase)])
        entries.append({"member": _listed(member)})
    return {KEYS: entries, "key_marks": keys.present_marks()}


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            yield block


def _listed(member: Member) -> dict[str, Any]:
    return {"name": member.name, "size": member.size, "digest": member.digest}


def _program_version() -> str:
    described = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(described["project"]["version"])


def restore(arguments: list[str]) -> int:
    """Put a backup back. Everything is checked first; the rows change in one transaction."""
    parser = Arguments("restore", gettext_noop("从备份文件恢复"))
    parser.add_argument("file", type=Path, help=told(gettext_noop("备份文件")))
    parser.add_argument(
        "--replace",
        action="store_true",
        help=told(gettext_noop("换掉现有的数据（先自动备份）")),
    )
    about_keys = parser.add_mutually_exclusive_group()
    about_keys.add_argument(
        "--with-keys",
        type=Path,
        metavar="FILE",
        help=told(gettext_noop("连同备份里的密钥，口令在这个文件的第一行")),
    )
    about_keys.add_argument(
        "--without-keys", action="store_true", help=told(gettext_noop("没有密钥也恢复"))
    )
    chosen = parser.parse_args(arguments)
    reader = BackupReader(chosen.file.absolute())
    carried = _carried_keys(reader, chosen.with_keys)
    if not chosen.without_keys:
        keys.require_fitting(reader.manifest.get("key_marks", {}), carried)
    with running_database():
        _restore(reader, carried, replace=chosen.replace)
    return 0


def _carried_keys(reader: BackupReader, passphrase_file: Path | None) -> KeyFiles:
    if passphrase_file is None:
        return {}
    members = reader.members(KEYS)
    if not members:
        raise Failure(gettext_noop("备份里没有密钥：请去掉 --with-keys。没有改动任何数据"))
    block = b"".join(reader.blocks(members[0]))
    return keys.opened_files(block, keys.passphrase_in(passphrase_file))


def _restore(reader: BackupReader, carried: KeyFiles, *, replace: bool) -> None:
    owner_url, app_url = _owner_url(), os.environ["DATABASE_URL"]
    wanted = reader.manifest["migrations"]
    if unknown := schema.unknown_migrations(owner_url, app_url, wanted):
        raise Failure(
            gettext_noop("备份来自更新的程序（%(unknown)s）：请先升级程序。没有改动任何数据"),
            unknown=unknown[0],
        )
    with psycopg.connect(owner_url) as owner:
        _refuse_while_in_use(owner, replace=replace)
        same = _has_run(owner) == {tuple(node) for node in wanted}
        in_use = rows.is_in_use(owner)
    stamp = time.strftime("%Y%m%d-%H%M%S")
    if in_use:
        write_backup(data_folder() / f"before-restore-{stamp}.zip", owner_url)
    if not same:
        schema.rebuild(owner_url, app_url, wanted)
    keys.put(carried, stamp)
    _put_files(reader)
    _put_rows(reader, owner_url)
    schema.migrate(owner_url, app_url)
    _remove_other_files(reader)
    say(gettext_noop("已恢复 %(made)s 的备份"), made=reader.manifest["made"])


def _has_run(owner: psycopg.Connection) -> set[tuple[str, ...]]:
    known = owner.execute("SELECT to_regclass('public.django_migrations')").fetchone()
    if known == (None,):
        return set()
    return {tuple(node) for node in rows.migrations(owner)}


def _refuse_while_in_use(owner: psycopg.Connection, *, replace: bool) -> None:
    others = owner.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"  # the server's own have no role
    ).fetchone()
    if others is not None and others[0]:
        raise Failure(gettext_noop("程序正在使用数据库：请先停止它，再恢复"))
    if rows.is_in_use(owner) and not replace:
        raise Failure(
            gettext_noop(
                "数据库里已有数据：确要换掉，请加 --replace（会先自动备份）。没有改动任何数据"
            )
        )


def _put_rows(reader: BackupReader, owner_url: str) -> None:
    with psycopg.connect(owner_url) as owner:
        try:
            rows.replace_all(owner, _content(reader), reader.manifest["sequences"])
        except psycopg.Error as error:
            raise Failure(
                gettext_noop("备份与数据表不相符，数据没有改动：%(error)s"),
                error=str(error).splitlines()[0],
            ) from error


def _content(reader: BackupReader) -> Iterator[tuple[Table, Iterable[bytes]]]:
    for entry, member in zip(reader.manifest[ROWS], reader.members(ROWS), strict=True):
        yield Table(entry["table"], entry["columns"]), reader.blocks(member)


def _put_files(reader: BackupReader) -> None:
    """Before the rows that name them; a file too many harms nobody."""
    top = data_folder() / "files"
    for member in reader.members(FILES):
        target = top / member.name.removeprefix(f"{FILES}/")
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        scratch = target.with_name(f"{target.name}.partial")
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            for block in reader.blocks(member):
                file.write(block)
        scratch.replace(target)


def _remove_other_files(reader: BackupReader) -> None:
    """Files of what was replaced: they are in the backup that was made of it."""
    top = data_folder() / "files"
    kept = {member.name.removeprefix(f"{FILES}/") for member in reader.members(FILES)}
    for path in top.rglob("*"):
        if path.is_file() and path.relative_to(top).as_posix() not in kept:
            path.unlink()


def _owner_url() -> str:
    owner = os.environ.get("DATABASE_OWNER_URL")
    if owner is None:
        raise Failure(
            gettext_noop("备份和恢复要用表的所有者帐号：请用 DATABASE_OWNER_URL 写明它的地址")
        )
    return owner
