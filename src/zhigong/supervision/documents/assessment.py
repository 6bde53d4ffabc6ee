"""年度考核结果 printed: the table of units, and for each the working of its score."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation.documents.official import Official, official
from zhigong.foundation.documents.paper import Block, Heading, Table, Text
from zhigong.supervision.models import Assessment, AssessmentRow
from zhigong.supervision.rules.assessment import OUTCOMES, STATES, AssessmentState
from zhigong.supervision.rules.league import Outcome

SHOWN = (Outcome.ON_TIME, Outcome.EXTENDED, Outcome.LATE, Outcome.OPEN)


def assessment_docx(assessment: Assessment, rows: Sequence[AssessmentRow]) -> bytes:
    """The result over the rows the reader may see; one that is not published says where it stands."""
    with translation.override("zh-hans"):
        body: list[Block] = [
            Text(_intro(assessment)),
            Heading(_("一、得分")),
            _table(rows),
            Heading(_("二、计分过程")),
            *(block for row in rows for block in _working(row)),
        ]
        return official(
            Official(
                title=_title(assessment) % {"year": assessment.year},
                body=body,
                issuer=assessment.unit.name,
                date=assessment.published_on or assessment.counted_on,
            )
        )


def _title(assessment: Assessment) -> str:
    if assessment.interim:
        return _("%(year)d年督查事项阶段性得分")
    return _("%(year)d年督查事项考核结果")


def _intro(assessment: Assessment) -> str:
    told = _(
        "按原定期限计分：按期办结计 1，延期内办结计 0.8，逾期办结计 0.6，到期未办计 0，按权重折算为百分制，"
        "每漏报一次进展减一分；未到期的不计。计分截至%(day)s。"
    ) % {"day": _day(assessment.counted_on)}
    if assessment.state == AssessmentState.PUBLISHED:
        return told
    state = _(STATES[AssessmentState(assessment.state)])
    return told + _("本表%(state)s，不是最后结果。") % {"state": state}


def _table(rows: Sequence[AssessmentRow]) -> Table:
    return Table(
        head=(_("名次"), _("单位"), _("得分"), *(_(OUTCOMES[o]) for o in SHOWN), _("漏报次数")),
        rows=[
            (
                str(row.rank or "—"),
                row.unit.name,
                "—" if row.score is None else str(row.score),
                *(str(row.counts.get(o.value, 0)) for o in SHOWN),
                str(row.missing_reports),
            )
            for row in rows
        ],
        widths=(0.8, 3.6, 1.2, 1, 1, 1.2, 1.2, 1.1),
    )


def _working(row: AssessmentRow) -> list[Block]:
    blocks: list[Block] = [
        Heading(row.unit.name, 2),
        Table(
            head=(
                _("编号"),
                _("事项"),
                _("原定期限"),
                _("办结"),
                _("结果"),
                _("权重"),
                _("得分比例"),
            ),
            rows=[_line(one) for one in row.working],
            widths=(2.1, 3.0, 1.8, 1.8, 1.4, 1.0, 1.4),
        ),
    ]
    if row.objection:
        blocks.append(Text(_("单位异议：%(text)s") % {"text": row.objection}))
    if row.answer:
        blocks.append(Text(_("答复：%(text)s") % {"text": row.answer}))
    return blocks


def _line(one: dict[str, Any]) -> tuple[str, ...]:
    return (
        one["number"],
        one["headline"],
        one["original_due"] or "—",
        one["finished"] or "—",
        _(OUTCOMES[one["outcome"]]),
        str(one["weight"]),
        one["share"] or "—",
    )


def _day(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year, "month": day.month, "day": day.day,
    }  # fmt: skip
