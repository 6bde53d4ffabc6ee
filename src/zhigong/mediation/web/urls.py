from django.urls import path

from zhigong.mediation.web.views import (
    case,
    cases,
    deed,
    documents,
    numbers,
    progress,
    request,
    sheet,
)

app_name = "mediation"
urlpatterns = [
    path("request/", request.begin, name="request"),
    path("request/check/", request.check, name="request_check"),
    path("request/discard/", request.discard, name="request_discard"),
    path("request/resume/<str:key>/", request.resume, name="request_resume"),
    path("request/files/<int:pk>/remove/", request.remove_file, name="request_remove_file"),
    path("request/<slug:step>/", request.step, name="request_step"),
    path("request/<slug:step>/save/", request.autosave, name="request_autosave"),
    path("progress/", progress.look_up, name="look_up"),
    path("progress/<str:code>/", progress.progress, name="progress"),
    path("progress/<str:code>/receipt/", progress.receipt, name="receipt"),
    path("progress/<str:code>/add/", progress.add, name="progress_add"),
    path("cases/", cases.case_list, name="cases"),
    path("cases/<int:pk>/", case.case_file, name="case"),
    path("cases/<int:pk>/agreement.docx", documents.agreement, name="agreement_document"),
    path("cases/<int:pk>/files/<uuid:key>/", progress.evidence_file, name="evidence_file"),
    path("cases/<int:pk>/number/", numbers.reveal_number, name="reveal"),
    path("cases/<int:pk>/sheet/", sheet.sheet_page, name="sheet"),
    path("cases/<int:pk>/sheet/new/", sheet.make, name="sheet_make"),
    path("cases/<int:pk>/sheet/<int:number>.docx", sheet.document, name="sheet_document"),
    path("cases/<int:pk>/claims/new/", sheet.claim_new, name="claim_new"),
    path("cases/<int:pk>/claims/<int:claim_pk>/", sheet.claim_revise, name="claim_revise"),
    path("cases/<int:pk>/do/<slug:name>/", deed.deed, name="deed"),
]
