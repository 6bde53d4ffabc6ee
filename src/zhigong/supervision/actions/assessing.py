"""年度考核: drafted from the ledger, shown to the units, objections answered, confirmed, published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.workflow import advance, begin
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.queries import unit_by_id
from zhigong.org.rules.paths import ancestors
from zhigong.supervision.actions.drafting import need_words
from zhigong.supervision.models import Assessment, AssessmentRow
from zhigong.supervision.permissions import (
    may_answer_objection,
    may_assess,
    may_move_assessment,
    may_object,
)
from zhigong.supervision.queries.following import judged_in, lock_assessment
from zhigong.supervision.rules.assessment import ASSESSMENT, UnitResult, last_day_of, result_of
from zhigong.supervision.rules.league import Outcome


@transaction.atomic
def draft_assessment(*, actor: Actor, unit_id: int, year: int) -> Assessment:
    """起草年度考核 of the units that led tasks of a unit in a year.

    Refuses a year to come, one that was drafted already, and one in which nothing was in hand.
    """
    unit = unit_by_id(unit_id)
    may_assess(actor, unit.path).require()
    today = clock.today()
    if not 2000 <= year <= today.year:
        refuse(
            "supervision.assessment.year",
            gettext_noop("%(year)s 年还不能考核"),
            gettext_noop("请填写今年或以前的年份"),
            year=year,
        ).require()
    if Assessment.objects.filter(unit=unit, year=year).exists():
        refuse(
            "supervision.assessment.once",
            gettext_noop("%(year)s 年的考核已经起草"),
            gettext_noop("请在考核列表中打开它；数据有变的，点“重新计分”"),
            year=year,
        ).require()
    assessment = Assessment.objects.create(
        unit=unit, unit_path=unit.path, year=year, counted_on=counting_day(year)
    )
    _count(assessment)
    begin(assessment, ASSESSMENT, actor=actor)
    return assessment


def counting_day(year: int) -> date:
    """The day on which a year is judged: its last, or today while it runs."""
    return min(last_day_of(year), clock.today())


def _count(assessment: Assessment) -> None:
    """Make the rows anew; what was objected and answered stays with the unit."""
    judged = judged_in(assessment.unit_path, assessment.year, assessment.counted_on)
    if not judged:
        refuse(
            "supervision.assessment.nothing",
            gettext_noop("%(year)s 年没有下达过的事项，无从考核"),
            gettext_noop("请核对年份"),
            year=assessment.year,
        ).require()
    results = {key: result_of(lines, assessment.counted_on) for key, lines in judged.items()}
    scores = sorted((r.score for r in results.values() if r.score is not None), reverse=True)
    kept = {row.unit_id: row for row in assessment.rows.all()}
    for (unit_id, _name, path), result in results.items():
        row = kept.pop(unit_id, None) or AssessmentRow(assessment=assessment, unit_id=unit_id)
        row.score = result.score
        row.rank = None if result.score is None else scores.index(result.score) + 1
        row.missing_reports = result.missing_reports
        row.counts = {o.value: sum(x.outcome is o for x in result.lines) for o in Outcome}
        row.working = _working(result)
        row.reader_paths = list(ancestors(path))
        row.save()
    for row in kept.values():
        row.delete()


def _working(result: UnitResult) -> list[dict[str, Any]]:
    """The working line by line, as it is shown and printed; values as text."""
    return [
        {
            "number": one.number,
            "headline": one.headline,
            "original_due": _text(one.assessed.original_due),
            "due": _text(one.assessed.due),
            "finished": _text(one.assessed.finished),
            "outcome": one.outcome.value,
            "weight": one.assessed.weight,
            "share": "" if one.share is None else str(one.share),
            "missing": one.assessed.missing_reports,
        }
        for one in result.lines
    ]


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


@transaction.atomic
def ask_units(*, actor: Actor, assessment_id: int, seen_version: int) -> Assessment:
    """送单位核对: from now on each unit sees its own result and may object."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    may_move_assessment(actor, assessment, "ask_units").require()
    assessment.reader_paths = _paths(list(assessment.rows.all()))
    advance(assessment, ASSESSMENT, "ask_units", actor=actor)
    return assessment


def _paths(rows: Sequence[AssessmentRow]) -> list[str]:
    return sorted({path for row in rows for path in row.reader_paths})


@transaction.atomic
def count_anew(*, actor: Actor, assessment_id: int, seen_version: int) -> Assessment:
    """重新计分 after the ledger was put right; objections and answers stay."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    may_move_assessment(actor, assessment, "count_anew").require()
    assessment.counted_on = counting_day(assessment.year)
    _count(assessment)
    advance(assessment, ASSESSMENT, "count_anew", actor=actor)
    return assessment


@transaction.atomic
def confirm_assessment(*, actor: Actor, assessment_id: int, seen_version: int) -> Assessment:
    """审定 by the leader. Refuses before the year is over, and while an objection waits."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    may_move_assessment(actor, assessment, "confirm").require()
    advance(assessment, ASSESSMENT, "confirm", actor=actor)
    return assessment


@transaction.atomic
def publish_assessment(*, actor: Actor, assessment_id: int, seen_version: int) -> Assessment:
    """公布: every unit assessed sees the whole table."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    may_move_assessment(actor, assessment, "publish").require()
    rows = list(assessment.rows.all())
    everybody = _paths(rows)
    for row in rows:
        row.reader_paths = everybody
        row.save(update_fields=["reader_paths"])
    assessment.published_on = clock.today()
    advance(assessment, ASSESSMENT, "publish", actor=actor)
    return assessment


@transaction.atomic
def object_to_result(
    *, actor: Actor, assessment_id: int, seen_version: int, unit_id: int, objection: str
) -> AssessmentRow:
    """提出异议 for one's unit, with the reason; an answered objection can be followed by another."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    row = assessment.rows.select_related("unit").get(unit_id=unit_id)
    may_object(actor, row).require()
    need_words(objection)
    row.objection, row.objected_on, row.objected_by_id = objection.strip(), clock.today(), actor.id
    row.answer, row.answered_on = "", None
    return _save_row(actor, assessment, row, "object", objection)


@transaction.atomic
def answer_objection(
    *, actor: Actor, assessment_id: int, seen_version: int, unit_id: int, answer: str
) -> AssessmentRow:
    """答复异议: kept with the result; where the ledger was wrong it is put right and counted anew."""
    assessment = lock_assessment(assessment_id, seen_version=seen_version)
    row = assessment.rows.select_related("unit").get(unit_id=unit_id)
    may_answer_objection(actor, row).require()
    need_words(answer)
    row.answer, row.answered_on = answer.strip(), clock.today()
    return _save_row(actor, assessment, row, "answer", answer)


def _save_row(
    actor: Actor, assessment: Assessment, row: AssessmentRow, verb: str, words: str
) -> AssessmentRow:
    row.save()
    assessment.version += 1
    assessment.save()
    record(
        actor, f"supervision.assessment.{verb}", assessment,
        after={"unit": row.unit.name}, note=words.strip(),
    )  # fmt: skip
    return row
