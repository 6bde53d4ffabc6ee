"""Shorter ways to what every page asks of Django a hundred times: its language, its connection, a setting.

**By thread.** Language, mount, time zone and connection are kept in asgiref's ``Local``, which tells the tasks of
an event loop apart at 10 to 15 thousand instructions a look. Pages and jobs run in threads here, each from its
beginning to its end, where a ``Local`` is a ``threading.local``; no view is asynchronous (a test holds that).

**Plainly.** ``settings`` asks of every attribute whether it is a method that hides one of the same name in what
it wraps. A setting is never a method.
"""

from __future__ import annotations

import threading
from typing import Any

from asgiref.local import Local
from django.conf import LazySettings
from django.core.cache import caches
from django.db import connections
from django.urls import base as addresses
from django.utils import timezone
from django.utils.translation import trans_real

KEPT: tuple[tuple[Any, str], ...] = (
    (trans_real, "_active"),
    (addresses, "_prefixes"),
    (addresses, "_urlconfs"),
    (timezone, "_active"),
    (connections, "_connections"),
    (caches, "_connections"),
)


def take_short_ways() -> None:
    """Once, before the first request: what a ``Local`` already holds would be forgotten."""
    for owner, name in KEPT:
        if isinstance(getattr(owner, name), Local):
            setattr(owner, name, threading.local())
    LazySettings.__getattribute__ = object.__getattribute__  # type: ignore[method-assign]  # of a class of Django
