"""责任分解表 under a notice in GB/T 9704 form, and 督查通报 on one page.

Chinese documents whatever language the reader uses.
"""

from __future__ import annotations

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation import clock
from zhigong.foundation.documents.official import Official, official
from zhigong.foundation.documents.paper import Block, Heading, Table, Text
from zhigong.kernel.actor import Actor
from zhigong.org.queries import root
from zhigong.supervision.models import Assignment, SourceDocument
from zhigong.supervision.queries import (
    assignments_visible_to,
    coming_assignments,
    counts_by_light,
    first_late,
)
from zhigong.supervision.queries.league import league
from zhigong.supervision.rules.lights import Light
from zhigong.supervision.rules.words import CLASSES
from zhigong.supervision.rules.workflow import OUT

MOST_LATE, MOST_RANKED, COMING_DAYS = 8, 6, 30  # what fits on one page


def division_docx(actor: Actor, document: SourceDocument) -> bytes:
    """The division of a document: one row an assignment, in the order of the text."""
    rows = sorted(
        assignments_visible_to(actor)
        .filter(document=document)
        .exclude(state__in=OUT)
        .prefetch_related("joined__unit"),
        key=lambda a: a.pk,
    )
    with translation.override("zh-hans"):
        return _division(document, rows)


def _division(document: SourceDocument, rows: list[Assignment]) -> bytes:
    title = _("关于印发《%(title)s》责任分解表的通知") % {"title": document.title}
    body: list[Block] = [
        Text(
            _(
                "现将《%(title)s》提出的任务分解如下，共 %(n)d 项。请各牵头单位自下达之日起两个工作日内签收，"
                "五个工作日内报送办理方案，按规定的频次报送进展；不能按期办结的，应当在期限届满前申请延期。"
            )
            % {"title": document.title, "n": len(rows)}
        ),
        Table(
            head=(_("序号"), _("任务"), _("牵头单位"), _("配合单位"), _("时限"), _("成果形式")),
            rows=[_division_row(number, a) for number, a in enumerate(rows, 1)],
            widths=(0.8, 3.6, 2.4, 1.9, 2.6, 2.1),
            caption=_("责任分解表"),
        ),
    ]
    return official(
        Official(
            title=title,
            body=body,
            issuer=document.unit.name,
            date=clock.today(),
            mark=_("%(unit)s文件") % {"unit": document.unit.name},
            number=_("（文号待编）"),
            to=_("各有关单位："),
        )
    )


def _division_row(number: int, assignment: Assignment) -> tuple[str, ...]:
    return (
        str(number),
        assignment.headline,
        _led_by(assignment),
        _("、").join(joined.unit.name for joined in assignment.joined.all()) or "—",
        _day(assignment.due) if assignment.due else _(CLASSES[assignment.time_class]),
        assignment.deliverable,
    )


def _led_by(assignment: Assignment) -> str:
    """The lead unit, and the leader who answers for it."""
    if assignment.lead is None:
        return _("待定")
    if not assignment.leader:
        return assignment.lead.name
    return _("%(unit)s（%(leader)s）") % {
        "unit": assignment.lead.name,
        "leader": assignment.leader,
    }


def bulletin_docx(actor: Actor) -> bytes:
    """The bulletin of today over everything the actor sees."""
    today = clock.today()
    with translation.override("zh-hans"):
        blocks: list[Block] = [
            Heading(_("一、总体情况")),
            Text(_totals(actor, today)),
            Heading(_("二、逾期事项")),
            *_late(actor, today),
            Heading(_("三、单位得分")),
            *_league(actor, today),
        ]
        top = root()
        issuer = top.name if top else ""
        return official(Official(title=_("督查通报"), body=blocks, issuer=issuer, date=today))


def _totals(actor: Actor, today: date) -> str:
    counts = counts_by_light(actor, today)
    coming = coming_assignments(actor, today, COMING_DAYS).count()
    return _(
        "截至%(day)s，今年已销号 %(done)d 件，正常推进 %(green)d 件，黄灯 %(yellow)d 件，红灯 %(red)d 件；"
        "三十日内到期 %(coming)d 件。"
    ) % {
        "day": _day(today),
        "done": counts[Light.DONE],
        "green": counts[Light.GREEN],
        "yellow": counts[Light.YELLOW],
        "red": counts[Light.RED],
        "coming": coming,
    }


def _late(actor: Actor, today: date) -> list[Block]:
    rows = first_late(actor, today, MOST_LATE)
    if not rows:
        return [Text(_("没有逾期事项。"))]
    return [
        Table(
            head=(_("事项"), _("牵头单位"), _("期限"), _("逾期天数")),
            rows=[
                (
                    a.headline,
                    a.lead.name if a.lead else _("待定"),
                    _day(a.due) if a.due else "",
                    str((today - a.last_day).days) if a.last_day else "",
                )
                for a in rows
            ],
            widths=(4.5, 3, 2, 1.2),
        )
    ]


def _league(actor: Actor, today: date) -> list[Block]:
    table = league(actor, today)[:MOST_RANKED]
    if not table:
        return [Text(_("今年还没有到期的事项，暂不计分。"))]
    return [
        Table(
            head=(_("名次"), _("单位"), _("得分"), _("漏报次数")),
            rows=[(str(r.rank), r.unit, str(r.score), str(r.missing_reports)) for r in table],
            widths=(1, 5, 1.5, 1.5),
        )
    ]


def _day(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }
