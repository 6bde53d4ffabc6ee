"""Dividing a task: second-level items, time, deliverable, rhythm, tags, and who should lead.

All of it is a proposal with reasons for a person to confirm. Exactly one unit leads; where the text
names it, nothing else is suggested. Times: 立行立改 (30 days), 限期, 年度任务 (31 December), 本届任期,
长期坚持 (yearly review), after the practice of published division plans (责任分解方案).

``divide(reading, task, units, on=…, term_ends=…)`` gives the ``Division`` of a leaf
(``reading.leaves_of``); ``with_lead(division, unit)`` is a person's choice of another lead.
"""

from zhigong.supervision.rules.dividing.proposal import divide, tags_of, with_lead
from zhigong.supervision.rules.dividing.proposed import (
    Division,
    Item,
    Reason,
    Suggestion,
    Tag,
    Timing,
    UnitProfile,
)
from zhigong.supervision.rules.dividing.units import suggest_units

__all__ = [
    "Division", "Item", "Reason", "Suggestion", "Tag", "Timing", "UnitProfile",
    "divide", "suggest_units", "tags_of", "with_lead",
]  # fmt: skip
