from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.words import tells
from zhigong.foundation.ui.navigation import place
from zhigong.governance.rules.capabilities import FOLLOW, READ
from zhigong.governance.rules.duties import DUTY
from zhigong.governance.rules.matters import ANSWER, MATTER
from zhigong.governance.rules.meetings import HOLD, JOINT_MEETING, PARTY_MEETING
from zhigong.governance.rules.papers import PAPER, REPLY
from zhigong.governance.rules.practices import ENDORSEMENT, PRACTICE
from zhigong.governance.rules.resources import KEEP, RESOURCE

RECORDS = (
    "matter", "resourcerequest", "duty", "meeting", "paper", "practice", "endorsement",
)  # fmt: skip

LIVES = (
    PAPER, RESOURCE, MATTER, PRACTICE, ENDORSEMENT, DUTY, PARTY_MEETING, JOINT_MEETING,
)  # fmt: skip
# When deadlines call whoever is waited for: days left, negative ones late.
CALLS = (
    ("matter", ANSWER, (7, 3, 0, -1)),
    ("resourcerequest", KEEP, (15, 0, -1)),
    ("meeting", HOLD, (30, 7, 0, -1)),
    ("paper", REPLY, (3, 0, -1, -7)),
)


class GovernanceConfig(AppConfig):
    name = "zhigong.governance"
    verbose_name = _("党政联系")

    def ready(self) -> None:
        from zhigong.foundation.clocks.reminders import reminds  # noqa: PLC0415 (apps must be loaded)
        from zhigong.governance.models import Record  # noqa: PLC0415 (apps must be loaded)
        from zhigong.governance.queries.records import opens  # noqa: PLC0415 (apps must be loaded)
        from zhigong.governance.web.words import EVENTS  # noqa: PLC0415 (apps must be loaded)
        from zhigong.org.actions.repathing import repaths  # noqa: PLC0415 (apps must be loaded)
        from zhigong.supervision.queries.origins import opens_origin  # noqa: PLC0415 (apps must be loaded)

        tells("governance", EVENTS, *LIVES)
        for table in (*RECORDS, "meetingrule", "term"):
            repaths(f"governance_{table}", "unit_path")
        for table in RECORDS:
            repaths(f"governance_{table}", "reader_paths", array=True)
        for kind in Record.__subclasses__():
            opens_origin(kind._meta.label_lower, partial(opens, kind))
        for model, name, marks in CALLS:
            reminds(f"governance.{model}", name, marks=marks)
        place("governance.overview", _("党政联系"), "governance:overview", "flag", order=46,
              capability=(READ, FOLLOW))  # fmt: skip
