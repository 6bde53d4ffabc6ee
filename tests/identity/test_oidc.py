"""Sign-in through another system, against one that runs on loopback for the test."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from jwt.algorithms import RSAAlgorithm

from tests.identity import people
from zhigong.identity.actions import oidc
from zhigong.identity.models import OutsideIdentity
from zhigong.identity.queries import sessions_of

pytestmark = pytest.mark.django_db
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(ThreadingHTTPServer):
    """Answers as a provider does; ``claims`` and ``key`` are what the test sets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.key, self.claims, self.nonce = KEY, {}, ""
        self.asked: dict[str, str] = {}


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        issuer = self.server.issuer
        public = json.loads(RSAAlgorithm.to_jwk(KEY.public_key()))
        self._answer(
            {"keys": [{**public, "kid": "one"}]}
            if self.path == "/keys"
            else {
                "issuer": issuer,
                "authorization_endpoint": f"{issuer}/authorize",
                "token_endpoint": f"{issuer}/token",
                "jwks_uri": f"{issuer}/keys",
            }
        )

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked = {key: values[0] for key, values in parse_qs(body).items()}
        now = int(time.time())
        claims = {
            "iss": self.server.issuer,
            "aud": "zhigong",
            "sub": "u-77",
            "iat": now,
            "exp": now + 60,
            "nonce": self.server.nonce,
            "preferred_username": "Wang",
            **self.server.claims,
        }
        token = jwt.encode(claims, self.server.key, algorithm="RS256", headers={"kid": "one"})
        self._answer({"id_token": token})

    def _answer(self, content: object) -> None:
        body = json.dumps(content).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Be silent."""


@pytest.fixture
def provider(settings):
    server = Provider()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.OIDC_ISSUER = server.issuer
    settings.OIDC_CLIENT_ID = "zhigong"
    settings.OIDC_CLIENT_SECRET = "hidden"
    settings.OIDC_NAME_CLAIM = "preferred_username"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def there_and_back(provider: Provider, client: Client, *, next_url: str = "", **changed: str):
    sent = client.post("/sign-in/oidc", {"next": next_url})
    asked = {k: v[0] for k, v in parse_qs(urlsplit(sent.headers["Location"]).query).items()}
    provider.nonce = changed.get("nonce", asked["nonce"])
    query = {"code": "c-1", "state": changed.get("state", asked["state"])}
    return asked, client.get("/sign-in/oidc/back", query)


def test_the_button_is_there_only_where_configured(provider, settings):
    assert "统一身份认证" in Client().get("/sign-in/officer").content.decode()
    settings.OIDC_ISSUER = ""
    assert "统一身份认证" not in Client().get("/sign-in/officer").content.decode()
    assert Client().post("/sign-in/oidc").status_code == 404
    assert Client().get("/sign-in/oidc/back").status_code == 404


def test_an_officer_of_the_same_name_signs_in_and_is_linked(provider):
    wang = people.officer("wang", "王主任")
    client = Client()

    asked, back = there_and_back(provider, client, next_url="/me")

    assert back.headers["Location"] == "/me"
    assert client.get("/me").status_code == 200
    assert OutsideIdentity.objects.get().subject == "u-77"
    assert asked["code_challenge_method"] == "S256"
    assert provider.asked["client_secret"] == "hidden"
    assert len(provider.asked["code_verifier"]) >= 43
    assert not sessions_of(wang.pk).get().strong


def test_the_link_stays_when_the_name_there_changes(provider):
    wang = people.officer("wang", "王主任")
    there_and_back(provider, Client())
    provider.claims = {"preferred_username": "somebody-else"}
    client = Client()
    there_and_back(provider, client)
    assert sessions_of(wang.pk).count() == 2


def test_a_second_factor_there_counts_here(provider):
    wang = people.director()
    provider.claims = {"amr": ["pwd", "otp"]}
    client = Client()
    there_and_back(provider, client, next_url="/accounts/")
    assert sessions_of(wang.pk).get().strong
    assert client.get("/accounts/").status_code == 200


def test_without_one_there_it_is_asked_for_here(provider):
    people.director()
    _asked, back = there_and_back(provider, Client())
    assert back.headers["Location"] == "/sign-in/enrol"


def test_whoever_has_no_account_here_is_told_what_to_do(provider):
    _asked, back = there_and_back(provider, Client())
    assert back.status_code == 409
    assert "没有您的帐户" in back.content.decode()


def test_a_name_already_linked_is_not_taken_over(provider):
    wang = people.officer("wang", "王主任")
    there_and_back(provider, Client())
    provider.claims = {"sub": "u-78"}
    _asked, back = there_and_back(provider, Client())
    assert back.status_code == 409
    assert sessions_of(wang.pk).count() == 1


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another"},
        {"iss": "http://elsewhere"},
        {"exp": 1_000_000},
        {"sub": ""},
    ],
    ids=["audience", "issuer", "expired", "nobody"],
)
def test_a_token_that_is_not_for_us_is_refused(provider, claims):
    people.officer("wang", "王主任")
    provider.claims = claims
    _asked, back = there_and_back(provider, Client())
    assert back.headers["Location"] == "/sign-in/officer"
    assert not OutsideIdentity.objects.exists()


def test_a_foreign_signature_is_refused(provider):
    people.officer("wang", "王主任")
    provider.key = OTHER_KEY
    _asked, back = there_and_back(provider, Client())
    assert back.headers["Location"] == "/sign-in/officer"


@pytest.mark.parametrize("part", ["state", "nonce"])
def test_an_answer_to_another_question_is_refused(provider, part):
    people.officer("wang", "王主任")
    _asked, back = there_and_back(provider, Client(), **{part: "forged"})
    assert back.headers["Location"] == "/sign-in/officer"


def test_a_silent_provider_leads_back_with_a_word(settings):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = "http://127.0.0.1:9", "zhigong"
    client = Client()
    response = client.post("/sign-in/oidc", follow=True)
    assert "统一身份认证没有完成" in response.content.decode()
    assert oidc.is_configured()
