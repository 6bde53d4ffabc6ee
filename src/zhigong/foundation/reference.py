"""docs/reference/engines.md, printed from what each engine says of itself."""

from __future__ import annotations

import re
from importlib import import_module
from inspect import cleandoc

from zhigong.foundation.jobs.queries import schedules

ENGINES = (
    "secrets",
    "files",
    "documents",
    "jobs",
    "notify",
    "clocks",
    "tables",
    "imports",
    "search",
)
HEAD = """# Engines of `foundation`

Printed from the docstrings of `src/zhigong/foundation/<engine>/__init__.py`; edit those, not this.
"""


def engines_page() -> str:
    """The whole page: each engine's own words, and what runs by itself."""
    parts = [HEAD, *(f"## {name}\n\n{_said_by(name)}\n" for name in ENGINES)]
    rows = "".join(f"| `{s.name}` | `{s.cron}` |\n" for s in schedules())
    parts.append(
        f"## Schedules\n\nCron in UTC; China is eight hours ahead.\n\n| job | when |\n|---|---|\n{rows}"
    )
    return "\n".join(parts)


def _said_by(name: str) -> str:
    """A docstring as Markdown: indented examples are code there too."""
    text = cleandoc(import_module(f"zhigong.foundation.{name}").__doc__ or "")
    return re.sub(r"::$", ":", text.replace("``", "`"), flags=re.MULTILINE)
