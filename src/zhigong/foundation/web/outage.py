"""When the database does not answer: what that looks like from inside, and what people are told.

Nothing here asks the database. The next request connects anew, so pages come back by themselves.
"""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from zhigong.foundation.ui.preferences import preferences_of

log = logging.getLogger("zhigong.web")
RETRY_SECONDS = 20
# No state: no server told us anything. 08: connection; 53300: too many; 57P: shut down, starting.
DOWN = ("08", "53300", "57P")


def is_outage(error: BaseException | None) -> bool:
    """Whether an error says that the database is out of reach, and not that a statement failed."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    state = getattr(error.__cause__, "sqlstate", None)
    return state is None or state.startswith(DOWN)


def unavailable(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503 in the reader's language, as the request alone tells it: the session may be unknown."""
    log.warning("the database does not answer: %s", str(error).strip().splitlines()[0])
    context = {
        "preferences": preferences_of(request),
        "again": request.get_full_path() if request.method in {"GET", "HEAD"} else "",
    }
    with translation.override(translation.get_language_from_request(request)):
        page = render_to_string("ui/errors/503.html", context)
    return later(HttpResponse(page, status=503))


def later(response: HttpResponse) -> HttpResponse:
    """Say when to ask again, and that nobody keeps the answer; it is in the log once, in a line."""
    response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 (Django's mark)
    return response
