"""Documents, assignments and what belongs to them. Change them only through actions."""

from zhigong.supervision.models.assessment import Assessment, AssessmentRow
from zhigong.supervision.models.assignment import Assignment, JoinedUnit
from zhigong.supervision.models.blanks import Binding, FilledText, KnownText
from zhigong.supervision.models.document import Correction, Original, Passage, SourceDocument
from zhigong.supervision.models.evidence import ReportedFigure
from zhigong.supervision.models.following import (
    Countersign,
    ExtensionRequest,
    FormerLead,
    ProgressReport,
    Urging,
)
from zhigong.supervision.models.letter import Letter

__all__ = [
    "Assessment",
    "AssessmentRow",
    "Assignment",
    "Binding",
    "Correction",
    "Countersign",
    "ExtensionRequest",
    "FilledText",
    "FormerLead",
    "JoinedUnit",
    "KnownText",
    "Letter",
    "Original",
    "Passage",
    "ProgressReport",
    "ReportedFigure",
    "SourceDocument",
    "Urging",
]
