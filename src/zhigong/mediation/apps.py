from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.words import tells
from zhigong.foundation.notify.kinds import kind
from zhigong.foundation.ui.navigation import place
from zhigong.mediation.rules import capabilities
from zhigong.mediation.rules.notices import KIND_LABELS, MARKS, OUTSIDE_KINDS
from zhigong.mediation.rules.workflow import CASE
from zhigong.mediation.rules.workforce import WORKFORCE


class MediationConfig(AppConfig):
    name = "zhigong.mediation"
    verbose_name = _("争议联调")

    def ready(self) -> None:
        from zhigong.foundation.clocks.reminders import reminds  # noqa: PLC0415 (apps must be loaded)
        from zhigong.mediation.actions.hanging import tell_what_hangs  # noqa: PLC0415
        from zhigong.mediation.actions.notices import deadline  # noqa: PLC0415
        from zhigong.mediation.figures import offer_figures  # noqa: PLC0415
        from zhigong.mediation.web.words import EVENTS  # noqa: PLC0415
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415

        for clock, marks in MARKS.items():
            reminds("mediation.case", clock, marks=marks, tell=deadline)
        for one, label in KIND_LABELS.items():
            kind(one, _(label), outside=("sms",) if one in OUTSIDE_KINDS else ())
        repaths("mediation_case", "unit_path")
        repaths("mediation_case", "reader_paths", array=True)
        repaths("mediation_workforcerun", "unit_path")
        offer_figures()
        tell_what_hangs()
        tells("mediation", EVENTS, CASE, WORKFORCE)
        place("mediation.request", _("求助"), "mediation:request", "help", area="worker",
              bottom=True, order=20)  # fmt: skip
        place("mediation.progress", _("查进度"), "mediation:look_up", "list", area="worker",
              order=40)  # fmt: skip
        place("mediation.cases", _("案件"), "mediation:cases", "scale", bottom=True, order=20,
              capability=(capabilities.READ, capabilities.MEDIATE, capabilities.FOLLOW))  # fmt: skip
        place("mediation.workforce", _("全员测算"), "mediation:workforces", "people", order=25,
              capability=(capabilities.ACCEPT, capabilities.MEDIATE))  # fmt: skip
