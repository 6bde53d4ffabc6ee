from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    name = "zhigong.mediation"
    verbose_name = _("争议联调")
