"""``law``: labour law from the command line. Pure: neither Django nor a database is started."""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> int:
    """Hand over to the law's own command; a whole workforce has one of its own."""
    if arguments[:1] == ["workforce"]:
        from zhigong.program.commands import workforce  # noqa: PLC0415 (reads and writes workbooks)

        return workforce.main(arguments[1:])
    from zhigong.law import command  # noqa: PLC0415 (only this command needs it)

    status: int = command.main(arguments, sys.stdin, sys.stdout, sys.stderr)
    return status
