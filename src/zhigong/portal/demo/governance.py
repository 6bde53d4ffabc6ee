"""What the Party committee assigned, promised and decided, papers upward and practices: lived through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.documents.official import Official, official
from zhigong.governance.actions import duties, matters, meetings, papers, practices, resources
from zhigong.governance.actions.steps import keep_file, take_step
from zhigong.governance.actions.terms import set_term
from zhigong.governance.models import Endorsement, Matter, Meeting, Paper, Practice, Record
from zhigong.governance.queries.records import visible
from zhigong.governance.rules.meetings import HEADLINES
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.org.models import Unit
from zhigong.portal.demo.tasks import at, begun, live
from zhigong.supervision.actions.drafting import Terms

Data = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """The district's units and people, and the words of the data."""

    units: dict[str, Unit]
    people: dict[str, Account]
    words: dict[str, str]
    told: Data  # what units say while they carry out a task

    @property
    def top(self) -> int:
        return self.units["federation"].pk

    @property
    def committee(self) -> int:
        return self.units["SF-DW"].pk

    def do(self, ago: int, action: Callable[..., Any], *, by: str = "demo.office", **v: Any) -> Any:
        """One action so many days ago; ``record`` is taken at the version it has then."""
        with clock.frozen(min(at(day(ago)), clock.now())):
            actor = actor_of(self.people[by])
            with acting(actor, action="demo"):
                record: Record | None = v.pop("record", None)
                if record is not None:
                    row = visible(type(record), actor).get(pk=record.pk)
                    v |= {"record_id": row.pk, "seen_version": row.version}
                return action(actor=actor, **v)

    def task(self, ago: int, action: Callable[..., Any], one: Data, **v: Any) -> None:
        """A task that follows from a record: drafted by the office, issued and carried out."""
        lead = self.units[one["lead"]]
        terms = Terms(
            headline=one["headline"], content=one["headline"], time_class="by_date",
            due=day(-one["due"]), lead_id=lead.pk, deliverable=self.words["deliverable"],
            contact=self.told["words"]["contact"],
        )  # fmt: skip
        made = self.do(ago, action, terms=terms, **v)
        matter = begun(made, day(ago - 6), lead, self.people, self.told, terms)
        live(matter, terms, one["goal"])


def day(ago: int) -> date:
    return clock.today() - timedelta(days=ago)


def numbered(text: str) -> str:
    return text.format(year=clock.today().year)


def build_governance(
    data: Data, units: dict[str, Unit], people: dict[str, Account], told: Data
) -> None:
    """Every register with something in each of its states that the office meets."""
    scene = Scene(units, people, data["words"], told)
    scene.do(
        200, set_term, unit_id=scene.top, name=data["term"]["name"],
        begins=day(170), ends=day(170 - 5 * 365),
    )  # fmt: skip
    made = [build_matter(scene, one) for one in data["matter"]]
    for one in data["resource"]:
        build_resource(scene, one, made)
    for one in data["duty"]:
        build_duty(scene, one)
    build_meetings(scene, data)
    for one in data["paper"]:
        build_paper(scene, one)
    shown = [build_practice(scene, one) for one in data["practice"]]
    for one in data["endorsement"]:
        build_endorsement(scene, one, shown)


def build_matter(scene: Scene, one: Data) -> Matter:
    ago = one["ago"]
    told = matters.Told(
        one["kind"], one["binding"], one["source"], day(ago), one["headline"], one["text"],
        numbered(one["number"]), tuple(one["tests"]), day(-one["due"]) if one["due"] else None,
    )  # fmt: skip
    matter = scene.do(
        ago, matters.register_matter, unit_id=scene.top, committee_id=scene.committee, told=told
    )
    for task in one["tasks"]:
        scene.task(ago - 2, matters.assign, task, record=matter)
    if one["told"]:
        scene.do(ago - 20, take_step, record=matter, model=Matter, verb="tell", note=one["told"])
    if "filed" in one:
        scene.do(ago - 2, take_step, record=matter, model=Matter, verb="file", note=one["filed"])
    assert isinstance(matter, Matter)
    return matter


