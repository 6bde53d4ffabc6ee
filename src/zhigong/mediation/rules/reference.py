"""docs/reference/mediation-notices.md, printed from the table of notices."""

from __future__ import annotations

from zhigong.mediation.rules.notices import MARKS, NOTICES, Telling

HEAD = """# Who is told what of a case

Printed from `src/zhigong/mediation/rules/notices.py`; never edited. In the house a notice may name the case;
what leaves the house names nobody.

| when | whom | in the house | outside |
|---|---|---|---|
"""


def notices_page() -> str:
    """The table, and the days left at which each deadline calls."""
    rows = [
        f"| `{event}` | {line.whom} | {_inside(line)} | {line.outside or '—'} |"
        for event, lines in NOTICES.items()
        for line in lines
    ]
    marks = [f"| `{name}` | {', '.join(map(str, days))} |" for name, days in MARKS.items()]
    return (
        HEAD
        + "\n".join(rows)
        + "\n\n## Deadlines\n\n| deadline | calls at days left |\n|---|---|\n"
        + "\n".join(marks)
        + "\n"
    )


def _inside(line: Telling) -> str:
    return " / ".join(text for text in (line.title, line.body) if text) or "—"
