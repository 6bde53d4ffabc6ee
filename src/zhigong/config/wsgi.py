"""The door through which the web server calls the program."""

from __future__ import annotations

import os
from functools import lru_cache

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")


class Handler(WSGIHandler):
    """Django's, which remembers where the latest addresses lead: looking through all of the site's
    patterns costs as much as the whole of a small view."""

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        request.resolver_match = match = _match(request.path_info)
        return match


@lru_cache(maxsize=2048)  # an address that leads nowhere raises, and is not remembered
def _match(path: str) -> ResolverMatch:
    return get_resolver().resolve(path)


django.setup(set_prefix=False)
application = Handler()
