"""The content security policy: one for all pages, from settings.

django-csp knows how a policy is written and checks its settings; its own middleware writes it anew for
each answer, for views that loosen it. None here may, so it is written once.
"""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for_authors = settings.DEBUG and response.status_code in {404, 500}  # Django's own pages
        if not for_authors:
            response.headers.setdefault(HEADER, self.policy)
        return response
