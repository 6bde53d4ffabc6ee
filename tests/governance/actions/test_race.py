"""Where two people can meet: one wins, the other is told why."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection

from tests.governance.conftest import DAY, build_place, draft
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.governance.actions import papers, resources
from zhigong.governance.models import Paper, ResourceRequest
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def together(*calls: Callable[[], object]) -> list[str]:
    """Run all at once; of each, ``done`` or the code of its refusal, sorted."""

    def run(call: Callable[[], object]) -> str:
        try:
            with clock.frozen(DAY):
                call()
            return "done"
        except Refused as refused:
            return refused.refusals[0].code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return sorted(pool.map(run, calls))


@pytest.fixture
def office(today) -> tuple[SimpleNamespace, Actor]:
    with acting(SYSTEM):
        place = build_place()
        return place, actor_of(place.office)


def test_of_two_papers_with_one_number_one_is_refused(office):
    place, actor = office
    with acting(SYSTEM):
        leader = actor_of(place.leader)
    keys = []
    for _n in range(2):
        with acting(actor):
            made = papers.draft_paper(actor=actor, unit_id=place.district.pk, written=draft(place))
        with acting(leader):
            papers.approve_paper(actor=leader, record_id=made.pk, seen_version=0)
        keys.append(made.pk)

    def send(pk: int) -> None:
        with acting(actor):
            papers.send_paper(
                actor=actor, record_id=pk, seen_version=1, on=DAY, number="示工请〔2026〕9号"
            )

    assert together(lambda: send(keys[0]), lambda: send(keys[1])) == [
        "done",
        "governance.paper.number-taken",
    ]
    with acting(SYSTEM):
        assert sorted(Paper.objects.values_list("state", flat=True)) == ["approved", "sent"]


def test_one_delivery_written_down_twice_is_counted_once(office):
    place, actor = office
    with acting(actor):
        asked = resources.Asked("money", "经费", "驿站", Decimal(100))
        made = resources.ask_resource(
            actor=actor, unit_id=place.district.pk, committee_id=place.committee.pk, asked=asked
        )
        promise = resources.Promise(Decimal(100), "", DAY, "纪要", DAY)
        resources.promise(actor=actor, record_id=made.pk, seen_version=0, promised=promise)

    def give() -> None:
        with acting(actor):
            resources.give(
                actor=actor, record_id=made.pk, seen_version=1, on=DAY, amount=Decimal(40),
                proof="拨款单",
            )  # fmt: skip

    assert together(give, give) == ["done", "governance.changed-meanwhile"]
    with acting(SYSTEM):
        assert ResourceRequest.objects.get().given == Decimal(40)
