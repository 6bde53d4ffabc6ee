from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.foundation.secrets.keyring import (
    CIPHERS,
    CannotUnseal,
    KeyRing,
    WrongKeys,
    gcm_encryptor,
    new_ring,
    ring_from_text,
    ring_in,
    sm3,
)

KNOWN_HASH = "056055c068d269bb77463f1af8d850f445f9e561094394e9c8d270469aec8c75"
KNOWN_HEAD = "010001f6b9"
RINGS = {name: new_ring(name) for name in CIPHERS}


def test_sm3_gives_the_digest_of_the_standard() -> None:
    assert sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def test_sm4_gcm_gives_the_vector_of_rfc_8998() -> None:
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    plain = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    encryptor = gcm_encryptor(key, nonce, CIPHERS["sm4-gcm"])
    encryptor.authenticate_additional_data(
        bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    )

    body = encryptor.update(plain) + encryptor.finalize()

    assert body.hex().upper() == (
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    )
    assert encryptor.tag.hex().upper() == "83DE3541E4C2B58177E065A9BF7B62EC"


def test_a_hash_and_a_key_are_the_same_tomorrow() -> None:
    ring = KeyRing(1, {1: bytes(range(32))}, bytes(range(32, 64)))

    assert ring.hashed("mobile", "13912345678").hex() == KNOWN_HASH
    assert ring.head().hex() == KNOWN_HEAD


@pytest.mark.parametrize("cipher", CIPHERS)
@given(plain=st.binary(max_size=200), context=st.text(max_size=20))
def test_what_is_sealed_opens_with_its_context_only(
    cipher: str, plain: bytes, context: str
) -> None:
    ring = RINGS[cipher]
    sealed = ring.seal(plain, context)

    assert ring.unseal(sealed, context) == plain
    assert plain not in sealed or len(plain) < 4
    with pytest.raises(CannotUnseal):
        ring.unseal(sealed, context + "x")


@given(plain=st.binary(max_size=40), data=st.data())
def test_a_changed_bit_never_opens(plain: bytes, data: st.DataObject) -> None:
    ring = RINGS["sm4-gcm"]
    sealed = bytearray(ring.seal(plain, "here"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))

    with pytest.raises(CannotUnseal):
        ring.unseal(bytes(sealed), "here")


@pytest.mark.parametrize("junk", [b"", b"\x01", b"\x07" * 60, b"\x01" * 20])
def test_junk_is_refused_in_words(junk: bytes) -> None:
    with pytest.raises(CannotUnseal, match="密文"):
        RINGS["sm4-gcm"].unseal(junk, "here")


def test_values_of_other_keys_are_told_from_changed_ones() -> None:
    with pytest.raises(CannotUnseal, match=r"keys\.json"):
        new_ring().unseal(new_ring().seal(b"x", "here"), "here")


def test_equal_texts_are_sealed_differently() -> None:
    ring = new_ring()

    assert ring.seal(b"x", "here") != ring.seal(b"x", "here")


def test_both_ciphers_open_what_either_sealed() -> None:
    sm4 = new_ring("sm4-gcm")
    aes = ring_from_text(sm4.to_text(), "aes-gcm")

    assert aes.unseal(sm4.seal("张".encode(), "c"), "c") == "张".encode()
    assert sm4.unseal(aes.seal("张".encode(), "c"), "c") == "张".encode()
    assert not aes.is_current(sm4.seal(b"x", "c"))


def test_an_old_version_still_opens_after_a_new_key() -> None:
    old = new_ring()
    sealed = old.seal(b"x", "c")
    new = ring_from_text(old.with_new_key().to_text(), "sm4-gcm")

    assert new.unseal(sealed, "c") == b"x"
    assert (new.is_current(sealed), new.is_current(new.seal(b"x", "c"))) == (False, True)
    assert new.hashed("mobile", "1") == old.hashed("mobile", "1")


def test_the_key_file_is_private_and_made_once(tmp_path: Path) -> None:
    path = tmp_path / "inside" / "keys.json"

    with ThreadPoolExecutor(8) as pool:
        texts = set(pool.map(lambda _: ring_in(path, "sm4-gcm").to_text(), range(16)))

    assert len(texts) == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["keys.json"]


def test_a_changed_key_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    first = ring_in(path, "sm4-gcm")
    path.write_text(first.with_new_key().to_text(), encoding="utf-8")
    os.utime(path, ns=(1, 1))

    assert ring_in(path, "sm4-gcm").current == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"current": 1, "keys": {"1": "AAAA"}, "look": "AAAA"}', '{"current": "x"}'],
)
def test_a_broken_key_file_is_refused_in_words(text: str) -> None:
    with pytest.raises(WrongKeys, match="密钥文件"):
        ring_from_text(text, "sm4-gcm")


def test_an_unknown_cipher_is_refused_in_words() -> None:
    with pytest.raises(WrongKeys, match="ZHIGONG_CIPHER"):
        ring_from_text(new_ring().to_text(), "rot13")


def test_a_ring_shows_no_key() -> None:
    assert repr(new_ring()) == "<KeyRing version 1 of [1]>"
