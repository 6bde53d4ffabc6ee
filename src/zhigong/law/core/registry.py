"""The register of rules: what each takes, answers, cites and leaves contested."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core import described
from zhigong.law.core.facts import Facts, Field, Form
from zhigong.law.core.norms import Article, Citations
from zhigong.law.core.parameters import (
    MEMORY,
    PARAMETERS,
    ParameterTable,
    Row,
    refuse_missing,
)
from zhigong.law.core.result import Note, Result, same

# Fields any claim may carry: they do not decide the answer. `id` is given back.
PASSING = frozenset({"rule", "id", "place", "label", "note", "worker"})


class Context(msgspec.Struct, gc=False):
    """Where a claim arose and which parameter rows were asked for it.

    ``place`` is the six-digit code (empty if not given), ``places`` the chain upwards; ``shared`` is what the
    overviews of one document compute once.
    """

    place: str
    places: tuple[str, ...]
    table: ParameterTable
    used: list[Row] = msgspec.field(default_factory=list)
    shared: dict[str, Any] = msgspec.field(default_factory=dict)

    def find(self, name: str, on: date) -> Row | None:
        """The row in force on a day at the place or above it; ``None`` where there is none.

        A row found is listed among the rows used. For values that only sharpen an answer.
        """
        row = self.table.at(name, self.places, on)
        if row is not None and row not in self.used:
            self.used.append(row)
        return row

    def row(self, name: str, on: date) -> Row:
        """The row in force on a day; without one the claim is refused, naming the row."""
        row = self.find(name, on)
        if row is None:
            raise refuse_missing(name, self.place, on)
        return row


def from_memory(rows: Iterable[Row]) -> list[Note]:
    """The warning that an answer rests on rows nobody has compared with their source, naming them; none for none."""
    names = {row.name: None for row in rows if row.confidence == MEMORY}
    if not names:
        return []
    text = gettext_noop("用到的参数有凭记忆录入、还没有与原文件核对的，引用前请核对：%(rows)s")
    return [
        Note("law.parameter.memory", text, {"rows": [PARAMETERS.get(name, name) for name in names]})
    ]


Assess = Callable[[Facts, Context], Result]
Overview = Callable[[dict[str, Any], list[Facts], list[Result], Context], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of law as code. ``answer`` is ``amount``, ``value``, ``date``, ``range`` or ``items``."""

    name: str
    title: str
    answer: str
    unit: str
    fields: tuple[Field, ...]
    form: Form
    accepted: frozenset[str]  # every name that a claim may carry
    articles: tuple[Article, ...]
    citations: Citations
    parameters: tuple[str, ...]
    formula: tuple[str, ...]
    contested: tuple[str, ...]
    examples: tuple[dict[str, Any], ...]
    function: Assess
    family: str

    @property
    def known(self) -> dict[str, Field]:
        """Its fields by name."""
        return self.form.known

    @property
    def needed(self) -> tuple[Field, ...]:
        """The fields without which it refuses."""
        return self.form.needed

    def document(self, translate: Callable[[str], str] = same) -> dict[str, Any]:
        """The rule described for people and programs."""
        return {
            "rule": self.name,
            "title": translate(self.title),
            "family": self.family,
            "answer": self.answer,
            "unit": self.unit,
            "fields": described.fields(self.name, self.fields, self.examples, translate),
            "formula": [translate(line) for line in self.formula],
            "articles": [
                {
                    **article.document(None),
                    "versions": [
                        {"version": v.name, "in_force_from": v.start.isoformat()}
                        for v in article.norm.versions
                    ],
                }
                for article in self.articles
            ],
            "parameters": [
                {"name": name, "title": translate(PARAMETERS.get(name, name))}
                for name in self.parameters
            ],
            "contested": [translate(line) for line in self.contested],
            "examples": list(self.examples),
        }


RULES: dict[str, Rule] = {}
OVERVIEWS: dict[str, Overview] = {}


def rule(  # noqa: PLR0913 - a declaration: every part is named where it is given
    name: str,
    *,
    title: str,
    answer: str,
    fields: tuple[Field, ...],
    articles: tuple[Article, ...],
    unit: str = "",
    parameters: tuple[str, ...] = (),
    formula: tuple[str, ...] = (),
    contested: tuple[str, ...] = (),
    examples: tuple[dict[str, Any], ...] = (),
) -> Callable[[Assess], Assess]:
    """Register a function as the rule ``name``.

    ``title``, ``formula`` (one line a step, in words) and ``contested`` are message ids; ``unit`` is
    ``CNY`` for amounts unless given (``days``, ``months``); ``examples`` are claims without ``rule``.
    """

    def register(function: Assess) -> Assess:
        assert name not in RULES, f"the rule {name} is registered twice"
        RULES[name] = Rule(
            name=name,
            title=title,
            answer=answer,
            unit=unit or ("CNY" if answer in ("amount", "range") else ""),
            fields=fields,
            form=Form(fields),
            accepted=PASSING.union(field.name for field in fields),
            articles=articles,
            citations=Citations(articles),
            parameters=parameters,
            formula=formula,
            contested=contested,
            examples=examples,
            function=function,
            family=function.__module__.removeprefix("zhigong.law.").partition(".")[0],
        )
        return function

    return register


def overview(name: str) -> Callable[[Overview], Overview]:
    """Register an answer about the case as a whole, given under ``case.<name>`` of the document.

    The function gets the document's ``case`` facts, the facts and the results of all claims (in order,
    refused ones with empty facts), and the context; it returns plain data.
    """

    def register(function: Overview) -> Overview:
        assert name not in OVERVIEWS, f"the overview {name} is registered twice"
        OVERVIEWS[name] = function
        return function

    return register


__all__ = [
    "OVERVIEWS",
    "PASSING",
    "RULES",
    "Context",
    "Overview",
    "Refused",
    "Rule",
    "from_memory",
    "overview",
    "rule",
]
