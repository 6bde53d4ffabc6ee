"""Every origin: found again by its own facts, told once what became of the matter."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.identity.people import signed_in
from tests.supervision.conftest import of, terms
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import deciding, drafting, verifying
from zhigong.supervision.actions.drafting import Source
from zhigong.supervision.models import Assignment
from zhigong.supervision.queries import assignments_from, owing_answer
from zhigong.supervision.rules.origins import FACTS, may_name, owes_answer, wants_answer
from zhigong.supervision.rules.words import Origin
from zhigong.supervision.rules.workflow import AssignmentState

TOLD = {
    "number": "第12号",
    "body": "第三代表团",
    "dated": "2026-10-20",
    "binding": "must_answer",
}


@pytest.mark.parametrize("origin", FACTS)
def test_an_origin_says_what_it_lacks(origin):
    needed = [f"supervision.origin.no-{f.name}" for f in FACTS[origin] if f.needed]

    assert list(may_name(origin, {}).codes) == needed
    assert may_name(origin, TOLD)


def test_an_instruction_of_no_known_class_is_refused():
    codes = may_name("instruction", {**TOLD, "binding": "urgent"}).codes
    assert codes == ("supervision.origin.unknown-class",)


def test_only_an_instruction_that_binds_wants_an_answer():
    wanting = {o for o in Origin if wants_answer(o, {"binding": "guiding"})}

    assert wanting == {"proposal", "joint_meeting", "audit", "party"}
    assert wants_answer("instruction", {"binding": "must_answer"})


@pytest.mark.parametrize("state", AssignmentState)
def test_an_answer_is_owed_at_the_end_only(state):
    ended = {"closed", "looking_back", "settled", "withdrawn"}

    assert owes_answer(state, "proposal", {}) == (state in ended)


@pytest.fixture
def proposed(place, as_):
    """``proposed("audit")``: an assignment of that origin, by the action."""

    def made(origin: str, **source: str) -> Assignment:
        return drafting.propose_assignment(
            actor=as_("officer"),
            unit_id=place.district.pk,
            source=Source(origin, TOLD, **source),
            terms=terms(place),
        )

    return made


@pytest.mark.parametrize("origin", FACTS)
def test_every_origin_is_opened_by_hand_and_found_in_the_ledger(place, as_, origin):
    as_("system")
    client = signed_in(place.officer)
    address = reverse("supervision:propose")
    asked = client.get(address, {"origin": origin}).content.decode()
    assert all(f'name="{fact.name}"' in asked for fact in FACTS[origin])
    values = {
        **TOLD, "origin": origin, "headline": "建设职工书屋", "content": "建成三个。", "lead": "",
        "time_class": "by_date", "due": "2026-12-31", "rhythm": "monthly",
    }  # fmt: skip
    first = FACTS[origin][0].name
    refused = client.post(address, {**values, first: ""})
    assert refused.status_code == 422
    assert "建设职工书屋" in refused.content.decode()

    made = client.post(address, values)

    as_("officer")
    kept = Assignment.objects.get()
    assert made["Location"] == kept.get_absolute_url()
    assert kept.origin_facts == {f.name: TOLD[f.name] for f in FACTS[origin]}
    found = client.get(reverse("supervision:ledger"), {"origin": origin, "q": "第12号"})
    assert "建设职工书屋" in found.content.decode()
    assert "第12号" in client.get(made["Location"]).content.decode()


def test_a_withdrawn_proposal_waits_for_its_answer_and_no_longer(proposed, as_, place):
    matter = proposed("proposal")
    deciding.withdraw(**of(matter, as_("leader"), why="与另一件重复"))
    officer = as_("officer")
    waiting = [w.title for w in waiting_for(officer)]
    assert matter.headline in waiting
    assert Assignment.objects.filter(owing_answer()).exists()

    verifying.answer_origin(**of(matter, officer, text="已并案办理，书面答复代表团。"))

    assert not waiting_for(officer).exists()
    assert not Assignment.objects.filter(owing_answer()).exists()
    with pytest.raises(Refused, match=r"supervision\.answer\.nothing-owed"):
        verifying.answer_origin(**of(matter, officer, text="再答一次"))


@pytest.mark.parametrize("origin", FACTS)
def test_the_condition_agrees_with_the_record(proposed, as_, origin):
    matter = proposed(origin)
    deciding.withdraw(**of(matter, as_("leader"), why="不再需要"))
    matter.refresh_from_db()

    assert Assignment.objects.filter(owing_answer()).exists() == matter.owes_answer


def test_an_empty_answer_and_a_stranger_are_refused(proposed, as_):
    matter = proposed("audit")
    deciding.withdraw(**of(matter, as_("leader"), why="已整改"))

    with pytest.raises(Refused, match=r"supervision\.decide\.no-reason"):
        verifying.answer_origin(**of(matter, as_("officer"), text=" "))
    as_("officer")
    values = of(matter, as_("leader"), text="已答复")
    with pytest.raises(Refused, match=r"supervision\.draft\.not-granted"):
        verifying.answer_origin(**values)


def test_a_record_above_finds_its_assignments_and_answers_itself(proposed, as_):
    matter = proposed("party", subject="governance.matter:7", url="/governance/matters/7/")
    proposed("party")
    officer = as_("officer")

    assert assignments_from(officer, ["governance.matter:7", ""]) == [matter]
    deciding.withdraw(**of(matter, as_("leader"), why="已办结"))
    matter.refresh_from_db()
    assert not matter.owes_answer
