"""The division table, letters of request and the bulletin as .docx."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from zhigong.identity.web.request import Request
from zhigong.supervision.documents import bulletin_docx, division_docx
from zhigong.supervision.documents.request import duties_of_others, request_docx
from zhigong.supervision.queries import documents_visible_to

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
def division(request: Request, pk: int) -> HttpResponse:
    """责任分解表 under a notice, to print and issue."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    return as_file(division_docx(request.actor, document), _("责任分解表.docx"))


@require_GET
def request_letter(request: Request, pk: int) -> HttpResponse:
    """商请函 to whom a document lays a duty on that is not the union's."""
    document = get_object_or_404(documents_visible_to(request.actor), pk=pk)
    body = request.GET.get("to", "")
    if body not in duties_of_others(document):
        raise Http404
    return as_file(request_docx(document, body), _("商请函.docx"))


@require_GET
def bulletin(request: Request) -> HttpResponse:
    """督查通报 of today, one page."""
    return as_file(bulletin_docx(request.actor), _("督查通报.docx"))


def as_file(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=DOCX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
