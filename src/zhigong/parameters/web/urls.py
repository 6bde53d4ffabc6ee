"""Pages of the rows of law."""

from __future__ import annotations

from django.urls import path

from zhigong.parameters.web import views

app_name = "parameters"
urlpatterns = [
    path("", views.rows, name="rows"),
    path("new", views.propose, name="propose"),
    path("<int:pk>", views.row_page, name="row"),
    path("<int:pk>/<slug:verb>", views.step, name="step"),
]
