"""The figures of the day as the database keeps them, and as the cases themselves say."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.mediation.conftest import ANSWERS, build_place
from zhigong.foundation.acting import acting, announce_actor
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.tally import recount
from zhigong.mediation.models import Case
from zhigong.mediation.queries import cases_visible_to
from zhigong.mediation.queries.day import open_by_state, repeated_employers
from zhigong.mediation.rules.workflow import OPEN, CaseState

WHO = ["director", "mediator", "other_mediator", "worker", "arbitrator", "judge", "outsider", "nobody", "system"]  # fmt: skip
SINCE = date(2026, 11, 1)
NAMES = ("晴川物流有限公司", "白石印务有限公司")


def told(actor: Actor) -> tuple[dict[str, int], dict[str, int]]:
    """What the page of the day says."""
    return dict(open_by_state(actor)), dict(repeated_employers(actor, SINCE, most=50))


def counted(actor: Actor) -> tuple[dict[str, int], dict[str, int]]:
    """What the cases say, one by one."""
    cases = list(cases_visible_to(actor))
    employers = Counter(one.employer_name for one in cases if one.received_on >= SINCE)
    return (
        dict(Counter(one.state for one in cases if one.state in OPEN)),
        {name: n for name, n in employers.items() if n > 1},
    )


def sums() -> dict[tuple[object, ...], int]:
    """Every group with what its rows come to, as the owner of the table would see it."""
    announce_actor(SYSTEM)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT what, value, day, unit_path, reader_paths::text, mediator_id, sum(n)"
            " FROM mediation_tally GROUP BY 1, 2, 3, 4, 5, 6 HAVING sum(n) <> 0"
        )
        return {tuple(group): n for *group, n in cursor.fetchall()}


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    "moved",
    ["case", "supplemented", "accepted", "in_talks", "followed", "drafted", "agreed", "withdrawn"],
)
def test_after_each_step_everybodys_figures_are_those_of_his_cases(moved, who, as_, request):
    request.getfixturevalue(moved)
    receive_request(actor=as_("director"), answers=ANSWERS, channel="visit")

    actor = as_(who)

    assert told(actor) == counted(actor)


def test_each_of_them_is_somebodys_figure(followed, as_):
    """Lest the comparison above compare nothing with nothing."""
    for who in ("director", "mediator", "worker", "arbitrator", "system"):
        assert told(as_(who))[0] == {"in_mediation": 1}, who
    for who in ("judge", "outsider", "other_mediator", "nobody"):
        assert told(as_(who))[0] == {}, who


def test_who_showed_the_number_of_his_case_counts_that_one(case, in_talks, as_):
    owner = Actor(None, "anonymous", own=(f"mediation.case:{case.code}",))
    announce_actor(owner)

    assert told(owner) == counted(owner) == ({"in_mediation": 1}, {})


moves = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(
            [
                {"employer_name": NAMES[0]},
                {"employer_name": NAMES[1]},
                {"received_on": SINCE - timedelta(days=1)},
                {"received_on": SINCE},
                {"reader_paths": []},
                {"reader_paths": "arbitration"},
                {"unit_path": "centre"},
                {"unit_path": "district"},
                {"mediator_id": "mediator"},
                {"mediator_id": "other_mediator"},
                {"mediator_id": None},
                {"applicant_id": "director"},
                {"headline": "改了"},
                "gone",
                "counted anew",
            ]
        ),
    ),
    max_size=12,
)


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """Four cases for all examples, in a transaction that is taken back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        announce_actor(SYSTEM)
        place = build_place()
        for _ in range(4):
            receive_request(actor=SYSTEM, answers=ANSWERS, channel="visit")
        yield place
        transaction.set_rollback(True)


@given(moves)
def test_whatever_changes_the_figures_follow(people, moves):
    with transaction.atomic():
        announce_actor(SYSTEM)
        keys = list(Case.objects.order_by("pk").values_list("pk", flat=True))
        for place, change in moves:
            _move(people, Case.objects.filter(pk=keys[place]), change)
        before = sums()
        assert told(SYSTEM) == counted(SYSTEM)
        for name in ("director", "mediator", "arbitrator"):
            actor = _actor(people, name)
            assert told(actor) == counted(actor), name
        recount()
        assert sums() == before
        transaction.set_rollback(True)


def _actor(people, name: str) -> Actor:
    announce_actor(SYSTEM)
    actor = actor_of(getattr(people, name))
    announce_actor(actor)
    return actor


def _move(people, case, change) -> None:
    if change == "gone":
        case.delete()
    elif change == "counted anew":
        recount()
    else:
        ((field, value),) = change.items()
        if value == "arbitration":
            value = [people.arbitration.path, people.district.path]
        elif field == "unit_path":
            value = getattr(people, value).path
        elif field.endswith("_id") and value:
            value = getattr(people, value).pk
        case.update(**{field: value})


def test_counted_anew_each_group_is_one_row(withdrawn):
    announce_actor(SYSTEM)
    before, rows = sums(), "SELECT count(*), min(n) FROM mediation_tally"

    recount()

    assert sums() == before
    with connection.cursor() as cursor:
        cursor.execute(rows)
        assert cursor.fetchone() == (len(before), 1)


def test_open_is_what_the_rules_call_open(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'mediation_tally_of'")
        ((said,),) = cursor.fetchall()

    known = {state.value for state in CaseState}
    assert set(re.findall(r"'(\w+)'", said)) & known == {state.value for state in OPEN}


def test_nobody_writes_it_but_the_database(in_talks, as_):
    as_("director")
    added = "INSERT INTO mediation_tally VALUES ('state', 'submitted', NULL, '1/', '{}', NULL, 7)"
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(added)
    with connection.cursor() as cursor:
        for said in ("DELETE FROM mediation_tally", "UPDATE mediation_tally SET n = 7"):
            cursor.execute(said)
            assert cursor.rowcount == 0


@pytest.mark.parametrize("who", WHO)
def test_without_a_filter_each_sees_the_groups_of_his_cases(followed, as_, who):
    actor = as_(who)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM mediation_tally")
        (seen,) = cursor.fetchone()

    assert bool(seen) == (who in {"director", "mediator", "arbitrator", "system"}), actor.label


@pytest.fixture
def beside():
    """Another connection, as another worker has."""
    other = connections.create_connection("default")
    yield other
    other.close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("ends_first", ["step", "count"])
def test_a_step_while_all_is_counted_anew_is_counted_once(today, beside, ends_first):
    with acting(SYSTEM):
        build_place()
        case = receive_request(actor=SYSTEM, answers=ANSWERS, channel="visit")

    beside.set_autocommit(False)
    with acting(SYSTEM):
        Case.objects.filter(pk=case.pk).update(employer_name=NAMES[1])
        beside.cursor().execute("SELECT mediation_recount()")  # and neither waits
        if ends_first == "count":
            beside.commit()
    beside.commit()

    with acting(SYSTEM):
        found = {value: n for (what, value, *_), n in sums().items() if what == "employer"}
    assert found == {NAMES[1]: 1}
