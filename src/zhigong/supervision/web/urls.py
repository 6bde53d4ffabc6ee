from django.urls import path

from zhigong.supervision.web.views import assignment, deed, documents, ledger, overview, papers

app_name = "supervision"
urlpatterns = [
    path("", ledger.ledger, name="ledger"),
    path("overview/", overview.overview, name="overview"),
    path("overview/bulletin.docx", papers.bulletin, name="bulletin"),
    path("documents/", documents.document_list, name="documents"),
    path("documents/add/", documents.add, name="document_add"),
    path("documents/<int:pk>/", documents.reading, name="document"),
    path("documents/<int:pk>/divide/", documents.divide, name="document_divide"),
    path("documents/<int:pk>/original/", documents.original, name="document_original"),
    path("documents/<int:pk>/division.docx", papers.division, name="division"),
    path("assignments/add/", deed.propose, name="propose"),
    path("assignments/<int:pk>/", assignment.assignment_file, name="assignment"),
    path("assignments/<int:pk>/do/<slug:name>/", deed.deed, name="deed"),
    path("assignments/<int:pk>/files/<uuid:key>/", assignment.proof_file, name="proof_file"),
]
