"""What goes into a backup comes out of it, and nothing else is let in."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.contrib.auth.models import Group
from django.db import connections

from tests.databases import TestServer
from zhigong.foundation.secrets.keyring import new_ring
from zhigong.program.backup import commands
from zhigong.program.backup.format import BackupReader, BackupWriter, Member
from zhigong.program.backup.shape import misshapen
from zhigong.program.database import schema
from zhigong.program.failure import Failure


@pytest.fixture
def target(
    database_server: TestServer,
    database_name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> str:
    """A data folder of our own, and the test database as the one that is backed up."""
    monkeypatch.setenv("ZHIGONG_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("DATABASE_URL", database_server.app_url(database_name))
    monkeypatch.setenv("DATABASE_OWNER_URL", database_server.owner_url(database_name))
    (tmp_path / "data" / "files" / "ab").mkdir(parents=True)
    (tmp_path / "data" / "files" / "ab" / "照片.jpg").write_bytes(bytes(range(256)) * 5000)
    return database_server.owner_url(database_name)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A backup of nothing much, made without a database."""
    path = tmp_path / "small.zip"
    with BackupWriter(path) as writer:
        member = writer.add("rows/x", [b"1\tone\n", b"2\ttwo\n"])
        rows = [{"table": "x", "columns": ["id", "name"], "member": listed(member)}]
        writer.finish(EMPTY | {"rows": rows})
    return path


EMPTY: dict[str, object] = {
    "made": "2026-11-10T00:00:00Z", "migrations": [], "sequences": {}, "rows": [], "files": [],
}  # fmt: skip


