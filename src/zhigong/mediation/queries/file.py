"""A case with everything that its page shows, read by statements of fixed words like the list (``lines``).

``mediation_reach`` says who may know of the case; row security is asked of every row all the same.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from zhigong.foundation.clocks.models import Clock
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.records import columns, cut, record
from zhigong.foundation.statements import row_of, rows_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.models import (
    Agreement,
    Case,
    Claim,
    Evidence,
    Hearing,
    Instalment,
    Offer,
    Participation,
    Party,
)
from zhigong.mediation.queries import own_codes
from zhigong.mediation.queries.lines import reach_keys
from zhigong.mediation.queries.one import CASE_WITH, case_columns, case_with
from zhigong.org.models import Unit

LARGEST_KEY = 2**63 - 1
AS_JSON = {
    "BigAutoField", "ForeignKey", "TextField", "BooleanField", "JSONField", "ArrayField",
    "IntegerField", "BigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
}  # fmt: skip
"""Fields whose values are the same in JSON."""
FILE = """
SELECT {columns}, {agreed} FROM {case}
LEFT JOIN mediation_agreement AS a ON a.case_id = c.id
WHERE c.id = %(case)s AND (
    %(everything)s::boolean OR c.code = ANY(%(codes)s::text[]) OR EXISTS (
        SELECT FROM unnest(%(kinds)s::text[], %(names)s::text[]) AS mine (kind, who)
        JOIN mediation_reach AS r ON r.kind = mine.kind AND r.who = mine.who
            AND r.open = ANY('{{true,false}}') AND r.case_id = c.id))
