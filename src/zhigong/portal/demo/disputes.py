"""Eighty disputes in every state, on days relative to today."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import Actor
from zhigong.kernel.period import add_months, month_end
from zhigong.mediation.actions import assignment, ending, settlement, talks, triage
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.notices import said
from zhigong.mediation.models import Case
from zhigong.mediation.queries import case_files, cases_visible_to
from zhigong.mediation.rules.agreement import Payment
from zhigong.org.queries import agencies
from zhigong.portal.demo.notices import Told
from zhigong.portal.demo.workforce import WORKERS, build_workforce

# How many of each end, and how many days ago (from, to) they were received.
PLAN: tuple[tuple[str, int, int, int], ...] = (
    ("submitted", 6, 0, 2),
    ("supplement", 4, 1, 3),
    ("accepted", 4, 1, 3),
    ("in_mediation", 18, 2, 14),
    ("agreed", 6, 8, 14),
    ("performing", 12, 20, 60),
    ("breached", 4, 50, 80),
    ("performed", 14, 60, 240),
    ("refused", 4, 20, 120),
    ("withdrawn", 3, 20, 150),
    ("failed", 4, 30, 200),
    ("expired", 1, 30, 90),
)


@dataclass
class Dispute:
    """One dispute on its way: the case and the day it has reached."""

    case: Case
    day: date
    mediator: Account
    chance: random.Random
    words: dict[str, str]
    rooms: list[str]
    last: datetime  # when the latest thing was done
    told: Told


def build_disputes(
    stories: dict[str, Any], people: dict[str, Account], chance: random.Random
) -> None:
    """Live through every dispute of the plan, the oldest first."""
    todays = clock.today()
    planned = [
        (todays - timedelta(days=chance.randint(first, last)), state)
        for state, count, first, last in PLAN
        for _n in range(count)
    ]
    planned.sort(key=lambda p: p[0])
    mediators = [people[k] for k in ("demo.mediator", "lidiaojie", "zhoulan", "chengyuan")]
    talking = [n for n, (_d, state) in enumerate(planned) if state == "in_mediation"]
    group, last_open = talking[-2:]
    told = Told(said)
    for number, (received, state) in enumerate(planned):
        mine = number == last_open
        worker = people["worker"] if mine else None
        mediator = mediators[0] if mine or number == group else mediators[number % len(mediators)]
        together = WORKERS if number == group else 0
        case = receive(stories, number, received, worker, chance, together)
        with clock.frozen(case.sent_at):
            told.now()
        words, rooms = stories["words"], stories["rooms"]
        dispute = Dispute(case, received, mediator, chance, words, rooms, case.sent_at, told)
        live(dispute, state, people["demo.supervisor"])
        if together:
            build_workforce(case, mediator)


def receive(
    stories: dict[str, Any],
    number: int,
    received: date,
    worker: Account | None,
    chance: random.Random,
    together: int = 0,
) -> Case:
    story = stories["story"][number % len(stories["story"])]
    answers = tell(stories, story, number, received, chance)
    if together:
        answers["people"] = together
    if worker is not None:
        answers |= {"name": worker.label, "mobile": "19900000001"}
    channel = chance.choice(["web", "web", "web", "counter", "hotline", "union", "petition"])
    actor = actor_of(worker) if worker else Actor(id=None, label=answers["name"])
    hour = chance.randint(8, 20)
    with clock.frozen(at(received, hour, chance.randint(0, 59))), acting(actor):
        return receive_request(actor=actor, answers=answers, channel=channel)


def tell(
    stories: dict[str, Any],
    story: dict[str, Any],
    number: int,
    received: date,
    chance: random.Random,
) -> dict[str, Any]:
    """An invented worker's answers, fitting the story and the day."""
    wage = chance.randrange(4200, 12800, 100)
    end = received - timedelta(days=chance.randint(5, 70))
    hire = end - timedelta(days=chance.randint(200, 3300))
    months = story["arrears"]
    first = add_months(end.replace(day=1), -max(months, 1))
    name = chance.choice(stories["surnames"]) + stories["given"][number % len(stories["given"])]
    answers: dict[str, Any] = {
        "causes": story["causes"],
        "ending": story["ending"],
        "job": story["job"],
        "story": story["text"].format(end=f"{end:%Y-%m-%d}", unpaid=f"{first:%Y-%m}"),
        "employer_name": chance.choice(stories["employers"]),
        "hire": hire.isoformat(),
        "monthly_wage": f"{wage}.00",
        "name": name,
        "mobile": f"1990001{number:04d}",
        "people": 12 if number % 27 == 5 else 1,
    }
    if story["ending"] != "working":
        answers["end"] = end.isoformat()
    if months:
        answers["unpaid_start"] = first.isoformat()
        answers["unpaid_end"] = month_end(add_months(first, months - 1)).isoformat()
    return answers


