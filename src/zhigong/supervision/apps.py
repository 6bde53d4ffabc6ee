from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.ui.navigation import place
from zhigong.supervision.rules import capabilities


class SupervisionConfig(AppConfig):
    name = "zhigong.supervision"
    verbose_name = _("任务督办")

    def ready(self) -> None:
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415 (apps must be loaded)

        for table in ("sourcedocument", "correction", "assignment"):
            repaths(f"supervision_{table}", "unit_path")
        repaths("supervision_assignment", "lead_path")
        repaths("supervision_assignment", "reader_paths", array=True)
        place("supervision.ledger", _("督办台账"), "supervision:ledger", "tasks", bottom=True,
              order=40, capability=(capabilities.READ, capabilities.FOLLOW))  # fmt: skip
        place("supervision.overview", _("督办总览"), "supervision:overview", "chart", order=42,
              capability=(capabilities.APPROVE, capabilities.VERIFY))  # fmt: skip
        place("supervision.documents", _("讲话和文件"), "supervision:documents", "file", order=44,
              capability=capabilities.READ)  # fmt: skip
