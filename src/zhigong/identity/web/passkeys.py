"""Passkeys: what the browser is asked, and whether its answer is right."""

from __future__ import annotations

from django.conf import settings
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from zhigong.identity.actions.signing import UsedPasskey
from zhigong.identity.models import Account, SecondFactor
from zhigong.identity.queries import factors_of
from zhigong.identity.rules.kinds import FactorKind
from zhigong.identity.web.request import Request

PLACE = "passkey"


def _host(request: Request) -> str:
    return request.get_host().rsplit(":", 1)[0].strip("[]")


def _origin(request: Request) -> str:
    return f"{request.scheme}://{request.get_host()}"


def _passkeys(account: Account) -> list[SecondFactor]:
    return list(factors_of(account.pk).filter(kind=FactorKind.PASSKEY))


def _known(account: Account) -> list[PublicKeyCredentialDescriptor]:
    return [
        PublicKeyCredentialDescriptor(id=bytes(one.credential_id or b""))
        for one in _passkeys(account)
    ]


def registration_options(request: Request, account: Account) -> str:
    """What the browser needs to make a passkey, as JSON; its challenge is remembered."""
    options = generate_registration_options(
        rp_id=_host(request),
        rp_name=settings.FEDERATION_NAME,
        user_id=f"zhigong-{account.pk}".encode(),
        user_name=account.login_name or account.label,
        user_display_name=account.label,
        exclude_credentials=_known(account),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    request.session[PLACE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def use_options(request: Request, account: Account) -> str:
    """What the browser needs to use a passkey, as JSON; its challenge is remembered."""
    options = generate_authentication_options(
        rp_id=_host(request),
        allow_credentials=_known(account),
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[PLACE] = bytes_to_base64url(options.challenge)
    return options_to_json(options)


def verified_registration(request: Request) -> VerifiedRegistration | None:
    """The passkey that the browser made for our challenge; ``None`` if the answer is wrong."""
    challenge = request.session.pop(PLACE, None)
    if not challenge:
        return None
    try:
        return verify_registration_response(
            credential=request.POST.get("credential", ""),
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
        )
    except WebAuthnException:
        return None


def verified_use(request: Request, account: Account) -> UsedPasskey | None:
    """The passkey of the account that answered our challenge; ``None`` if the answer is wrong."""
    challenge = request.session.pop(PLACE, None)
    if not challenge:
        return None
    answer = request.POST.get("credential", "")
    try:
        raw_id = parse_authentication_credential_json(answer).raw_id
        factor = next(
            (f for f in _passkeys(account) if bytes(f.credential_id or b"") == raw_id), None
        )
        if factor is None:
            return None
        verified = verify_authentication_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=_host(request),
            expected_origin=_origin(request),
            credential_public_key=bytes(factor.public_key or b""),
            credential_current_sign_count=factor.counter,
        )
    except WebAuthnException:
        return None
    return UsedPasskey(factor.pk, verified.new_sign_count)
