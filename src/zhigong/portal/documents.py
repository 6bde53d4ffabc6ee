"""The calculator's result as a paper to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.paper import Paper, Table
from zhigong.foundation.ui.filters import day, money


class Planned(Protocol):
    """What to do with it: by when, where to, with what."""

    first_day: dict[str, Any] | None
    ways: list[dict[str, Any]]
    own_proof: list[dict[str, Any]]
    their_proof: list[dict[str, Any]]

    @property
    def by_when(self) -> str: ...


class Told(Protocol):
    """What a calculation came to."""

    @property
    def plan(self) -> Planned | None: ...

    results: list[dict[str, Any]]
    total: str | None
    otherwise: str | None
    excluded: list[str]


def calculation_docx(title: str, facts: Sequence[tuple[str, str]], told: Told) -> bytes:
    """金额测算表: first one page of what to do, then facts as told and each amount with its working."""
    paper = Paper(title=_("金额测算表"))
    paper.title(_("金额测算表"))
    paper.line(f"{title}　{clock.today():%Y-%m-%d}", align="centre")
    paper.table(Table(head=(_("一页看懂"), ""), rows=one_page(told), widths=(2, 5)))
    paper.page_break()
    paper.heading(_("您说的事实"))
    paper.table(Table(head=(_("所问事项"), _("回答")), rows=list(facts), widths=(3, 2)))
    paper.heading(_("怎么算的"))
    for result in told.results:
        one_result(paper, result)
    paper.text(_("本表照您说的事实和现行法律算出，供参考，不是裁决。事实变了，结果也会变。"))
    return paper.content()


def one_page(told: Told) -> list[tuple[str, str]]:
    """What can be asked for and, where something is claimed, by when, where and with what."""
    found = [
        *under(_("能要什么"), sums(told)),
        *((result["title"], answer_of(result)) for result in told.results),
        *under(_("不能都要"), told.excluded),
    ]
    return found if told.plan is None else [*found, *what_next(told.plan)]


def under(name: str, lines: Sequence[str]) -> list[tuple[str, str]]:
    """Lines under one name, told once."""
    return [(name if number == 0 else "", line) for number, line in enumerate(lines)]


def sums(told: Told) -> list[str]:
    """The sum that can stand, and what it is otherwise."""
    found = []
    if told.total:
        found.append(_("照您说的，大概应得：%(sum)s 元") % {"sum": money(told.total)})
    if told.otherwise:
        places = {"sum": money(told.otherwise)}
        found.append(_("如果理由不成立，或者程序不对，合计：%(sum)s 元") % places)
    return found


def what_next(plan: Planned) -> list[tuple[str, str]]:
    """By when, where to and with what, as one takes it along."""
    theirs = _("；").join(one["fact"] for one in plan.their_proof)
    first = [
        _("%(way)s：%(why)s") % {"way": way["label"], "why": way["reasons"][0]}
        for way in plan.ways
        if way["advised"]
    ]
    others = _("；").join(way["label"] for way in plan.ways if not way["advised"])
    ways = [*first, *([_("也可以：%(ways)s") % {"ways": others}] if others else [])]
    return [
        (_("什么时候以前要"), by_when(plan)),
        *under(_("到哪里要"), [*ways, _("不会写、拿不准的，打 12351 问工会，不收费。")]),
        *under(_("要带什么"), [one["papers"] for one in plan.own_proof]),
        *([(_("该由单位拿出来的"), theirs)] if theirs else []),
    ]


def by_when(plan: Planned) -> str:
    first = plan.first_day
    if first is None:
        return plan.by_when
    return _("%(day)s以前：%(what)s（%(basis)s）") % {
        "day": day(first["date"]),
        "what": first["label"],
        "basis": first["basis"],
    }


def answer_of(result: dict[str, Any]) -> str:
    """What came of what was asked about, in one line."""
    found = [
        *([_("%(sum)s 元") % {"sum": money(result["amount"])}] if result.get("amount") else []),
        *(said["text"] for said in result["answer"]),
        *([result["left"]] if result.get("left") else []),
        *(refusal["reason"] for refusal in result["refusals"]),
    ]
    return _("；").join(found or result["parts"][:1]) or "—"


def one_result(paper: Paper, result: dict[str, Any]) -> None:
    """One answer: what it is, how it was reached, and what would change it."""
    paper.text(answer_of(result), lead=_("%(label)s：") % {"label": result["title"]})
    working = [
        (line["what"], line["value"], line.get("how", ""), line.get("basis", ""))
        for line in result["working"]
    ]
    if working:
        head = (_("步骤"), _("结果"), _("算式"), _("依据"))
        paper.table(Table(head=head, rows=working, widths=(3, 2, 3, 3)))
    for line in result["parts"]:
        paper.text(line)
    for point in result["points"]:
        labels = _("；").join(point["labels"])
        paper.text(labels, lead=_("%(label)s：") % {"label": point["word"]})
    for note in (*result.get("warnings", ()), *result.get("changes", ())):
        paper.text(note["text"])
    for refusal in result.get("refusals", ()):
        paper.text(f"{refusal['reason']} {refusal.get('remedy', '')}")
