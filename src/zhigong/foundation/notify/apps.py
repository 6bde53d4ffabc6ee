from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.ui.navigation import place
from zhigong.kernel.actor import NOBODY


def unread(request: HttpRequest) -> int:
    from zhigong.foundation.notify.queries import unread_count  # noqa: PLC0415 (models come later)

    return unread_count(getattr(request, "actor", NOBODY))


class NotifyConfig(AppConfig):
    name = "zhigong.foundation.notify"
    label = "notify"

    def ready(self) -> None:
        place(
            "notify.notices", _("通知"), "notify:notices", "inbox",
            area="account", signed="in", order=30, count=unread, count_label=_("未读"),
        )  # fmt: skip
