"""``bench [NAME …]``: each bench prints a table with its ratio to a yardstick of the same run."""

from __future__ import annotations

from collections.abc import Sequence

from zhigong.kernel.text import gettext_noop
from zhigong.program.arguments import WRONG_USAGE, nearest
from zhigong.program.failure import Failure, told
from zhigong.program.registry import BENCHES, present


def main(arguments: list[str]) -> int:
    """Run the named benches, or all."""
    known = present(BENCHES)
    if arguments in (["--help"], ["-h"]):
        print(told(gettext_noop("用法：./zhigong bench [名称 …]")))
        print("\n".join(f"  {bench.name:<12} {told(bench.summary)}" for bench in known.values()))
        return 0
    for name in arguments:
        if name not in known:
            raise Failure(
                gettext_noop("没有测量项 %(name)s，您要的是 %(near)s 吗？"),
                status=WRONG_USAGE,
                name=name,
                near=nearest(name, list(known)) or ", ".join(known),
            )
    status = 0
    for name in arguments or list(known):
        status = max(status, known[name].load()([]))
    return status


def print_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A plain table: words to the left, figures to the right."""
    cells = [list(map(str, heads)), *[[_shown(cell) for cell in row] for row in rows]]
    widths = [max(len(row[place]) for row in cells) for place in range(len(heads))]
    print(f"\n{title}")
    for row in cells:
        first, *rest = (cell.ljust(widths[0]) if place == 0 else cell.rjust(widths[place])
                        for place, cell in enumerate(row))  # fmt: skip
        print("  " + "  ".join([first, *rest]))


def _shown(cell: object) -> str:
    return f"{cell:.2f}" if isinstance(cell, float) else str(cell)
