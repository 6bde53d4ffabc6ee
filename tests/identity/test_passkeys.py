"""Passkeys, with an authenticator made of software that signs as a real one does."""

from __future__ import annotations

import json
import os
from hashlib import sha256

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from webauthn.helpers import bytes_to_base64url

from tests.identity import people
from zhigong.identity.models import Account, SecondFactor
from zhigong.identity.queries import sessions_of

pytestmark = pytest.mark.django_db
PRESENT_AND_VERIFIED, WITH_KEY = 0x05, 0x40


class Authenticator:
    """Holds one key and counts its uses."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(16)
        self.uses, self.origin = 0, origin

    def make(self, options: dict) -> str:
        numbers = self.key.public_key().public_numbers()
        cose = {
            1: 2,
            3: -7,
            -1: 1,
            -2: numbers.x.to_bytes(32, "big"),
            -3: numbers.y.to_bytes(32, "big"),
        }
        told = (
            self._head(PRESENT_AND_VERIFIED | WITH_KEY)
            + bytes(16)
            + len(self.credential_id).to_bytes(2, "big")
            + self.credential_id
            + cbor2.dumps(cose)
        )
        statement = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer(
            clientDataJSON=self._client("webauthn.create", options), attestationObject=statement
        )

    def use(self, options: dict) -> str:
        self.uses += 1
        told, client = self._head(PRESENT_AND_VERIFIED), self._client("webauthn.get", options)
        signature = self.key.sign(told + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=told, signature=signature)

    def _head(self, flags: int) -> bytes:
        return sha256(b"testserver").digest() + bytes([flags]) + self.uses.to_bytes(4, "big")

    def _client(self, kind: str, options: dict) -> bytes:
        content = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(content).encode()

    def _answer(self, **response: bytes) -> str:
        name = bytes_to_base64url(self.credential_id)
        sent = {key: bytes_to_base64url(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": sent})


def options(client: Client, which: str) -> dict:
    found: dict = json.loads(client.post(f"/sign-in/passkey/{which}").content)
    return found


def half_signed_in() -> Client:
    client = Client()
    client.post("/sign-in/officer", {"name": "wang", "password": people.PASSWORD})
    return client


def enrolled() -> tuple[Account, Authenticator]:
    wang, authenticator = people.director(), Authenticator()
    client = half_signed_in()
    asked = options(client, "make")
    assert asked["rp"]["id"] == "testserver"
    page = client.post("/sign-in/enrol", {"credential": authenticator.make(asked)})
    assert page.content.decode().count("<code>") == 10
    assert client.post("/sign-in/next").headers["Location"] == "/"
    assert sessions_of(wang.pk).get().strong
    return wang, authenticator


def test_a_passkey_is_enrolled_at_the_first_sign_in_and_used_at_the_next():
    wang, authenticator = enrolled()
    client = half_signed_in()

    response = client.post(
        "/sign-in/factor", {"credential": authenticator.use(options(client, "use"))}
    )

    assert response.headers["Location"] == "/"
    assert client.get("/accounts/").status_code == 200
    factor = SecondFactor.objects.get(account=wang)
    assert (factor.kind, factor.counter) == ("passkey", 1)


def test_another_key_a_replayed_answer_and_another_site_are_refused():
    _wang, authenticator = enrolled()
    client = half_signed_in()
    stranger = Authenticator()
    stranger.credential_id = authenticator.credential_id
    elsewhere = Authenticator(origin="https://evil.example")
    elsewhere.key, elsewhere.credential_id = authenticator.key, authenticator.credential_id
    old = authenticator.use(options(client, "use"))

    for answer in (
        stranger.use(options(client, "use")),
        elsewhere.use(options(client, "use")),
        (options(client, "use"), old)[1],
        "not json",
        "",
    ):
        page = client.post("/sign-in/factor", {"credential": answer})
        assert page.status_code in (200, 422)
    assert client.get("/accounts/").status_code == 302


def test_a_signed_in_person_adds_a_passkey_and_not_the_same_twice():
    wang, authenticator = enrolled()
    client = people.signed_in(wang)
    second = Authenticator()
    assert client.post("/me/passkey", {"credential": second.make(options(client, "make"))})
    assert SecondFactor.objects.filter(account=wang).count() == 2

    again = client.post("/me/passkey", {"credential": authenticator.make(options(client, "make"))})

    assert again.status_code == 409
    assert SecondFactor.objects.filter(account=wang).count() == 2


def test_nobody_gets_options_without_a_sign_in_begun():
    assert Client().post("/sign-in/passkey/make").status_code == 403
    assert Client().post("/sign-in/passkey/use").status_code == 403
