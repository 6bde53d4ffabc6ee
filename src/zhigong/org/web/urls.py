"""Pages of the organisation."""

from __future__ import annotations

from django.urls import path

from zhigong.org.web.views import changes, tree

app_name = "org"
urlpatterns = [
    path("", tree.tree, name="tree"),
    path("<int:pk>", tree.unit_page, name="unit"),
    path("<int:pk>/branch", tree.branch, name="branch"),
    path("<int:pk>/new", changes.unit_new, name="unit_new"),
    path("<int:pk>/change", changes.unit_change, name="unit_change"),
    path("<int:pk>/move", changes.unit_move, name="unit_move"),
    path("<int:pk>/dissolve", changes.unit_dissolve, name="unit_dissolve"),
    path("<int:pk>/posts/new", changes.post_new, name="post_new"),
    path("posts/<int:pk>/close", changes.post_close, name="post_close"),
    path("posts/<int:pk>/hold", changes.holding_new, name="holding_new"),
    path("terms/<int:pk>/end", changes.holding_end, name="holding_end"),
]
