"""Two persons for every change; stored calculations stay as they were computed."""

from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.mediation.conftest import ANSWERS
from tests.parameters.conftest import ROW, become
from tests.people import make_unit
from tests.trail import events, facts
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.law.core.parameters import kept_table
from zhigong.law.rulebook import assess
from zhigong.mediation.actions.intake import keep_claims, receive_request
from zhigong.mediation.models import Case
from zhigong.parameters import actions
from zhigong.parameters.models import ParameterRow
from zhigong.parameters.permissions import may
from zhigong.parameters.queries import current_table
from zhigong.parameters.rules.workflow import ROW as WORKFLOW


def minimum() -> str:
    return str(current_table().at("min_wage_month", ("510100",), ROW.start).value)


@pytest.fixture
def proposed(office):
    return actions.propose_row(actor=become(office.wang), row=ROW)


@pytest.fixture
def in_force(office, proposed):
    return do("confirm_row", office.li, proposed)


def do(action, account, row, **extra):
    row.refresh_from_db()
    return getattr(actions, action)(
        actor=become(account), row_id=row.pk, seen_version=row.version, **extra
    )


def codes(refused):
    return tuple(one.code for one in refused.value.refusals)


def test_a_proposal_changes_nothing_and_waits_for_the_others(office, proposed):
    assert minimum() == "2330"
    assert [w.kind for w in waiting_for(become(office.li))] == ["parameters.row"]


def test_confirmed_by_another_it_is_in_force_at_once(office, in_force):
    assert minimum() == "2500"
    assert (in_force.proposed_by, in_force.confirmed_by) == (office.wang, office.li)
    assert not waiting_for(become(office.li)).exists()


def test_the_proposer_may_not_confirm_nor_reject_his_own(office, proposed):
    for action, extra in (("confirm_row", {}), ("reject_row", {"why": "不对"})):
        with pytest.raises(Refused) as refused:
            do(action, office.wang, proposed, **extra)
        assert codes(refused) == ("parameters.row.own-proposal",)


def test_the_database_refuses_one_person_for_both(office, proposed):
    become(office.wang)
    with pytest.raises(IntegrityError, match="parameter_by_two_persons"), transaction.atomic():
        ParameterRow.objects.filter(pk=proposed.pk).update(confirmed_by=office.wang)


