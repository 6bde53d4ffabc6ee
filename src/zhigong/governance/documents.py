"""What people print: a paper upward in official form, and the minutes' list of decisions.

Chinese documents whatever language the reader uses.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.official import Official, official
from zhigong.foundation.documents.paper import Block, Heading, Table, Text
from zhigong.governance.models import Matter, Meeting, Paper


def paper_docx(paper: Paper) -> bytes:
    """请示 or 报告 with red head, number left and signer right as papers upward have it."""
    with translation.override("zh-hans"):
        return official(
            Official(
                title=paper.headline,
                body=paper.body,
                issuer=paper.unit.name,
                date=paper.sent_on or paper.approved_on or clock.today(),
                mark=_("%(unit)s文件") % {"unit": paper.unit.name},
                number=paper.number or _("（文号待编）"),
                signers=[paper.approved_by.label if paper.approved_by else _("（待签发）")],
                to=_("%(to)s：") % {"to": paper.to},
            )
        )


def meeting_docx(meeting: Meeting) -> bytes:
    """会议纪要: when and where, the topics, and what was decided."""
    with translation.override("zh-hans"):
        body: list[Block] = [
            Text(_("时间：%(day)s") % {"day": _day(meeting.held_on or meeting.period_end)}),
            Text(_("地点：%(place)s") % {"place": meeting.place or _("待定")}),
            Heading(_("一、议题")),
            *(Text(topic.title) for topic in meeting.topics.all() if topic.accepted),
            Heading(_("二、议定事项")),
            *_decisions(meeting),
        ]
        return official(
            Official(
                title=_("%(title)s纪要") % {"title": meeting.headline},
                body=body,
                issuer=meeting.committee.name if meeting.committee else meeting.unit.name,
                date=meeting.held_on or clock.today(),
                number=meeting.minutes_number,
            )
        )


def _decisions(meeting: Meeting) -> list[Block]:
    rows = [(str(n), d.text) for n, d in enumerate(meeting.decisions.all(), 1)]
    if not rows:
        return [Text(_("没有登记议定事项。"))]
    return [Table(head=(_("序号"), _("议定内容")), rows=rows, widths=(0.8, 9))]


def matter_docx(matter: Matter) -> bytes:
    """交办事项办理情况报告: what was assigned, and what came of it."""
    with translation.override("zh-hans"):
        committee = matter.committee.name if matter.committee else ""
        body: list[Block] = [
            Heading(_("一、交办内容")),
            Text(_("%(day)s，%(source)s：%(text)s") % {
                "day": _day(matter.dated), "source": matter.source, "text": matter.text,
            }),
            Heading(_("二、办理结果")),
            Text(matter.answer or _("正在办理，结果待报。")),
        ]  # fmt: skip
        return official(
            Official(
                title=_("关于“%(title)s”办理情况的报告") % {"title": matter.headline},
                body=body,
                issuer=matter.unit.name,
                date=matter.answered_on or clock.today(),
                number=matter.answer_paper,
                to=_("%(to)s：") % {"to": committee},
            )
        )


def _day(day: Any) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year, "month": day.month, "day": day.day,
    }  # fmt: skip


DOCUMENTS: dict[str, Callable[[Any], bytes]] = {
    Paper.slug: paper_docx,
    Meeting.slug: meeting_docx,
    Matter.slug: matter_docx,
}
