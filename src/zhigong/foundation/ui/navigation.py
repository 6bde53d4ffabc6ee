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
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, get_urlconf, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from zhigong.foundation.ui.icons import checked_icon
from zhigong.kernel.actor import NOBODY

AREAS = ("worker", "desk", "admin", "account")
SIGNED = ("any", "in", "out")

Words = str | Promise
Reader = tuple[str, bool, frozenset[str], str | None, tuple[str, ...]]


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
    _mounted.cache_clear()
    _shown.cache_clear()


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


def shown_in(area: str, request: HttpRequest | None) -> tuple[Shown, ...]:
    """The entries of an area open to the request's actor, in order; a module that is not
    mounted shows nothing (the system check tells its author)."""
    actor = getattr(request, "actor", None) or NOBODY
    reader = (area, actor.id is not None, actor.capabilities, get_urlconf(), tuple(PLACES))
    mounted = _mounted(*reader)
    here = current_of([url for _p, url in mounted], request)
    counts = tuple([p.count(request) if p.count and request else 0 for p, _url in mounted])
    return _shown(reader, here, counts, get_language())


@lru_cache(maxsize=1024)
def _shown(
    reader: Reader, here: str, counts: tuple[int, ...], _language: str | None
) -> tuple[Shown, ...]:
    """Translated once for everyone with the same roles and numbers at the same place."""
    return tuple(
        Shown(
            key=p.key,
            label=str(p.label),
            url=url,
            icon=p.icon,
            group=str(p.group),
            bottom=p.bottom,
            count=count,
            count_label=str(p.count_label),
            current=url == here,
        )
        for (p, url), count in zip(_mounted(*reader), counts, strict=True)
    )


@lru_cache(maxsize=1024)  # asked several times a page, the same for everyone with the same roles
def _mounted(
    area: str, signed_in: bool, held: frozenset[str], urlconf: str | None, keys: tuple[str, ...]
) -> list[tuple[Place, str]]:
    """The entries open to who holds these capabilities, in order, with their addresses."""
    chosen = sorted(
        (p for p in map(PLACES.__getitem__, keys) if p.area == area and p.open_to(signed_in, held)),
        key=lambda p: (p.order, p.key),
    )
    return [(p, url) for p in chosen if (url := url_of(p)) is not None]


def url_of(one: Place) -> str | None:
    try:
        return one.url
    except NoReverseMatch:
        return None


def current_of(urls: list[str], request: HttpRequest | None) -> str:
    """The entry the page belongs to: the longest address that the path starts with."""
    path = request.path if request is not None else ""
    fitting = [
        url for url in urls if path == url or (path.startswith(url) and len(url.strip("/")) > 0)
    ]
    # "/my" must not light up for "/mystery"
    exact = [u for u in fitting if u.endswith("/") or path == u or path[len(u)] == "/"]
    return max(exact, key=len, default="")
