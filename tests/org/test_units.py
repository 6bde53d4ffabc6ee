"""Units: founded, changed, moved, dissolved, read; races and constraints."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import (
    DatabaseError,
    IntegrityError,
    connection,
    connections,
    transaction,
)

from tests.identity import people
from tests.identity.people import acts
from tests.org.making import DAY, facts, fresh, unit
from tests.refusals import refused
from tests.trail import entries, events
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.inbox.models import Waiting
from zhigong.identity.queries import actor_of, find_units
from zhigong.kernel.actor import NOBODY, SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.org.actions.founding import create_first_admin, found_federation, set_industries
from zhigong.org.actions.posts import create_post, take_office
from zhigong.org.actions.repathing import COLUMNS, repaths
from zhigong.org.actions.units import (
    change_unit,
    create_unit,
    dissolve_unit,
    move_unit,
)
from zhigong.org.models import Holding, Industry, Post, Unit
from zhigong.org.queries import (
    ancestors_of,
    children_of,
    industries,
    search_units,
    subtree_size,
    tops_visible_to,
    units_visible_to,
)
from zhigong.org.rules.kinds import IndustryRank
from zhigong.org.rules.words import tokens_of

pytestmark = pytest.mark.django_db


def test_the_federation_is_founded_once_and_gets_its_administrator():
    top = found_federation(name="示范区总工会")
    assert found_federation(name="另一个") == top
    assert top.path == f"{top.pk}/"

    account = create_first_admin(name="wang", password=people.PASSWORD)

    assert actor_of(account).paths("org.manage") == (top.path,)


def test_a_unit_lies_below_its_parent(tree, admin):
    made = create_unit(actor=admin, code=" c ", parent_id=tree["a"].pk, facts=facts("新会"))

    assert made.path == f"{tree['a'].path}{made.pk}/"
    assert (made.code, made.depth) == ("c", 2)
    event = events()[-1]
    assert (event.verb, event.unit_path) == ("org.unit.create", made.path)
    assert ancestors_of(made) == [tree["top"], tree["a"]]


@pytest.mark.parametrize(
    ("code", "name", "codes"),
    [
        ("a1", "别的名字", ("org.unit.name-taken",)),
        ("new", "a1工会", ("org.unit.name-taken",)),
        ("new", "  ", ("org.unit.no-name",)),
    ],
)
def test_why_a_unit_is_not_founded(tree, admin, code, name, codes):
    assert (
        refused(create_unit, actor=admin, code=code, parent_id=tree["a"].pk, facts=facts(name))
        == codes
    )


def test_only_who_manages_the_parent_founds_below_it(tree):
    sub = people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", tree["a"].path)
    announce_actor(acts(sub))
    assert create_unit(actor=acts(sub), code="x", parent_id=tree["a1"].pk, facts=facts("x"))
    for parent in (tree["b"].pk, tree["top"].pk, None):
        codes = refused(create_unit, actor=acts(sub), code="y", parent_id=parent, facts=facts("y"))
        assert codes == ("org.manage.not-granted",)


def test_a_change_is_kept_and_a_stale_page_is_refused(tree, admin):
    a = tree["a"]
    changed = change_unit(
        actor=admin, unit_id=a.pk, facts=facts("晴川街道总工会"), seen_version=a.version
    )

    assert (changed.name, changed.version) == ("晴川街道总工会", a.version + 1)
    event = events()[-1]
    assert (event.verb, event.before, event.after) == (
        "org.unit.rename",
        {"name": "a工会"},
        {"name": "晴川街道总工会"},
    )
    assert refused(
        change_unit, actor=admin, unit_id=a.pk, facts=facts("别的"), seen_version=a.version
    ) == ("org.changed-meanwhile",)
    assert search_units(admin, "晴川街道") == [changed]


# Moving


def test_a_unit_moves_with_everything_below_it(tree, admin):
    a, b, a1 = tree["a"], tree["b"], tree["a1"]
    li = people.mediator(a1.path)
    post = create_post(actor=admin, unit_id=a1.pk, name="主席")
    holding = take_office(actor=admin, post_id=post.pk, person="赵主席", start=DAY)
    Waiting.objects.create(
        subject="x:1",
        kind="x",
        title="x",
        state="x",
        state_label="x",
        url="/",
        since="2026-01-01T00Z",
        unit_path=a1.path,
        capability="mediation.accept",
    )

    moved = move_unit(
        actor=admin, unit_id=a.pk, parent_id=b.pk, seen_version=a.version, reason="区划调整"
    )

    new = f"{b.path}{a.pk}/"
    assert (moved.path, moved.depth, moved.parent_id) == (new, 2, b.pk)
    assert (fresh(a1).path, fresh(a1).depth) == (f"{new}{a1.pk}/", 3)
    assert fresh(tree["b"]).path == b.path
    assert li.grants.get().unit_path == f"{new}{a1.pk}/"
    assert Holding.objects.get(pk=holding.pk).unit_path == f"{new}{a1.pk}/"
    assert entries()[0].unit_path == f"{new}{a1.pk}/"
    event = events()[-1]
    assert (event.verb, event.after["units"], event.note) == ("org.unit.move", 3, "区划调整")


def test_announced_tables_follow_arrays_too(tree, admin):
    repaths("audit_probe", "paths", array=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE audit_probe (paths text[])")
            old = tree["a"].path
            cursor.execute(
                "INSERT INTO audit_probe VALUES (%s), (%s)", [[old, "9/"], ["9/", f"{old}77/"]]
            )
            move_unit(
                actor=admin,
                unit_id=tree["a"].pk,
                parent_id=tree["b"].pk,
                seen_version=tree["a"].version,
            )
            new = fresh(tree["a"]).path
            cursor.execute("SELECT paths FROM audit_probe")
            assert cursor.fetchall() == [([new, "9/"],), (["9/", f"{new}77/"],)]
    finally:
        del COLUMNS[("audit_probe", "paths")]


def test_why_a_unit_does_not_move(tree, admin):
    a, a1, b = tree["a"], tree["a1"], tree["b"]
    for parent, codes in (
        (a1, ("org.move.into-itself",)),
        (a, ("org.move.into-itself",)),
    ):
        assert (
            refused(move_unit, actor=admin, unit_id=a.pk, parent_id=parent.pk, seen_version=1)
            == codes
        )
    sub = people.officer("sub", "下级管理员")
    people.granted(sub, "administrator", a.path)
    assert refused(move_unit, actor=acts(sub), unit_id=a1.pk, parent_id=b.pk, seen_version=1) == (
        "org.manage.not-granted",
    )
    assert refused(move_unit, actor=admin, unit_id=a1.pk, parent_id=b.pk, seen_version=9) == (
        "org.changed-meanwhile",
    )


@pytest.mark.django_db(transaction=True)
def test_two_units_moved_below_each_other_at_once_end_as_one_move():
    top = found_federation(name="示范区总工会")
    a, b = unit("a", top), unit("b", top)
    barrier, results = Barrier(2), []

    def move(one: Unit, other: Unit):
        try:
            with acting(SYSTEM, action="test"):
                barrier.wait()
                move_unit(actor=SYSTEM, unit_id=one.pk, parent_id=other.pk, seen_version=1)
                results.append("moved")
        except Refused as error:
            results.append(error.refusals[0].code)
        except DatabaseError as error:
            results.append(repr(error))
        finally:
            connections.close_all()

    threads = [Thread(target=move, args=pair) for pair in ((a, b), (b, a))]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

    assert sorted(results) == ["moved", "org.move.into-itself"]


def test_a_unit_is_dissolved_only_without_living_children(tree, admin):
    a = tree["a"]
    stale = {"actor": admin, "on": DAY, "reason": "撤并"}
    assert refused(dissolve_unit, unit_id=a.pk, seen_version=1, **stale) == (
        "org.dissolve.children",
    )
    for child in ("a1", "a2"):
        dissolve_unit(unit_id=tree[child].pk, seen_version=1, **stale)
    gone = dissolve_unit(unit_id=a.pk, seen_version=1, **stale)

    assert (gone.state, gone.dissolved_on) == ("dissolved", DAY)
    assert refused(dissolve_unit, unit_id=a.pk, seen_version=2, **stale) == ("org.unit.dissolved",)
    assert refused(create_unit, actor=admin, code="n", parent_id=a.pk, facts=facts("n")) == (
        "org.unit.dissolved",
    )
    assert create_unit(actor=admin, code="n", parent_id=tree["top"].pk, facts=facts("a工会"))


# Reading


def test_the_tree_begins_where_ones_view_begins(tree, admin):
    li = acts(people.mediator(tree["a"].path))

    assert tops_visible_to(admin) == [tree["top"]]
    assert tops_visible_to(li) == [tree["a"]]
    assert set(units_visible_to(li)) == {tree["a"], tree["a1"], tree["a2"]}
    assert set(units_visible_to(NOBODY)) == set()
    assert [(c.code, c.below) for c in children_of(tree["top"])] == [("a", 2), ("b", 0)]
    assert subtree_size(tree["a"].path) == 3


def test_units_are_found_for_grants_within_reach_only(tree, admin):
    li = people.officer("sub", "下级管理员")
    people.granted(li, "administrator", tree["a"].path)
    reach = acts(li).paths("identity.grant")
    assert [u.label for u in find_units("a1", within=reach)] == ["a1工会"]
    assert [u.label for u in find_units("a工会", within=reach)] == ["a工会"]
    assert [u.label for u in find_units(tree["a2"].path, within=reach)] == ["a2工会"]
    assert find_units("b", within=reach) == []
    assert len(find_units("工会", within=("1/", tree["top"].path))) >= 4


def test_industries_are_named_by_data(tree, admin):
    rows = [("E", "电子信息", IndustryRank.LEADING), ("M", "装备制造", IndustryRank.MAIN)]
    set_industries(actor=admin, rows=rows)
    set_industries(actor=admin, rows=[("M", "高端装备", IndustryRank.LEADING)])

    assert [(i.code, i.name, i.rank) for i in industries()] == [
        ("M", "高端装备", "leading"),
        ("E", "电子信息", "other"),
    ]
    outsider = acts(people.officer("wai", "外人"))
    assert refused(set_industries, actor=outsider, rows=rows) == ("org.manage.not-granted",)


@pytest.mark.slow
def test_twenty_thousand_units_are_read_and_moved_by_few_statements(
    tree, admin, django_assert_max_num_queries
):
    top, b = tree["top"], tree["b"]
    start = 1_000_000
    Unit.objects.bulk_create(
        (
            Unit(
                pk=start + n,
                code=f"z{n}",
                name=f"第{n}工会",
                kind="grassroots",
                level="grassroots",
                parent=top if n < 100 else None,
                parent_id=top.pk if n < 100 else start + n % 100,
                path=f"{top.path}{start + n}/"
                if n < 100
                else f"{top.path}{start + n % 100}/{start + n}/",
                depth=1 if n < 100 else 2,
                tokens=tokens_of(f"第{n}工会", "", f"z{n}") if n % 10 == 0 else [],
            )
            for n in range(20_000)
        ),
        batch_size=5000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE org_unit")
    with django_assert_max_num_queries(10):  # of a tree of any size
        assert len(children_of(Unit.objects.get(pk=start))) == 199
        tops_visible_to(admin)
        assert search_units(admin, "第1990工会")
        assert subtree_size(top.path) > 20_000
    with django_assert_max_num_queries(len(COLUMNS) + 20):  # one for each column that holds paths
        moved = move_unit(actor=admin, unit_id=start, parent_id=b.pk, seen_version=1)

    assert subtree_size(moved.path) == 200


# What the tables refuse


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("unit_kind_known", {"kind": "x"}),
        ("unit_level_known", {"level": "x"}),
        ("unit_has_name", {"name": ""}),
        ("unit_dissolved_has_its_day", {"state": "dissolved"}),
        ("unit_dissolved_has_its_day", {"dissolved_on": DAY}),
        (
            "unit_dissolved_after_founded",
            {"state": "dissolved", "dissolved_on": DAY, "founded_on": date(2027, 1, 1)},
        ),
        ("unit_path_well_formed", {"path": "x/"}),
        ("unit_name_once_under_parent", {"name": "b工会"}),
    ],
)
def test_the_units_table_refuses(tree, admin, constraint, values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Unit.objects.filter(pk=tree["a"].pk).update(**values)


def test_the_other_tables_refuse(tree, admin):
    post = create_post(actor=admin, unit_id=tree["a"].pk, name="主席")
    take_office(actor=admin, post_id=post.pk, person="赵", start=DAY)
    for constraint, change in {
        "post_has_name": lambda: Post.objects.update(name=""),
        "post_once_in_unit": lambda: Post.objects.create(unit=tree["a"], name="主席"),
        "holding_has_person": lambda: Holding.objects.update(person=""),
        "holding_ends_after_start": lambda: Holding.objects.update(end=date(2020, 1, 1)),
        "holding_terms_apart": lambda: Holding.objects.create(
            post=post, person="钱", start=DAY, unit_path=tree["a"].path
        ),
        "industry_rank_known": lambda: Industry.objects.create(code="x", name="x", rank="x"),
    }.items():
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            change()
