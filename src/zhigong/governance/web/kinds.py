"""The kinds of records as pages know them: address, words, list, deeds, and how one is added.

Views are generic over this table; a new kind is a row here, a template part and a table of deeds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from zhigong.foundation import clock
from zhigong.foundation.tables.filters import Days, Filter, Pick, Words
from zhigong.foundation.tables.table import Column, ListTable
from zhigong.governance.actions import duties, matters, meetings, papers, practices, resources
from zhigong.governance.forms import adding
from zhigong.governance.models import (
    Duty,
    Endorsement,
    Matter,
    Meeting,
    Paper,
    Practice,
    Record,
    ResourceRequest,
)
from zhigong.governance.queries.overview import meetings_late, papers_late, promises_broken
from zhigong.governance.rules.duties import DUTY
from zhigong.governance.rules.matters import MATTER, MATTER_KINDS
from zhigong.governance.rules.meetings import JOINT_MEETING, MEETING_KINDS, PARTY_MEETING
from zhigong.governance.rules.papers import ADDRESSEES, PAPER, PAPER_KINDS
from zhigong.governance.rules.practices import ENDORSEMENT, LEVELS, PRACTICE
from zhigong.governance.rules.resources import RESOURCE, RESOURCE_KINDS
from zhigong.governance.web import deeds
from zhigong.governance.web.deeds.papers import written
from zhigong.governance.web.deeds.practices import case
from zhigong.governance.web.deeds.table import Deed
from zhigong.kernel.actor import Actor
from zhigong.kernel.workflow import Workflow

Add = Callable[[Actor, Any], Record]


@dataclass(frozen=True, slots=True)
class Condition(Pick):
    """One of some named conditions on the rows, as of today."""

    conditions: tuple[tuple[str, Callable[[date], Q]], ...] = ()

    def narrow_by(self, rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
        found = dict(self.conditions).get(asked.get(self.name, ""))
        return rows.filter(found(clock.today())) if found else rows


@dataclass(frozen=True, slots=True)
class Kind:
    """``joins`` and ``parts`` are what a list and a record page read along."""

    model: type[Record]
    label: Any
    add_label: Any
    empty: Any
    form: type[adding.AddForm]
    add: Add
    deeds: tuple[Deed, ...]
    table: ListTable
    icon: str = "file"
    joins: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        return self.model.slug

    @property
    def part(self) -> str:
        return f"governance/parts/{self.slug}.html"


AMOUNT = "governance/cells/amount.html"
STATE = Column("state_label", _("状态"), template="governance/cells/state.html")
COMMITTEE = Column("committee.name", _("党委或对方单位"), fold_away=True)


def head(label: Any) -> Column:
    return Column("headline", label, sort="headline", head=True, url="get_absolute_url")


def state_of(*lives: Workflow) -> Pick:
    return Pick("state", _("状态"), [(s.value, _(t)) for one in lives for s, t in one.states.items()],
                field="state")  # fmt: skip


def words(*fields: str) -> Words:
    def narrow(rows: QuerySet[Any], typed: str) -> QuerySet[Any]:
        found = Q(headline__contains=typed)
        for field in fields:
            found |= Q(**{f"{field}__contains": typed})
        return rows.filter(found)

    return Words("q", _("标题或文号"), narrow=narrow)


def pick(name: str, label: Any, options: Mapping[str, str]) -> Filter:
    return Pick(name, label, [(k, _(v)) for k, v in options.items()], field=name)


def late(label: Any, condition: Callable[[date], Q]) -> Condition:
    return Condition("late", _("预警"), [("1", label)], field="", conditions=(("1", condition),))


def table(name: str, caption: Any, columns: tuple[Column, ...], *filters: Filter) -> ListTable:
    return ListTable(f"governance.{name}", caption, columns, filters)


def _matter(actor: Actor, form: Any) -> Record:
    v = form.cleaned_data
    told = matters.Told(v["kind"], v["binding"], v["source"], v["dated"], v["headline"], v["text"],
                        v["number"], tuple(v["tests"]), v["due"])  # fmt: skip
    return matters.register_matter(
        actor=actor, unit_id=v["unit"], committee_id=v["committee"], told=told
    )


def _resource(actor: Actor, form: Any) -> Record:
    v = form.cleaned_data
    asked = resources.Asked(v["kind"], v["headline"], v["purpose"], v["amount"], v["matter"])
    return resources.ask_resource(
        actor=actor, unit_id=v["unit"], committee_id=v["committee"], asked=asked
    )


def _duty(actor: Actor, form: Any) -> Record:
    v = form.cleaned_data
    here = {"actor": actor, "unit_id": v["unit"], "committee_id": v["committee"], "year": v["year"]}
    if v["document"]:
        return duties.take_duties(**here, document_id=v["document"])[0]
    return duties.note_duty(**here, headline=v["headline"], text=v["text"])


def _meeting(actor: Actor, form: Any) -> Record:
    v = form.cleaned_data
    planned = meetings.Planned(v["kind"], v["headline"], v["start"], v["end"], v["place"])
    return meetings.plan_meeting(
        actor=actor, unit_id=v["unit"], committee_id=v["committee"], planned=planned
    )


def _paper(actor: Actor, form: Any) -> Record:
    return papers.draft_paper(actor=actor, unit_id=form.cleaned_data["unit"], written=written(form))


def _practice(actor: Actor, form: Any) -> Record:
    unit_id = form.cleaned_data["unit"]
    return practices.write_practice(actor=actor, unit_id=unit_id, case=case(form))


def _endorsement(actor: Actor, form: Any) -> Record:
    v = form.cleaned_data
    praise = practices.Praise(v["role"], v["level"], v["dated"], v["headline"], v["text"],
                              v["reference"], v["practice"])  # fmt: skip
    return practices.register_endorsement(
        actor=actor, unit_id=v["unit"], praise=praise, upload=v["file"]
    )


KINDS: dict[str, Kind] = {
    one.slug: one
    for one in (
        Kind(
            Matter, _("交办和批示"), _("登记交办"),
            _("党委交办的事和领导批示都在这里登记、立项、报告结果。"),
            adding.MatterForm, _matter, deeds.MATTER_DEEDS,
            table("matters", _("交办和批示"), (
                head(_("事项")), STATE,
                Column("get_kind_display", _("类别"), chosen=False),
                Column("get_binding_display", _("批示类别"), fold_away=True),
                Column("source", _("交办人职务"), fold_away=True), COMMITTEE,
                Column("dated", _("交办日期"), sort="dated", kind="day"),
                Column("due", _("要求报告"), sort="due", nullable=True, kind="day"),
                Column("number", _("文号"), chosen=False),
            ), words("number", "source"), state_of(MATTER), pick("kind", _("类别"), MATTER_KINDS),
                Days("dated", _("交办日期"), field="dated")),
            icon="flag", parts=("resources",),
        ),
        Kind(
            ResourceRequest, _("资源保障"), _("提出资源请求"),
            _("向党委提出的经费、人员、场地、数据和政策，承诺了什么、到位了多少，都在这里对照。"),
            adding.ResourceForm, _resource, deeds.RESOURCE_DEEDS,
            table("resources", _("资源保障"), (
                head(_("所需资源")), STATE,
                Column("get_kind_display", _("种类")),
                Column("asked", _("请求数量"), kind="number", template=AMOUNT),
                Column("promised", _("承诺数量"), kind="number", template=AMOUNT),
                Column("given", _("到位数量"), kind="number", sort="given", template=AMOUNT),
                Column("compared.share", _("兑现"), template="governance/cells/share.html"),
                Column("promised_by", _("承诺到位日期"), sort="promised_by", nullable=True,
                       kind="day"),
                COMMITTEE,
            ), words("purpose", "promise_paper"), state_of(RESOURCE),
                pick("kind", _("种类"), RESOURCE_KINDS),
                late(_("过期未兑现或未足额"), promises_broken)),
            icon="card", joins=("matter",), parts=("deliveries__file",),
        ),
        Kind(
            Duty, _("党委职责"), _("列入党委职责"),
            _("要求党委自己做的事，列在党委名下；工会只报告落实情况。"),
            adding.DutyForm, _duty, deeds.DUTY_DEEDS,
            table("duties", _("党委职责"), (
                head(_("职责")), STATE, Column("committee.name", _("党委")),
                Column("year", _("年度"), sort="year", kind="number"),
                Column("told_on", _("最近报告"), sort="told_on", nullable=True, kind="day"),
                Column("told", _("报告内容"), fold_away=True),
            ), words("text"), state_of(DUTY)),
            icon="shield", joins=("document",),
        ),
        Kind(
            Meeting, _("党委会议和联席会议"), _("安排会议"),
            _("党委研究工会工作的会议按制度列入年度计划；政府与工会的联席会议也在这里。"),
            adding.MeetingForm, _meeting, deeds.MEETING_DEEDS,
            table("meetings", _("党委会议和联席会议"), (
                head(_("会议")), STATE, Column("get_kind_display", _("类别"), fold_away=True),
                Column("committee.name", _("党委或对方单位")),
                Column("period_end", _("最迟召开"), sort="period_end", kind="day"),
                Column("held_on", _("召开日期"), sort="held_on", nullable=True, kind="day"),
                Column("minutes_number", _("纪要文号"), chosen=False),
            ), words("minutes_number"), state_of(PARTY_MEETING, JOINT_MEETING),
                pick("kind", _("类别"), MEETING_KINDS),
                late(_("过期未开"), meetings_late),
                Days("end", _("最迟召开"), field="period_end")),
            icon="calendar", joins=("rule",), parts=("topics", "decisions__topic"),
        ),
        Kind(
            Paper, _("请示报告"), _("拟稿"),
            _("向上级工会和同级党委的请示、报告在这里拟稿、签发、编号、报送，并等到答复。"),
            adding.PaperForm, _paper, deeds.PAPER_DEEDS,
            table("papers", _("请示报告"), (
                head(_("标题")), STATE, Column("get_kind_display", _("文种"), chosen=False),
                Column("to", _("主送机关")), Column("number", _("文号"), sort="number"),
                Column("sent_on", _("报送日期"), sort="sent_on", nullable=True, kind="day"),
                Column("reply_by", _("应答复"), sort="reply_by", nullable=True, kind="day"),
                Column("replied_on", _("批复日期"), sort="replied_on", nullable=True, kind="day"),
                Column("get_result_display", _("答复结果"), chosen=False),
                Column("reply_number", _("批复文号"), chosen=False),
            ), words("number", "to", "reply_number"), state_of(PAPER),
                pick("kind", _("文种"), PAPER_KINDS), pick("addressee", _("报送对象"), ADDRESSEES),
                late(_("逾期未复"), papers_late)),
            icon="send", joins=("approved_by", "added_by"),
        ),
        Kind(
            Practice, _("经验做法"), _("整理经验做法"),
            _("在哪里首创、有什么成效、推广到哪一级、谁采用了，都附佐证，由别人核实。"),
            adding.PracticeForm, _practice, deeds.PRACTICE_DEEDS,
            table("practices", _("经验做法"), (
                head(_("名称")), STATE, Column("origin.name", _("首创单位")),
                Column("since", _("从何时起"), sort="since", kind="day"),
                Column("verified_on", _("核实日期"), sort="verified_on", nullable=True, kind="day"),
            ), words("text"), state_of(PRACTICE)),
            icon="star", joins=("origin", "verified_by", "added_by"),
            parts=("promotions", "adopters", "endorsements"),
        ),
        Kind(
            Endorsement, _("批示肯定"), _("登记批示肯定"),
            _("上级领导对工会工作的批示肯定，写明职务、层级和出处，由别人核实。"),
            adding.EndorsementForm, _endorsement, deeds.ENDORSEMENT_DEEDS,
            table("endorsements", _("批示肯定"), (
                head(_("肯定的是什么")), STATE, Column("get_level_display", _("层级")),
                Column("role", _("批示领导的职务")),
                Column("dated", _("批示日期"), sort="dated", kind="day"),
                Column("reference", _("出处"), fold_away=True),
            ), words("text", "reference"), state_of(ENDORSEMENT), pick("level", _("层级"), LEVELS),
                Days("dated", _("批示日期"), field="dated")),
            icon="mark", joins=("practice", "verified_by", "added_by"),
        ),
    )
}  # fmt: skip
