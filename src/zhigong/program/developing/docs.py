"""``docs [--check]``: print the reference pages from the code, or say which are out of date.

A page that is printed is never edited; CI refuses one that is stale.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import django

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow
from zhigong.program.arguments import WRONG_USAGE
from zhigong.program.database.chosen import ROOT
from zhigong.program.failure import Failure, told

Pages = dict[str, str]
WORKFLOWS: dict[str, str | tuple[str, ...]] = {
    "governance-states": (
        "zhigong.governance.rules.matters:MATTER",
        "zhigong.governance.rules.resources:RESOURCE",
        "zhigong.governance.rules.duties:DUTY",
        "zhigong.governance.rules.meetings:PARTY_MEETING",
        "zhigong.governance.rules.meetings:JOINT_MEETING",
        "zhigong.governance.rules.papers:PAPER",
        "zhigong.governance.rules.practices:PRACTICE",
        "zhigong.governance.rules.practices:ENDORSEMENT",
    ),
    "mediation-states": "zhigong.mediation.rules.workflow:CASE",
    "membership-states": "zhigong.membership.rules.workflow:MEMBERSHIP",
    "parameter-states": "zhigong.parameters.rules.workflow:ROW",
    "workforce-states": "zhigong.mediation.rules.workforce:WORKFORCE",
    "supervision-states": "zhigong.supervision.rules.workflow:ASSIGNMENT",
    "supervision-letter-states": "zhigong.supervision.rules.letters:LETTER",
    "supervision-assessment-states": "zhigong.supervision.rules.assessment:ASSESSMENT",
}


def main(arguments: list[str]) -> int:
    """Write every printed page; with ``--check``, only compare (1 where one is stale)."""
    if arguments not in ([], ["--check"]):
        raise Failure(gettext_noop("用法：./zhigong docs [--check]"), status=WRONG_USAGE)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhigong.config.settings")
    django.setup()
    stale = [place for place, text in all_pages().items() if kept(place) != text]
    for place in stale:
        if arguments:
            print(told(gettext_noop("过时了：%(place)s，请运行 ./zhigong docs"), place=place))
        else:
            path = ROOT / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(all_pages()[place], encoding="utf-8")
            print(told(gettext_noop("已印出 %(place)s"), place=place))
    return 1 if stale and arguments else 0


def kept(place: str) -> str:
    path = Path(ROOT / place)
    return path.read_text("utf8") if path.exists() else ""


def all_pages() -> Pages:
    """Every printed page by its place in the repository."""
    found: Pages = {}
    for printer in (components, engines, permissions, law, states, notices):
        found |= printer()
    return found


def components() -> Pages:
    return {"docs/reference/components.md": call("zhigong.foundation.ui.reference:components_page")}


def engines() -> Pages:
    return {"docs/reference/engines.md": call("zhigong.foundation.reference:engines_page")}


def permissions() -> Pages:
    return {
        "docs/reference/permissions.md": call("zhigong.identity.rules.reference:permissions_page")
    }


def law() -> Pages:
    pages = import_module("zhigong.law.printed").pages()
    return {f"docs/law/{name}": text for name, text in pages.items()}


def states() -> Pages:
    return {
        f"docs/reference/{name}.md": "\n".join(states_page(load(place)) for place in listed(places))
        for name, places in WORKFLOWS.items()
    }


def listed(places: str | tuple[str, ...]) -> tuple[str, ...]:
    """A module with several lives names them all."""
    return (places,) if isinstance(places, str) else places


def notices() -> Pages:
    return {
        "docs/reference/mediation-notices.md": call(
            "zhigong.mediation.rules.reference:notices_page"
        )
    }


def states_page(workflow: Workflow) -> str:
    """A workflow as a diagram and as a table of its steps."""
    lines = [
        f"# {workflow.label} `{workflow.name}`",
        "",
        "Printed from the table of steps; edit that, not this.",
        "",
        "```mermaid",
        workflow.diagram().rstrip(),
        "```",
        "",
        "| step | from | to | needs | clocks |",
        "|---|---|---|---|---|",
    ]
    for row in workflow.steps:
        sources = ", ".join(workflow.states[s] for s in workflow.states if s in row.sources)
        clocks = [f"starts {n}" for n in row.starts] + [f"meets {n}" for n in row.meets]
        clocks += [f"pauses {n}" for n in row.pauses] + [f"resumes {n}" for n in row.resumes]
        clocks += [f"drops {n}" for n in row.drops]
        lines.append(
            f"| {row.label} `{row.verb}` | {sources} | {workflow.states[row.target]} |"
            f" {row.capability} | {', '.join(clocks)} |"
        )
    return "\n".join(lines) + "\n"


def call(place: str) -> str:
    function: Callable[[], str] = load(place)
    return function()


def load(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
