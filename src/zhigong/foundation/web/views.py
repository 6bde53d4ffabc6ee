"""Pages that belong to no module."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse

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
