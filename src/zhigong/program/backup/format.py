"""The backup file: a zip whose last 64 characters are the checksum of everything before them.

``manifest.json`` says what is inside; ``rows/<table>`` is PostgreSQL's own text form of a table's
rows, ``files/<path>`` an uploaded file, ``keys`` the sealed keys where they were asked for. A file
that was cut, changed by one byte or made by something else is told apart before anything is touched.
"""

from __future__ import annotations

import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from zhigong.kernel.files import unreadable
from zhigong.kernel.text import gettext_noop
from zhigong.program.backup.shape import misshapen
from zhigong.program.failure import Failure, failure_of

FORMAT, VERSION = "zhigong-backup", 1
MANIFEST = "manifest.json"
BLOCK = 1 << 20
END_OF_ZIP, END_FIELDS = b"PK\x05\x06", 18
SEAL = 64  # characters of a SHA-256, as the comment that ends the zip
LARGEST_MANIFEST = 256 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Member:
    """One entry of the backup: its name in the zip, its size and its checksum."""

    name: str
    size: int
    digest: str


class BackupWriter:
    """Writes beside the target and renames at the end, so a backup that failed leaves none."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._partial = target.with_name(f"{target.name}.partial")

    def __enter__(self) -> BackupWriter:
        descriptor = os.open(self._partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(descriptor, "w+b")
        self._zip = zipfile.ZipFile(
            self._file, "w", zipfile.ZIP_DEFLATED, allowZip64=True, compresslevel=1
        )
        return self

    def add(self, name: str, blocks: Iterable[bytes]) -> Member:
        """Stream one entry in."""
        digest, size = sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as entry:
            for block in blocks:
                entry.write(block)
                digest.update(block)
                size += len(block)
        return Member(name, size, digest.hexdigest())

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest, the seal, and the name."""
        heading = {"format": FORMAT, "version": VERSION}
        text = json.dumps(heading | manifest, ensure_ascii=False, indent=1)
        self.add(MANIFEST, [text.encode()])
        self._zip.comment = b"0" * SEAL
        self._zip.close()
        self._file.flush()
        digest = _digest_before_seal(self._partial)
        self._file.seek(-SEAL, os.SEEK_END)
        self._file.write(digest.encode())
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._partial.replace(self._target)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if not self._file.closed:
            with suppress(OSError):  # a full disk, which is why we are here
                self._zip.close()
            self._file.close()
        self._partial.unlink(missing_ok=True)


class BackupReader:
    """A backup that was checked from the first byte to the last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        _check_seal(path)
        self._zip = _opened(path)
        self.manifest = _manifest(self._zip, path)
        self._check_members()

    def members(self, kind: str) -> list[Member]:
        """The entries of ``rows``, ``files`` or ``keys``, as the manifest lists them."""
        listed = [Member(**entry["member"]) for entry in self.manifest.get(kind, [])]
        if any(not _is_safe(member.name) for member in listed):
            raise _damaged(self._path)
        return listed

    def blocks(self, member: Member) -> Iterator[bytes]:
        """The content of an entry, piece by piece. Refuses what does not match its checksum."""
        digest = sha256()
        try:
            with self._zip.open(member.name) as entry:
                while block := entry.read(BLOCK):
                    digest.update(block)
                    yield block
        except (KeyError, *_BROKEN) as error:
            raise _damaged(self._path) from error
        if digest.hexdigest() != member.digest:
            raise _damaged(self._path)

    def _check_members(self) -> None:
        for kind in ("rows", "files", "keys"):
            for member in self.members(kind):
                for _ in self.blocks(member):
                    pass


def _check_seal(path: Path) -> None:
    """Before anything of the file is believed: it ends in a seal, and the seal is right."""
    try:
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - len(END_OF_ZIP) - END_FIELDS - SEAL))
            end = file.read()
    except OSError as error:
        raise failure_of(unreadable(path, error)) from error
    sealed = end.startswith(END_OF_ZIP) and end[:-SEAL][-2:] == SEAL.to_bytes(2, "little")
    if not sealed:
        raise Failure(
            gettext_noop("%(file)s 不是本程序的备份，或不完整：没有改动任何数据"), file=path
        )
    if _digest_before_seal(path).encode() != end[-SEAL:]:
        raise _damaged(path)


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (ValueError, *_BROKEN) as error:
        raise _damaged(path) from error


def _manifest(archive: zipfile.ZipFile, path: Path) -> dict[str, Any]:
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise _foreign(path)
        manifest = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise _foreign(path) from error
    except _BROKEN as error:
        raise _damaged(path) from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise _foreign(path)
    if manifest.get("version") != VERSION:
        raise Failure(
            gettext_noop("%(file)s 是更新的程序做的备份：请先升级程序。没有改动任何数据"), file=path
        )
    if wrong := misshapen(manifest):
        raise Failure(
            gettext_noop(
                "备份 %(file)s 的清单不合规格（%(part)s），不能用来恢复：请换一份。没有改动任何数据"
            ),
            file=path,
            part=wrong,
        )
    return manifest


def _foreign(path: Path) -> Failure:
    return Failure(gettext_noop("%(file)s 不是本程序的备份：没有改动任何数据"), file=path)


def _damaged(path: Path) -> Failure:
    return Failure(gettext_noop("备份 %(file)s 已损坏，请换一份：没有改动任何数据"), file=path)


def _digest_before_seal(path: Path) -> str:
    """The checksum of all but the last 64 bytes."""
    digest, left = sha256(), path.stat().st_size - SEAL
    with path.open("rb") as file:
        while left > 0 and (block := file.read(min(BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return digest.hexdigest()


def _is_safe(name: str) -> bool:
    """A name that stays below its folder."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name
