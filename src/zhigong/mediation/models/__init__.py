"""Cases and what belongs to them. Change them only through zhigong.mediation.actions."""

from zhigong.mediation.models.agreement import Agreement, Instalment, Offer
from zhigong.mediation.models.case import Case, Claim, Participation, Party
from zhigong.mediation.models.draft import Draft, DraftFile
from zhigong.mediation.models.hearing import Evidence, Hearing
from zhigong.mediation.models.sheet import CalculationSheet
from zhigong.mediation.models.tie import DeclaredTie
from zhigong.mediation.models.workforce import WorkforcePerson, WorkforceProblem, WorkforceRun

__all__ = [
    "Agreement",
    "CalculationSheet",
    "Case",
    "Claim",
    "DeclaredTie",
    "Draft",
    "DraftFile",
    "Evidence",
    "Hearing",
    "Instalment",
    "Offer",
    "Participation",
    "Party",
    "WorkforcePerson",
    "WorkforceProblem",
    "WorkforceRun",
]
