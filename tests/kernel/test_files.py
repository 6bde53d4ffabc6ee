"""A file that cannot be read or written is answered in words and with a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhigong.kernel.files import unreadable, unwritable


def told(file: Path, mode: str) -> str:
    """What is said of opening a file that cannot be opened."""
    with pytest.raises(OSError, match=r".") as caught:
        file.open(mode)
    refusal = (unreadable if mode == "rb" else unwritable)(file, caught.value)
    assert refusal.remedy
    return refusal.reason_text()


def test_the_system_is_not_quoted_where_we_have_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert told(tmp_path / "none", "rb") == f"没有文件 {tmp_path / 'none'}"
    assert told(tmp_path, "rb") == f"{tmp_path} 是文件夹，不是文件"
    assert told(tmp_path / "file" / "x", "rb").endswith("的路径里有一段不是文件夹")
    assert told(tmp_path / ("x" * 300), "rb").startswith("文件名太长")


def test_what_is_missing_for_writing_is_the_folder(tmp_path: Path) -> None:
    assert told(tmp_path / "none" / "x", "wb") == f"没有文件夹 {tmp_path / 'none'}"
    assert told(tmp_path, "wb") == f"{tmp_path} 是文件夹，不是文件"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "没有权限写入 x"),
        (PermissionError(1, "Operation not permitted"), "没有权限写入 x"),
        (OSError(28, "No space left on device"), "磁盘满了，写不下 x"),
        (OSError(30, "Read-only file system"), "x 所在的磁盘是只读的"),
        (OSError(5, "Input/output error"), "写不了文件 x（系统的说法：Input/output error）"),
        (OSError("save failed"), "写不了文件 x（系统的说法：save failed）"),
    ],
)
def test_every_way_of_not_writing_has_words(error: OSError, reason: str) -> None:
    assert unwritable("x", error).reason_text() == reason


def test_no_name_at_all_is_said_so() -> None:
    assert unreadable("", FileNotFoundError(2, "No such file")).reason_text() == "没有写文件名"
