"""The lines of the workbook about each worker, made while he is answered and put aside until they are written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.result import Translate
from zhigong.law.workforce.answers import Answer, ClaimAnswer

ZERO = Decimal(0)


class Line(msgspec.Struct, array_like=True):
    """A row of the page of workers, its columns in order; ``total`` stands in a worker's first alone."""

    position: int
    name: str
    code: str
    title: str
    amount: Decimal
    counted: Decimal
    total: Decimal | None
    working: str
    articles: str
    parameters: str
    remarks: str
    place: int | str


def line_of(line: Line) -> list[Any]:
    """The cells of a line."""
    return ["" if cell is None else cell for cell in msgspec.structs.astuple(line)]


def lines_of(answer: Answer, t: Translate) -> Iterator[Line]:
    """A line for each claim of a worker; one for a worker who has none."""
    who = (answer.position, answer.name, answer.code)
    remarks = [*answer.notes, *answer.following]
    if not answer.claims:
        text = (
            t(gettext_noop("没有计算，见“未能计算的行”")) if answer.refused else checked(answer, t)
        )
        yield Line(*who, "—", ZERO, ZERO, ZERO, text, "", "", "\n".join(remarks), answer.place)
    for at, claim in enumerate(answer.claims):
        told = [claim.excluded, *claim.warnings, *claim.changes, *(remarks if at == 0 else ())]
        yield Line(
            *who, claim.title, claim.amount, claim.counted, answer.total if at == 0 else None,
            working(claim), "\n".join(claim.articles), "\n".join(claim.parameters),
            "\n".join(dict.fromkeys(filter(None, told))), answer.place,
        )  # fmt: skip


def checked(answer: Answer, t: Translate) -> str:
    """What was looked at and found in order."""
    if not answer.checked:
        return t(gettext_noop("没有可以核对的事项"))
    return t(gettext_noop("已核对，没有差额：%(titles)s")) % {"titles": "、".join(answer.checked)}


def working(claim: ClaimAnswer) -> str:
    """The working as text: a line a step, or a line a month where the claim has parts by month."""
    lines: list[str] = []
    month = ""
    for step in claim.working:
        how = f" ({step.how})" if step.how else ""
        text = f"{step.what} {step.value}{how}"
        if step.month and step.month == month:
            lines[-1] += f"; {text}"
        else:
            month = step.month
            lines.append(f"{month} {text}".strip())
    return "\n".join(lines)
