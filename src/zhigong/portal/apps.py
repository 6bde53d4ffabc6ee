from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.addresses import fixed_address
from zhigong.foundation.counts import counted
from zhigong.foundation.ui.frame import tell
from zhigong.foundation.ui.navigation import place
from zhigong.kernel.actor import NOBODY, Actor


def actor_of(request: HttpRequest) -> Actor:
    found = getattr(request, "actor", NOBODY)
    assert isinstance(found, Actor)
    return found


def inbox_count(request: HttpRequest) -> int:
    return counted(request, "waiting")


def search_url(request: HttpRequest) -> str:
    """The box stands for people at work; a worker has nothing to search."""
    return fixed_address("portal:search") if actor_of(request).grants else ""


class PortalConfig(AppConfig):
    name = "zhigong.portal"
    verbose_name = _("门户")

    def ready(self) -> None:
        from zhigong.foundation.audit.queries import READ  # noqa: PLC0415 (models load after apps)

        place("portal.home", _("首页"), "portal:home", "home", area="worker", bottom=True, order=10)
        place("portal.calculate", _("算一算"), "portal:calculate", "calc", area="worker",
              bottom=True, order=30)  # fmt: skip
        place("portal.today", _("今天"), "portal:today", "sun", bottom=True, order=10, signed="in")
        place("portal.trail", _("审计记录"), "portal:trail", "eye", area="admin", capability=READ,
              order=90)  # fmt: skip
        tell(inbox_count=inbox_count, inbox_url=lambda request: fixed_address("portal:today") + "#work",
             search_url=search_url, search_hint=lambda request: gettext("姓名、首字母、号码或名称"))  # fmt: skip
