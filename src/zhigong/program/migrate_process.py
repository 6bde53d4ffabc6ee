"""Tables at the state of a list of migrations, for restoring a backup of an older program."""

from __future__ import annotations

import json
import sys

import django
from django.db.migrations import Migration

Node = tuple[str, str]


def main(arguments: list[str]) -> int:
    """``unknown`` prints those of the list we do not have; ``apply`` runs the list and no more."""
    django.setup()
    from django.db import connection  # noqa: PLC0415 (needs Django set up)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    wanted: list[Node] = [(app, name) for app, name in json.load(sys.stdin)]
    unknown = [node for node in wanted if node not in executor.loader.graph.nodes]
    if arguments == ["unknown"]:
        json.dump([f"{app}.{name}" for app, name in unknown], sys.stdout)
        return 0
    executor.migrate(last_of_each(wanted, executor.loader.graph.nodes))
    return 0


def last_of_each(wanted: list[Node], known: dict[Node, Migration]) -> list[Node]:
    """Those that no other of the list in the same application builds on."""
    built_on = {
        (app, name) for node in wanted for app, name in known[node].dependencies if app == node[0]
    }
    return [node for node in wanted if node not in built_on]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
