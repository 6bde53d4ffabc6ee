"""Lock one record for change; refuse if somebody changed it after the page was shown."""

from __future__ import annotations

from typing import TypeVar

from zhigong.foundation.meanwhile import unchanged
from zhigong.governance.models import Record
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse

Kept = TypeVar("Kept", bound=Record)


def lock(model: type[Kept], pk: int, *, seen_version: int | None = None) -> Kept:
    """The record, locked. Row security leaves only what the actor may know of."""
    rows = model.objects.select_for_update(of=("self",))
    found = rows.select_related("unit", "committee").filter(pk=pk).first()
    if found is None:
        refuse(
            "governance.record.unknown",
            gettext_noop("没有找到这条记录"),
            gettext_noop("请从列表中选择；与您无关的记录在这里看不到"),
        ).require()
    assert found is not None
    unchanged(found, seen_version, code="governance.changed-meanwhile").require()
    return found
