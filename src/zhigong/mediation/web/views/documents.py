"""The documents of a case as files."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.identity.web.request import Request
from zhigong.mediation.documents import agreement_docx
from zhigong.mediation.models import Agreement
from zhigong.mediation.queries import case_files

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def agreement(request: Request, pk: int) -> HttpResponse:
    """The agreement as .docx, to print and sign."""
    case = get_object_or_404(case_files(request.actor), pk=pk)
    try:
        content = agreement_docx(case, case.agreement)
    except Agreement.DoesNotExist as missing:
        raise Http404 from missing
    response = HttpResponse(content, content_type=DOCX)
    name = quote(_("%(number)s调解协议书.docx") % {"number": case.number})
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response
