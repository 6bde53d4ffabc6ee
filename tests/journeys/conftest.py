from __future__ import annotations

from tests.journeys.look import chromium

__all__ = ["chromium"]
