"""The yearly assessment (SUP-08) as a kept result: its life, and its working line by line.

Drafted from the ledger, sent to the units, their objections answered one by one, confirmed by the
leader and published. By the original date; an extension that was granted counts as extended.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step
from zhigong.supervision.rules import capabilities
from zhigong.supervision.rules.league import SHARES, Assessed, Outcome, outcome_of, score


class AssessmentState(StrEnum):
    """Where a yearly assessment stands."""

    DRAFTED = "drafted"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    PUBLISHED = "published"


S = AssessmentState
STATES: dict[StrEnum, str] = {
    S.DRAFTED: gettext_noop("已起草"),
    S.ASKED: gettext_noop("单位核对中"),
    S.CONFIRMED: gettext_noop("已审定"),
    S.PUBLISHED: gettext_noop("已公布"),
}
ASSESSMENT = Workflow(
    name="supervision.assessment",
    label=gettext_noop("年度考核"),
    initial=S.DRAFTED,
    states=STATES,
    waits={
        S.DRAFTED: capabilities.VERIFY,
        S.ASKED: capabilities.APPROVE,
        S.CONFIRMED: capabilities.VERIFY,
    },
    steps=(
        step("ask_units", gettext_noop("送单位核对"), [S.DRAFTED], S.ASKED,
             capability=capabilities.VERIFY),
        step("count_anew", gettext_noop("重新计分"), [S.DRAFTED, S.ASKED], S.DRAFTED,
             capability=capabilities.VERIFY),
        step("confirm", gettext_noop("审定考核结果"), [S.ASKED], S.CONFIRMED,
             capability=capabilities.APPROVE),
        step("publish", gettext_noop("公布"), [S.CONFIRMED], S.PUBLISHED,
             capability=capabilities.VERIFY),
    ),
)  # fmt: skip
OUTCOMES: dict[str, str] = {
    Outcome.ON_TIME: gettext_noop("按期"),
    Outcome.EXTENDED: gettext_noop("延期内"),
    Outcome.LATE: gettext_noop("逾期办结"),
    Outcome.OPEN: gettext_noop("到期未办"),
    Outcome.NOT_DUE: gettext_noop("未到期"),
    Outcome.HANDED_OVER: gettext_noop("已移交其他单位"),
}


def last_day_of(year: int) -> date:
    """The day with which a year ends."""
    return date(year, 12, 31)


def may_conclude(year: int, *, counted_on: date, on: date) -> Verdict:
    """Whether a year's result may be confirmed: the year is over, and all of it was counted.

    It is the one result of the year (`assessment_once_a_year`), and what is due in its last weeks
    would go unjudged. How things stand meanwhile is on the overview, and in the draft.
    """
    if on <= last_day_of(year):
        return refuse(
            "supervision.assessment.year-not-over",
            gettext_noop("%(year)s 年还没有结束，现在只是阶段性得分，不能作为年度结果审定和公布"),
            gettext_noop("请在 %(next)s 年 1 月 1 日以后重新计分，再审定；年内的排名看督办总览"),
            year=year,
            next=year + 1,
        )
    if counted_on < last_day_of(year):
        return refuse(
            "supervision.assessment.counted-early",
            gettext_noop("计分只截至 %(day)s，没有算到年底"),
            gettext_noop("请重新计分，送单位核对后再审定"),
            day=counted_on,
        )
    return ALLOWED


@dataclass(frozen=True, slots=True)
class Counted:
    """An assignment as the assessment judged it; ``share`` is empty for what is not yet due."""

    number: str
    headline: str
    assessed: Assessed
    outcome: Outcome
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit's score with its working; no score where nothing was due."""

    score: Decimal | None
    weight: int
    gained: Decimal
    missing_reports: int
    lines: tuple[Counted, ...]


def counted(number: str, headline: str, assessed: Assessed, on: date) -> Counted:
    """One line of the working."""
    outcome = outcome_of(assessed, on)
    return Counted(number, headline, assessed, outcome, SHARES.get(outcome))


def result_of(lines: Sequence[Counted], on: date) -> UnitResult:
    """A unit's score from its lines: 100 × Σ(weight × share) / Σ weight, less missing reports."""
    due = [one for one in lines if one.share is not None]
    return UnitResult(
        score=score([one.assessed for one in lines], on),
        weight=sum(one.assessed.weight for one in due),
        gained=sum(((one.share or Decimal(0)) * one.assessed.weight for one in due), Decimal(0)),
        missing_reports=sum(one.assessed.missing_reports for one in lines),
        lines=tuple(lines),
    )
