"""In whose reach a case is, as the database keeps it beside the case."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction

from tests.mediation.moves import version
from zhigong.mediation.actions.ending import withdraw
from zhigong.mediation.models import Case
from zhigong.mediation.queries import cases_visible_to
from zhigong.mediation.queries.lines import Wanted, case_lines, reach_keys
from zhigong.mediation.rules.workflow import OPEN, CaseState

WHO = ["director", "mediator", "other_mediator", "worker", "arbitrator", "judge", "outsider", "nobody"]  # fmt: skip


def seen() -> set[tuple[str, str]]:
    """The keys that the acting person sees."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT kind, who FROM mediation_reach")
        return set(cursor.fetchall())


@pytest.mark.parametrize("who", [*WHO, "system"])
def test_every_page_of_the_list_is_what_the_query_gives(case, followed, as_, who):
    actor = as_(who)
    opened = tuple(state.value for state in OPEN)

    found = {one.pk for one in case_lines(actor, Wanted(states=opened), most=50)}
    mine = {one.pk for one in case_lines(actor, Wanted(mediator_id=actor.id or 0), most=50)}

    visible = cases_visible_to(actor)
    assert found == set(visible.filter(state__in=opened).values_list("pk", flat=True))
    assert mine == set(visible.filter(mediator_id=actor.id or 0).values_list("pk", flat=True))


@pytest.mark.parametrize("who", ["arbitrator", "judge"])
@pytest.mark.parametrize("words", ["", "晴川"])
def test_an_authority_lists_what_it_takes_part_in_narrowed_or_not(followed, as_, who, words):
    actor = as_(who)
    wanted = Wanted(states=("in_mediation",), words=words)

    found = [one.pk for one in case_lines(actor, wanted, most=50)]

    assert found == ([followed.pk] if who == "arbitrator" else [])


def test_open_is_what_the_rules_call_open(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT prosrc FROM pg_proc WHERE proname = 'mediation_keep_reach'"
            " UNION SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'reach_changes'"
        )
        said = [text for (text,) in cursor.fetchall()]

    known = {state.value for state in CaseState}
    assert len(said) == 2
    for text in said:
        assert set(re.findall(r"'(\w+)'", text)) & known == {state.value for state in OPEN}


def test_an_ended_case_leaves_the_list_of_open_ones(in_talks, as_):
    worker = as_("worker")
    opened = Wanted(states=tuple(state.value for state in OPEN))
    assert [one.pk for one in case_lines(worker, opened, most=9)] == [in_talks.pk]

    withdraw(actor=worker, case_id=in_talks.pk, seen_version=version(in_talks), why="和解了")

    assert case_lines(worker, opened, most=9) == []
    assert [one.pk for one in case_lines(worker, Wanted(), most=9)] == [in_talks.pk]


def test_an_authority_that_leaves_is_forgotten(followed, as_):
    arbitrator = as_("arbitrator")
    assert case_lines(arbitrator, Wanted(), most=9)

    as_("director")
    Case.objects.filter(pk=followed.pk).update(reader_paths=[])

    assert case_lines(as_("arbitrator"), Wanted(), most=9) == []


@pytest.mark.parametrize("who", WHO)
def test_without_a_filter_each_sees_his_own_keys_and_what_lies_below(followed, as_, who):
    actor = as_(who)
    own = reach_keys(actor)

    found = seen()

    assert all(
        any(k == kind and (w == who_ or (k == "over" and w.startswith(who_))) for kind, who_ in own)
        for k, w in found
    )
    assert bool(found) == cases_visible_to(actor).exists()


def test_nobody_writes_it_but_the_database(followed, as_):
    as_("director")

    added = "INSERT INTO mediation_reach VALUES ('over', '9/', true, %s)"
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        connection.cursor().execute(added, [followed.pk])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM mediation_reach")
        assert cursor.rowcount == 0
