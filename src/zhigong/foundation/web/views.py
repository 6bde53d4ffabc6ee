"""Pages that belong to no module."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.templatetags.static import static

from zhigong.foundation.web.outage import later


@login_not_required
@transaction.non_atomic_requests
def health(request: HttpRequest) -> HttpResponse:
    """Whether the program and its database answer; for the launcher and a proxy."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return later(HttpResponse("database down\n", content_type="text/plain", status=503))
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
@transaction.non_atomic_requests
def mark(request: HttpRequest) -> HttpResponse:
    """The mark, for browsers and readers that ask for it by its old name whatever the page says."""
    response = HttpResponseRedirect(static("ui/mark.svg"))
    response["Cache-Control"] = "public, max-age=86400"
    return response
