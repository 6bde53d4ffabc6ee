"""What can be wrong with an assignment, gravest first: each with its reason and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhigong.kernel.text import gettext_noop


class Problem(StrEnum):
    """A problem of an assignment; its order is its gravity."""

    NO_LEAD = "no_lead"
    LATE = "late"
    RETURNED = "returned"
    SILENT = "silent"
    NOT_RECEIVED = "not_received"
    DECLINED = "declined"
    HANDED_OVER = "handed_over"
    LOOK_BACK = "look_back"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem in words."""

    label: str
    reason: str
    remedy: str


PROBLEMS: dict[Problem, Told] = {
    Problem.NO_LEAD: Told(
        gettext_noop("牵头单位已撤销"),
        gettext_noop("牵头单位已经撤销，没有单位在办"),
        gettext_noop("请改由其他单位牵头，已报送的进展都保留"),
    ),
    Problem.LATE: Told(
        gettext_noop("逾期"),
        gettext_noop("已过办结期限"),
        gettext_noop("请催办；逾期超过七天的发督办函，必要时实地督查"),
    ),
    Problem.RETURNED: Told(
        gettext_noop("退回重办"),
        gettext_noop("核查没有通过，正在重办"),
        gettext_noop("请牵头单位按退回意见补办后再申请办结"),
    ),
    Problem.SILENT: Told(
        gettext_noop("漏报进展"),
        gettext_noop("没有按期报送进展"),
        gettext_noop("请牵头单位补报；每漏报一次，考核减一分"),
    ),
    Problem.NOT_RECEIVED: Told(
        gettext_noop("未按期签收"),
        gettext_noop("下达两个工作日后还没有签收"),
        gettext_noop("请提醒牵头单位的联络员签收"),
    ),
    Problem.DECLINED: Told(
        gettext_noop("延期未获同意"),
        gettext_noop("申请延期没有获得同意，原期限不变"),
        gettext_noop("请按原期限办理；办不到的报分管领导研究"),
    ),
    Problem.HANDED_OVER: Told(
        gettext_noop("改由他单位牵头"),
        gettext_noop("改由新的单位牵头，还没有报送方案"),
        gettext_noop("请新牵头单位签收并报送方案，核对此前的进展"),
    ),
    Problem.LOOK_BACK: Told(
        gettext_noop("待回头看"),
        gettext_noop("抽查到这件已销号事项，要在期内回头看"),
        gettext_noop("请安排回头看：成果还在的确认巩固，反弹的重新办理"),
    ),
}
SETBACKS = (Problem.RETURNED, Problem.DECLINED, Problem.HANDED_OVER)
