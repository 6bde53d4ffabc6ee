"""The calculator's result as a paper to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.paper import Paper, Table
from zhigong.foundation.ui.filters import money


class Told(Protocol):
    """What a calculation came to."""

    results: list[dict[str, Any]]
    total: str | None
    otherwise: str | None
    excluded: list[str]


def calculation_docx(title: str, facts: Sequence[tuple[str, str]], told: Told) -> bytes:
    """金额测算表: facts as told, each amount with its working and articles, and what it is not."""
    paper = Paper(title=_("金额测算表"))
    paper.title(_("金额测算表"))
    paper.line(f"{title}　{clock.today():%Y-%m-%d}", align="centre")
    paper.heading(_("一、您说的事实"))
    paper.table(Table(head=(_("所问事项"), _("回答")), rows=list(facts), widths=(3, 2)))
    paper.heading(_("二、依法测算"))
    sums(paper, told)
    for result in told.results:
        one_result(paper, result)
    paper.heading(_("三、说明"))
    paper.text(_("本表照您说的事实和现行法律算出，供参考，不是裁决。事实变了，结果也会变。"))
    return paper.content()


def sums(paper: Paper, told: Told) -> None:
    """The sum that can stand, what it is otherwise, and why not everything is added up."""
    if told.total:
        paper.text(_("照您说的，大概应得：%(sum)s 元") % {"sum": money(told.total)})
    if told.otherwise:
        paper.text(
            _("如果理由不成立，或者程序不对，合计：%(sum)s 元") % {"sum": money(told.otherwise)}
        )
    for why in told.excluded:
        paper.text(why)


def one_result(paper: Paper, result: dict[str, Any]) -> None:
    """One answer: what it is, how it was reached, and what would change it."""
    found = [
        *([_("%(sum)s 元") % {"sum": money(result["amount"])}] if result.get("amount") else []),
        *(said["text"] for said in result["answer"]),
    ]
    paper.text(f"{result['title']}：{'；'.join(found) or '—'}")
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
        paper.text(f"{point['word']}：{'；'.join(point['labels'])}")
    for note in (*result.get("warnings", ()), *result.get("changes", ())):
        paper.text(note["text"])
    for refusal in result.get("refusals", ()):
        paper.text(f"{refusal['reason']} {refusal.get('remedy', '')}")
