"""Keys and their versions, and the two ciphers. Knows nothing of models or of Django.

A sealed value is: cipher (1 byte), key version (2), key fingerprint (2), nonce (12), text and tag.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import AEADDecryptionContext, AEADEncryptionContext
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers.algorithms import AES256, SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SHA256, SM3, Hash
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from zhigong.kernel.text import gettext_noop

NONCE, TAG, HEAD = 12, 16, 5
CIPHERS = {"sm4-gcm": 1, "aes-gcm": 2}
KEY_BYTES = {1: 16, 2: 32}


class CannotUnseal(Exception):
    """A sealed value does not open; the message (a message id) says why and what to do."""


class WrongKeys(Exception):
    """The key file cannot be used; the message (a message id) says why."""


@dataclass(frozen=True, slots=True, repr=False)
class KeyRing:
    """All keys by version, the version in use, and the key of look-up hashes.

    Every purpose has a key of its own, derived from the version's master (HKDF).
    """

    current: int
    masters: dict[int, bytes]
    look: bytes
    cipher: str = "sm4-gcm"
    _derived: dict[tuple[int, int, str], bytes] = field(default_factory=dict, compare=False)

    def __repr__(self) -> str:
        return f"<KeyRing version {self.current} of {sorted(self.masters)}>"

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt under the key in use; only opened again with the same ``context``."""
        kind = CIPHERS[self.cipher]
        head = bytes([kind]) + self.current.to_bytes(2, "big") + self._print(self.current)
        nonce = os.urandom(NONCE)
        encryptor = gcm_encryptor(self.key(self.current, kind), nonce, kind)
        encryptor.authenticate_additional_data(head + context.encode())
        body = encryptor.update(plain) + encryptor.finalize()
        return head + nonce + body + encryptor.tag

    def unseal(self, sealed: bytes, context: str) -> bytes:
        """Decrypt; ``CannotUnseal`` where it was changed, moved, or sealed by unknown keys."""
        if len(sealed) < HEAD + NONCE + TAG or sealed[0] not in KEY_BYTES:
            raise CannotUnseal(gettext_noop("密文已损坏：格式不对"))
        head, nonce = sealed[:HEAD], sealed[HEAD : HEAD + NONCE]
        version = int.from_bytes(head[1:3], "big")
        if not self.knows(sealed):
            raise CannotUnseal(gettext_noop("密文用的密钥不在密钥文件中，请放回原来的 keys.json"))
        decryptor = gcm_decryptor(self.key(version, head[0]), nonce, sealed[-TAG:], head[0])
        decryptor.authenticate_additional_data(head + context.encode())
        try:
            return decryptor.update(sealed[HEAD + NONCE : -TAG]) + decryptor.finalize()
        except InvalidTag:
            raise CannotUnseal(gettext_noop("密文已被改动，或被移到了别的字段")) from None

    def knows(self, sealed: bytes) -> bool:
        """Whether the key that sealed this value is in the ring."""
        version = int.from_bytes(sealed[1:3], "big")
        return version in self.masters and self._print(version) == sealed[3:HEAD]

    def is_current(self, sealed: bytes) -> bool:
        return sealed[:HEAD] == self.head()

    def head(self) -> bytes:
        """What every value sealed now begins with."""
        return (
            bytes([CIPHERS[self.cipher]])
            + self.current.to_bytes(2, "big")
            + self._print(self.current)
        )

    def hashed(self, kind: str, text: str) -> bytes:
        """HMAC-SM3 of a normalised text under the key of its kind: 32 bytes, always the same."""
        mac = HMAC(self._derive(0, 0, f"look {kind}", 32), SM3())
        mac.update(text.encode())
        return mac.finalize()

    def key(self, version: int, kind: int, purpose: str = "seal") -> bytes:
        return self._derive(version, kind, f"{purpose} {kind}", KEY_BYTES[kind])

    def marks(self) -> dict[str, str]:
        """What tells key rings apart and gives nothing away: a mark a version, one for look-ups."""
        found = {str(version): self._print(version).hex() for version in self.masters}
        return found | {"look": self.hashed("mark", "")[:4].hex()}

    def _print(self, version: int) -> bytes:
        return self._derive(version, 9, "fingerprint", 2)

    def _derive(self, version: int, kind: int, info: str, length: int) -> bytes:
        place = (version, kind, info)
        if place not in self._derived:
            master = self.masters[version] if version else self.look
            self._derived[place] = HKDF(SHA256(), length, None, b"zhigong " + info.encode()).derive(
                master
            )
        return self._derived[place]

    def with_new_key(self) -> KeyRing:
        """The ring with one more version, which is then the one in use."""
        version = max(self.masters) + 1
        return KeyRing(version, {**self.masters, version: os.urandom(32)}, self.look, self.cipher)

    def to_text(self) -> str:
        """The key file's content."""
        keys = {str(version): b64encode(key).decode() for version, key in self.masters.items()}
        look = b64encode(self.look).decode()
        return json.dumps({"current": self.current, "keys": keys, "look": look}, indent=1)


