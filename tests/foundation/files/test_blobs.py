from __future__ import annotations

import io
import os
import stat
import time
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhigong.foundation.files.blobs import CHUNK, HEADER, Store
from zhigong.foundation.secrets.keyring import CannotUnseal, KeyRing, new_ring

RING = new_ring()
CONTENT = os.urandom(3 * CHUNK + 123)


def kept(store: Store, content: bytes) -> str:
    return store.put(io.BytesIO(content), size=len(content), sha256=sha256(content).hexdigest())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store", lambda: RING)


def test_a_content_is_private_encrypted_and_kept_once(store: Store) -> None:
    address = kept(store, CONTENT)
    place = store.place(address)

    assert kept(store, CONTENT) == address
    assert b"".join(store.read(address)) == CONTENT
    assert store.size(address) == len(CONTENT)
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert CONTENT[:64] not in place.read_bytes()
    assert sha256(CONTENT).hexdigest() not in str(place)
    assert len([p for p in store.root.rglob("*") if p.is_file()]) == 2  # and the lock


@settings(max_examples=60)
@given(start=st.integers(0, len(CONTENT)), length=st.integers(0, len(CONTENT)))
def test_any_range_is_read_as_from_the_whole(
    tmp_path_factory: pytest.TempPathFactory, start: int, length: int
) -> None:
    store = Store(tmp_path_factory.getbasetemp() / "ranges", lambda: RING)
    address = kept(store, CONTENT)

    found = b"".join(store.read(address, start, start + length))

    assert found == CONTENT[start : start + length]


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:-1],
        lambda b: b + b"x",
        lambda b: b[:100] + bytes([b[100] ^ 1]) + b[101:],
        lambda b: b[:HEADER] + b[HEADER + CHUNK + 16 :] + b[HEADER : HEADER + CHUNK + 16],
        lambda b: b[: -(CHUNK + 16)],
        lambda b: b"",
        lambda b: b"ZGF1" + b"\x09" * 100,
        lambda b: b[:20] + bytes([b[20] ^ 1]) + b[21:],
    ],
)
def test_a_damaged_content_is_never_given_out(store: Store, damage: object) -> None:
    address = kept(store, CONTENT)
    place = store.place(address)
    place.write_bytes(damage(place.read_bytes()))  # type: ignore[operator]  # given by the table of cases

    with pytest.raises(CannotUnseal):
        b"".join(store.read(address))


def test_a_new_key_is_put_on_old_contents(tmp_path: Path) -> None:
    rings: list[KeyRing] = [new_ring()]
    store = Store(tmp_path, lambda: rings[-1])
    address = kept(store, CONTENT)
    rings.append(rings[0].with_new_key())

    assert b"".join(store.read(address)) == CONTENT
    assert (store.reseal(address), store.reseal(address)) == (True, False)
    assert b"".join(store.read(address)) == CONTENT
    rings.append(new_ring())
    with pytest.raises(CannotUnseal, match=r"keys\.json"):
        b"".join(store.read(address))


def test_an_interrupted_upload_leaves_nothing_in_place(store: Store) -> None:
    with pytest.raises(OSError, match="shorter"):
        store.put(io.BytesIO(b"abc"), size=1000, sha256="0" * 64)

    assert [p.name for p in store.root.rglob("*") if p.is_file()] == [".lock"]


def test_what_was_kept_again_meanwhile_is_not_swept(store: Store) -> None:
    address = kept(store, CONTENT)
    long_ago = time.time() - 10_000
    os.utime(store.place(address), (long_ago, long_ago))
    listed = list(store.addresses(older_than=time.time() - 1000))
    kept(store, CONTENT)

    assert listed == [address]
    assert store.remove(address, older_than=time.time() - 1000) is False
    assert b"".join(store.read(address)) == CONTENT
