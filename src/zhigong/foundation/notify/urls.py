from django.urls import path

from zhigong.foundation.notify import views

app_name = "notify"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("choices/", views.choices, name="choices"),
    path("<uuid:notice_id>/", views.read, name="read"),
]
