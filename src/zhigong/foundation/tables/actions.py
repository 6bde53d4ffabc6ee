"""Keep which columns an account wants to see."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from zhigong.foundation.tables.models import ColumnChoice
from zhigong.kernel.actor import Actor

MOST = 60


@transaction.atomic
def choose_columns(*, actor: Actor, table: str, columns: Sequence[str]) -> None:
    """Keep the choice; none chosen means the list's own columns again."""
    if actor.id is None:
        return
    if not columns:
        ColumnChoice.objects.filter(account_id=actor.id, table=table).delete()
        return
    ColumnChoice.objects.update_or_create(
        account_id=actor.id,
        table=table[:100],
        defaults={"columns": [c[:100] for c in columns[:MOST]]},
    )
