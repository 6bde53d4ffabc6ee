"""One-time codes for mobiles: sent through a gateway, used once."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.record import record
from zhigong.foundation.secrets.kinds import normalised
from zhigong.identity.actions.accounts import worker_account
from zhigong.identity.actions.attempts import count_sending, name_hash
from zhigong.identity.actions.gateways import code_gateway
from zhigong.identity.models import Account, OneTimeCode
from zhigong.identity.rules.demo import DEMO_MOBILE_PREFIX
from zhigong.identity.rules.kinds import CodePurpose
from zhigong.identity.rules.names import may_be_mobile
from zhigong.identity.rules.onetime import CODE_LIVES, CODE_TRIES, as_typed, new_code
from zhigong.kernel.actor import NOBODY


def send_code(*, mobile: str, ip: str) -> str:
    """Send a code to a mobile; nobody learns whether it is known here.

    Not one transaction: what was sent stays counted. Refuses what is no mobile, and too many.
    Returns the code for the demo's page, ``""`` outside the demo.
    """
    number = normalised("mobile", mobile)
    may_be_mobile(number).require()
    if not (settings.DEMO and number.startswith(DEMO_MOBILE_PREFIX)):
        count_sending(mobile=number, ip=ip)
    with acting(NOBODY, action="identity.code.send"):
        code = _new_code_for(number)
        code_gateway().send(number, code)
        record(NOBODY, "identity.code.send", f"identity.mobile:{name_hash(number)[:16]}")
    return code if settings.DEMO else ""


def _new_code_for(number: str) -> str:
    """A new code; those before it work no more."""
    now = clock.now()
    holder = name_hash(number)
    OneTimeCode.objects.filter(
        purpose=CodePurpose.SIGN_IN, holder_hash=holder, used_at__isnull=True
    ).update(used_at=now)
    code = new_code()
    OneTimeCode.objects.create(
        purpose=CodePurpose.SIGN_IN,
        holder_hash=holder,
        code_hash=code_hash(holder, code),
        created=now,
        expires=now + CODE_LIVES,
    )
    return code


def code_hash(holder: str, code: str) -> str:
    """Keyed, so a stolen table of six digits tells nothing."""
    return name_hash(f"code {holder} {as_typed(code)}")


@transaction.atomic
def use_code(*, mobile: str, code: str) -> Account | None:
    """The account of the mobile if this is its code; the code is used up.

    A wrong code counts against the right one: after five it works no more. The count stays, so the
    caller must not roll back on ``None``.
    """
    number = normalised("mobile", mobile)
    holder = name_hash(number)
    sent = (
        OneTimeCode.objects.select_for_update()
        .filter(
            purpose=CodePurpose.SIGN_IN,
            holder_hash=holder,
            used_at__isnull=True,
            expires__gt=clock.now(),
            tries__lt=CODE_TRIES,
        )
        .order_by("-id")
        .first()
    )
    if sent is None:
        return None
    sent.tries += 1
    right = sent.code_hash == code_hash(holder, code)
    if right:
        sent.used_at = clock.now()
    sent.save(update_fields=["tries", "used_at"])
    return worker_account(mobile=number) if right else None


def forget_old_codes() -> int:
    """Remove codes that expired before today; returns how many."""
    return OneTimeCode.objects.filter(
        purpose=CodePurpose.SIGN_IN, expires__lt=clock.now() - CODE_LIVES * 300
    ).delete()[0]
