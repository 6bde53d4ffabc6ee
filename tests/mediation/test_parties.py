"""What is learnt of a side later is written down by those who conduct the case."""

from __future__ import annotations

import pytest

from tests.identity import people
from tests.mediation.moves import version
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.audit.queries import trail_of
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.mediation.actions.ending import withdraw
from zhigong.mediation.actions.parties import correct_party
from zhigong.mediation.models import Party

MOBILE = "13900000888"


def correct(actor, case, side: str, **given: str) -> Party:
    party = case.parties.get(side=side)
    return correct_party(
        actor=actor, case_id=case.pk, seen_version=version(case), party_id=party.pk, given=given
    )


def test_the_employer_can_be_reached_from_now_on(in_talks, as_):
    correct(as_("mediator"), in_talks, "employer", mobile=MOBILE, representative="周经理")

    as_("system")
    party = in_talks.parties.get(side="employer")
    assert (unsealed(party.mobile), party.representative) == (MOBILE, "周经理")
    event = trail_of(in_talks)[0]
    assert event.after["fields"] == ["representative", "mobile"]
    assert MOBILE not in str(event.after)


def test_what_is_left_empty_stays(in_talks, as_):
    correct(as_("director"), in_talks, "worker", mobile="", address="长寿路")

    as_("system")
    party = in_talks.parties.get(side="worker")
    assert (unsealed(party.mobile), party.address) == ("13900000617", "长寿路")


@pytest.mark.parametrize("name", ["other_mediator", "arbitrator", "worker", "outsider"])
def test_nobody_else_writes(in_talks, as_, name):
    as_("system")
    party = in_talks.parties.get(side="employer")
    seen = version(in_talks)

    with pytest.raises(Refused):
        correct_party(
            actor=as_(name), case_id=in_talks.pk, seen_version=seen, party_id=party.pk,
            given={"mobile": MOBILE},
        )  # fmt: skip


def test_a_closed_case_is_left_as_it_was(in_talks, as_):
    withdraw(actor=as_("worker"), case_id=in_talks.pk, seen_version=version(in_talks), why="")

    with pytest.raises(Refused) as refused:
        correct(as_("director"), in_talks, "employer", mobile=MOBILE)

    assert refused.value.refusals[0].code == "mediation.case.wrong-stage"


def test_the_page_refuses_a_wrong_number_and_keeps_what_was_typed(in_talks, place):
    announce_actor(SYSTEM)
    client = people.signed_in(place.mediator)
    announce_actor(SYSTEM)
    party = in_talks.parties.get(side="employer")
    url = f"/cases/{in_talks.pk}/do/party/"
    assert client.get(f"{url}?party={party.pk}").status_code == 200
    announce_actor(SYSTEM)
    sent = {"party": party.pk, "mobile": "12", "representative": "周经理", "seen_version": 2}

    answer = client.post(url, sent)

    assert answer.status_code == 422
    assert "手机号应是 1 开头的 11 位数字" in answer.content.decode()
    assert "周经理" in answer.content.decode()


def test_a_party_of_another_case_is_refused_in_words(in_talks, place):
    announce_actor(SYSTEM)
    client = people.signed_in(place.mediator)

    answer = client.post(
        f"/cases/{in_talks.pk}/do/party/", {"party": 10**9, "mobile": MOBILE, "seen_version": 2}
    )

    assert answer.status_code == 409
    assert "没有找到这一项" in answer.content.decode()
