"""An invented speech, its tasks in every state and light, and three matters from elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM
from zhigong.org.models import Unit
from zhigong.portal.demo.following import follow_up
from zhigong.supervision.actions import carrying, deciding, drafting, verifying
from zhigong.supervision.actions.carrying import Quoted, Told
from zhigong.supervision.actions.drafting import Source, Terms
from zhigong.supervision.actions.reading import Particulars, build_assignments, register_document
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import assignments_visible_to

# Goal, lead unit, and the days from issue to the due date, in the order of the speech's tasks.
PLAN: tuple[tuple[str, str, int], ...] = (
    ("underway", "SF-02", 240),
    ("settled", "SF-01", 60),
    ("closed", "SF-03", 150),
    ("underway", "centre", 200),
    ("late", "SF-06", 110),
    ("extended", "SF-04", 120),
    ("asked", "SF-05", 170),
    ("near", "SF-01", 168),
    ("silent", "SF-02", 300),
    ("returned", "SF-05", 190),
    ("suspended", "SF-03", 200),
    ("issued", "SF-06", 260),
)
ISSUED_AGO, OTHERS_AGO = 160, 50  # days
FIGURES = {
    "centre": ("mediation.settled", "mediation.hearings")
}  # what a lead unit's reports quote
OTHER_FIGURES = ("membership.members", "membership.joined")


@dataclass
class Matter:
    """One assignment on its way, the day it has reached, and who works on it."""

    assignment: Assignment
    day: date
    lead: Account
    people: dict[str, Account]
    words: dict[str, str]
    due: date
    figures: tuple[str, ...] = ()
    told: int = 0

    def quoted(self) -> Quoted:
        """The lead unit's live figures of the year, as they stand on the matter's day."""
        day = min(self.day, clock.today())
        return Quoted(self.figures, date(day.year, 1, 1), day)


def build_tasks(data: dict[str, Any], units: dict[str, Unit], people: dict[str, Account]) -> None:
    """Register the speech, divide it, and live through every matter of the plan."""
    began = clock.today() - timedelta(days=ISSUED_AGO)
    officer = people["demo.tasks"]
    with clock.frozen(at(began - timedelta(days=8))), acting(actor_of(officer), action="demo"):
        actor = actor_of(officer)
        top = units["federation"]
        given = {k: data[k] for k in ("title", "speaker", "occasion", "number", "issuer")}
        document = register_document(
            actor=actor,
            unit_id=top.pk,
            content=data["text"].strip(),
            name="speech.txt",
            particulars=Particulars(**given, dated=began - timedelta(days=10)),
        )
        made = build_assignments(actor=actor, document_id=document.pk, seen_version=0)
    for assignment, (goal, code, days) in zip(made, PLAN, strict=False):
        terms = terms_of(assignment, units[code], began + timedelta(days=days), data["words"])
        live(begun(assignment, began, units[code], people, data, terms), terms, goal)
    for other in data["other"]:
        build_other(other, data, units, people)
    follow_up(data, units, people)


def build_other(
    other: dict[str, Any],
    data: dict[str, Any],
    units: dict[str, Unit],
    people: dict[str, Account],
) -> None:
    """A matter from a proposal, the Party committee or an audit."""
    began = clock.today() - timedelta(days=other.get("ago", OTHERS_AGO))
    lead = units[other["lead"]]
    terms = Terms(
        headline=other["headline"],
        content=other["content"],
        time_class="by_date",
        due=began + timedelta(days=other["days"]),
        lead_id=lead.pk,
        deliverable=other["deliverable"],
        contact=data["words"]["contact"],
    )
    actor = actor_of(people["demo.tasks"])
    with clock.frozen(at(began - timedelta(days=6))), acting(actor, action="demo"):
        assignment = drafting.propose_assignment(
            actor=actor,
            unit_id=units["federation"].pk,
            source=Source(other["origin"], other["facts"], other["note"]),
            terms=terms,
        )
    live(begun(assignment, began, lead, people, data, terms), terms, other["goal"])


def begun(
    assignment: Assignment,
    began: date,
    lead: Unit,
    people: dict[str, Account],
    data: dict[str, Any],
    terms: Terms,
) -> Matter:
    account = people[f"liaison.{lead.code}"]
    assert terms.due is not None
    day = began - timedelta(days=5)
    kind = "centre" if lead.kind == "centre" else ""
    figures = FIGURES.get(kind, OTHER_FIGURES)
    return Matter(assignment, day, account, people, data["words"], terms.due, figures)


def terms_of(assignment: Assignment, lead: Unit, due: date, words: dict[str, str]) -> Terms:
    """What the officer made of the proposal: its words, with a lead unit and a date."""
    return Terms(
        headline=assignment.headline,
        content=assignment.content,
        time_class="by_date",
        due=due,
        lead_id=lead.pk,
        deliverable=assignment.deliverable,
        contact=words["contact"],
        tags=tuple(assignment.tags),
    )


def live(matter: Matter, terms: Terms, goal: str) -> None:
    """Take a matter from its draft to where it shall stand today."""
    officer, leader = matter.people["demo.tasks"], matter.people["demo.leader"]
    step(matter, officer, drafting.edit_draft, terms=terms)
    step(matter, officer, drafting.send_round)
    later(matter, 1)
    step(
        matter, matter.lead, drafting.countersign,
        unit_id=terms.lead_id, agrees=True, opinion=matter.words["opinion"],
    )  # fmt: skip
    step(matter, officer, drafting.submit)
    later(matter, 3)
    step(matter, leader, drafting.approve)
    if goal == "issued":
        matter.day = clock.today() - timedelta(days=1)
    step(matter, officer, drafting.issue)
    if goal == "issued":
        return
    later(matter, 1)
    step(matter, matter.lead, carrying.receive)
    later(matter, 3)
    step(matter, matter.lead, carrying.file_plan, plan=matter.words["plan"])
    WAYS[goal](matter)


def tell(matter: Matter, *, until: date, most: int = 70) -> None:
    """Report on every day on which a report is due, up to a day."""
    while (due := next_report(matter)) is not None and due <= until:
        matter.day = max(matter.day, due)
        matter.told = min(most, matter.told + 18)
        text = matter.words["report"].format(percent=matter.told)
        proof = matter.words["proof"].format(n=matter.told // 10 + 1)
        told = Told(text, matter.told, proof, quoted=matter.quoted())
        step(matter, matter.lead, carrying.report, told=told)


def next_report(matter: Matter) -> date | None:
    """The day on which the matter's next report is due."""
    with acting(SYSTEM, action="demo"):
        return assignments_visible_to(SYSTEM).get(pk=matter.assignment.pk).next_report_on


