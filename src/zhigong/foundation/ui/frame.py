"""What stands around every page: district, navigation, modes, language, the person, the inbox.

Higher modules tell what only they know by ``tell(...)`` in their AppConfig.ready:

    tell(inbox_count=lambda request: …, inbox_url=lambda request: …)
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch

from zhigong.foundation.addresses import fixed_address
from zhigong.foundation.ui import navigation
from zhigong.foundation.ui.preferences import Preferences, preferences_of
from zhigong.kernel.actor import NOBODY, Actor

Teller = Callable[[HttpRequest], Any]

KNOWN = frozenset(
    {
        "district",  # the federation's name
        "inbox_count",  # how much waits for me
        "inbox_url",
        "search_url",
        "search_hint",  # placeholder of the search box
        "person_name",  # as it stands in the bar; else the actor's label
        "idle_seconds",  # after which the session ends; the page warns before
    }
)
TELLERS: dict[str, Teller] = {}


def tell(**tellers: Teller) -> None:
    """Say what this module knows of every page; each name once."""
    for name, teller in tellers.items():
        assert name in KNOWN, f"the frame knows {', '.join(sorted(KNOWN))}, not {name}"
        TELLERS[name] = teller


class Around(NamedTuple):
    """Plain values of a frame. A part that is drawn of these alone can show nothing else."""

    home_url: str
    district: str
    signed_in: bool
    person: str
    places: navigation.Places
    inbox_url: str
    inbox_count: int
    search_url: str
    search_hint: str
    preferences_url: str
    here: str
    elder: bool
    dark: bool


@dataclass
class Frame:
    """Asked by the base templates. What needs the database is worked out when first asked for: a
    page without bar and rail (a print) never does."""

    request: HttpRequest | None
    preferences: Preferences = field(default_factory=Preferences)

    def _told(self, name: str, default: Any = "") -> Any:
        if self.request is None or name not in TELLERS:
            return default
        return TELLERS[name](self.request)

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", None) or NOBODY

    @property
    def signed_in(self) -> bool:
        return self.actor.id is not None

    @cached_property
    def idle_seconds(self) -> int:
        return int(self._told("idle_seconds", 0) or 0) if self.signed_in else 0

    @cached_property
    def around(self) -> Around:
        """All that bar, rail and foot show."""
        signed_in = self.signed_in
        return Around(
            home_url="/",
            district=str(self._told("district") or getattr(settings, "FEDERATION_NAME", "")),
            signed_in=signed_in,
            person=str(self._told("person_name") or (self.actor.label if signed_in else "")),
            places=navigation.places_of(self.request),
            inbox_url=str(self._told("inbox_url")),
            inbox_count=int(self._told("inbox_count", 0) or 0) if signed_in else 0,
            search_url=str(self._told("search_url")),
            search_hint=str(self._told("search_hint")),
            preferences_url=_preferences_url(),
            here=self.request.get_full_path() if self.request is not None else "/",
            elder=self.preferences.elder,
            dark=self.preferences.dark,
        )


def _preferences_url() -> str:
    try:
        return fixed_address("ui:preferences")
    except NoReverseMatch:
        return ""


def frame_of(request: HttpRequest | None) -> Frame:
    """The frame of a request; of none (an error before the request was understood), a plain one."""
    return Frame(request, preferences_of(request) if request is not None else Preferences())
