"""请示和报告: one asks and must be answered, the other informs and asks nothing.

党政机关公文处理工作条例 第十五条: to one superior only; one matter in a request; no request inside a
report. The words that give a request away are data (``papers.toml``).
"""

from __future__ import annotations

import tomllib
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from zhigong.governance.rules.capabilities import APPROVE, DRAFT
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse
from zhigong.kernel.workflow import Workflow, step
from zhigong.law.calendar.working import OFFICIAL, WorkCalendar

ANSWER_WORKDAYS = 15  # by custom; each paper can say otherwise
REMIND_EVERY = 5  # working days between two reminders


class PaperState(StrEnum):
    """Where a paper upward stands."""

    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"
    FOLLOWED = "followed"
    FILED = "filed"
    WITHDRAWN = "withdrawn"


class PaperKind(StrEnum):
    """文种."""

    REQUEST = "request"
    REPORT = "report"


class Addressee(StrEnum):
    """Which superior it goes to."""

    UPPER_UNION = "upper_union"
    PARTY = "party"


class Result(StrEnum):
    """What was answered."""

    APPROVED = "approved"
    DECLINED = "declined"
    NOTED = "noted"


PAPER_KINDS: dict[str, str] = {
    PaperKind.REQUEST: gettext_noop("请示"),
    PaperKind.REPORT: gettext_noop("报告"),
}
ADDRESSEES: dict[str, str] = {
    Addressee.UPPER_UNION: gettext_noop("上级工会"),
    Addressee.PARTY: gettext_noop("同级党委"),
}
RESULTS: dict[str, str] = {
    Result.APPROVED: gettext_noop("同意"),
    Result.DECLINED: gettext_noop("不同意"),
    Result.NOTED: gettext_noop("知悉"),
}
S = PaperState
REPLY = "reply"  # the clock of a request
PAPER = Workflow(
    name="governance.paper",
    label=gettext_noop("请示报告"),
    initial=S.DRAFTED,
    states={
        S.DRAFTED: gettext_noop("拟稿"),
        S.APPROVED: gettext_noop("已签发"),
        S.SENT: gettext_noop("已报送"),
        S.RECEIVED: gettext_noop("对方已收"),
        S.ANSWERED: gettext_noop("已批复"),
        S.FOLLOWED: gettext_noop("批复已落实"),
        S.FILED: gettext_noop("已归档"),
        S.WITHDRAWN: gettext_noop("已撤稿"),
    },
    waits={S.DRAFTED: APPROVE, S.APPROVED: DRAFT, S.SENT: DRAFT, S.RECEIVED: DRAFT,
           S.ANSWERED: DRAFT},
    steps=(
        step("approve", gettext_noop("签发"), [S.DRAFTED], S.APPROVED, capability=APPROVE),
        step("return", gettext_noop("退回修改"), [S.APPROVED], S.DRAFTED, capability=APPROVE),
        step("send_request", gettext_noop("编号报送请示"), [S.APPROVED], S.SENT, capability=DRAFT,
             starts=(REPLY,)),
        step("send_report", gettext_noop("编号报送报告"), [S.APPROVED], S.SENT, capability=DRAFT),
        step("receive", gettext_noop("登记对方收文"), [S.SENT], S.RECEIVED, capability=DRAFT),
        step("answer", gettext_noop("登记批复"), [S.SENT, S.RECEIVED], S.ANSWERED, capability=DRAFT,
             meets=(REPLY,)),
        step("assign", gettext_noop("立项督办"), [S.ANSWERED], S.ANSWERED, capability=DRAFT),
        step("follow", gettext_noop("登记批复已落实"), [S.ANSWERED], S.FOLLOWED, capability=DRAFT),
        step("file", gettext_noop("归档"), [S.SENT, S.RECEIVED], S.FILED, capability=DRAFT,
             drops=(REPLY,)),
        step("withdraw", gettext_noop("撤稿"), [S.DRAFTED, S.APPROVED], S.WITHDRAWN,
             capability=DRAFT),
    ),
)  # fmt: skip
WAITING = (S.SENT, S.RECEIVED)


@cache
def words() -> dict[str, list[str]]:
    text = files("zhigong.governance.rules").joinpath("papers.toml").read_text("utf8")
    return tomllib.loads(text)


def requests_within(text: str) -> tuple[str, ...]:
    """The words of a text that ask for an answer, in the order of the list."""
    plain = "".join(text.split())
    return tuple(word for word in words()["asking"] if "".join(word.split()) in plain)


def doubts(kind: str, title: str, body: str) -> Verdict:
    """What is unusual about a draft: warned about, never refused."""
    verdict = ALLOWED
    found = requests_within(title + body)
    if kind == PaperKind.REPORT and found:
        verdict &= refuse(
            "governance.paper.request-in-report",
            gettext_noop("报告里夹带了请示事项：“%(words)s”"),
            gettext_noop("请示另行成文；报告只报告情况，不要求答复"),
            words=found[0],
        )
    if kind == PaperKind.REQUEST and not found:
        verdict &= refuse(
            "governance.paper.asks-nothing",
            gettext_noop("这份请示没有写明要上级批什么"),
            gettext_noop("请在结尾写“妥否，请批示”，并写明一件请示的事"),
        )
    return verdict


def may_address(to: str) -> Verdict:
    """Whether it is addressed to somebody, and to one only."""
    if not to.strip():
        return refuse(
            "governance.paper.no-addressee",
            gettext_noop("没有写主送机关"),
            gettext_noop("请写一个上级机关"),
        )
    if any(mark in to.strip().strip("：:") for mark in words()["separators"]):
        return refuse(
            "governance.paper.two-addressees",
            gettext_noop("请示和报告只主送一个上级机关"),
            gettext_noop("需要同时送其他上级的，用抄送"),
        )
    return ALLOWED


def may_approve(state: str, *, author: int | None, signer: int | None) -> Verdict:
    """Whether a person may sign: not his own draft."""
    verdict = PAPER.may("approve", state)
    if author is not None and author == signer:
        verdict &= refuse(
            "governance.paper.own-draft",
            gettext_noop("不能签发自己起草的文件"),
            gettext_noop("请由其他负责人签发"),
        )
    return verdict


def may_file(state: str, kind: str) -> Verdict:
    """Whether a paper may be put away unanswered: reports only."""
    verdict = PAPER.may("file", state)
    if kind == PaperKind.REQUEST:
        verdict &= refuse(
            "governance.paper.needs-answer",
            gettext_noop("请示要等上级答复，不能直接归档"),
            gettext_noop("请催复；收到答复后登记"),
        )
    return verdict


def may_remind(state: str, kind: str, last: date | None, today: date) -> Verdict:
    """Whether the superior may be reminded: of a request, and not every day."""
    verdict = PAPER.may("answer", state)
    if kind == PaperKind.REPORT:
        verdict &= refuse(
            "governance.paper.wants-no-answer",
            gettext_noop("报告不需要答复，不用催"),
            gettext_noop("请直接归档"),
        )
    if last is not None and today < OFFICIAL.add_workdays(last, REMIND_EVERY):
        verdict &= refuse(
            "governance.paper.reminded-lately",
            gettext_noop("%(day)s 刚催过"),
            gettext_noop("两次催复之间隔五个工作日"),
            day=last,
        )
    return verdict


def answer_by(sent: date, workdays: int, calendar: WorkCalendar = OFFICIAL) -> date:
    """The day by which a request shows as waiting too long."""
    return calendar.add_workdays(sent, workdays)
