from django.urls import path

from zhigong.foundation.tables import views

app_name = "tables"
urlpatterns = [path("<str:table>/columns/", views.columns, name="columns")]
