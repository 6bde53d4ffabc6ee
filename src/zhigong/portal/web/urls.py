from django.urls import path

from zhigong.portal.web.views import calculate, home, search, today, trail

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("calculate/", calculate.choose, name="calculate"),
    path("calculate/<slug:key>/", calculate.situation, name="situation"),
    path("search/", search.search, name="search"),
    path("today/", today.today, name="today"),
    path("audit/", trail.trail, name="trail"),
    path("audit/<int:pk>/", trail.event, name="trail_event"),
]
