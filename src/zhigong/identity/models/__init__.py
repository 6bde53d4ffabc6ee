"""Tables of identity.

None of them stands under row security: who acts is found out by reading them, so they are read
before anyone acts. They hold no personal file; mobiles are sealed, secrets are sealed or hashed,
and every list of accounts goes through ``queries`` with the actor.
"""

from zhigong.identity.models.account import Account, OutsideIdentity
from zhigong.identity.models.attempt import SignInAttempt
from zhigong.identity.models.factor import OneTimeCode, SecondFactor
from zhigong.identity.models.grant import RoleGrant
from zhigong.identity.models.session import Session

__all__ = [
    "Account",
    "OneTimeCode",
    "OutsideIdentity",
    "RoleGrant",
    "SecondFactor",
    "Session",
    "SignInAttempt",
]
