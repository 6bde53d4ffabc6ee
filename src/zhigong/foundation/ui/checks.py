"""A place that leads nowhere is a mistake told at start, not found by a reader."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004

from zhigong.foundation.ui.navigation import PLACES, url_of


@register()
def places_lead_somewhere(**_kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"place {one.key} names {one.url_name}, which is no address",
            id="ui.W001",
        )
        for one in PLACES.values()
        if url_of(one) is None
    ]
