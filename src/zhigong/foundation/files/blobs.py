"""Contents on disk: encrypted in chunks, so that any range is read without the rest.

A content's file: ``ZGF1`` · sealing head (5 bytes) · salt (16) · plain length (8), then chunks of
64 KiB, each with its tag. The key is derived from version and salt, so a chunk's number is nonce
enough; the header is authenticated with every chunk, so nothing can be cut off, swapped or moved.
"""

from __future__ import annotations

import fcntl
import os
import struct
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zhigong.foundation.secrets.keyring import (
    HEAD,
    KEY_BYTES,
    TAG,
    CannotUnseal,
    KeyRing,
    gcm_decryptor,
    gcm_encryptor,
)
from zhigong.kernel.text import gettext_noop

MAGIC = b"ZGF1"
SALT = 16
CHUNK = 64 * 1024
HEADER = len(MAGIC) + HEAD + SALT + 8


class Store:
    """The folder of contents and the keys that open them."""

    def __init__(self, root: Path, ring: Callable[[], KeyRing]) -> None:
        self.root, self.ring = root, ring

    def place(self, address: str) -> Path:
        assert len(address) == 64
        assert address.isalnum()
        return self.root / address[:2] / address

    def address(self, sha256: str) -> str:
        """The name of a content: a keyed hash, so that the folder does not tell what is in it."""
        return self.ring().hashed("file", sha256).hex()

    # Writing

    def put(self, source: IO[bytes], *, size: int, sha256: str) -> str:
        """Keep a content of known size and hash; it is safe on disk when this returns."""
        address = self.address(sha256)
        place = self.place(address)
        with self._lock(fcntl.LOCK_SH):
            if place.exists():
                os.utime(place)  # as new: the sweep leaves it alone
                return address
        self._write(place, source, size)
        return address

    def _write(self, place: Path, source: IO[bytes], size: int) -> None:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=".new-", dir=place.parent)
        scrap = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as target:
                self._encrypt(source, target, size)
                target.flush()
                os.fsync(target.fileno())
            scrap.replace(place)
        except BaseException:
            scrap.unlink(missing_ok=True)
            raise
        _sync_folder(place.parent)

    def _encrypt(self, source: IO[bytes], target: IO[bytes], size: int) -> None:
        header = MAGIC + self.ring().head() + os.urandom(SALT) + struct.pack(">Q", size)
        key, kind = self._key(header)
        target.write(header)
        source.seek(0)
        written = number = 0
        while written < size:
            plain = _read_full(source, min(CHUNK, size - written))
            if not plain:
                raise OSError("the content is shorter than it was said to be")
            encryptor = gcm_encryptor(key, struct.pack(">4xQ", number), kind)
            encryptor.authenticate_additional_data(header)
            target.write(encryptor.update(plain) + encryptor.finalize() + encryptor.tag)
            written += len(plain)
            number += 1

    # Reading

    def read(self, address: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The plain bytes ``[start, end)``, chunk by chunk. ``CannotUnseal`` where damaged."""
        with self.place(address).open("rb") as file:
            header = file.read(HEADER)
            size = self._size(header, file)
            key, kind = self._key(header)
            end = size if end is None else min(end, size)
            for number in range(start // CHUNK, -(-end // CHUNK)):
                file.seek(HEADER + number * (CHUNK + TAG))
                plain = self._open(file.read(CHUNK + TAG), number, header, (key, kind))
                base = number * CHUNK
                yield plain[max(start - base, 0) : end - base]

    def size(self, address: str) -> int:
        """How long the plain content is."""
        with self.place(address).open("rb") as file:
            return self._size(file.read(HEADER), file)

    def _open(
        self, chunk: bytes, number: int, header: bytes, key_and_kind: tuple[bytes, int]
    ) -> bytes:
        key, kind = key_and_kind
        decryptor = gcm_decryptor(key, struct.pack(">4xQ", number), chunk[-TAG:], kind)
        decryptor.authenticate_additional_data(header)
        try:
            return decryptor.update(chunk[:-TAG]) + decryptor.finalize()
        except InvalidTag:
            raise CannotUnseal(gettext_noop("文件内容已损坏或被改动，请从备份中恢复")) from None

    def _size(self, header: bytes, file: IO[bytes]) -> int:
        if len(header) < HEADER or header[:4] != MAGIC or header[4] not in KEY_BYTES:
            raise CannotUnseal(gettext_noop("文件内容已损坏或被改动，请从备份中恢复"))
        if not self.ring().knows(header[4:]):
            raise CannotUnseal(gettext_noop("文件用的密钥不在密钥文件中，请放回原来的 keys.json"))
        size = int(struct.unpack(">Q", header[-8:])[0])
        whole = HEADER + size + TAG * -(-size // CHUNK)
        if os.fstat(file.fileno()).st_size != whole:
            raise CannotUnseal(gettext_noop("文件内容已损坏或被改动，请从备份中恢复"))
        return size

    def _key(self, header: bytes) -> tuple[bytes, int]:
        kind, version = header[4], int.from_bytes(header[5:7], "big")
        master = self.ring().key(version, kind, "file")
        salt = header[len(MAGIC) + HEAD : -8]
        return HKDF(SHA256(), KEY_BYTES[kind], salt, b"zhigong file").derive(master), kind

    # Keeping house

    def addresses(self, *, older_than: float) -> Iterator[str]:
        """Contents last touched before a moment (seconds since 1970)."""
        for place in self.root.glob("??/*"):
            if not place.name.startswith(".") and place.stat().st_mtime < older_than:
                yield place.name

    def remove(self, address: str, *, older_than: float) -> bool:
        """Delete a content unless somebody kept it again meanwhile."""
        place = self.place(address)
        with self._lock(fcntl.LOCK_EX):
            if place.exists() and place.stat().st_mtime < older_than:
                place.unlink()
                return True
        return False

    def remove_scraps(self, *, older_than: float) -> int:
        """Delete what interrupted uploads left behind."""
        scraps = [p for p in self.root.glob("??/.new-*") if p.stat().st_mtime < older_than]
        for scrap in scraps:
            scrap.unlink(missing_ok=True)
        return len(scraps)

    def reseal(self, address: str) -> bool:
        """Encrypt a content anew under the key in use; whether that was needed."""
        place = self.place(address)
        with place.open("rb") as file:
            header = file.read(HEADER)
        if header[4 : 4 + HEAD] == self.ring().head():
            return False
        with tempfile.TemporaryFile(dir=self.root) as plain:  # its name is gone at once
            for part in self.read(address):
                plain.write(part)
            self._write(place, plain, plain.tell())
        return True

    @contextmanager
    def _lock(self, how: int) -> Iterator[None]:
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, how)
            yield
        finally:
            os.close(descriptor)


def _read_full(source: IO[bytes], size: int) -> bytes:
    parts = []
    while size and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
