"""Pages for what went wrong. Each says what happened and what to do."""

from __future__ import annotations

import sys

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhigong.foundation.web.outage import is_outage, unavailable


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Django calls a form too large a bad request; people did nothing bad.
    if isinstance(exception, RequestDataTooBig):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Called while the error is at hand, wherever in the middleware it came up."""
    error = sys.exc_info()[1]
    if error is not None and is_outage(error):
        return unavailable(request, error)
    reference = getattr(request, "id", "")
    return render(request, "500.html", {"reference": reference}, status=500)
