"""Where each module's pages begin."""

from __future__ import annotations

from django.urls import include, path

from zhigong.foundation.web.views import health, mark

urlpatterns = [
    path("healthz", health, name="healthz"),
    path("favicon.ico", mark, name="mark"),
    path("ui/", include("zhigong.foundation.ui.urls")),
    path("tables/", include("zhigong.foundation.tables.urls")),
    path("figures/", include("zhigong.foundation.figures.urls")),
    path("notices/", include("zhigong.foundation.notify.urls")),
    path("", include("zhigong.identity.web.urls")),
    path("org/", include("zhigong.org.web.urls")),
    path("parameters/", include("zhigong.parameters.web.urls")),
    path("members/", include("zhigong.membership.web.urls")),
    path("", include("zhigong.mediation.web.urls")),
    path("supervision/", include("zhigong.supervision.web.urls")),
    path("governance/", include("zhigong.governance.web.urls")),
    path("", include("zhigong.portal.web.urls")),
]
handler400 = "zhigong.foundation.web.errors.bad_request"
handler403 = "zhigong.foundation.web.errors.forbidden"
handler404 = "zhigong.foundation.web.errors.not_found"
handler500 = "zhigong.foundation.web.errors.broken"
