"""Every kind of page, as people see it: phone and desk, light and dark, large type, English.

One browser context a way, one load a page: fits, nothing axe finds, nothing the content security
policy refused. ``ZHIGONG_PICTURES`` keeps the pictures, to be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.journeys.look import (
    DARK,
    DARK_PHONE,
    DESK,
    ELDER,
    ELDER_DESK,
    ENGLISH,
    ENGLISH_PHONE,
    PHONE,
    Way,
    assert_accessible,
    assert_fits,
    opened,
    picture,
)
from tests.journeys.test_dispute import server, signed_in
from tests.mediation.conftest import ANSWERS
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.models import Account
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions import assignment, settlement, talks, triage
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.models import Case
from zhigong.mediation.queries import case_files, cases_visible_to
from zhigong.mediation.rules.agreement import Payment
from zhigong.org.models import Unit

pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
__all__ = ["server"]


@dataclass(frozen=True)
class Stop:
    """A page to look at: its address, its name in pictures, what is pressed on it first."""

    path: str
    name: str
    status: int = 200
    act: Callable[[Any], None] | None = None


def look(
    chromium: Any, server: str, way: Way, stops: Sequence[Stop], cookies: Sequence[Any] = ()
) -> None:
    """Walk through the stops in one way and demand of each that it holds."""
    with opened(chromium, server, stops[0].path, way, cookies) as page:
        for stop in stops:
            status = page.goto(server + stop.path).status
            if stop.act is not None:
                with page.expect_response(lambda r: r.request.method == "POST") as answered:
                    stop.act(page)
                status = answered.value.status
                page.wait_for_load_state()
            picture(page, f"{stop.name}.{way.name}")
            assert status == stop.status, f"{stop.path} ({way.name}): {status}"
            assert_fits(page)
            assert_accessible(page)
            refused = [t for t in page.complaints if not t.startswith("Failed to load resource")]
            assert refused == [], f"{stop.path} ({way.name}): {refused}"


def session_of(page: Any) -> list[Any]:
    """The cookies that say who it is, without those that say how the pages look."""
    looks = {"zhigong_mode", "zhigong_theme", "zhigong_language"}
    return [c for c in page.context.cookies() if c["name"] not in looks]


def press_primary(page: Any) -> None:
    page.locator("main form button[data-kind=primary]").first.click()


def press_stale(page: Any) -> None:
    """Send the form as from a page that somebody else has overtaken."""
    page.locator("[name=terms]").fill("一次付清，双方再无其他争议。")
    page.locator("[name=amount]").fill("6000")
    page.locator("[name=side]").first.check()
    page.evaluate("document.querySelector('[name=seen_version]').value = '0'")
    press_primary(page)


def case_in(goal: str) -> Case:
    """A dispute of the demo's people, in talks or in performance, with something on every card."""
    director = Account.objects.get(login_name="demo.supervisor")
    mediator = Account.objects.get(login_name="demo.mediator")
    worker = Actor(id=None, label="林小满")
    with acting(worker):
        case = receive_request(actor=worker, answers=ANSWERS, channel="web")

    def step(by: Account, action: Callable[..., Any], **values: Any) -> Any:
        actor = actor_of(by)
        with acting(actor, action="test"):
            seen = cases_visible_to(actor).get(pk=case.pk).version
            return action(actor=actor, case_id=case.pk, seen_version=seen, **values)

    step(director, triage.accept_request)
    step(director, assignment.assign_mediator, mediator_id=mediator.pk)
    starts = clock.now() + timedelta(days=1)
    step(mediator, talks.call_hearing, starts_at=starts, way="room", place="一号调解室")
    for side, amount in (("worker", "70000"), ("employer", "30000"), ("mediator", "52000")):
        step(mediator, talks.note_offer, side=side, amount=Decimal(amount), terms="一次付清")
    if goal == "in_mediation":
        return case
    due = clock.today() + timedelta(days=7)
    payments = [Payment(due, Decimal("52000.00"))]
    step(mediator, settlement.draft_agreement, terms="公司支付。", payments=payments)
    for who in ("worker", "employer", "mediator"):
        step(mediator, settlement.record_signature, who=who, on=clock.today())
    step(director, settlement.stamp_agreement)
    return case


def begun_request(page: Any, server: str) -> None:
    """A draft with everything a worker can tell, by the pages themselves."""
    told = {
        "story": {"story": ANSWERS["story"]},
        "employer": {"employer_name": "晴川物流有限公司"},
        "facts": {k: ANSWERS[k] for k in ("hire", "end", "monthly_wage", "unpaid_start")},
        "contact": {"name": "林小满", "mobile": "13900000617"},
    }
    told["facts"]["unpaid_end"] = ANSWERS["unpaid_end"]
    for step, answers in told.items():
        page.goto(f"{server}/request/{step}/")
        for name, value in answers.items():
            page.locator(f"[name={name}]").fill(value)
        if step == "facts":
            page.locator("[name=ending][value=dismissed]").check()
        press_primary(page)
        page.wait_for_load_state()


def filled_situation(page: Any) -> None:
    page.locator("[name=hire]").fill("2021-03-10")
    page.locator("[name=end]").fill("2026-09-09")
    page.locator("[name=monthly_wage]").fill("6200")
    page.get_by_role("button").and_(page.locator("[name=do][value=show]")).click()


