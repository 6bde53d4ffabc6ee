"""Documents, assignments and what belongs to them. Change them only through actions."""

from zhigong.supervision.models.assignment import Assignment, JoinedUnit
from zhigong.supervision.models.document import Correction, Original, Passage, SourceDocument
from zhigong.supervision.models.following import (
    Countersign,
    ExtensionRequest,
    ProgressReport,
    Urging,
)

__all__ = [
    "Assignment",
    "Correction",
    "Countersign",
    "ExtensionRequest",
    "JoinedUnit",
    "Original",
    "Passage",
    "ProgressReport",
    "SourceDocument",
    "Urging",
]
