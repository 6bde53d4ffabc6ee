from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.counts import count, counted
from zhigong.foundation.ui.navigation import place


def unread(request: HttpRequest) -> int:
    return counted(request, "unread")


class NotifyConfig(AppConfig):
    name = "zhigong.foundation.notify"
    label = "notify"

    def ready(self) -> None:
        from zhigong.foundation.notify.queries import UNREAD  # noqa: PLC0415 (models come later)

        count("unread", UNREAD, lambda actor: {"reader": actor.id} if actor.id else None)
        place(
            "notify.notices", _("通知"), "notify:notices", "inbox",
            area="account", signed="in", order=30, count=unread, count_label=_("未读"),
        )  # fmt: skip
