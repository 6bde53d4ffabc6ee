"""How states, lights and events are said on pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from zhigong.supervision.rules.lights import Light, Shown
from zhigong.supervision.rules.words import LIGHTS
from zhigong.supervision.rules.workflow import (
    ASSIGNMENT,
    BEFORE_ISSUE,
    DONE,
    OUT,
    AssignmentState,
)

LIGHT_TONES: dict[Light, str] = {
    Light.BLUE: "run",
    Light.GREEN: "good",
    Light.YELLOW: "warn",
    Light.RED: "late",
    Light.GREY: "wait",
    Light.DONE: "good",
}
EVENTS: dict[str, str] = {
    "supervision.assignment.begin": gettext_noop("立项"),
    "supervision.assignment.edit": gettext_noop("修改任务"),
    "supervision.assignment.countersign": gettext_noop("会签：%(unit)s"),
    "supervision.assignment.resources": gettext_noop("记录保障"),
    "supervision.assignment.answer": gettext_noop("答复来源"),
    "supervision.urging.remind": gettext_noop("提醒"),
    "supervision.urging.letter": gettext_noop("发督办函"),
    "supervision.urging.visit": gettext_noop("实地督查"),
    "supervision.assignment.drawn": gettext_noop("抽查到，待回头看"),
    "supervision.assignment.missed": gettext_noop("漏报进展"),
    "supervision.document.register": gettext_noop("登记文件"),
    "supervision.document.correct": gettext_noop("更正段落"),
    "supervision.document.divide": gettext_noop("拆分成任务"),
    "supervision.document.bind": gettext_noop("绑定填空"),
    "supervision.document.unbind": gettext_noop("解除填空绑定"),
    "supervision.document.fill": gettext_noop("生成文稿"),
    "supervision.letter.reword": gettext_noop("修改督办函"),
    "supervision.assessment.object": gettext_noop("提出异议"),
    "supervision.assessment.answer": gettext_noop("答复异议"),
    "clocks.missed": gettext_noop("期限已过：%(label_words)s"),
    "looked": gettext_noop("查阅"),
    "files.keep": gettext_noop("上传材料"),
}


def tone_of_state(state: AssignmentState) -> str:
    """Drafts and what is out wait, what is done is good, the rest runs."""
    if state in DONE:
        return "good"
    waiting = (*BEFORE_ISSUE, *OUT, AssignmentState.SUSPENDED)
    return "wait" if state in waiting else "run"


def light_face(shown: Shown) -> dict[str, Any]:
    """A light as pages draw it: tone, word, reason, days in words."""
    return {
        "tone": LIGHT_TONES[shown.light],
        "label": _(LIGHTS[shown.light]),
        "reason": _(shown.reason),
        "days": days_in_words(shown.days),
        "light": shown.light.value,
    }


def days_in_words(days: int | None) -> str:
    """How many days are left or overdue; empty without a date."""
    if days is None:
        return ""
    if days < 0:
        return ngettext("逾期 %(n)d 天", "逾期 %(n)d 天", -days) % {"n": -days}
    if days == 0:
        return _("今天到期")
    return ngettext("剩 %(n)d 天", "剩 %(n)d 天", days) % {"n": days}


def in_words(after: Mapping[str, Any]) -> dict[str, Any]:
    """What an event keeps, its words (``…_words``) in the reader's language."""
    return {k: _(v) if k.endswith("_words") and v else v for k, v in after.items()}


def sentence(verb: str, after: Mapping[str, Any]) -> str:
    """An event in words; a step of the workflow by its label, an unknown verb as it is."""
    if verb in EVENTS:
        text = _(EVENTS[verb])
        return text % in_words(after) if "%(" in text and after else text
    prefix = f"{ASSIGNMENT.name}."
    if verb.startswith(prefix):
        return _(ASSIGNMENT.step(verb.removeprefix(prefix)).label)
    return verb
