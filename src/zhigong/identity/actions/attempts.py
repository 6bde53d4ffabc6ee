"""Count attempts to sign in, so that guessing becomes slow.

Each function is a transaction of its own: an attempt is counted before the proof is looked at, and
stays counted whatever happens then. Guesses sent at once queue at the lock of their name.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, transaction

from zhigong.foundation import clock
from zhigong.foundation.secrets.lookup import look_up
from zhigong.identity.models import Account, SignInAttempt
from zhigong.identity.rules.kinds import Way
from zhigong.identity.rules.network import network_of
from zhigong.identity.rules.throttle import NAME, NETWORK, PAIR, Failures, may_send, may_try

KNOWN_FOR = timedelta(days=90)
LONGEST_WINDOW = max(PAIR.window, NAME.window, NETWORK.window)


def name_hash(text: str) -> str:
    """Under what a name, mobile or account is counted."""
    found = look_up("text", text)
    return found.hex() if found else ""


@transaction.atomic
def count_attempt(*, way: Way, name: str, ip: str, account: Account | None) -> int:
    """Count one attempt and return its number, or raise ``Refused`` with the seconds to wait."""
    hashed, network = name_hash(name), network_of(ip)
    _queue(hashed)
    may_try(_failures(hashed, network, account), clock.now()).require()
    return _written(way, hashed, network, account).pk


@transaction.atomic
def count_sending(*, mobile: str, ip: str) -> None:
    """Count one code sent to a mobile, or raise ``Refused``."""
    hashed, network = name_hash(mobile), network_of(ip)
    _queue(hashed)
    now = clock.now()
    sent = SignInAttempt.objects.filter(way=Way.SEND, at__gt=now - timedelta(days=1))
    may_send(
        list(sent.filter(name_hash=hashed).values_list("at", flat=True)),
        list(
            sent.filter(network=network, at__gt=now - timedelta(hours=1)).values_list(
                "at", flat=True
            )[:1000]
        ),
        now,
    ).require()
    _written(Way.SEND, hashed, network, None)


@transaction.atomic
def succeeded(attempt_id: int, account: Account) -> None:
    """The proof was right: this attempt was none against the account, nor were those before it
    from the same network."""
    attempt = SignInAttempt.objects.get(pk=attempt_id)
    SignInAttempt.objects.filter(name_hash=attempt.name_hash, network=attempt.network).update(
        forgiven=True
    )
    SignInAttempt.objects.filter(pk=attempt_id).update(succeeded=True, account=account)


@transaction.atomic
def proven(attempt_id: int) -> None:
    """A proof that belongs to no account was right: the attempt and those before it from the same
    network count no more."""
    attempt = SignInAttempt.objects.get(pk=attempt_id)
    SignInAttempt.objects.filter(name_hash=attempt.name_hash, network=attempt.network).update(
        forgiven=True
    )


def _queue(hashed: str) -> None:
    """Attempts on one name wait for each other until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [hashed])


def _written(way: Way, hashed: str, network: str, account: Account | None) -> SignInAttempt:
    return SignInAttempt.objects.create(
        at=clock.now(), way=way, name_hash=hashed, network=network, account=account
    )


def _failures(hashed: str, network: str, account: Account | None) -> Failures:
    since = clock.now() - LONGEST_WINDOW
    failed = SignInAttempt.objects.filter(at__gt=since, succeeded=False, forgiven=False).exclude(
        way=Way.SEND
    )
    on_name = list(
        failed.filter(name_hash=hashed).order_by("-at").values_list("network", "at")[:200]
    )
    of_network = failed.filter(network=network).order_by("-at").values_list("at", flat=True)
    return Failures(
        pair=[at for where, at in on_name if where == network],
        name=[at for _where, at in on_name],
        network=list(of_network[:200]),
        known_network=account is not None and _is_known(network, account),
    )


def _is_known(network: str, account: Account) -> bool:
    return SignInAttempt.objects.filter(
        account=account, network=network, succeeded=True, at__gt=clock.now() - KNOWN_FOR
    ).exists()


def forget_old_attempts() -> int:
    """Remove attempts that no rule asks for any more; returns how many."""
    return SignInAttempt.objects.filter(at__lt=clock.now() - KNOWN_FOR).delete()[0]
