from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.words import tells
from zhigong.foundation.notify.kinds import kind
from zhigong.foundation.ui.navigation import place
from zhigong.supervision.rules import capabilities
from zhigong.supervision.rules.assessment import ASSESSMENT
from zhigong.supervision.rules.duedates import marks
from zhigong.supervision.rules.letters import LETTER
from zhigong.supervision.rules.workflow import ASSIGNMENT, DUE, PLAN, RECEIVE, REPORT, VERIFY


class SupervisionConfig(AppConfig):
    name = "zhigong.supervision"
    verbose_name = _("任务督办")

    def ready(self) -> None:
        from zhigong.foundation.clocks.reminders import reminds  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415 (apps must be loaded)
        from zhigong.supervision.actions.hanging import tell_what_hangs  # noqa: PLC0415 (apps must be loaded)
        from zhigong.supervision.actions.reminding import remind  # noqa: PLC0415 (apps must be loaded)
        from zhigong.supervision.figures import offer_figures  # noqa: PLC0415 (apps must be loaded)
        from zhigong.supervision.web.words import EVENTS  # noqa: PLC0415 (apps must be loaded)

        for table in ("sourcedocument", "correction", "assignment", "letter", "assessment",
                      "knowntext", "formerlead"):  # fmt: skip
            repaths(f"supervision_{table}", "unit_path")
        repaths("supervision_assignment", "lead_path")
        repaths("supervision_assignment", "origin_path")
        for table in ("assignment", "assessment", "assessmentrow"):
            repaths(f"supervision_{table}", "reader_paths", array=True)
        offer_figures()
        tell_what_hangs()
        tells("supervision", EVENTS, ASSIGNMENT, LETTER, ASSESSMENT)
        reminds("supervision.assignment", DUE, marks=marks(), tell=remind)
        for name in (RECEIVE, PLAN, REPORT, VERIFY):
            reminds("supervision.assignment", name, marks=(1, 0, -1))
        kind("supervision.reminder", _("督办提醒"))
        kind("supervision.letter", _("督办函"))
        kind("supervision.look_back", _("抽查回头看"))
        place("supervision.ledger", _("督办台账"), "supervision:ledger", "tasks", bottom=True,
              order=40, capability=(capabilities.READ, capabilities.FOLLOW))  # fmt: skip
        place("supervision.overview", _("督办总览"), "supervision:overview", "chart", order=42,
              capability=(capabilities.APPROVE, capabilities.VERIFY))  # fmt: skip
        place("supervision.assessments", _("年度考核"), "supervision:assessments", "star", order=43,
              capability=(capabilities.READ, capabilities.FOLLOW))  # fmt: skip
        place("supervision.documents", _("讲话和文件"), "supervision:documents", "file", order=44,
              capability=capabilities.READ)  # fmt: skip
