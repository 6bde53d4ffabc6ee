"""One case with its unit and its mediator, as ``select_related`` hands them over, by fixed words.

The ORM takes four and a half million instructions to write and understand such a statement, eleven bare
pages; a step reads its case twice, once to show and once to lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from zhigong.foundation.records import columns, cut, record
from zhigong.foundation.statements import row_of
from zhigong.identity.models import Account
from zhigong.mediation.models import Case
from zhigong.org.models import Unit

CASE_WITH = """mediation_case AS c JOIN org_unit AS u ON u.id = c.unit_id
LEFT JOIN identity_account AS m ON m.id = c.mediator_id"""
LOCKED = "SELECT {columns} FROM {case} WHERE c.id = %s FOR UPDATE OF c"


def locked_case(pk: int) -> Case | None:
    """The case, locked for change, or ``None`` where the actor sees none; row security decides."""
    row = row_of(_locked(), [pk])
    return None if row is None else case_with(row)


@cache
def _locked() -> str:
    return LOCKED.format(columns=case_columns(), case=CASE_WITH)


@cache
def case_columns() -> str:
    """What ``case_with`` is made of, for a ``SELECT`` from ``CASE_WITH``."""
    return ", ".join((columns(Case, "c"), columns(Unit, "u"), columns(Account, "m")))


def case_with(row: Sequence[Any]) -> Case:
    """The record of such a row."""
    own, unit, mediator = cut(row, Case, Unit, Account)
    assert own is not None
    assert unit is not None
    case = record(Case, own)
    case.unit = record(Unit, unit)
    case.mediator = record(Account, mediator) if mediator else None
    return case
