"""Tables brought up to date, or to the state of a list of migrations (a backup of an older program)."""

from __future__ import annotations

import json
import sys

import django
from django.apps import apps
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from zhigong.program.database.schema import NEWER

Node = tuple[str, str]


def main(arguments: list[str]) -> int:
    """``forward`` runs what has not run; ``unknown`` prints those of the list that we do not have;
    ``apply`` runs the list and no more.
    """
    django.setup()
    from django.db import connection  # noqa: PLC0415 (needs Django set up)
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    if arguments == ["forward"]:
        return _forward(executor.loader)
    wanted: list[Node] = [(app, name) for app, name in json.load(sys.stdin)]
    unknown = [node for node in wanted if node not in executor.loader.graph.nodes]
    if arguments == ["unknown"]:
        json.dump([f"{app}.{name}" for app, name in unknown], sys.stdout)
        return 0
    executor.migrate(last_of_each(wanted, executor.loader.graph.nodes))
    return 0


def _forward(loader: MigrationLoader) -> int:
    """Never over tables that a newer program has changed: it would write what they refuse."""
    newer = from_the_future(set(loader.applied_migrations or ()), set(loader.disk_migrations))
    if newer:
        sys.stdout.write(newer[0])
        return NEWER
    call_command("migrate", interactive=False, no_color=True)
    return 0


def from_the_future(applied: set[Node], known: set[Node]) -> list[str]:
    """Migrations of our own that ran and that this program does not have."""
    ours = {a.label for a in apps.get_app_configs() if a.name.startswith("zhigong.")}
    return sorted(f"{app}.{name}" for app, name in applied - known if app in ours)


def last_of_each(wanted: list[Node], known: dict[Node, Migration]) -> list[Node]:
    """Those that no other of the list in the same application builds on."""
    built_on = {
        (app, name) for node in wanted for app, name in known[node].dependencies if app == node[0]
    }
    return [node for node in wanted if node not in built_on]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
