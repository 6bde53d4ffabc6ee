"""The deeds on every kind of record, one table a kind (``table.Deed`` says what a row holds)."""

from zhigong.governance.web.deeds.duties import DUTY_DEEDS
from zhigong.governance.web.deeds.matters import MATTER_DEEDS
from zhigong.governance.web.deeds.meetings import MEETING_DEEDS
from zhigong.governance.web.deeds.papers import PAPER_DEEDS
from zhigong.governance.web.deeds.practices import ENDORSEMENT_DEEDS, PRACTICE_DEEDS
from zhigong.governance.web.deeds.resources import RESOURCE_DEEDS

__all__ = [
    "DUTY_DEEDS",
    "ENDORSEMENT_DEEDS",
    "MATTER_DEEDS",
    "MEETING_DEEDS",
    "PAPER_DEEDS",
    "PRACTICE_DEEDS",
    "RESOURCE_DEEDS",
]
