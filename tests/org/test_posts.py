"""Posts and terms: who holds what from when to when, and who sees it."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import (
    ProgrammingError,
    connection,
    connections,
    transaction,
)

from tests.identity import people
from tests.identity.people import acts
from tests.org.making import DAY
from tests.refusals import refused
from zhigong.foundation.acting import acting, announce_actor
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.org.actions.founding import found_federation
from zhigong.org.actions.posts import close_post, create_post, leave_office, take_office
from zhigong.org.models import Holding
from zhigong.org.queries import (
    holders_on,
    posts_of,
)

pytestmark = pytest.mark.django_db


# Posts and terms


def test_terms_of_one_post_do_not_overlap(tree, admin):
    post = create_post(actor=admin, unit_id=tree["a"].pk, name="主席")
    first = take_office(
        actor=admin, post_id=post.pk, person="王主任", start=date(2018, 5, 1), end=date(2023, 4, 30)
    )
    for start, end in ((date(2023, 4, 30), None), (date(2017, 1, 1), date(2018, 5, 1))):
        codes = refused(
            take_office, actor=admin, post_id=post.pk, person="赵", start=start, end=end
        )
        assert codes == ("org.holding.overlap",)
    second = take_office(actor=admin, post_id=post.pk, person="赵主席", start=date(2023, 5, 1))

    assert list(holders_on(tree["a"], DAY)) == [second]
    assert list(holders_on(tree["a"], date(2023, 4, 30))) == [first]
    assert refused(
        leave_office, actor=admin, holding_id=first.pk, end=date(2023, 5, 1), seen_version=1
    ) == ("org.holding.overlap",)
    ended = leave_office(actor=admin, holding_id=second.pk, end=DAY, seen_version=1)
    assert ended.version == 2
    assert [h.person for h in posts_of(tree["a"])[0].holdings.all()] == ["赵主席", "王主任"]


def test_what_posts_refuse(tree, admin):
    post = create_post(actor=admin, unit_id=tree["a"].pk, name="主席")
    assert refused(create_post, actor=admin, unit_id=tree["a"].pk, name=" 主席 ") == (
        "org.post.taken",
    )
    assert refused(create_post, actor=admin, unit_id=tree["a"].pk, name="") == ("org.post.no-name",)
    assert refused(
        take_office,
        actor=admin,
        post_id=post.pk,
        person=" ",
        start=DAY,
        end=date(2020, 1, 1),
    ) == ("org.holding.no-person", "org.holding.days")
    holding = take_office(actor=admin, post_id=post.pk, person="赵主席", start=DAY)
    assert refused(close_post, actor=admin, post_id=post.pk, on=DAY) == ("org.post.held",)
    leave_office(actor=admin, holding_id=holding.pk, end=DAY, seen_version=1)
    close_post(actor=admin, post_id=post.pk, on=DAY)
    assert refused(take_office, actor=admin, post_id=post.pk, person="钱", start=DAY) == (
        "org.post.closed",
    )
    outsider = people.officer("wai", "外人")
    assert refused(create_post, actor=acts(outsider), unit_id=tree["a"].pk, name="x") == (
        "org.manage.not-granted",
    )


@pytest.mark.django_db(transaction=True)
def test_two_people_taking_one_post_at_once_end_as_one_term():
    top = found_federation(name="示范区总工会")
    with acting(SYSTEM, action="test"):
        post = create_post(actor=SYSTEM, unit_id=top.pk, name="主席")
    barrier, results = Barrier(2), []

    def take(person: str):
        try:
            with acting(SYSTEM, action="test"):
                barrier.wait()
                take_office(actor=SYSTEM, post_id=post.pk, person=person, start=DAY)
                results.append("taken")
        except Refused as error:
            results.append(error.refusals[0].code)
        finally:
            connections.close_all()

    threads = [Thread(target=take, args=[name]) for name in ("赵主席", "钱主席")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(results) == ["org.holding.overlap", "taken"]


# Row security


def held(tree, admin) -> dict[str, Holding]:
    found = {}
    for key in ("a", "a1", "b"):
        post = create_post(actor=admin, unit_id=tree[key].pk, name="主席")
        found[key] = take_office(actor=admin, post_id=post.pk, person=key, start=DAY)
    return found


def seen() -> set[str]:
    """Without any filter: what the database itself lets through."""
    return set(Holding.objects.values_list("person", flat=True))


def test_terms_are_seen_over_the_units_one_may_read_and_ones_own(tree, admin):
    holdings = held(tree, admin)
    reader, holder = people.mediator(tree["a"].path), people.officer("chen", "陈会员")
    Holding.objects.filter(pk=holdings["b"].pk).update(account=holder)

    for actor, visible in (
        (admin, {"a", "a1", "b"}),
        (SYSTEM, {"a", "a1", "b"}),
        (acts(reader), {"a", "a1"}),
        (acts(holder), {"b"}),
        (actor_of(reader, strong=False), set()),
        (NOBODY, set()),
    ):
        announce_actor(actor)
        assert seen() == visible, actor.label


def test_outside_acting_nobody_sees_a_term(tree, admin):
    held(tree, admin)
    with connection.cursor() as cursor:
        for name in ("zhigong.over_org", "zhigong.actor"):
            cursor.execute("SELECT set_config(%s, '', true)", [name])
    assert seen() == set()


def test_a_term_is_not_written_beyond_ones_reach(tree, admin):
    holdings = held(tree, admin)
    sub = people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", tree["a"].path)
    announce_actor(acts(sub), action="test")

    assert Holding.objects.filter(pk=holdings["b"].pk).update(person="改") == 0
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        Holding.objects.filter(pk=holdings["a"].pk).update(unit_path=tree["b"].path)