def build_resource(scene: Scene, one: Data, made: list[Matter]) -> None:
    matter = made[one["matter"]].pk if "matter" in one else None
    asked = resources.Asked(
        one["kind"], one["headline"], one["purpose"], Decimal(one["asked"]), matter
    )
    resource = scene.do(
        one["ago"], resources.ask_resource, unit_id=scene.top, committee_id=scene.committee,
        asked=asked,
    )  # fmt: skip
    if "promised" not in one:
        return
    promised = resources.Promise(
        Decimal(one["promised"]), one["how"], day(-one["by"]), numbered(one["paper"]),
        day(one["ago"] - 5),
    )  # fmt: skip
    scene.do(one["ago"] - 5, resources.promise, record=resource, promised=promised)
    for amount, ago, proof in one["given"]:
        scene.do(
            ago, resources.give, record=resource, on=day(ago), amount=Decimal(amount), proof=proof
        )


def build_duty(scene: Scene, one: Data) -> None:
    duty = scene.do(
        100, duties.note_duty, unit_id=scene.top, committee_id=scene.committee,
        headline=one["headline"], text=one["text"], year=clock.today().year,
    )  # fmt: skip
    if one["told"]:
        verb = "report_kept" if one["kept"] else "report"
        scene.do(20, duties.report_duty, record=duty, verb=verb, text=one["told"])


def build_meetings(scene: Scene, data: Data) -> None:
    """Two meetings a year, one held and followed; the street's quarters; a joint meeting."""
    rule = scene.do(
        200, meetings.set_rule, unit_id=scene.top, committee_id=scene.committee, kind="party",
        times=2, basis=data["rule"]["basis"], from_year=day(200).year,
    )  # fmt: skip
    street = scene.do(
        200, meetings.set_rule, unit_id=scene.top, committee_id=scene.units["SF-DW-YL"].pk,
        kind="party", times=4, basis=data["rule"]["street"], from_year=day(200).year,
    )  # fmt: skip
    planned = [
        meeting
        for ago, year, one in (
            (200, day(200).year, rule),
            (85, day(65).year, rule),
            (0, clock.today().year, rule),
            (0, clock.today().year, street),
        )
        for meeting in scene.do(
            ago, meetings.plan_year, rule_id=one.pk, year=year, headline=HEADLINES["party"]
        )
    ]
    held = next(
        m for m in planned
        if m.committee_id == scene.committee and m.period_start <= day(65) <= m.period_end
    )  # fmt: skip
    hold_party(scene, data, held)
    hold_joint(scene, data["joint"])


def hold_party(scene: Scene, data: Data, meeting: Meeting) -> None:
    scene.do(80, take_step, record=meeting, model=Meeting, verb="invite_topics")
    topics = [
        scene.do(
            75, meetings.add_topic, record=meeting, title=t["title"], why=t["why"],
            raised_by=t["by"],
        )
        for t in data["topic"]
    ]  # fmt: skip
    scene.do(
        70, meetings.fix_agenda, record=meeting, topics=[t.pk for t in topics], on=day(65), place=""
    )
    scene.do(65, meetings.hold, record=meeting, on=day(65), place=scene.units["SF-DW"].name)
    made = [
        scene.do(64, meetings.decide, record=meeting, text=one["text"], topic_id=topics[0].pk)
        for one in data["decision"]
    ]
    for one, decision in zip(data["decision"], made, strict=True):
        more = {"record": meeting, "decision_id": decision.pk}
        if "task" in one:
            scene.task(62, meetings.assign, one["task"], **more)
        else:
            scene.do(62, meetings.leave_decision, **more, why=one["leave"])
    scene.do(60, meetings.go_on, record=meeting, verb="follow")


