"""docs/reference/permissions.md, printed from the roles."""

from __future__ import annotations

from zhigong.identity.rules.roles import CAPABILITIES, ROLES

HEAD = """# Roles and capabilities

Printed from `src/zhigong/identity/rules/roles.py`; never edited. A grant gives a role over a unit and
everything below it, from day to day. ◆ marks roles that count only after a second factor.

"""


def permissions_page() -> str:
    """The matrix role × capability."""
    columns = [
        f"`{one.key}` {one.label}{' ◆' if one.needs_strong else ''}" for one in ROLES.values()
    ]
    lines = ["| capability | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for key, label in CAPABILITIES.items():
        marks = ["✓" if key in one.capabilities else "" for one in ROLES.values()]
        lines.append(f"| `{key}` {label} | " + " | ".join(marks) + " |")
    return HEAD + "\n".join(lines) + "\n"
