"""The frame in every template's context; each part is worked out only when asked for."""

from __future__ import annotations

from django.http import HttpRequest

from zhigong.foundation.ui.frame import Frame, frame_of


def frame(request: HttpRequest) -> dict[str, Frame]:
    return {"frame": frame_of(request)}
