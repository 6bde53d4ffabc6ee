"""The sums of a whole workforce: by claim and by month, and what the law says of so many at once."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.document import document
from zhigong.law.core.result import Translate, filled, same
from zhigong.law.rulebook import RULES, assess_claim
from zhigong.law.workforce.answers import MONTHLY, WITHHELD_UNKNOWN, Answer
from zhigong.law.workforce.claims import WITHHELD
from zhigong.law.workforce.sheet import Sheet

ZERO = Decimal(0)
MONEY = ("due", "paid")
COUNTS = ("workers", "claiming", "refused", "months", "problems", "counted")


@dataclass(slots=True)
class Kind:
    """A kind of claim: how many workers have it, what it comes to, and what of that counts."""

    people: int = 0
    amount: Decimal = ZERO
    counted: Decimal = ZERO


@dataclass
class Totals:
    """Sums that grow worker by worker; ``notes`` are said once of the whole sheet, in words."""

    workers: int = 0
    claiming: int = 0
    refused: int = 0
    months: int = 0
    problems: int = 0
    counted: Decimal = ZERO
    kinds: dict[str, Kind] = field(default_factory=dict)
    by_month: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    group: dict[str, Any] = field(default_factory=dict)

    def add(self, answer: Answer) -> None:
        """Count one worker."""
        self.workers += 1
        self.claiming += answer.total > ZERO
        self.refused += answer.refused
        self.months += answer.months
        self.problems += len(answer.problems)
        self.counted += answer.total
        for claim in answer.claims:
            kind = self.kinds.setdefault(claim.rule, Kind())
            kind.people += 1
            kind.amount += claim.amount
            kind.counted += claim.counted
        for month, values in answer.by_month.items():
            self._add_month(month, values)

    def _add_month(self, month: str, values: Mapping[str, Decimal]) -> None:
        row = self.by_month.setdefault(month, {})
        for name, value in values.items():
            row[name] = row.get(name, ZERO) + value

    def merge(self, other: Totals) -> None:
        """Count the workers that another has counted."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for rule, theirs in other.kinds.items():
            kind = self.kinds.setdefault(rule, Kind())
            kind.people += theirs.people
            kind.amount += theirs.amount
            kind.counted += theirs.counted
        for month, values in other.by_month.items():
            self._add_month(month, values)

    def finish(self, sheet: Sheet, unchecked: Set[str], translate: Translate = same) -> None:
        """Put kinds and months in order, and say what is said of the whole."""
        order = list(RULES)
        self.kinds = dict(sorted(self.kinds.items(), key=lambda pair: order.index(pair[0])))
        self.by_month = dict(sorted(self.by_month.items()))
        self.problems += len(sheet.problems)
        facts = sheet.facts
        if "wage_arrears" in self.kinds and facts.isdisjoint(WITHHELD):
            self.notes.append(translate(WITHHELD_UNKNOWN))
        if unchecked and "due" in facts:
            text = gettext_noop("没有该地这些月份的最低工资标准，没有核对最低工资：%(months)s")
            shown = sorted(unchecked)
            told = shown[0] if len(shown) == 1 else f"{shown[0]} — {shown[-1]}"
            self.notes.append(filled(text, {"months": told}, translate))
        if "overtime" in self.kinds:
            self.notes.append(
                translate(
                    gettext_noop(
                        "加班工资按标准工时计算；实行综合计算工时、不定时工作或者计件的请另行测算"
                    )
                )
            )
        if sheet.passed_over:
            text = gettext_noop("表里有 %(count)s 行合计、备注或者重复的表头，没有作为职工计算")
            self.notes.append(filled(text, {"count": str(sheet.passed_over)}, translate))
        self.notes += _of_tabs(sheet, translate)
        if sheet.doubled:
            text = gettext_noop("有重复的列，只用第一列：%(columns)s")
            names = "、".join(sheet.doubled)
            self.notes.append(filled(text, {"columns": names}, translate))
        self._group(sheet, translate)

    def _group(self, sheet: Sheet, translate: Translate) -> None:
        """What ten workers and more with one demand may and must do, by the rule ``group``."""
        if self.claiming < 1:
            return
        claim = {"rule": "group", "workers": self.claiming, "stage": "mediation"}
        result, _ = assess_claim(claim, sheet.ask.place, sheet.ask.table)
        self.group = document(result, translate)

    def plain(self) -> dict[str, Any]:
        """The sums as plain data, amounts as text."""
        return {
            "workers": self.workers, "claiming": self.claiming, "refused": self.refused,
            "months": self.months, "problems": self.problems, "counted": f"{self.counted:.2f}",
            "kinds": [
                {"rule": rule, "people": kind.people, "amount": f"{kind.amount:.2f}",
                 "counted": f"{kind.counted:.2f}"}
                for rule, kind in self.kinds.items()
            ],
            "by_month": [
                {"month": month, **{name: f"{row.get(name, ZERO):.2f}" for name in (*MONEY, *sorted(MONTHLY))}}
                for month, row in self.by_month.items()
            ],
            "notes": self.notes,
            "group": self.group,
        }  # fmt: skip


def _of_tabs(sheet: Sheet, translate: Translate) -> list[str]:
    """Which sheets of the workbook were read, and which not: nothing is left out in silence."""
    told = [
        (gettext_noop("读了 %(count)s 张工作表：%(names)s"), sheet.read if sheet.several or sheet.unread else []),
        (gettext_noop("有 %(count)s 张工作表里没有完整的工资表，没有计算：%(names)s"), sheet.unread),
        (gettext_noop("有 %(count)s 张隐藏的工作表没有读：%(names)s"), sheet.hidden),
    ]  # fmt: skip
    return [
        filled(text, {"count": str(len(names)), "names": "、".join(names)}, translate)
        for text, names in told
        if names
    ]