def gcm_encryptor(key: bytes, nonce: bytes, kind: int) -> AEADEncryptionContext:
    algorithm = SM4(key) if kind == CIPHERS["sm4-gcm"] else AES256(key)
    return Machine(algorithm, GCM(nonce)).encryptor()


def gcm_decryptor(key: bytes, nonce: bytes, tag: bytes, kind: int) -> AEADDecryptionContext:
    algorithm = SM4(key) if kind == CIPHERS["sm4-gcm"] else AES256(key)
    return Machine(algorithm, GCM(nonce, tag)).decryptor()


def sm3(text: bytes) -> bytes:
    digest = Hash(SM3())
    digest.update(text)
    return digest.finalize()


def new_ring(cipher: str = "sm4-gcm") -> KeyRing:
    return KeyRing(1, {1: os.urandom(32)}, os.urandom(32), cipher)


def ring_from_text(text: str, cipher: str) -> KeyRing:
    """Read a key file's content; ``WrongKeys`` where it cannot be meant."""
    if cipher not in CIPHERS:
        raise WrongKeys(gettext_noop("ZHIGONG_CIPHER 只能是 sm4-gcm 或 aes-gcm"))
    try:
        content = json.loads(text)
        masters = {int(v): b64decode(key, validate=True) for v, key in content["keys"].items()}
        ring = KeyRing(
            int(content["current"]), masters, b64decode(content["look"], validate=True), cipher
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WrongKeys(gettext_noop("密钥文件读不懂，请从备份中放回 keys.json")) from None
    short = any(len(key) < 32 for key in [*ring.masters.values(), ring.look])
    if short or ring.current not in ring.masters or not all(0 < v < 65536 for v in ring.masters):
        raise WrongKeys(gettext_noop("密钥文件不完整，请从备份中放回 keys.json"))
    return ring


@lru_cache(maxsize=8)
def _read(path: str, changed_ns: int, cipher: str) -> KeyRing:
    return ring_from_text(Path(path).read_text(encoding="utf-8"), cipher)


def ring_in(path: Path, cipher: str) -> KeyRing:
    """The ring of a key file, made once if there is none; read again when the file changes."""
    try:
        changed = path.stat().st_mtime_ns
    except FileNotFoundError:
        _write_once(path, new_ring().to_text())
        changed = path.stat().st_mtime_ns
    return _read(str(path), changed, cipher)


def _write_once(path: Path, text: str) -> None:
    """Make the file unless another process was faster; never half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scrap = _private_copy(path, text)
    try:
        os.link(scrap, path)
    except FileExistsError:
        pass
    finally:
        scrap.unlink()


def write_ring(path: Path, ring: KeyRing) -> None:
    """Replace the key file in one step."""
    _private_copy(path, ring.to_text()).replace(path)


def _private_copy(path: Path, text: str) -> Path:
    scrap = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    descriptor = os.open(scrap, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return scrap
