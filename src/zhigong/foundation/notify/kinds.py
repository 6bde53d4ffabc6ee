"""The kinds of notices that people can choose about, as modules name them when they load."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """``outside``: the channels it takes unless somebody chose otherwise."""

    name: str
    label: str | Promise
    outside: tuple[str, ...] = ()


KINDS: dict[str, NoticeKind] = {}


def kind(name: str, label: str | Promise, *, outside: tuple[str, ...] = ()) -> None:
    """Name a kind; ``name`` is permanent."""
    KINDS[name] = NoticeKind(name, label, outside)
