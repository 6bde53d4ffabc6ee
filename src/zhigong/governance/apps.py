from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.ui.navigation import place
from zhigong.governance.rules.capabilities import FOLLOW, READ

RECORDS = (
    "matter", "resourcerequest", "duty", "meeting", "paper", "practice", "endorsement",
)  # fmt: skip


class GovernanceConfig(AppConfig):
    name = "zhigong.governance"
    verbose_name = _("党政联系")

    def ready(self) -> None:
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415 (apps must be loaded)

        for table in (*RECORDS, "meetingrule", "term"):
            repaths(f"governance_{table}", "unit_path")
        for table in RECORDS:
            repaths(f"governance_{table}", "reader_paths", array=True)
        place("governance.overview", _("党政联系"), "governance:overview", "flag", order=46,
              capability=(READ, FOLLOW))  # fmt: skip
