"""Give a kept file to a browser: after a check, with headers that let it do nothing but be seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.utils import quote as quoted
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from zhigong.foundation.audit.record import looked
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.files.store import store
from zhigong.kernel.actor import NOBODY, Actor
from zhigong.kernel.verdict import Verdict

SHOWN = {"image/jpeg", "image/png", "image/webp", "application/pdf", "audio/mpeg", "audio/mp4"}
SHOWN |= {"video/mp4"}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)$", re.ASCII)


def serve(
    request: HttpRequest,
    stored: StoredFile,
    *,
    verdict: Verdict,
    variant: str = "original",
    download: bool = False,
) -> HttpResponseBase:
    """The file, if the verdict allows it; the look is an event unless it is the uploader's own.

    A variant that a file does not have is answered by the original (``display``) or 404
    (``thumb``).
    """
    verdict.require()
    address, media_type, name = _variant(stored, variant)
    size = stored.size if address == stored.blob else store().size(address)
    span = _span(request.headers.get("Range", ""), size)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    actor: Actor = getattr(request, "actor", NOBODY)
    if variant != "thumb" and span[0] == 0 and (actor.id is None or actor.id != stored.uploaded_by):
        looked(actor, stored.subject, what=f"file:{stored.pk}", unit_path=stored.unit_path)
    response = StreamingHttpResponse(_content(address, *span), content_type=media_type)
    if span != (0, size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {span[0]}-{span[1] - 1}/{size}"
    response["Content-Length"] = str(span[1] - span[0])
    shown = media_type in SHOWN and not download
    _harmless(response, media_type, "inline" if shown else "attachment", name)
    response["Cache-Control"] = (
        "private, max-age=600" if variant == "thumb" else "private, no-store"
    )
    return response


def _variant(stored: StoredFile, variant: str) -> tuple[str, str, str]:
    if variant == "thumb":
        if not stored.thumb_blob:
            raise Http404
        return stored.thumb_blob, "image/jpeg", "thumb.jpg"
    if variant == "display" and stored.display_blob:
        return stored.display_blob, "image/jpeg", f"{stored.name.rpartition('.')[0]}.jpg"
    return stored.blob, stored.media_type, stored.name


def _content(address: str, start: int, end: int) -> Iterator[bytes]:
    return store().read(address, start, end)


def _span(header: str, size: int) -> tuple[int, int] | None:
    """The asked ``[start, end)``; all of it for a header we do not know; ``None`` beyond the end."""
    asked = _RANGE.match(header)
    if not asked or not any(asked.groups()):
        return 0, size
    first, last = asked.groups()
    if not first:
        return max(0, size - int(last)), size
    start, end = int(first), min(int(last) + 1 if last else size, size)
    return (start, end) if start < end else None


def _harmless(response: HttpResponseBase, media_type: str, how: str, name: str) -> None:
    ascii_name = quoted(name.encode("ascii", "replace").decode().replace("?", "_"))
    response["Content-Disposition"] = (
        f"{how}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(name)}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Accept-Ranges"] = "bytes"
    # A browser's PDF viewer does not start in a sandbox; a picture or a recording needs nothing.
    sandbox = "" if media_type == "application/pdf" else "; sandbox"
    response["Content-Security-Policy"] = f"default-src 'none'{sandbox}"
