"""What identity does outside a request: send codes, forget what is no longer needed."""

from __future__ import annotations

from zhigong.foundation.jobs.job import scheduled
from zhigong.foundation.jobs.times import daily
from zhigong.identity.actions.attempts import forget_old_attempts
from zhigong.identity.actions.codes import forget_old_codes
from zhigong.identity.actions.gateways import send_code
from zhigong.identity.actions.sessions import forget_old_sessions
from zhigong.kernel.actor import Actor

__all__ = ["send_code", "tidy"]  # the worker finds both here


@scheduled("identity.tidy", daily(3, 20))
def tidy(*, actor: Actor) -> None:
    """Every night: forget attempts, codes and sessions that no rule asks for any more."""
    forget_old_attempts()
    forget_old_codes()
    forget_old_sessions()
