"""What the last step said, kept in a cookie until the next page shows it."""

from __future__ import annotations

from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse


class SaidStorage(CookieStorage):
    """Django's, but an answer takes a cookie away only from a browser that has one."""

    def _update_cookie(self, encoded_data: Any, response: HttpResponse) -> None:
        if encoded_data or self.cookie_name in self.request.COOKIES:
            super()._update_cookie(encoded_data, response)  # type: ignore[misc]  # missing in the stubs
