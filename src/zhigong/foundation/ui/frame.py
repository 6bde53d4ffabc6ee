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
from django.utils.translation import get_language

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
    account: tuple[navigation.Shown, ...]
    inbox_url: str
    inbox_count: int
    preferences_url: str
    here: str
    elder: bool
    dark: bool


@dataclass
class Frame:
    """Asked by the base templates; each part is worked out when first asked for."""

    request: HttpRequest | None
    area: str = ""
    preferences: Preferences = field(default_factory=Preferences)

    def _told(self, name: str, default: Any = "") -> Any:
        if self.request is None or name not in TELLERS:
            return default
        return TELLERS[name](self.request)

    @property
    def language(self) -> str:
        return get_language() or settings.LANGUAGE_CODE

    @property
    def actor(self) -> Actor:
        return getattr(self.request, "actor", None) or NOBODY

    @property
    def signed_in(self) -> bool:
        return self.actor.id is not None

    @cached_property
    def person(self) -> str:
        return str(self._told("person_name") or (self.actor.label if self.signed_in else ""))

    @cached_property
    def district(self) -> str:
        return str(self._told("district") or getattr(settings, "FEDERATION_NAME", ""))

    @cached_property
    def inbox_count(self) -> int:
        return int(self._told("inbox_count", 0) or 0)

    @cached_property
    def inbox_url(self) -> str:
        return str(self._told("inbox_url"))

    @cached_property
    def search_url(self) -> str:
        return str(self._told("search_url"))

    @cached_property
    def search_hint(self) -> str:
        return str(self._told("search_hint"))

    @cached_property
    def idle_seconds(self) -> int:
        return int(self._told("idle_seconds", 0) or 0) if self.signed_in else 0

    @cached_property
    def home_url(self) -> str:
        return "/"

    @cached_property
    def here(self) -> str:
        return self.request.get_full_path() if self.request is not None else "/"

    @cached_property
    def preferences_url(self) -> str:
        try:
            return fixed_address("ui:preferences")
        except NoReverseMatch:
            return ""

    @cached_property
    def worker(self) -> tuple[navigation.Shown, ...]:
        return navigation.shown_in("worker", self.request)

    @cached_property
    def desk(self) -> tuple[navigation.Shown, ...]:
        return navigation.shown_in("desk", self.request)

    @cached_property
    def admin(self) -> tuple[navigation.Shown, ...]:
        return navigation.shown_in("admin", self.request)

    @cached_property
    def account(self) -> tuple[navigation.Shown, ...]:
        return navigation.shown_in("account", self.request)

    @cached_property
    def bottom(self) -> tuple[navigation.Shown, ...]:
        """Four places for the thumb: three of the work, and the person's own."""
        here = self.desk if self.area == "desk" else self.worker
        own = tuple([p for p in self.account if p.bottom][:1])
        return (*[p for p in here if p.bottom][: 4 - len(own)], *own)

    @cached_property
    def around(self) -> Around:
        """What the bar and the tools show, for parts that are drawn once for the same."""
        return Around(
            home_url=self.home_url,
            district=self.district,
            signed_in=self.signed_in,
            person=self.person,
            account=self.account,
            inbox_url=self.inbox_url,
            inbox_count=self.inbox_count if self.signed_in else 0,
            preferences_url=self.preferences_url,
            here=self.here,
            elder=self.preferences.elder,
            dark=self.preferences.dark,
        )


def frame_of(request: HttpRequest | None, area: str = "") -> Frame:
    """The frame of a request; of none (an error before the request was understood), a plain one."""
    preferences = preferences_of(request) if request is not None else Preferences()
    return Frame(request, area, preferences)
