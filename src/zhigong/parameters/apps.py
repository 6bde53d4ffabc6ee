from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.words import tells
from zhigong.foundation.ui.navigation import place
from zhigong.parameters.rules.capabilities import KEEP
from zhigong.parameters.rules.workflow import ROW


class ParametersConfig(AppConfig):
    name = "zhigong.parameters"
    verbose_name = _("法律参数")

    def ready(self) -> None:
        tells("parameters", {}, ROW)
        place("parameters.rows", _("法律参数"), "parameters:rows", "calc", area="admin",
              capability=KEEP, order=60)  # fmt: skip