def live(dispute: Dispute, goal: str, supervisor: Account) -> None:
    """Take a case from receipt to the state it shall have, by the actions of those days."""
    early: dict[str, Callable[[], object]] = {
        "submitted": lambda: None,
        "supplement": lambda: step(
            dispute,
            supervisor,
            triage.ask_supplement,
            missing=dispute.words["missing"],
        ),
        "refused": lambda: refuse(dispute, supervisor),
    }
    if goal in early:
        early[goal]()
        return
    later(dispute, 1)
    step(dispute, supervisor, triage.accept_request)
    if goal == "accepted":
        return
    step(dispute, supervisor, assignment.assign_mediator, mediator_id=dispute.mediator.pk)
    if dispute.chance.random() < 0.3:
        invite(dispute, supervisor)
    talk(dispute)
    ways: dict[str, Callable[[], object]] = {
        "in_mediation": lambda: call_next(dispute),
        "withdrawn": lambda: withdraw(dispute, supervisor),
        "failed": lambda: step(
            dispute,
            dispute.mediator,
            ending.fail,
            reason="no_agreement",
            note=dispute.words["failed"],
        ),
        "expired": lambda: expire(dispute, supervisor),
    }
    (ways.get(goal) or (lambda: settle(dispute, goal, supervisor)))()


def settle(dispute: Dispute, goal: str, supervisor: Account) -> None:
    """Agreement, signatures, stamp, payments."""
    total = lawful_total(dispute.case) * Decimal("0.85")
    total = total.quantize(Decimal("100")) + Decimal("0.00")
    half = (total / 2).quantize(Decimal("0.01"))
    later(dispute, 1)
    first, second = dispute.day + timedelta(days=7), dispute.day + timedelta(days=37)
    step(
        dispute,
        dispute.mediator,
        settlement.draft_agreement,
        terms=dispute.words["terms"],
        payments=[Payment(first, half), Payment(second, total - half)],
    )
    if goal == "agreed":
        for who in ("worker", "employer")[: dispute.chance.randint(0, 2)]:
            step(dispute, dispute.mediator, settlement.record_signature, who=who, on=dispute.day)
        return
    for who in ("worker", "employer", "mediator"):
        step(dispute, dispute.mediator, settlement.record_signature, who=who, on=dispute.day)
    step(dispute, supervisor, settlement.stamp_agreement)
    perform(dispute, goal, (first, second))


def perform(dispute: Dispute, goal: str, dues: tuple[date, date]) -> None:
    mediator = actor_of(dispute.mediator)
    with acting(mediator):
        rows = list(case_files(mediator).get(pk=dispute.case.pk).agreement.instalments.all())
    late = goal == "breached"
    for due, row in zip(dues, rows, strict=True):
        if due > clock.today() or (late and row.position == 2):
            break
        dispute.day = max(dispute.day, due)
        step(
            dispute,
            dispute.mediator,
            settlement.record_payment,
            instalment_id=row.pk,
            paid=row.amount,
            on=due,
            note=dispute.words["paid"],
        )
    if goal == "performed":
        step(dispute, dispute.mediator, settlement.complete_case)
    elif late:
        dispute.day = dues[1] + timedelta(days=2)
        step(dispute, dispute.mediator, settlement.mark_breach, note=dispute.words["breached"])


