from django.urls import path

from zhigong.governance.web.views import deed, overview, record, register, settings

app_name = "governance"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("rules/", settings.rules, name="rules"),
    path("rules/<int:pk>/plan/", settings.plan, name="plan"),
    path("terms/", settings.terms, name="terms"),
    path("<slug:slug>/", register.register, name="register"),
    path("<slug:slug>/add/", register.add, name="add"),
    path("<slug:slug>/<int:pk>/", record.record_file, name="record"),
    path("<slug:slug>/<int:pk>/do/<slug:name>/", deed.deed, name="deed"),
    path("<slug:slug>/<int:pk>/paper.docx", record.paper, name="paper"),
    path("<slug:slug>/<int:pk>/files/<uuid:key>/", record.kept_file, name="file"),
]
