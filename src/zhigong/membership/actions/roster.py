"""花名册: a union's roster from a sheet, judged row by row and taken in whole."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import IO

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.imports.definition import Field, Import, Row
from zhigong.foundation.imports.judging import BATCH, Judged, judged
from zhigong.foundation.imports.sheet import read_sheet
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Verdict, refuse
from zhigong.membership.actions.admission import admit_roster, known_person
from zhigong.membership.queries import known_numbers, over_registry
from zhigong.membership.rules.persons import KINDS, OCCUPATIONS, Facts, check_facts
from zhigong.org.queries import units_at

CHECK = "membership.roster.check"
# By what a roster calls them; a word that is none of them is refused, not passed over.
_KINDS = {**{word: key for key, word in KINDS.items()}, "新业态": "new_form", "职工": "ordinary"}
_OCCUPATIONS = {word: key for key, word in OCCUPATIONS.items()}


def facts_of(values: Row) -> Facts:
    """A row as the registration form would have it; a named occupation says the kind."""
    occupation = str(values["occupation"] or "")
    kind = str(values["kind"] or "") or ("新业态" if occupation else "职工")
    return Facts(
        name=str(values["name"] or ""),
        citizen_id=str(values["citizen_id"] or ""),
        mobile=str(values["mobile"] or ""),
        kind=_KINDS.get(kind, kind),
        occupation=_OCCUPATIONS.get(occupation, occupation),
        employer_name=str(values["employer_name"] or ""),
        job=str(values["job"] or ""),
    )


def _of_row(actor: Actor, values: Row) -> Verdict:
    return check_facts(facts_of(values), clock.today()) & _known_kind(str(values["kind"] or ""))


def _known_kind(word: str) -> Verdict:
    if not word or word in _KINDS:
        return Verdict()
    return refuse(
        "membership.roster.kind",
        gettext_noop("不认识的会员类别“%(word)s”"),
        gettext_noop("请填“单位职工”或“新就业形态劳动者”，也可以空着"),
        word=word,
    )


def take_in(actor: Actor, unit_path: str, rows: Iterator[Row]) -> int:
    """Bring judged rows into the union at a path, together or not at all; how many."""
    unit = units_at([unit_path])[unit_path]
    people = [facts_of(row) for row in rows]
    return len(admit_roster(actor=actor, unit_id=unit.pk, rows=people))


ROSTER = Import(
    name="membership.roster",
    label=gettext_noop("会员花名册"),
    fields=(
        Field("name", gettext_noop("姓名"), ("会员姓名", "职工姓名"), required=True),
        Field(
            "citizen_id", gettext_noop("身份证号"), ("身份证号码", "公民身份号码", "证件号码", "身份证"),
            kind="digits", required=True, unique=True,
        ),
        Field("mobile", gettext_noop("手机号"), ("手机", "手机号码", "联系电话", "电话"), kind="digits"),
        Field("kind", gettext_noop("会员类别"), ("类别",)),
        Field("occupation", gettext_noop("职业"), ("新就业形态职业",)),
        Field("employer_name", gettext_noop("工作单位"), ("单位", "用人单位", "单位名称")),
        Field("job", gettext_noop("岗位"), ("工种", "职务")),
    ),
    apply=take_in,
    check=_of_row,
)  # fmt: skip


def judged_roster(*, actor: Actor, file: IO[bytes], extension: str) -> Iterator[Judged]:
    """Every row with what speaks against it: the sheet, the facts, and whom the registry knows.

    Writes nothing. ``Refused`` where there is no table in the file.
    """
    rows = judged(ROSTER, actor, read_sheet(file, extension, ROSTER).rows)
    while batch := list(islice(rows, BATCH)):
        good = [
            facts_of(row.values).number for row, verdict in batch if verdict and not row.skipped
        ]
        with acting(actor, action=CHECK), over_registry(actor, action=CHECK):
            known = known_numbers(good)
        for row, verdict in batch:
            found = known.get(facts_of(row.values).number) if verdict and not row.skipped else None
            yield row, verdict if found is None else known_person(actor, found)