def talk(dispute: Dispute) -> None:
    """A first meeting called, and held if its day has come, with an offer from each side."""
    day = dispute.day + timedelta(days=2)
    while day.weekday() > 4:
        day += timedelta(days=1)
    starts = at(day, dispute.chance.choice([9, 10, 14, 15]), 30)
    room = dispute.chance.choice(dispute.rooms)
    hearing = step(
        dispute, dispute.mediator, talks.call_hearing, starts_at=starts, way="room", place=room
    )
    if day >= clock.today():
        return
    dispute.day = day
    asked = lawful_total(dispute.case)
    step(
        dispute,
        dispute.mediator,
        talks.close_hearing,
        hearing_id=hearing.pk,
        state="held",
        present=dispute.words["present"],
        minutes=dispute.words["minutes"],
    )
    offers = (
        ("worker", asked, dispute.words["asks"]),
        ("employer", asked / 2, dispute.words["bids"]),
    )
    for side, amount, terms in offers:
        step(
            dispute,
            dispute.mediator,
            talks.note_offer,
            side=side,
            amount=amount.quantize(Decimal("0.01")),
            terms=terms,
        )
    concede(dispute)


def concede(dispute: Dispute) -> None:
    """The employer owns up to unpaid wages whole, to everything else by half."""
    mediator = actor_of(dispute.mediator)
    with acting(mediator):
        claims = [c for c in case_files(mediator).get(pk=dispute.case.pk).claims.all() if c.lawful]
    for claim in claims:
        lawful = Decimal(claim.lawful or 0)
        owned = lawful if claim.rule == "wage_arrears" else lawful / 2
        step(
            dispute,
            dispute.mediator,
            talks.set_positions,
            claim_id=claim.pk,
            asked=claim.asked,
            conceded=owned.quantize(Decimal("0.01")),
        )


def call_next(dispute: Dispute) -> None:
    """A meeting still ahead, on a working day of this week or next."""
    day = clock.today() + timedelta(days=dispute.chance.randint(0, 4))
    while day.weekday() > 4:
        day += timedelta(days=1)
    dispute.day = max(dispute.day, clock.today() - timedelta(days=1))
    step(
        dispute,
        dispute.mediator,
        talks.call_hearing,
        starts_at=at(
            day, dispute.chance.choice([10, 11, 14, 15, 16]), dispute.chance.choice([0, 30])
        ),
        way=dispute.chance.choice(["room", "room", "video"]),
        place=dispute.rooms[0],
    )


def refuse(dispute: Dispute, supervisor: Account) -> None:
    later(dispute, 1)
    step(
        dispute,
        supervisor,
        triage.refuse_request,
        reason="pending",
        note=dispute.words["refused"],
    )


def withdraw(dispute: Dispute, supervisor: Account) -> None:
    later(dispute, 1)
    step(dispute, supervisor, ending.withdraw, why=dispute.words["withdrawn"])


def expire(dispute: Dispute, supervisor: Account) -> None:
    dispute.day = dispute.case.received_on + timedelta(days=20)
    step(dispute, supervisor, ending.expire)


def invite(dispute: Dispute, supervisor: Account) -> None:
    unit = agencies().first()
    assert unit is not None
    step(
        dispute,
        supervisor,
        assignment.invite_authority,
        unit_id=unit.pk,
        purpose=dispute.words["purpose"],
    )


def lawful_total(case: Case) -> Decimal:
    """What the law gives in all, as computed on receipt; a round sum where it gave none."""
    with acting(Actor(id=None, label="demo", own=(f"mediation.case:{case.code}",))):
        return sum((c.lawful for c in case.claims.all() if c.lawful), Decimal(0)) or Decimal(8000)


def step(dispute: Dispute, by: Account, action: Callable[..., Any], **values: Any) -> Any:
    """One action on the dispute's day, by its person."""
    moment = at(dispute.day, dispute.chance.randint(9, 17), 20)
    # What follows is told after what it follows from, also within one day.
    moment = min(
        max(moment, dispute.last + timedelta(minutes=dispute.chance.randint(5, 25))), clock.now()
    )
    dispute.last = moment
    with clock.frozen(moment):
        actor = actor_of(by)
        with acting(actor, action="demo"):
            version = cases_visible_to(actor).get(pk=dispute.case.pk).version
            done = action(actor=actor, case_id=dispute.case.pk, seen_version=version, **values)
        dispute.told.now()
        return done


def later(dispute: Dispute, days: int) -> None:
    dispute.day = min(dispute.day + timedelta(days=days), clock.today())


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.LOCAL)
