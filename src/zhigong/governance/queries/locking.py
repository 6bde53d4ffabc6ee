"""Lock one record for change; refuse if somebody changed it after the page was shown."""

from __future__ import annotations

from typing import TypeVar

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
    if seen_version is not None and found.version != seen_version:
        refuse(
            "governance.changed-meanwhile",
            gettext_noop("您打开页面之后，内容已由他人更新，页面已过期"),
            gettext_noop("请刷新页面看最新情况；您填写的内容还在，核对后再提交"),
        ).require()
    return found
