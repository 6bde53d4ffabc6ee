from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.words import tells
from zhigong.foundation.ui.navigation import place
from zhigong.membership.rules import capabilities
from zhigong.membership.rules.workflow import MEMBERSHIP
from zhigong.membership.web.words import EVENTS


class MembershipConfig(AppConfig):
    name = "zhigong.membership"
    verbose_name = _("会员")

    def ready(self) -> None:
        from zhigong.membership.actions.hanging import tell_what_hangs  # noqa: PLC0415 (apps must be loaded)
        from zhigong.membership.figures import offer_figures  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415 (models load after apps)

        offer_figures()
        tell_what_hangs()
        tells("membership", EVENTS, MEMBERSHIP)
        place("membership.roster", _("会员"), "membership:roster", "people", order=40, bottom=True,
              capability=capabilities.READ)  # fmt: skip
        repaths("membership_person", "unit_path")
        repaths("membership_person", "target_path")
        repaths("membership_membership", "unit_path")
