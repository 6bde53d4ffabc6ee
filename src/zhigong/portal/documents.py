"""The calculator's result as a paper to take along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.paper import Paper, Table


def calculation_docx(
    title: str, facts: Sequence[tuple[str, str]], results: Sequence[dict[str, Any]]
) -> bytes:
    """金额测算表: facts as told, each amount with its working and articles, and what it is not."""
    paper = Paper(title=_("金额测算表"))
    paper.title(_("金额测算表"))
    paper.line(f"{title}　{clock.today():%Y-%m-%d}", align="centre")
    paper.heading(_("一、您说的事实"))
    paper.table(Table(head=(_("所问事项"), _("回答")), rows=list(facts), widths=(3, 2)))
    paper.heading(_("二、依法测算"))
    for result in results:
        amount = result.get("amount") or result.get("date") or result.get("answer") or "—"
        paper.text(f"{result['title']}：{amount}")
        rows = [
            (line["what"], str(line["value"]), line.get("how", ""), line.get("basis", ""))
            for line in result.get("working", ())
        ]
        if rows:
            head = (_("步骤"), _("结果"), _("算式"), _("依据"))
            paper.table(Table(head=head, rows=rows, widths=(3, 2, 3, 3)))
        for line in result.get("parts", ()):
            paper.text(line)
        for note in (*result.get("warnings", ()), *result.get("changes", ())):
            paper.text(note["text"])
        for refusal in result.get("refusals", ()):
            paper.text(f"{refusal['reason']} {refusal.get('remedy', '')}")
    paper.heading(_("三、说明"))
    paper.text(_("本表照您说的事实和现行法律算出，供参考，不是裁决。事实变了，结果也会变。"))
    return paper.content()
