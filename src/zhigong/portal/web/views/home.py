"""首页: what do you need? No sign-in wall."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhigong.identity.web.request import Request


@login_not_required
@require_GET
def home(request: Request) -> HttpResponse:
    """The public home; a person at work goes on to his day."""
    if request.actor.grants and "public" not in request.GET:
        return redirect("portal:today")
    return render(request, "portal/home.html")