def test_the_database_keeps_what_was_proposed(office, in_force):
    become(office.li)
    for change in ({"value": "9999"}, {"source": "别处"}, {"place": "110000"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            ParameterRow.objects.filter(pk=in_force.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ParameterRow.objects.filter(pk=in_force.pk).delete()


def test_the_database_refuses_a_row_in_force_that_nobody_confirmed(office, proposed):
    become(office.wang)
    with pytest.raises(IntegrityError, match="in_force_is_confirmed"), transaction.atomic():
        ParameterRow.objects.filter(pk=proposed.pk).update(state="in_force")


@pytest.mark.parametrize("name", ["zhao", "nobody", "system"])
def test_only_who_keeps_parameters_at_the_top_may_propose(office, name):
    actor = {"nobody": NOBODY, "system": SYSTEM}.get(name) or become(getattr(office, name))
    with pytest.raises(Refused) as refused:
        actions.propose_row(actor=actor, row=ROW)
    assert codes(refused) == ("law.parameters.not-granted",)


def test_a_bad_row_is_refused_with_every_reason(office):
    row = msgspec.structs.replace(ROW, place="1", source="")
    with pytest.raises(Refused) as refused:
        actions.propose_row(actor=become(office.wang), row=row)
    assert set(codes(refused)) == {"parameters.row.unknown-place", "parameters.row.no-source"}


def test_one_proposal_at_a_time_for_a_parameter_place_and_day(office, proposed):
    with pytest.raises(Refused) as refused:
        actions.propose_row(actor=become(office.li), row=ROW)
    assert codes(refused) == ("parameters.row.proposed-already",)


def test_a_rejection_needs_its_reason_and_ends_the_proposal(office, proposed):
    with pytest.raises(Refused) as refused:
        do("reject_row", office.li, proposed, why=" ")
    assert codes(refused) == ("parameters.row.no-reason",)
    assert do("reject_row", office.li, proposed, why="文号不对").state == "rejected"
    assert minimum() == "2330"


def test_the_proposer_alone_takes_back(office, proposed):
    with pytest.raises(Refused) as refused:
        do("withdraw_row", office.li, proposed)
    assert codes(refused) == ("parameters.row.not-own-proposal",)
    assert do("withdraw_row", office.wang, proposed).state == "withdrawn"


def test_a_correction_replaces_the_row_of_the_same_day(office, in_force):
    row = msgspec.structs.replace(ROW, value=Decimal(2510))
    second = actions.propose_row(actor=become(office.li), row=row)
    do("confirm_row", office.wang, second)
    in_force.refresh_from_db()
    assert (in_force.state, minimum()) == ("withdrawn", "2510")


def test_a_row_goes_out_of_force_by_two_persons_only(office, in_force):
    leaving = do("ask_end", office.wang, in_force, why="已废止")
    assert minimum() == "2500"
    with pytest.raises(Refused) as refused:
        do("end_row", office.wang, leaving)
    assert codes(refused) == ("parameters.row.own-ending",)
    assert do("end_row", office.li, leaving).state == "withdrawn"
    assert minimum() == "2330"


def test_an_ending_can_be_declined_and_needs_a_reason(office, in_force):
    with pytest.raises(Refused):
        do("ask_end", office.wang, in_force, why="")
    leaving = do("ask_end", office.wang, in_force, why="已废止")
    kept = do("keep_row", office.li, leaving)
    assert (kept.state, kept.end_asked_by, minimum()) == ("in_force", None, "2500")


def test_a_stale_page_is_refused(office, proposed):
    with pytest.raises(Refused) as refused:
        actions.confirm_row(actor=become(office.li), row_id=proposed.pk, seen_version=99)
    assert codes(refused) == ("parameters.row.changed-meanwhile",)
    with pytest.raises(Refused) as refused:
        actions.confirm_row(actor=become(office.li), row_id=0, seen_version=0)
    assert codes(refused) == ("parameters.row.unknown",)


@pytest.mark.parametrize("verb", [step.verb for step in WORKFLOW.steps])
@pytest.mark.parametrize("state", list(WORKFLOW.states))
def test_every_step_from_every_state_follows_the_table(office, proposed, verb, state):
    proposed.state = state
    answer = may(become(office.li), proposed, verb)
    wrong = f"parameters.row.{verb}.wrong-state" in answer.codes
    assert wrong == (state not in WORKFLOW.step(verb).sources)


def test_every_step_leaves_its_trace(office, in_force):
    assert [e.verb for e in events(subject=subject_of(in_force))] == [
        "parameters.row.begin",
        "parameters.row.confirm",
    ]
    assert len(facts(table="parameters_parameterrow", row_id=str(in_force.pk))) == 2


def test_the_table_is_built_once_until_something_changes(office, in_force):
    assert current_table() is current_table()
    before = current_table()
    do("ask_end", office.wang, in_force, why="已废止")
    assert current_table() is before  # still in force: nothing to build anew
    do("end_row", office.li, in_force)
    assert current_table() is kept_table()


def test_changing_a_row_never_changes_a_stored_calculation(office, proposed):
    claim = {"rule": "minimum_wage_check", "paid": "2000", "on": "2026-08-01"}
    case = a_case(office)
    (stored,) = keep_claims(case, [claim])
    before = (stored.lawful, stored.result)

    do("confirm_row", office.li, proposed)
    become(office.wang)  # whose case it is
    stored.refresh_from_db()
    (later,) = keep_claims(case, [claim])

    assert (stored.lawful, stored.result) == before
    assert before[0] == Decimal("330.00")
    assert later.lawful == Decimal("500.00")
    assert [row["value"] for row in later.result["parameters"]] == ["2500"]


def test_the_law_is_asked_with_the_row_that_was_confirmed(office, in_force):
    claim = {"rule": "minimum_wage_check", "paid": "2000", "on": "2026-08-01"}
    found = assess({"place": "510100", "claims": [claim]}, current_table())["claims"][0]
    assert found["amount"] == "500.00"


def a_case(office) -> Case:
    announce_actor(SYSTEM)
    district = make_unit("D", "示范区总工会", "federation", "district")
    make_unit("C", "示范区劳动纠纷联调中心", "centre", "district", district)
    return receive_request(actor=become(office.wang), answers=ANSWERS, channel="web")
