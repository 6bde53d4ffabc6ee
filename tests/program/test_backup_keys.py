"""A backup says which keys it needs, carries them only sealed, and is not restored without them."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhigong.foundation.secrets.keyring import new_ring
from zhigong.program.backup import keys
from zhigong.program.failure import Failure

PASSPHRASE = "correct horse battery"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder without keys."""
    for name in ("ZHIGONG_KEYS", "ZHIGONG_KEYS_FILE", "SECRET_KEY", "SECRET_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ZHIGONG_DATA", str(tmp_path))
    return tmp_path


def test_marks_tell_rings_apart_and_keep_through_rotation(data: Path) -> None:
    first, other = new_ring(), new_ring()

    assert first.marks() != other.marks()
    assert first.marks().items() < first.with_new_key().marks().items()
    assert all(len(mark) <= 8 for mark in first.marks().values())


def test_an_installation_without_keys_has_no_marks_and_gets_none(data: Path) -> None:
    assert keys.present_marks() == {}
    assert list(data.iterdir()) == []


def test_carried_keys_come_back_by_their_passphrase(data: Path) -> None:
    text = new_ring().to_text()
    (data / "keys.json").write_text(text)
    (data / "secret_key").write_text("s" * 40)

    block = keys.sealed_files(PASSPHRASE)

    assert keys.opened_files(block, PASSPHRASE) == {
        "keys.json": text,
        "secret_key": "s" * 40,
    }
    assert text.encode() not in block
    with pytest.raises(Failure, match="口令不对"):
        keys.opened_files(block, "another passphrase")


def test_nothing_is_sealed_where_there_are_no_keys() -> None:
    with pytest.raises(Failure, match="还没有密钥"):
        keys.sealed_files(PASSPHRASE)


def test_a_restore_needs_the_keys_here_or_in_the_backup(data: Path) -> None:
    ring = new_ring()
    with pytest.raises(Failure, match="没有改动任何数据"):
        keys.require_fitting(ring.marks(), {})
    keys.require_fitting(ring.marks(), {"keys.json": ring.to_text()})
    keys.require_fitting({}, {})  # a backup of before keys were told

    (data / "keys.json").write_text(new_ring().to_text())
    with pytest.raises(Failure, match=r"keys\.json"):
        keys.require_fitting(ring.marks(), {})

    (data / "keys.json").write_text(ring.with_new_key().to_text())
    keys.require_fitting(ring.marks(), {})


def test_keys_of_the_environment_win_over_carried_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = new_ring()
    monkeypatch.setenv("ZHIGONG_KEYS", new_ring().to_text())

    with pytest.raises(Failure, match="ZHIGONG_KEYS"):
        keys.require_fitting(ring.marks(), {"keys.json": ring.to_text()})


def test_keys_that_were_here_are_kept(data: Path) -> None:
    (data / "keys.json").write_text("old")

    keys.put({"keys.json": "new"}, "20260101")

    assert (data / "keys.json").read_text() == "new"
    assert (data / "keys.json").stat().st_mode & 0o777 == 0o600
    assert (data / "keys.json.before-restore-20260101").read_text() == "old"


@pytest.mark.parametrize("text", ["", "short\n", "\nthe second line does not count\n"])
def test_a_short_passphrase_is_refused(data: Path, text: str) -> None:
    (data / "word").write_text(text)

    with pytest.raises(Failure, match="口令太短"):
        keys.passphrase_in(data / "word")


def test_a_passphrase_file_that_is_not_there_is_named(data: Path) -> None:
    with pytest.raises(Failure, match="nowhere"):
        keys.passphrase_in(data / "nowhere")
