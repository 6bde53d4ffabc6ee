from django.urls import path

from zhigong.portal.web.views import home, today

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
]
