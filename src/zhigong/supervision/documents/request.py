"""商请函: what a document asks of the Party, the government or others, written to them (SUP-11)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.official import Official, official
from zhigong.foundation.documents.paper import Block, Text
from zhigong.supervision.models import SourceDocument
from zhigong.supervision.rules.reading import TaskKind


def duties_of_others(document: SourceDocument) -> dict[str, list[Mapping[str, Any]]]:
    """The tasks of a document that are not the union's, by whom they are asked of; children stand
    for the task above them."""
    parents = {task["parent"] for task in document.tasks}
    found: dict[str, list[Mapping[str, Any]]] = {}
    for task in document.tasks:
        if task["kind"] == TaskKind.SUPPORT and task["id"] not in parents:
            found.setdefault(task["addressee"], []).append(task)
    return found


def request_docx(document: SourceDocument, body: str) -> bytes:
    """The letter to one of them, each duty in the words of the document."""
    tasks = duties_of_others(document)[body]
    positions = [pos for task in tasks for pos in task["passages"]]
    told = dict(document.passages.filter(pos__in=positions).values_list("pos", "text"))
    with translation.override("zh-hans"):
        said = {"title": document.title, "unit": document.unit.name}
        blocks: list[Block] = [
            Text(_("《%(title)s》对贵方提出以下要求。这些职责由贵方承担，%(unit)s做好配合，并如实反映落实情况。")
                 % said),
            *_items(tasks, told),
            Text(_("请将落实的安排和进展函告%(unit)s。专此函商。") % said),
        ]  # fmt: skip
        return official(
            Official(
                title=_("关于商请落实《%(title)s》有关职责的函") % said,
                body=blocks,
                issuer=document.unit.name,
                date=clock.today(),
                mark=document.unit.name,
                number=_("（文号待编）"),
                to=_("%(unit)s：") % {"unit": body or _("有关方面")},
            )
        )


def _items(tasks: Iterable[Mapping[str, Any]], told: Mapping[str, str]) -> Iterable[Block]:
    for number, task in enumerate(tasks, 1):
        words = "".join(told.get(pos, "") for pos in task["passages"]) or task["title"]
        yield Text(f"{number}. {words}")
