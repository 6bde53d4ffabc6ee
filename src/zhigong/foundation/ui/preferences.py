"""How a reader wants the pages: larger, dark, in which language. Cookies, by plain forms."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

MODES = ("plain", "elder")
THEMES = ("system", "light", "dark")
MODE_COOKIE, THEME_COOKIE = "zhigong_mode", "zhigong_theme"
A_YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Preferences:
    mode: str = "plain"
    theme: str = "system"

    @property
    def elder(self) -> bool:
        return self.mode == "elder"

    @property
    def dark(self) -> bool:
        return self.theme == "dark"


def preferences_of(request: HttpRequest) -> Preferences:
    """As the cookies say; what they do not know is the default."""
    mode = request.COOKIES.get(MODE_COOKIE, "plain")
    theme = request.COOKIES.get(THEME_COOKIE, "system")
    return Preferences(mode if mode in MODES else "plain", theme if theme in THEMES else "system")


def remember(request: HttpRequest) -> HttpResponse:
    """Set what the form asks for and go back to the page it came from."""
    response = HttpResponseRedirect(way_back(request))
    wanted = {
        MODE_COOKIE: (request.POST.get("mode"), MODES),
        THEME_COOKIE: (request.POST.get("theme"), THEMES),
        settings.LANGUAGE_COOKIE_NAME: (
            request.POST.get("language"),
            tuple(code for code, _name in settings.LANGUAGES),
        ),
    }
    for cookie, (value, known) in wanted.items():
        if value in known:
            response.set_cookie(
                cookie,
                value,
                max_age=A_YEAR,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
    return response


def way_back(request: HttpRequest) -> str:
    """An address of this site, never of another."""
    wanted = request.POST.get("next", "")
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return "/"