def hold_joint(scene: Scene, one: Data) -> None:
    planned = meetings.Planned("joint", one["headline"], day(140), day(100))
    meeting = scene.do(
        140, meetings.plan_meeting, unit_id=scene.top, committee_id=scene.units["SF-ZF"].pk,
        planned=planned,
    )  # fmt: skip
    topic = scene.do(
        135, meetings.add_topic, record=meeting, title=one["topic"], why="",
        raised_by=scene.units["federation"].name,
    )  # fmt: skip
    scene.do(130, meetings.go_on, record=meeting, verb="consult")
    scene.do(120, meetings.hold, record=meeting, on=day(120), place="", topics=[topic.pk])
    decision = scene.do(120, meetings.decide, record=meeting, text=one["decision"])
    scene.do(118, meetings.minute, record=meeting, minutes_number=numbered(one["minutes"]))
    task = {"headline": one["decision"].rstrip("。"), **one["task"]}
    scene.task(117, meetings.assign, task, record=meeting, decision_id=decision.pk)
    scene.do(117, meetings.go_on, record=meeting, verb="hand_out")


def build_paper(scene: Scene, one: Data) -> None:
    ago = one["ago"]
    party = scene.committee if one["addressee"] == "party" else None
    written = papers.Written(
        one["kind"], one["addressee"], one["to"], one["headline"], one["body"], one["sign"], 15,
        party,
    )  # fmt: skip
    paper = scene.do(ago + 3, papers.draft_paper, unit_id=scene.top, written=written)
    if one.get("draft"):
        return
    scene.do(ago + 1, papers.approve_paper, by="demo.leader", record=paper)
    scene.do(ago, papers.send_paper, record=paper, on=day(ago))
    if "reply" in one:
        result, number, text = one["reply"]
        reply = papers.Reply(result, day(ago - 9), numbered(number), text)
        scene.do(ago - 9, papers.record_reply, record=paper, reply=reply)
    if "filed" in one:
        scene.do(ago - 5, take_step, record=paper, model=Paper, verb="file", note=one["filed"])


def build_practice(scene: Scene, one: Data) -> Practice:
    ago = one["ago"]
    case = practices.Case(
        one["headline"], one["text"], one["result"], scene.units[one["origin"]].pk, day(ago)
    )
    practice = scene.do(ago - 20, practices.write_practice, unit_id=scene.top, case=case)
    evidence = official(
        Official(
            title=one["headline"], body=scene.words["evidence"],
            issuer=scene.units[one["origin"]].name, date=day(ago - 20),
        )
    )  # fmt: skip
    upload = SimpleUploadedFile("evidence.docx", evidence)
    scene.do(ago - 20, keep_file, record=practice, model=Practice, upload=upload)
    assert isinstance(practice, Practice)
    if one.get("draft"):
        return practice
    scene.do(ago - 21, practices.submit_practice, record=practice)
    scene.do(
        ago - 25, practices.verify, by="demo.leader", record=practice, model=Practice,
        text=scene.words["proof"],
    )  # fmt: skip
    for level, event, title, on in one["promotions"]:
        scene.do(
            on,
            practices.promote,
            record=practice,
            level=level,
            event=event,
            title=title,
            on=day(on),
        )
    for name, since, confirmed in sorted(one["adopters"], key=lambda a: -a[1]):
        scene.do(
            min(since, 50), practices.adopt, record=practice, name=name, since=day(since),
            confirmed=confirmed,
        )  # fmt: skip
    return practice


def build_endorsement(scene: Scene, one: Data, shown: list[Practice]) -> None:
    practice = shown[one["practice"]].pk if "practice" in one else None
    praise = practices.Praise(
        one["role"], one["level"], day(one["ago"]), one["headline"], one["text"],
        numbered(one["reference"]), practice,
    )  # fmt: skip
    made = scene.do(
        one["ago"] - 2, practices.register_endorsement, unit_id=scene.top, praise=praise
    )
    if one["verified"]:
        scene.do(
            one["ago"] - 5, practices.verify, by="demo.leader", record=made, model=Endorsement,
            text=scene.words["proof"],
        )  # fmt: skip