"""
PARTIES = "SELECT {columns} FROM mediation_party AS p WHERE p.case_id = %s ORDER BY p.id"
EVIDENCE = """
SELECT {columns} FROM mediation_evidence AS e JOIN files_storedfile AS f ON f.id = e.file_id
WHERE e.case_id = %s ORDER BY e.id
"""
COURSE = """
SELECT json_build_object(
    'has_evidence', EXISTS (SELECT FROM mediation_evidence AS t WHERE t.case_id = c.id),
    'claims', (SELECT json_agg(t ORDER BY t.position) FROM mediation_claim AS t
        WHERE t.case_id = c.id),
    'hearings', (SELECT json_agg(t ORDER BY t.starts_at) FROM mediation_hearing AS t
        WHERE t.case_id = c.id),
    'offers', (SELECT json_agg(t ORDER BY t.id) FROM mediation_offer AS t
        WHERE t.case_id = c.id),
    'participations', (SELECT json_agg(t ORDER BY t.id) FROM mediation_participation AS t
        WHERE t.case_id = c.id),
    'units', (SELECT json_agg(u) FROM mediation_participation AS t
        JOIN org_unit AS u ON u.id = t.unit_id WHERE t.case_id = c.id),
    'instalments', (SELECT json_agg(t ORDER BY t.position) FROM mediation_instalment AS t
        JOIN mediation_agreement AS a ON a.id = t.agreement_id WHERE a.case_id = c.id),
    'clocks', (SELECT json_agg(t ORDER BY t.ended_on IS NOT NULL, t.due) FROM clocks_clock AS t
        WHERE t.subject = 'mediation.case:' || c.id)
)::text FROM mediation_case AS c WHERE c.id = %s
"""


def case_file(actor: Actor, pk: int) -> Case | None:
    """One of ``case_files`` with its deadlines, or ``None``; in three or four statements where those take ten."""
    case = case_of(actor, pk)
    if case is None:
        return None
    _hand(case, "parties", [record(Party, one) for one in rows_of(_parties(), [pk])])
    has_evidence = load_course(case)
    found = rows_of(_evidence(), [pk]) if has_evidence else []
    _hand(case, "evidence", [_evidence_of(one) for one in found])
    return case


def case_of(actor: Actor, pk: int) -> Case | None:
    """One of ``cases_visible_to`` with its agreement, or ``None``: for whoever is about to take a step."""
    if pk > LARGEST_KEY:  # an address may say anything
        return None
    keys = reach_keys(actor)
    given = {
        "case": pk,
        "everything": actor is SYSTEM,
        "codes": own_codes(actor),
        "kinds": [kind for kind, _who in keys],
        "names": [who for _kind, who in keys],
    }
    row = row_of(_file(), given)
    return None if row is None else _whole(row)


@cache
def _file() -> str:
    return FILE.format(columns=case_columns(), agreed=columns(Agreement, "a"), case=CASE_WITH)


@cache
def _parties() -> str:
    return PARTIES.format(columns=columns(Party, "p"))


@cache
def _evidence() -> str:
    return EVIDENCE.format(columns=f"{columns(Evidence, 'e')}, {columns(StoredFile, 'f')}")


def _whole(row: tuple[Any, ...]) -> Case:
    """The case with its unit, mediator and agreement, as ``select_related`` hands them over."""
    many = len(row) - len(Agreement._meta.concrete_fields)
    case = case_with(row[:many])
    (agreed,) = cut(row[many:], Agreement)
    known = case._state.fields_cache
    known["agreement"] = agreement = record(Agreement, agreed) if agreed else None
    if agreement is not None:
        agreement._state.fields_cache["case"] = case
    return case


def _evidence_of(row: tuple[Any, ...]) -> Evidence:
    own, file = cut(row, Evidence, StoredFile)
    assert own is not None
    assert file is not None
    found = record(Evidence, own)
    found.file = record(StoredFile, file)
    return found


def load_course(case: Case) -> bool:
    """What was asked, offered, met for and agreed, who takes part and by when, in one statement.

    Each is a handful of short rows without secrets; a statement each would double the page's. Says whether
    there is evidence, for every module's policy of files is made ready to answer that.
    """
    row = row_of(COURSE, [case.pk])
    found: dict[str, Any] = json.loads(row[0], parse_float=Decimal) if row else {}
    units = {unit.pk: unit for unit in _made(Unit, found.get("units"))}
    taking_part = _made(Participation, found.get("participations"))
    for one in taking_part:
        one.unit = units[one.unit_id]
    _hand(case, "participations", taking_part)
    _hand(case, "claims", _made(Claim, found.get("claims")))
    _hand(case, "hearings", _made(Hearing, found.get("hearings")))
    _hand(case, "offers", _made(Offer, found.get("offers")))
    if hasattr(case, "agreement"):
        _hand(case.agreement, "instalments", _made(Instalment, found.get("instalments")))
    vars(case)["deadlines"] = _made(Clock, found.get("clocks"))  # as its cached property reads them
    return bool(found.get("has_evidence"))


def _made(model: type[Model], rows: list[dict[str, Any]] | None) -> list[Any]:
    """Rows that the database gave as JSON, as objects of the model."""
    names, places, converters = _read_as(model)
    made = []
    for one in rows or []:
        values = [one[column] for column in places]
        for place, convert in converters:
            values[place] = convert(values[place])
        made.append(model.from_db(DEFAULT_DB_ALIAS, names, values))
    return made


@cache
def _read_as(model: type[Model]) -> tuple[list[str], list[str], list[tuple[int, Any]]]:
    """The fields of a model and their columns, and the places of those that JSON writes as something else."""
    fields: Any = model._meta.concrete_fields  # whose columns the stubs think may be none
    other = [(n, f.to_python) for n, f in enumerate(fields) if f.get_internal_type() not in AS_JSON]
    return [f.attname for f in fields], [f.column for f in fields], other


def _hand(owner: Any, name: str, rows: list[Any]) -> None:
    """``owner.<name>.all()`` answers with these rows, as after ``prefetch_related``."""
    known = getattr(owner, name).all()
    known._result_cache, known._prefetch_done = rows, True  # noqa: SLF001 (what Django does)
    vars(owner).setdefault("_prefetched_objects_cache", {})[name] = known
    back = getattr(type(owner), name).field
    for one in rows:
        back.set_cached_value(one, owner)