def finish(matter: Matter, days: int) -> None:
    """Apply for completion some days after the plan."""
    tell(matter, until=matter.day + timedelta(days=days))
    later(matter, 5)
    proof = matter.words["proof"].format(n=12)
    told = Told(matter.words["finished"], 100, proof, quoted=matter.quoted())
    step(matter, matter.lead, carrying.apply_completion, told=told)
    later(matter, 2)
    step(matter, matter.people["demo.tasks"], verifying.begin_verification)


def close(matter: Matter, days: int) -> None:
    finish(matter, days)
    later(matter, 1)
    officer = matter.people["demo.tasks"]
    step(matter, officer, verifying.cancel_number, finding=matter.words["found"])


def settle(matter: Matter) -> None:
    close(matter, 30)
    later(matter, 95)
    officer = matter.people["demo.tasks"]
    step(matter, officer, verifying.look_back)
    step(matter, officer, verifying.settle, finding=matter.words["settled"])


def be_late(matter: Matter) -> None:
    tell(matter, until=clock.today())
    matter.day = clock.today()
    officer = matter.people["demo.tasks"]
    step(matter, officer, deciding.urge, kind="visit", text=matter.words["urged"])


def ask(matter: Matter, *, granted: bool) -> None:
    matter.day = clock.today() - timedelta(days=60 if granted else 2)
    until = matter.due + timedelta(days=70)
    reason = matter.words["reason"]
    step(matter, matter.lead, carrying.ask_extension, until=until, reason=reason)
    if granted:
        later(matter, 2)
        step(matter, matter.people["demo.leader"], deciding.grant_extension)
        tell(matter, until=clock.today())


def return_once(matter: Matter) -> None:
    finish(matter, 60)
    officer = matter.people["demo.tasks"]
    step(matter, officer, verifying.return_work, why=matter.words["returned"])
    matter.told = 0  # a new round begins at its start
    tell(matter, until=clock.today(), most=90)


def stop(matter: Matter) -> None:
    tell(matter, until=matter.day + timedelta(days=60))
    leader = matter.people["demo.leader"]
    step(matter, leader, deciding.suspend, why=matter.words["suspended"])


WAYS: dict[str, Callable[[Matter], None]] = {
    "underway": lambda m: tell(m, until=clock.today(), most=85),
    "near": lambda m: tell(m, until=clock.today(), most=60),
    "silent": lambda m: tell(m, until=m.day + timedelta(days=60)),
    "late": be_late,
    "asked": lambda m: ask(m, granted=False),
    "extended": lambda m: ask(m, granted=True),
    "verifying": lambda m: finish(m, 20),
    "returned": return_once,
    "closed": lambda m: close(m, 90),
    "closed_early": lambda m: close(m, 20),
    "settled": settle,
    "suspended": stop,
}


def step(matter: Matter, by: Account, action: Callable[..., Any], **values: Any) -> Any:
    """One action on the matter's day, by its person."""
    moment = min(at(matter.day), clock.now())
    with clock.frozen(moment):
        actor = actor_of(by)
        with acting(actor, action="demo"):
            row = assignments_visible_to(actor).get(pk=matter.assignment.pk)
            return action(actor=actor, assignment_id=row.pk, seen_version=row.version, **values)


def later(matter: Matter, days: int) -> None:
    matter.day = min(matter.day + timedelta(days=days), clock.today())


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, 20, tzinfo=clock.LOCAL)
