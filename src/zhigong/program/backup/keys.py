"""The keys that a backup needs: told by their marks, and carried only where that was asked for.

Rows and files hold sealed values. The keys that open them stay out of a backup, so whoever finds the
file has nothing; ``--with-keys`` puts them in, sealed under a passphrase (scrypt, AES-GCM). A
restore without the right keys is refused before anything is touched.
"""

from __future__ import annotations

import json
import os
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from zhigong.config.env import envtext
from zhigong.foundation.secrets.keyring import WrongKeys, ring_from_text
from zhigong.kernel.files import unreadable
from zhigong.kernel.text import gettext_noop
from zhigong.program.database.chosen import data_folder
from zhigong.program.database.private import write_private
from zhigong.program.failure import Failure, failure_of

MEMBER = "keys"
RING, SECRET = "keys.json", "secret_key"
SHORTEST = 12  # characters of a passphrase
NONCE, SALT = 12, 16
PURPOSE = b"zhigong backup keys"

Marks = dict[str, str]
KeyFiles = dict[str, str]


def present_marks() -> Marks:
    """Of the keys of this installation; none where it has none yet."""
    return _marks(_ring_text())


def _marks(text: str) -> Marks:
    try:
        return ring_from_text(text, "sm4-gcm").marks() if text else {}
    except WrongKeys as wrong:
        raise Failure(str(wrong)) from wrong


def _ring_text() -> str:
    return envtext("ZHIGONG_KEYS") or _content(data_folder() / RING)


def _content(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def sealed_files(passphrase: str) -> bytes:
    """The key files of this installation, sealed."""
    files = {RING: _ring_text(), SECRET: envtext("SECRET_KEY") or _content(data_folder() / SECRET)}
    if not files[RING]:
        raise Failure(gettext_noop("这里还没有密钥：请去掉 --with-keys"))
    salt, nonce = os.urandom(SALT), os.urandom(NONCE)
    body = AESGCM(_key(passphrase, salt)).encrypt(nonce, json.dumps(files).encode(), PURPOSE)
    return b64encode(salt + nonce + body)


def opened_files(block: bytes, passphrase: str) -> KeyFiles:
    """What ``sealed_files`` sealed. Refuses (``Failure``) a passphrase that is not the one."""
    raw = b64decode(block)
    salt, nonce, body = raw[:SALT], raw[SALT : SALT + NONCE], raw[SALT + NONCE :]
    try:
        files = json.loads(AESGCM(_key(passphrase, salt)).decrypt(nonce, body, PURPOSE))
    except InvalidTag as error:
        raise Failure(gettext_noop("口令不对，密钥没有打开：没有改动任何数据")) from error
    return {name: files[name] for name in (RING, SECRET) if files.get(name)}


def _key(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt, length=32, n=1 << 16, r=8, p=1).derive(passphrase.encode())


def passphrase_in(path: Path) -> str:
    """The first line of the file."""
    try:
        passphrase = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise failure_of(unreadable(path, error)) from error
    except UnicodeDecodeError as error:
        raise Failure(gettext_noop("读不出口令文件 %(file)s"), file=path) from error
    if len(passphrase) < SHORTEST:
        raise Failure(
            gettext_noop("口令太短：%(file)s 的第一行至少要 %(count)s 个字"),
            file=path,
            count=SHORTEST,
        )
    return passphrase


def require_fitting(wanted: Marks, carried: KeyFiles) -> None:
    """Refuse (``Failure``) where neither this installation nor the backup has the keys."""
    given = envtext("ZHIGONG_KEYS")
    have = _marks(carried[RING]) if RING in carried and not given else present_marks()
    if wanted.items() <= have.items():
        return
    place = "ZHIGONG_KEYS" if given else data_folder() / RING
    raise Failure(
        gettext_noop(
            "备份里的证件号、手机号和文件要用原机器的密钥才能打开，这里没有：请把原机器数据文件夹里的 keys.json"
            " 放到 %(place)s 再恢复；备份时用了 --with-keys 的，恢复时也用；确要不带密钥恢复，请加 --without-keys。"
            "没有改动任何数据"
        ),
        place=place,
    )


def put(files: KeyFiles, stamp: str) -> None:
    """Key files into the data folder; those that were there are kept beside them."""
    for name, text in files.items():
        path = data_folder() / name
        if path.exists() and path.read_text(encoding="utf-8") != text:
            path.rename(path.with_name(f"{name}.before-restore-{stamp}"))
        write_private(path, text)
