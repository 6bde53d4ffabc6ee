"""What governance keeps, one aggregate a file. Change it only through actions."""

from zhigong.governance.models.duties import Duty
from zhigong.governance.models.matters import Matter
from zhigong.governance.models.meetings import Decision, Meeting, MeetingRule, Topic
from zhigong.governance.models.papers import Paper
from zhigong.governance.models.practices import Adopter, Endorsement, Practice, Promotion
from zhigong.governance.models.record import Record
from zhigong.governance.models.resources import Delivery, ResourceRequest
from zhigong.governance.models.terms import Term

__all__ = [
    "Adopter",
    "Decision",
    "Delivery",
    "Duty",
    "Endorsement",
    "Matter",
    "Meeting",
    "MeetingRule",
    "Paper",
    "Practice",
    "Promotion",
    "Record",
    "ResourceRequest",
    "Term",
    "Topic",
]
