"""Sign in through another system (OpenID Connect, code flow with PKCE).

Calls to the other system happen outside any transaction. Its word is taken only after signature,
issuer, audience, time and nonce were checked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import jwt
from django.conf import settings

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record
from zhigong.identity.actions.signing import as_actor
from zhigong.identity.models import Account, OutsideIdentity
from zhigong.identity.queries import officer_by_name
from zhigong.identity.rules.kinds import Way
from zhigong.kernel.actor import NOBODY
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused, Verdict, refuse

ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
STRONG = {"mfa", "otp", "hwk", "swk", "fpt", "face"}


@dataclass(frozen=True, slots=True)
class Start:
    """Where to send the browser, and what to remember until it comes back."""

    url: str
    remembered: dict[str, str]


@dataclass(frozen=True, slots=True)
class Proof:
    """Who the other system says it is; ``strong`` if it says so after a second factor."""

    issuer: str
    subject: str
    name: str
    strong: bool


class OtherSystemFailed(Exception):
    """The other system did not answer, or not as agreed. For the log; the person may try again."""


def is_configured() -> bool:
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def start(*, callback: str) -> Start:
    """The address of the other system's sign-in page."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    query = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": callback,
        "scope": "openid profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
    }
    url = f"{_endpoints(settings.OIDC_ISSUER)['authorization_endpoint']}?{urlencode(query)}"
    return Start(url, {"state": state, "nonce": nonce, "verifier": verifier, "callback": callback})


def prove(*, code: str, state: str, remembered: dict[str, str]) -> Proof:
    """Exchange the code the browser came back with for a checked proof.

    Raises ``OtherSystemFailed`` where anything is not as it must be.
    """
    if not remembered or not secrets.compare_digest(state, remembered.get("state", "")):
        raise OtherSystemFailed("state")
    endpoints = _endpoints(settings.OIDC_ISSUER)
    answer = _fetch(
        endpoints["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": remembered["callback"],
            "client_id": settings.OIDC_CLIENT_ID,
            "client_secret": settings.OIDC_CLIENT_SECRET,
            "code_verifier": remembered["verifier"],
        },
    )
    claims = _claims(str(answer.get("id_token", "")), endpoints["jwks_uri"])
    if not secrets.compare_digest(str(claims.get("nonce", "")), remembered["nonce"]):
        raise OtherSystemFailed("nonce")
    if not claims["sub"]:
        raise OtherSystemFailed("nobody")
    return Proof(
        issuer=settings.OIDC_ISSUER,
        subject=str(claims["sub"]),
        name=str(claims.get(settings.OIDC_NAME_CLAIM, "")),
        strong=bool(STRONG & set(claims.get("amr") or [])),
    )


def _claims(token: str, keys_url: str) -> dict[str, Any]:
    try:
        keys = jwt.PyJWKSet.from_dict(_fetch(keys_url))
        wanted = jwt.get_unverified_header(token).get("kid")
        fitting = [k for k in keys.keys if wanted is None or k.key_id == wanted]
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=ALGORITHMS,
            audience=settings.OIDC_CLIENT_ID,
            issuer=settings.OIDC_ISSUER,
            leeway=60,
            options={"require": ["exp", "iat", "sub", "aud", "iss"]},
        )
    except (jwt.PyJWTError, IndexError) as error:
        raise OtherSystemFailed(type(error).__name__) from error
    return claims


@lru_cache(maxsize=2)
def _endpoints(issuer: str) -> dict[str, Any]:
    found = _fetch(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != issuer:
        raise OtherSystemFailed("issuer")
    return found


def _fetch(url: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    body = urlencode(form).encode() if form else None
    request = Request(url, data=body, headers={"Accept": "application/json"})  # noqa: S310
    try:
        with urlopen(request, timeout=10) as answer:  # noqa: S310 (from settings)
            content = json.loads(answer.read(1_000_000))
    except (OSError, ValueError) as error:
        raise OtherSystemFailed(str(error)) from error
    if not isinstance(content, dict):
        raise OtherSystemFailed("no object")
    return content


def sign_in_by_proof(*, proof: Proof, ip: str) -> Account:
    """The account linked to the proof; at the first time the officer of that sign-in name.

    Refuses where nobody here has that name, or the account was closed.
    """
    account = _linked(proof)
    actor = as_actor(account) if account else NOBODY
    event = "identity.sign_in.proven" if account else "identity.sign_in.refused"
    with acting(actor, action="identity.sign_in"):
        record(
            actor,
            event,
            account or "identity.name:unknown",
            after={"way": Way.OIDC.value, "issuer": proof.issuer, "ip": ip},
        )
    if account is None:
        raise Refused(_unknown().refusals)
    return account


def _unknown() -> Verdict:
    return refuse(
        "identity.oidc.unknown",
        gettext_noop("统一身份认证通过了，但本系统没有您的帐户"),
        gettext_noop("请联系本单位管理员，用您在统一身份系统的登录名开通帐户"),
    )


def _linked(proof: Proof) -> Account | None:
    link = (
        OutsideIdentity.objects.filter(issuer=proof.issuer, subject=proof.subject)
        .select_related("account")
        .first()
    )
    if link is not None:
        return link.account if link.account.is_active else None
    account = officer_by_name(proof.name) if proof.name else None
    if account is None or account.outside.filter(issuer=proof.issuer).exists():
        return None
    with acting(as_actor(account), action="identity.oidc.link"):
        OutsideIdentity.objects.get_or_create(
            issuer=proof.issuer,
            subject=proof.subject,
            defaults={"account": account, "linked": clock.now()},
        )
        record(as_actor(account), "identity.oidc.link", account, after={"issuer": proof.issuer})
    return account
