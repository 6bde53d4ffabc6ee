"""How events of governance are said on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhigong.governance.models import Record

EVENTS: dict[str, str] = {
    "governance.meeting.topic": gettext_noop("添加议题：%(topic)s"),
    "governance.meeting.decision": gettext_noop("登记议定事项"),
    "governance.meeting.assign": gettext_noop("立项督办：%(assignment)s"),
    "governance.meeting.leave": gettext_noop("写明不需要督办"),
    "governance.paper.edit": gettext_noop("修改内容"),
    "governance.paper.remind": gettext_noop("催复（第%(times)s次）"),
    "governance.practice.edit": gettext_noop("修改内容"),
    "governance.meeting.rule": gettext_noop("规定会议次数"),
    "governance.term.set": gettext_noop("登记届期"),
    "clocks.missed": gettext_noop("期限已过：%(label_words)s"),
    "files.keep": gettext_noop("上传材料"),
    "looked": gettext_noop("查阅"),
}
BEGUN = gettext_noop("已登记")


def in_words(after: Mapping[str, Any]) -> dict[str, Any]:
    """What an event keeps, its words (``…_words``) in the reader's language."""
    return {k: _(v) if k.endswith("_words") and v else v for k, v in after.items()}


def sentence(record: Record, verb: str, after: Mapping[str, Any]) -> str:
    """An event in words; a step of the record's life by its label."""
    if verb in EVENTS:
        text = _(EVENTS[verb])
        return text % in_words(after) if "%(" in text else text
    prefix = f"{record.life.name}."
    if verb == f"{prefix}begin":
        return _(BEGUN)
    return _(record.life.step(verb.removeprefix(prefix)).label) if verb.startswith(prefix) else verb
