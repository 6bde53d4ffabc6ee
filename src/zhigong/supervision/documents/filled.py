"""A text with its blanks filled as .docx, and a list of where each value comes from."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from zhigong.foundation.documents.official import Official, official
from zhigong.foundation.documents.paper import Block, Heading, Table, Text
from zhigong.supervision.models import FilledText, Passage
from zhigong.supervision.rules.blanks import Filling, filled


def filled_docx(made: FilledText) -> bytes:
    """The document re-issued: blanks that nobody filled stand in it as they were written."""
    with translation.override("zh-hans"):
        day = timezone.localtime(made.made_at).date()
        body: list[Block] = [*_text(made), Heading(_("填报来源")), _sources(made)]
        issuer = made.document.issuer or made.document.unit.name
        return official(Official(title=made.document.title, body=body, issuer=issuer, date=day))


def _text(made: FilledText) -> list[Block]:
    """The lines of the document after its title, a heading where the reading found one."""
    passages = made.document.passages.exclude(proposed="marker")
    fillings: dict[str, list[Filling]] = {}
    for one in made.blanks:
        fillings.setdefault(one["pos"], []).append(Filling(one["start"], one["token"], one["put"]))
    blocks: list[Block] = []
    for _number, line in groupby(passages, key=lambda p: p.pos.partition(".")[0]):
        held = list(line)
        text = "".join(filled(p.text, fillings.get(p.pos, ())) for p in held)
        blocks.append(_block(held, text))
    title = made.document.title
    return blocks[1:] if blocks and blocks[0].text.strip() == title else blocks  # type: ignore[union-attr]  # what begins a document is text


def _block(line: list[Passage], text: str) -> Block:
    level = line[0].level
    return Heading(text, level) if level in {1, 2} and len(line) == 1 else Text(text)


def why_blank(one: dict[str, Any]) -> str:
    """Why a blank stayed one, in the reader's language; empty where it was filled."""
    if not one["why"]:
        return ""
    params = {k: _(v) if isinstance(v, str) and v else v for k, v in one["params"].items()}
    return _(one["why"]) % params if params else _(one["why"])


def _sources(made: FilledText) -> Table:
    return Table(
        head=(_("位置"), _("空白"), _("填入"), _("来源"), _("数据日期")),
        rows=[_source(one) for one in made.blanks],
        widths=(1, 1.6, 1.8, 4.4, 1.8),
    )


def _source(one: dict[str, Any]) -> tuple[str, ...]:
    period = _("%(since)s至%(until)s") % one if one["since"] else ""
    why = why_blank(one)
    title = _(one["title"]) if one["title"] else ""
    says = _("；").join(filter(None, (title, one["unit"], period, one["source"], why)))
    return one["pos"], one["token"], one["put"] or _("（留空）"), says, one["as_of"][:10]
