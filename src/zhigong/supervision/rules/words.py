"""Labels of what supervision keeps: roles of passages, origins, deadline classes, rhythms, tags."""

from __future__ import annotations

from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.dividing import Tag
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.reading import Role
from zhigong.supervision.rules.terms import Rhythm, TimeClass


class Origin(StrEnum):
    """Where an assignment comes from; the same object serves them all."""

    SPEECH = "speech"
    RESOLUTION = "resolution"
    PROPOSAL = "proposal"
    JOINT_MEETING = "joint_meeting"
    INSTRUCTION = "instruction"
    AUDIT = "audit"
    PARTY = "party"


ORIGINS: dict[str, str] = {
    Origin.SPEECH: gettext_noop("讲话和文件"),
    Origin.RESOLUTION: gettext_noop("大会决议"),
    Origin.PROPOSAL: gettext_noop("代表提案"),
    Origin.JOINT_MEETING: gettext_noop("联席会议议定"),
    Origin.INSTRUCTION: gettext_noop("领导批示"),
    Origin.AUDIT: gettext_noop("审计发现"),
    Origin.PARTY: gettext_noop("党委交办"),
}
ROLES: dict[Role, str] = {
    Role.REQUIREMENT: gettext_noop("要求"),
    Role.SUPPORT: gettext_noop("支持"),
    Role.NEW_BODY: gettext_noop("对新班子"),
    Role.STANDING: gettext_noop("长期坚持"),
    Role.PRAISE: gettext_noop("肯定"),
    Role.BACKGROUND: gettext_noop("背景"),
    Role.LEAD: gettext_noop("引出"),
    Role.HEADING: gettext_noop("标题"),
    Role.COURTESY: gettext_noop("礼仪"),
    Role.MARKER: gettext_noop("标记"),
}
CLASSES: dict[str, str] = {
    TimeClass.AT_ONCE: gettext_noop("立行立改"),
    TimeClass.BY_DATE: gettext_noop("限期办结"),
    TimeClass.THIS_YEAR: gettext_noop("年度任务"),
    TimeClass.THIS_TERM: gettext_noop("本届任期"),
    TimeClass.STANDING: gettext_noop("长期坚持"),
}
RHYTHMS: dict[str, str] = {
    Rhythm.WEEKLY: gettext_noop("每周"),
    Rhythm.MONTHLY: gettext_noop("每月"),
    Rhythm.QUARTERLY: gettext_noop("每季度"),
    Rhythm.HALF_YEARLY: gettext_noop("每半年"),
    Rhythm.YEARLY: gettext_noop("每年"),
}
TAGS: dict[str, str] = {
    Tag.NEEDED: gettext_noop("发展所需"),
    Tag.URGENT: gettext_noop("职工所急"),
    Tag.ABLE: gettext_noop("工会所能"),
}
LIGHTS: dict[str, str] = {
    Light.BLUE: gettext_noop("未开始"),
    Light.GREEN: gettext_noop("绿灯"),
    Light.YELLOW: gettext_noop("黄灯"),
    Light.RED: gettext_noop("红灯"),
    Light.GREY: gettext_noop("停办"),
    Light.DONE: gettext_noop("已销号"),
}
