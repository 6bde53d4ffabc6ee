"""Found by the queue when the program starts."""

from __future__ import annotations

from zhigong.foundation.imports.actions import check_job

__all__ = ["check_job"]
