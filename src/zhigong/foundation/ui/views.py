"""The gallery of components, the specimen pages of frames and errors, and the reader's choices."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from zhigong.foundation.ui.gallery import SPECIMENS, SampleForm, samples
from zhigong.foundation.ui.preferences import remember
from zhigong.kernel.actor import NOBODY


def gallery_is_open(request: HttpRequest) -> bool:
    """To everybody in the demo and while developing; else to people who signed in."""
    shown = getattr(settings, "ZHIGONG_GALLERY", settings.DEBUG or settings.DEMO)
    return bool(shown) or getattr(request, "actor", NOBODY).id is not None


@login_not_required
@transaction.non_atomic_requests
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state, on one page."""
    if not gallery_is_open(request):
        raise Http404
    wrong = SampleForm({"wage": "-1", "why": ""}, auto_id="wrong_%s")
    wrong.is_valid()
    return render(request, "ui/gallery.html", {**samples(), "plain": SampleForm(), "wrong": wrong})


@login_not_required
@transaction.non_atomic_requests
@require_safe
def specimen(request: HttpRequest, name: str) -> HttpResponse:
    """One page type as it looks: a public page, a refused form, a record, a sheet, an error."""
    if not gallery_is_open(request) or name not in SPECIMENS:
        raise Http404
    form = SampleForm({"wage": "-1"}) if name == "refused-form" else SampleForm()
    if name == "refused-form":
        form.is_valid()
    context = {**samples(), "form": form, "reference": "7F3K-20Q9"}
    return render(request, SPECIMENS[name], context)


# A foreign page can at worst change how large the letters are; and the switch must work on error
# pages, which have no token.
@login_not_required
@transaction.non_atomic_requests
@csrf_exempt
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Remember mode, theme or language and go back."""
    return remember(request)
