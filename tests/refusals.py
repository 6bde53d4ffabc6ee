"""What an action refuses, by code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from zhigong.kernel.verdict import Refused


def refused(call: Callable[..., Any], **arguments: Any) -> tuple[str, ...]:
    """Call an action that must refuse; the codes of its reasons, in order."""
    with pytest.raises(Refused) as caught:
        call(**arguments)
    return tuple(one.code for one in caught.value.refusals)
