"""Work that is returned or taken up again begins a new round; what was reported before is history."""

from __future__ import annotations

from datetime import date

import pytest

from tests.supervision.conftest import of
from zhigong.foundation import clock
from zhigong.foundation.audit.queries import trail_of
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions import carrying, verifying
from zhigong.supervision.actions.carrying import Told
from zhigong.supervision.models import Assignment


@pytest.fixture
def verified(issued, as_):
    north = as_("north_officer")
    carrying.receive(**of(issued, north))
    carrying.file_plan(**of(issued, north, plan="十一月选址，十二月验收。"))
    carrying.report(**of(issued, north, told=Told("建成六个。", 60, "照片6张")))
    carrying.apply_completion(**of(issued, north, told=Told("全部建成。", 100, "验收表")))
    return verifying.begin_verification(**of(issued, as_("officer")))


@pytest.fixture
def returned(verified, as_):
    return verifying.return_work(**of(verified, as_("officer"), why="少两个驿站"))


def told(assignment):
    found = Assignment.objects.get(pk=assignment.pk)
    return [(r.attempt, r.progress) for r in found.reports.order_by("id")]


def test_returned_work_begins_a_new_round_at_nothing_done(returned):
    assert (returned.attempt, returned.progress, returned.applied_on) == (2, 0, None)
    assert trail_of(returned)[0].after["told_before"] == 100


def test_what_was_told_before_stays_as_it_was_told(returned, as_):
    carrying.report(**of(returned, as_("north_officer"), told=Told("补建一个。", 50)))

    assert told(returned) == [(1, 0), (1, 60), (1, 100), (2, 50)]


def test_the_evidence_of_an_earlier_round_does_not_prove_the_next(returned, as_):
    with pytest.raises(Refused) as refused:
        carrying.apply_completion(**of(returned, as_("north_officer"), told=Told("好了。", 100)))

    assert [r.code for r in refused.value.refusals] == ["supervision.completion.no-new-evidence"]


def test_new_evidence_lets_it_be_applied_for_and_closed(returned, as_):
    again = Told("补建两个。", 100, "补验收表")
    carrying.apply_completion(**of(returned, as_("north_officer"), told=again))
    verifying.begin_verification(**of(returned, as_("officer")))
    found = verifying.cancel_number(**of(returned, as_("officer"), finding="十个都在用"))

    assert (found.state, found.attempt, found.progress) == ("closed", 2, 100)


def test_what_is_taken_up_again_begins_a_new_round_too(verified, as_):
    verifying.cancel_number(**of(verified, as_("officer"), finding="实地看过"))
    with clock.frozen(date(2027, 3, 1)):
        verifying.look_back(**of(verified, as_("officer")))
        due = date(2027, 6, 30)
        found = verifying.reopen(**of(verified, as_("officer"), why="三个已经拆了", due=due))

    assert (found.attempt, found.progress, found.due) == (2, 0, due)
    assert told(found) == [(1, 0), (1, 60), (1, 100)]
