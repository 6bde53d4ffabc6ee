from django.urls import path

from zhigong.foundation.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("page/<slug:name>", views.specimen, name="specimen"),
    path("preferences", views.preferences, name="preferences"),
]
