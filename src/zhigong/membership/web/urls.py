from django.urls import path

from zhigong.membership.web.views import deed, member, roster

app_name = "membership"
urlpatterns = [
    path("", roster.roster, name="roster"),
    path("admit/", roster.admit, name="admit"),
    path("<int:pk>/", member.member, name="member"),
    path("<int:pk>/number/", member.reveal_number, name="reveal"),
    path("<int:pk>/do/<slug:name>/", deed.deed, name="deed"),
]