def test_pages_open_to_all_hold_in_every_way(chromium, server):
    stops = [
        Stop("/", "home"),
        Stop("/calculate/", "calculate"),
        Stop("/calculate/dismissed/", "situation", act=filled_situation),
        Stop("/progress/", "look-up"),
        Stop("/progress/", "look-up-refused", 422, press_primary),
        Stop("/sign-in", "sign-in"),
        Stop("/no-such-page", "not-found", 404),
    ]
    look(chromium, server, DARK, stops)
    look(chromium, server, PHONE, stops)
    look(chromium, server, ELDER, stops[:5])
    look(chromium, server, ENGLISH_PHONE, stops[:5])


def test_pages_of_a_request_hold_in_every_way(chromium, server):
    with opened(chromium, server, "/request/", PHONE) as page:
        begun_request(page, server)
        asking = session_of(page)
    steps = ("story", "employer", "facts", "evidence", "amounts", "contact")
    stops = [
        *(Stop(f"/request/{step}/", f"request-{step}") for step in steps),
        Stop("/request/story/", "request-refused", 422, lambda p: emptied(p)),
        Stop("/request/check/", "request-check"),
    ]
    look(chromium, server, DARK_PHONE, stops, asking)
    look(chromium, server, DESK, stops, asking)
    look(chromium, server, ELDER, stops[2:5], asking)
    look(chromium, server, ENGLISH_PHONE, [stops[4], stops[-1]], asking)


def test_pages_of_a_case_hold_for_its_worker(chromium, server):
    with opened(chromium, server, "/request/", PHONE) as page:
        begun_request(page, server)
        page.goto(f"{server}/request/check/")
        page.locator("#send button").click()
        page.wait_for_url("**/receipt/")
        code, sent = page.url.rstrip("/").split("/")[-2], session_of(page)
    stops = [Stop(f"/progress/{code}/receipt/", "receipt"), Stop(f"/progress/{code}/", "way")]
    for way in (PHONE, DARK, ELDER, ENGLISH):
        look(chromium, server, way, stops, sent)


def emptied(page: Any) -> None:
    page.locator("[name=story]").fill("")
    press_primary(page)


@pytest.fixture
def mediator(chromium, server):
    """The mediator's session."""
    with signed_in(chromium, server, "苏禾") as page:
        return session_of(page)


def test_pages_of_the_desk_hold_in_every_way(chromium, server, mediator):
    talking, performing = case_in("in_mediation"), case_in("performing")
    stops = [
        Stop("/today/", "today"),
        Stop("/cases/?state=all", "cases"),
        Stop(f"/cases/{talking.pk}/", "case-in-talks"),
        Stop(f"/cases/{performing.pk}/", "case-performing"),
        Stop("/cases/987654321/", "no-case", 404),
    ]
    look(chromium, server, DESK, stops, mediator)
    look(chromium, server, DARK_PHONE, stops, mediator)
    look(chromium, server, ELDER, stops[:4], mediator)
    look(chromium, server, ENGLISH, stops[:4], mediator)


def test_deeds_of_the_desk_hold_in_every_way(chromium, server, mediator):
    talking, performing = case_in("in_mediation"), case_in("performing")
    with acting(actor_of(Account.objects.get(login_name="demo.mediator"))) as _told:
        party = talking.parties.first()
        instalment = performing_instalment(performing)
    deed = f"/cases/{talking.pk}/do/"
    stops = [
        Stop(f"{deed}hearing/", "deed"),
        Stop(f"{deed}offer/", "deed-refused", 422, press_primary),
        Stop(f"{deed}offer/", "deed-out-of-date", 409, press_stale),
        Stop(f"{deed}agree/", "agreement"),
        Stop(f"/cases/{performing.pk}/do/payment/?instalment={instalment}", "payment"),
        Stop(f"/cases/{talking.pk}/number/?party={party.pk}&field=mobile", "reveal"),
        Stop(f"/cases/{talking.pk}/do/stamp/", "not-now", 409),
    ]
    look(chromium, server, DESK, stops, mediator)
    look(chromium, server, DARK_PHONE, stops, mediator)
    look(chromium, server, ELDER, stops[3:4], mediator)
    look(chromium, server, ENGLISH, stops[:4], mediator)


def performing_instalment(case: Case) -> int:
    actor = actor_of(Account.objects.get(login_name="demo.mediator"))
    return case_files(actor).get(pk=case.pk).agreement.instalments.get().pk


def test_pages_of_accounts_and_units_hold_in_every_way(chromium, server):
    unit = Unit.objects.order_by("depth", "pk").first()
    officer = Account.objects.get(login_name="demo.mediator")
    stops = [
        Stop("/accounts/", "accounts"),
        Stop(f"/accounts/{officer.pk}", "account"),
        Stop("/me", "own-account"),
        Stop("/org/", "units"),
        Stop(f"/org/{unit.pk}", "unit"),
    ]
    with signed_in(chromium, server, "管理员") as page:
        admin = session_of(page)
    for way in (PHONE, DARK, ELDER_DESK, ENGLISH):
        look(chromium, server, way, stops, admin)