def listed(member: Member) -> dict[str, object]:
    return {"name": member.name, "size": member.size, "digest": member.digest}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_rows_and_files_come_back(target: str, tmp_path: Path) -> None:
    Group.objects.create(name="调解\t一组\\\n第二行")
    before = fingerprints(target)
    path = tmp_path / "a.zip"
    connections.close_all()
    commands.write_backup(path, target)
    Group.objects.create(name="later")
    photo = tmp_path / "data" / "files" / "ab" / "照片.jpg"
    content = photo.read_bytes()
    photo.unlink()
    (tmp_path / "data" / "files" / "later.pdf").write_bytes(b"%PDF")
    connections.close_all()

    assert commands.restore([str(path)]) == 0

    assert fingerprints(target) == before
    assert [g.name for g in Group.objects.all()] == ["调解\t一组\\\n第二行"]
    assert photo.read_bytes() == content
    assert not (tmp_path / "data" / "files" / "later.pdf").exists()
    assert path.stat().st_mode & 0o777 == 0o600
    new = Group.objects.create(name="next")
    assert new.pk > max(Group.objects.exclude(pk=new.pk).values_list("pk", flat=True))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_triggers_refuse_again_after_a_restore(target: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    connections.close_all()
    commands.write_backup(path, target)
    off = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'O'"
    with psycopg.connect(target) as owner:
        switched_off_before = owner.execute(off).fetchone()

    commands.restore([str(path)])

    with psycopg.connect(target) as owner:
        assert owner.execute(off).fetchone() == switched_off_before == (0,)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("who", ["DATABASE_URL", "DATABASE_OWNER_URL"])
def test_a_database_in_use_is_not_restored_over(target: str, tmp_path: Path, who: str) -> None:
    path = tmp_path / "a.zip"
    connections.close_all()
    commands.write_backup(path, target)

    with (
        psycopg.connect(os.environ[who], autocommit=True),
        pytest.raises(Failure, match="正在使用"),
    ):
        commands.restore([str(path)])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_backup_of_a_newer_program_is_refused(target: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with BackupWriter(path) as writer:
        writer.finish(EMPTY | {"migrations": [["org", "9999_from_the_future"]]})
    connections.close_all()

    with pytest.raises(Failure, match="9999_from_the_future"):
        commands.restore([str(path)])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_backup_moves_with_its_keys(
    target: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = new_ring().to_text()
    (tmp_path / "data" / "keys.json").write_text(keys)
    word, path = tmp_path / "word", tmp_path / "a.zip"
    word.write_text("correct horse battery\n")
    connections.close_all()
    assert commands.backup([str(path), "--with-keys", str(word)]) == 0
    monkeypatch.setenv("ZHIGONG_DATA", str(tmp_path / "new"))
    (tmp_path / "new").mkdir()

    with pytest.raises(Failure, match="--without-keys"):
        commands.restore([str(path)])
    assert commands.restore([str(path), "--with-keys", str(word)]) == 0

    assert (tmp_path / "new" / "keys.json").read_text() == keys
    assert (tmp_path / "new" / "files" / "ab" / "照片.jpg").exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_tables_of_a_newer_program_are_not_touched(target: str, owner: psycopg.Connection) -> None:
    owner.execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES"
        " ('org', '9999_from_the_future', now()), ('elsewhere', '0001_initial', now())"
    )

    with pytest.raises(Failure, match=r"org\.9999_from_the_future"):
        schema.migrate(target, os.environ["DATABASE_URL"])


def test_every_changed_byte_is_found(small: Path) -> None:
    whole = small.read_bytes()
    for place in range(len(whole)):
        small.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(Failure, match="没有改动任何数据"):
            BackupReader(small)
    small.write_bytes(whole)

    assert BackupReader(small).members("rows")[0].size == 12


@pytest.mark.parametrize("kept", [0, 1, 30, 200, -64, -1])
def test_a_file_cut_short_is_refused(small: Path, kept: int) -> None:
    small.write_bytes(small.read_bytes()[:kept])

    with pytest.raises(Failure, match="没有改动任何数据"):
        BackupReader(small)


def test_a_foreign_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "holiday.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"...")

    with pytest.raises(Failure, match="不是本程序的备份"):
        BackupReader(path)


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("notes")

    with pytest.raises(Failure, match="不是本程序的备份"):
        BackupReader(path)


def test_names_that_lead_out_of_the_folder_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "evil.zip"
    with BackupWriter(path) as writer:
        member = writer.add("files/../../evil", [b"x"])
        writer.finish(EMPTY | {"files": [{"member": listed(member)}]})

    with pytest.raises(Failure, match="已损坏"):
        BackupReader(path)


MEMBER = {"name": "rows/x", "size": 1, "digest": "0"}


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("made", None),
        ("migrations", {}),
        ("migrations", [["org"]]),
        ("migrations", [["org", 1]]),
        ("sequences", []),
        ("sequences", {"x_id_seq": "1; DROP TABLE x"}),
        ("rows", None),
        ("rows", ["rows/x"]),
        ("rows", [{"member": MEMBER}]),
        ("rows", [{"table": "x", "columns": "id", "member": MEMBER}]),
        ("rows", [{"table": "x", "columns": ["id"], "member": MEMBER | {"more": 1}}]),
        ("files", [{"member": None}]),
        ("files", [{"member": MEMBER | {"name": 7}}]),
        ("files", [{}]),
        ("keys", "keys"),
        ("key_marks", ["1"]),
    ],
)
def test_a_right_seal_on_a_manifest_of_wrong_shape_is_refused_in_a_sentence(
    tmp_path: Path, part: str, value: object
) -> None:
    path = tmp_path / "odd.zip"
    with BackupWriter(path) as writer:
        writer.finish(EMPTY | {part: value})

    with pytest.raises(Failure) as refused:
        commands.restore([str(path)])

    said = str(refused.value)
    assert f"清单不合规格（{part}）" in said
    assert said.endswith("没有改动任何数据")


def test_what_the_program_writes_has_the_right_shape() -> None:
    assert misshapen(EMPTY) == ""
    assert misshapen(EMPTY | {"sequences": {"a": None, "b": 3}, "key_marks": {"1": "ab"}}) == ""


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"1"
        raise OSError("disk full")

    path = tmp_path / "a.zip"
    with pytest.raises(OSError, match="disk full"), BackupWriter(path) as writer:
        writer.add("rows/x", broken())

    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"older")

    with pytest.raises(Failure, match="已存在"):
        commands.backup([str(path)])


def fingerprints(owner_url: str) -> dict[str, str]:
    """Each table's content as one word."""
    with psycopg.connect(owner_url) as owner:
        names = owner.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        ).fetchall()
        found = {}
        for (name,) in names:
            row = owner.execute(
                f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {name} t"  # noqa: S608
            ).fetchone()
            assert row is not None
            found[name] = row[0]
        return found
