"""Persons and memberships. Change them only through zhigong.membership.actions."""

from zhigong.membership.models.membership import Membership
from zhigong.membership.models.person import Person

__all__ = ["Membership", "Person"]
