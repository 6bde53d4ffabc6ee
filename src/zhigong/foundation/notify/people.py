"""Who is told when nobody is named: those who hold a capability, as identity tells."""

from __future__ import annotations

from django.conf import settings
from django.utils.module_loading import import_string


def holders(capability: str, *, at: str) -> list[int]:
    """The accounts that hold a capability on the unit at path ``at`` or above it today."""
    if not settings.HOLDERS_OF:
        return []
    found: list[int] = import_string(settings.HOLDERS_OF)(capability, at=at)
    return found
