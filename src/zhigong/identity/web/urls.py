"""Pages of identity."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "identity"
urlpatterns: list[URLPattern] = []
