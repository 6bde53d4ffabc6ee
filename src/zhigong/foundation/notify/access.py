"""Row security of notices: an account reads its own; the system reads what it must send."""

from __future__ import annotations

from zhigong.foundation.rowsecurity import Condition


def the_system() -> Condition:
    """Only the system reaches everything; no grant can make this list of paths."""
    return Condition("((SELECT current_setting('zhigong.over_identity', true)) = ',')")
