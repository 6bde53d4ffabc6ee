"""The places a person can go to, filled by the modules, shown as far as the actor may.

    # mediation/apps.py, in ready()
    place("mediation.cases", gettext_lazy("案件"), "mediation:case_list", "scale",
          area="desk", capability="mediation.case.view", bottom=True, order=20)

Areas: ``worker`` (top of public pages and the phone's bottom bar), ``desk`` (left rail),
``admin`` (left rail, below), ``account`` (behind the person's name).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from zhigong.foundation.ui.alone import Lasting
from zhigong.foundation.ui.icons import checked_icon
from zhigong.kernel.actor import NOBODY

AREAS = ("worker", "desk", "admin", "account")
SIGNED = ("any", "in", "out")

Words = str | Promise
Reader = tuple[bool, frozenset[str], str]


@dataclass(frozen=True, slots=True)
class Place:
    """One entry. ``capability``: one that opens it, or several of which any does (a tuple); empty:
    everybody's. ``count``: what waits there, by request."""

    key: str
    label: Words
    url_name: str
    icon: str
    area: str = "desk"
    capability: str | tuple[str, ...] = ""
    order: int = 50
    group: Words = ""
    bottom: bool = False
    signed: str = "any"
    count: Callable[[HttpRequest], int] | None = None
    count_label: Words = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def open_to(self, signed_in: bool, held: frozenset[str]) -> bool:
        """Whether it is shown: signed in or out as asked, and one capability held somewhere."""
        if (self.signed == "in" and not signed_in) or (self.signed == "out" and signed_in):
            return False
        any_of = (self.capability,) if isinstance(self.capability, str) else self.capability
        return not any(any_of) or any(one in held for one in any_of)


PLACES: dict[str, Place] = {}


def place(
    key: str,
    label: Words,
    url_name: str,
    icon: str,
    *,
    area: str = "desk",
    capability: str | tuple[str, ...] = "",
    **more: object,
) -> None:
    """Add an entry (``more``: order, group, bottom, signed, count, count_label)."""
    assert area in AREAS, f"{key}: no area {area}"
    checked_icon(icon)
    one = Place(key, label, url_name, icon, area, capability, **more)  # type: ignore[arg-type]  # the fields of Place
    assert one.signed in SIGNED, f"{key}: signed is one of {SIGNED}"
    assert PLACES.get(key, one) == one, f"two places are called {key}"
    PLACES[key] = one
    forget()


def forget() -> None:
    """What was worked out of the places so far is not true any more."""
    for remembered in (_mounted, _counted, _here, _shown):
        remembered.cache_clear()


class Shown(NamedTuple):
    """An entry as one reader sees it on one page, in his language: plain values and nothing else."""

    key: str
    label: str
    url: str
    icon: str
    group: str
    bottom: bool
    count: int  # type: ignore[assignment]  # nobody counts in the tuple itself
    count_label: str
    current: bool


@dataclass(frozen=True, slots=True, eq=False)
class Places(Lasting):
    """Every area as one reader sees it on one page; ``…_bottom`` is what the thumb reaches on a phone."""

    worker: tuple[Shown, ...]
    desk: tuple[Shown, ...]
    admin: tuple[Shown, ...]
    account: tuple[Shown, ...]

    @property
    def worker_bottom(self) -> tuple[Shown, ...]:
        return self._thumbs(self.worker)

    @property
    def desk_bottom(self) -> tuple[Shown, ...]:
        return self._thumbs(self.desk)

    def _thumbs(self, work: tuple[Shown, ...]) -> tuple[Shown, ...]:
        """Four places: three of the work, and the person's own."""
        own = tuple([p for p in self.account if p.bottom][:1])
        return (*[p for p in work if p.bottom][: 4 - len(own)], *own)


def places_of(request: HttpRequest | None) -> Places:
    """The entries of each area open to the request's actor, in order; a module that is not
    mounted shows nothing (the system check tells its author)."""
    actor = getattr(request, "actor", None) or NOBODY
    reader = (actor.id is not None, actor.capabilities, settings.ROOT_URLCONF)
    path = request.path if request is not None else ""
    counts = tuple([count(request) if request else 0 for count in _counted(*reader)])
    return _shown(reader, _here(reader, path), counts, get_language())


def shown_in(area: str, request: HttpRequest | None) -> tuple[Shown, ...]:
    """The entries of one area."""
    found: tuple[Shown, ...] = getattr(places_of(request), area)
    return found


@lru_cache(maxsize=1024)
def _shown(
    reader: Reader, here: tuple[str, ...], counts: tuple[int, ...], _language: str | None
) -> Places:
    """Translated once for everyone with the same roles and numbers at the same place."""
    numbers = iter(counts)
    return Places(
        *[
            tuple(
                Shown(
                    key=p.key,
                    label=str(p.label),
                    url=url,
                    icon=p.icon,
                    group=str(p.group),
                    bottom=p.bottom,
                    count=next(numbers) if p.count else 0,
                    count_label=str(p.count_label),
                    current=url == current,
                )
                for p, url in area
            )
            for area, current in zip(_mounted(*reader), here, strict=True)
        ]
    )


@lru_cache(maxsize=4096)
def _here(reader: Reader, path: str) -> tuple[str, ...]:
    """In each area, the entry that the page belongs to."""
    return tuple(current_of([url for _p, url in area], path) for area in _mounted(*reader))


@lru_cache(maxsize=1024)
def _counted(*reader: Any) -> tuple[Callable[[HttpRequest], int], ...]:
    """What is counted for a reader, in the order of his entries."""
    return tuple(p.count for area in _mounted(*reader) for p, _url in area if p.count)


@lru_cache(maxsize=1024)  # asked on every page, the same for everyone with the same roles
def _mounted(
    signed_in: bool, held: frozenset[str], _urlconf: str
) -> tuple[list[tuple[Place, str]], ...]:
    """Each area's entries open to who holds these capabilities, in order, with their addresses."""
    chosen = sorted(
        (p for p in PLACES.values() if p.open_to(signed_in, held)), key=lambda p: (p.order, p.key)
    )
    found = [(p, url) for p in chosen if (url := url_of(p)) is not None]
    return tuple([(p, url) for p, url in found if p.area == area] for area in AREAS)


def url_of(one: Place) -> str | None:
    try:
        return one.url
    except NoReverseMatch:
        return None


def current_of(urls: list[str], path: str) -> str:
    """The entry the page belongs to: the longest address that the path starts with."""
    fitting = [
        url for url in urls if path == url or (path.startswith(url) and len(url.strip("/")) > 0)
    ]
    # "/my" must not light up for "/mystery"
    exact = [u for u in fitting if u.endswith("/") or path == u or path[len(u)] == "/"]
    return max(exact, key=len, default="")
