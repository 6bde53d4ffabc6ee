"""Why a file cannot be read or written, in a person's words; what the system says is in English."""

from __future__ import annotations

import errno
from pathlib import Path

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal

_NAME = gettext_noop("请检查文件名和路径")
_UNREADABLE: dict[int, tuple[str, str]] = {
    errno.ENOENT: (gettext_noop("没有文件 %(file)s"), _NAME),
    errno.EISDIR: (
        gettext_noop("%(file)s 是文件夹，不是文件"), gettext_noop("请写出文件夹里的一个文件"),
    ),
    errno.ENOTDIR: (gettext_noop("%(file)s 的路径里有一段不是文件夹"), _NAME),
    errno.ENAMETOOLONG: (gettext_noop("文件名太长：%(file)s"), _NAME),
    errno.EACCES: (
        gettext_noop("没有权限读取文件 %(file)s"),
        gettext_noop("请换一个能读的文件，或请管理员给予读取权限"),
    ),
}  # fmt: skip
_ELSEWHERE = gettext_noop("请换一个能写入的文件夹")
_UNWRITABLE: dict[int, tuple[str, str]] = {
    errno.ENOENT: (
        gettext_noop("没有文件夹 %(folder)s"), gettext_noop("请先建立这个文件夹，或换一个地方"),
    ),
    errno.EISDIR: (
        gettext_noop("%(file)s 是文件夹，不是文件"), gettext_noop("请在后面写上文件名"),
    ),
    errno.ENOTDIR: (gettext_noop("%(file)s 的路径里有一段不是文件夹"), _NAME),
    errno.ENAMETOOLONG: (gettext_noop("文件名太长：%(file)s"), gettext_noop("请换一个短的名字")),
    errno.EACCES: (gettext_noop("没有权限写入 %(file)s"), _ELSEWHERE),
    errno.EROFS: (gettext_noop("%(file)s 所在的磁盘是只读的"), _ELSEWHERE),
    errno.ENOSPC: (
        gettext_noop("磁盘满了，写不下 %(file)s"), gettext_noop("请清理磁盘，或换一个磁盘"),
    ),
}  # fmt: skip
_ALIKE = {errno.EPERM: errno.EACCES, errno.EDQUOT: errno.ENOSPC}


def unreadable(file: str | Path, error: OSError) -> Refusal:
    """What to tell whoever named a file that could not be read."""
    if not str(file):
        return Refusal("file.unnamed", gettext_noop("没有写文件名"), _NAME)
    other = gettext_noop("读不了文件 %(file)s（系统的说法：%(error)s）"), _NAME
    return _refusal("file.unreadable", _UNREADABLE.get(_kind(error), other), file, error)


def unwritable(file: str | Path, error: OSError) -> Refusal:
    """What to tell whoever named a file that could not be written."""
    other = gettext_noop("写不了文件 %(file)s（系统的说法：%(error)s）"), _ELSEWHERE
    return _refusal("file.unwritable", _UNWRITABLE.get(_kind(error), other), file, error)


def _kind(error: OSError) -> int:
    number = error.errno or 0
    return _ALIKE.get(number, number)


def _refusal(code: str, words: tuple[str, str], file: str | Path, error: OSError) -> Refusal:
    params = {"file": file, "folder": Path(file).parent, "error": error.strerror or str(error)}
    return Refusal(code, *words, {k: v for k, v in params.items() if f"%({k})s" in words[0]})
