"""From a source to a reading: the order in which the parts of this package work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.claims import (
    claim_notices,
    claims_of,
    marker_notices,
    numbering_notices,
    stop_notices,
    wrapped_notices,
)
from zhigong.supervision.rules.reading.clauses import deadlines_in, duty_in, measures_in
from zhigong.supervision.rules.reading.document import (
    Claim,
    Heading,
    Notice,
    Passage,
    Reading,
    Source,
    Task,
    TaskKind,
)
from zhigong.supervision.rules.reading.examples import Correction, Corrections
from zhigong.supervision.rules.reading.headings import headings_of
from zhigong.supervision.rules.reading.labels import labels_of
from zhigong.supervision.rules.reading.layout import Layout, layout_of
from zhigong.supervision.rules.reading.placeholders import placeholders_in
from zhigong.supervision.rules.reading.points import Node, nodes_of, nodes_of_table
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.runins import run_ins_of
from zhigong.supervision.rules.reading.sentences import sentences_of
from zhigong.supervision.rules.reading.source import open_source, open_text
from zhigong.supervision.rules.reading.tables import TableRow, table_rows
from zhigong.supervision.rules.reading.vocabulary import pattern
from zhigong.supervision.rules.reading.walk import judged
from zhigong.supervision.rules.reading.zones import sections_of

_LETTERS = {
    TaskKind.REQUIREMENT: "R",
    TaskKind.SUPPORT: "S",
    TaskKind.NEW_BODY: "N",
    TaskKind.STANDING: "T",
}


def read_file(
    content: bytes,
    name: str = "",
    *,
    corrections: Iterable[Correction] = (),
    dated: date | None = None,
) -> Reading:
    """Read the bytes of a .txt, .md or .docx; raises ``Refused`` for what cannot be read.

    ``corrections`` are examples from earlier documents; ``dated`` is the day of the document where
    it does not say so itself, needed to complete “6月30日前”.
    """
    return read_source(open_source(content, name), corrections=corrections, dated=dated)


def read_text(
    text: str, *, corrections: Iterable[Correction] = (), dated: date | None = None
) -> Reading:
    """Read pasted text."""
    return read_source(open_text(text), corrections=corrections, dated=dated)


def read_source(
    source: Source, *, corrections: Iterable[Correction] = (), dated: date | None = None
) -> Reading:
    """Propose a role for every passage and the tree of tasks."""
    sentences = sentences_of(source.lines)
    layout = layout_of(sentences)
    layout.dated = layout.dated or dated
    labels = {at: n for at, n in labels_of(sentences).items() if at not in layout.parts}
    headings = headings_of(sentences, labels, layout)
    headings |= run_ins_of(sentences, headings, layout)
    tops = sections_of(sentences, headings, layout)
    drafts = judged(sentences, tops, headings, labels, layout, Corrections(corrections))
    nodes, rows = nodes_of(tops, drafts), table_rows(sentences)
    repeated = rows if nodes else []
    nodes = nodes or nodes_of_table(rows, drafts)
    tasks = tuple(_tasks(nodes, layout))
    claims = claims_of(drafts, headings, labels, nodes)
    notices = [
        *source.notices,
        *marker_notices(drafts),
        *claim_notices(claims),
        *numbering_notices(drafts, labels),
        *stop_notices(drafts),
        *wrapped_notices(drafts),
        *_task_notices(tasks),
        *_table_notices(repeated),
    ]
    return Reading(
        source=source,
        title=layout.title,
        genre=layout.genre,
        dated=layout.dated,
        passages=tuple(_passage(draft) for draft in drafts),
        headings=_headings(headings, layout),
        tasks=tasks,
        claims=tuple(claims),
        claimed_points=_claimed(claims),
        warnings=tuple(notices),
    )


def _headings(headings: dict[int, Heading], layout: Layout) -> tuple[Heading, ...]:
    return tuple(h for at, h in sorted(headings.items()) if at not in layout.parts)


def _claimed(claims: Sequence[Claim]) -> int | None:
    return claims[0].claimed if claims else None


def _passage(draft: Judged) -> Passage:
    marked = draft.sentence.marker if not draft.sentence.text else ""
    return Passage(
        pos=draft.sentence.pos,
        text=draft.sentence.text or marked,
        role=draft.role,
        why=draft.why,
        level=draft.heading.level if draft.heading else 0,
        addressee=draft.addressee,
        placeholders=placeholders_in(draft.sentence.plain),
    )


def _tasks(nodes: Sequence[Node], layout: Layout) -> list[Task]:
    counts = dict.fromkeys(TaskKind, 0)
    tasks: list[Task] = []
    for node in nodes:
        counts[node.kind] += 1
        _add(tasks, node, f"{_LETTERS[node.kind]}{counts[node.kind]}", None, layout)
    return tasks


def _add(tasks: list[Task], node: Node, task_id: str, parent: Task | None, layout: Layout) -> None:
    """The task of a node and those below it; clauses are done by whom their passage names."""
    text = node.text or "".join(draft.sentence.text for draft in node.passages)
    duty = duty_in(text)
    if not duty and node.text and parent is not None:
        duty = parent.duty
    tasks.append(
        Task(
            id=task_id,
            kind=node.kind,
            title=node.title or text,
            passages=tuple(dict.fromkeys(d.sentence.pos for d in node.passages)),
            parent=parent.id if parent else "",
            addressee=node.addressee,
            duty=duty,
            deadlines=deadlines_in(text, layout.dated, layout.planned),
            measures=measures_in(text),
            clause=node.text,
        )
    )
    made = tasks[-1]
    for number, child in enumerate(node.children, start=1):
        _add(tasks, child, f"{task_id}.{number}", made, layout)


def _table_notices(rows: Sequence[TableRow]) -> list[Notice]:
    """A word on a table of tasks beside text that gave the tasks: it was not read twice."""
    if not rows:
        return []
    return [
        Notice(
            "table-beside-text",
            gettext_noop(
                "文中有一张任务表，共 %(count)s 行；任务已从正文读出，表格没有重复列入，请核对"
            ),
            {"count": len(rows)},
            f"P{rows[0].line}.S1",
        )
    ]


def _task_notices(tasks: Sequence[Task]) -> list[Notice]:
    notices = [
        Notice(
            "several-leads",
            gettext_noop("%(task)s 写了 %(count)s 个牵头单位，只能有一个，请确定"),
            {"task": task.id, "count": len(task.duty.lead)},
            task.passages[0],
        )
        for task in tasks
        if len(task.duty.lead) > 1
    ]
    notices += [
        Notice(
            "no-such-day",
            gettext_noop("%(task)s 写的“%(text)s”没有这一天，请核对期限"),
            {"task": task.id, "text": deadline.text},
            task.passages[0],
        )
        for task in tasks
        for deadline in task.deadlines
        if deadline.day is None and pattern("clause.full_date").search(deadline.text)
    ]
    if not tasks:
        notices.append(Notice("nothing-found", gettext_noop("没有读出要求，请人工标注")))
    return notices
