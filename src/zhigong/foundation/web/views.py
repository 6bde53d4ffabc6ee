"""Pages that belong to no module."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse


@login_not_required
@transaction.non_atomic_requests
def health(request: HttpRequest) -> HttpResponse:
    """Whether the program and its database answer; for the launcher and a proxy."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
