from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.notify.kinds import kind


class ClocksConfig(AppConfig):
    name = "zhigong.foundation.clocks"
    label = "clocks"

    def ready(self) -> None:
        kind("clocks.soon", _("期限将到"))
        kind("clocks.late", _("期限已过"))
