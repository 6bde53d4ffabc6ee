"""The pages of the organisation: tree, unit, forms; happy, refused, out of reach, cheap."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from tests.identity import people
from tests.identity.people import acts
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.queries import trail_of
from zhigong.kernel.actor import SYSTEM
from zhigong.org.actions import hanging
from zhigong.org.actions.founding import found_federation
from zhigong.org.actions.posts import create_post, take_office
from zhigong.org.actions.units import UnitFacts, create_unit
from zhigong.org.models import Holding, Post, Unit
from zhigong.org.rules.kinds import UnitKind, UnitLevel

pytestmark = pytest.mark.django_db
WRITTEN = {"name": "晴川街道总工会", "kind": "township", "level": "township"}


def found(code: str, parent: Unit, name: str) -> Unit:
    with acting(SYSTEM, action="test"):
        facts = UnitFacts(name=name, kind=UnitKind.TOWNSHIP, level=UnitLevel.TOWNSHIP)
        return create_unit(actor=SYSTEM, code=code, parent_id=parent.pk, facts=facts)


@pytest.fixture
def top() -> Unit:
    return found_federation(name="示范区总工会")


@pytest.fixture
def town(top) -> Unit:
    return found("T1", top, "一号街道总工会")


@pytest.fixture
def admin(top) -> Client:
    return people.signed_in(people.director(top.path))


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_the_tree_opens_at_the_top_and_further_by_links(admin, top, town):
    found("T11", town, "晴川厂工会")
    page = text(admin.get("/org/"))
    assert "一号街道总工会" in page
    assert "晴川厂工会" not in page
    opened = text(admin.get(f"/org/?open={top.pk}&open={town.pk}"))
    assert "晴川厂工会" in opened
    assert f"/org/?open={top.pk}#unit-{town.pk}" in opened  # the way to close it again


def test_a_branch_comes_as_a_piece_of_the_same_tree(admin, town):
    found("T11", town, "晴川厂工会")
    piece = text(admin.get(f"/org/{town.pk}/branch"))
    assert "晴川厂工会" in piece
    assert "<html" not in piece


def test_units_are_found_by_name_and_by_initials(admin, town):
    for typed in ("一号街道", "yhjd", "T1"):
        assert "一号街道总工会" in text(admin.get("/org/", {"q": typed})), typed
    assert "没有找到这个单位" in text(admin.get("/org/", {"q": "火星"}))


def test_the_tree_asks_the_same_however_many_units(admin, top, django_assert_max_num_queries):
    def count() -> int:
        with django_assert_max_num_queries(10) as caught:
            admin.get("/org/")
        return len(caught.captured_queries)

    found("X0", top, "零号工会")
    few = count()
    for n in range(1, 15):
        found(f"X{n}", top, f"{n}号工会")
    assert count() == few


def test_who_reads_no_units_finds_no_page(top):
    client = people.signed_in(people.officer("wai", "外人"))
    assert {client.get(u).status_code for u in ("/org/", f"/org/{top.pk}")} == {404}


def test_a_unit_out_of_reach_is_not_found(top, town):
    other = found("T2", top, "二号街道总工会")
    li = people.officer("li", "李调解")
    people.granted(li, "administrator", town.path)
    client = people.signed_in(li)
    assert text(client.get(f"/org/{town.pk}"))
    for url in ("", "/branch", "/change", "/new", "/move", "/dissolve", "/posts/new"):
        assert client.get(f"/org/{other.pk}{url}").status_code == 404, url


def test_who_only_reads_sees_no_buttons_and_is_refused(town):
    li = people.officer("li", "李调解")
    people.granted(li, "leader", town.path)
    client = people.signed_in(li)
    page = text(client.get(f"/org/{town.pk}"))
    assert "修改资料" not in page
    refused = text(client.post(f"/org/{town.pk}/change", WRITTEN), 409)
    assert "您没有办理此事的权限" in refused
    town.refresh_from_db()
    assert town.name == "一号街道总工会"


def test_a_unit_is_founded_below_another(admin, town):
    response = admin.post(
        f"/org/{town.pk}/new", {**WRITTEN, "code": "N-1", "functions": "调解，救助"}
    )
    made = Unit.objects.get(code="N-1")
    assert response.headers["Location"] == f"/org/{made.pk}"
    assert made.functions == ["调解", "救助"]
    assert "晴川街道总工会" in text(admin.get(f"/org/{made.pk}"))


def test_a_wrong_form_keeps_what_was_typed_and_founds_nothing(admin, town):
    page = text(
        admin.post(f"/org/{town.pk}/new", {"name": "新工会", "code": "?", "kind": "x"}), 422
    )
    assert 'value="新工会"' in page
    assert "请用 2 至 40 个字母" in page
    again = text(admin.post(f"/org/{town.pk}/new", {**WRITTEN, "code": "T1"}), 422)
    assert "代码已被使用" in again
    assert Unit.objects.count() == 2


def test_a_form_sent_twice_founds_once(admin, town):
    sent = {**WRITTEN, "code": "N-1", "request_key": "k" * 22}
    first, second = (admin.post(f"/org/{town.pk}/new", sent) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Unit.objects.filter(code="N-1").count() == 1


def test_a_page_out_of_date_changes_nothing(admin, town):
    url = f"/org/{town.pk}/change"
    assert admin.post(url, {**WRITTEN, "seen_version": "1"}).status_code == 302
    page = text(admin.post(url, {**WRITTEN, "name": "别的", "seen_version": "1"}), 422)
    assert "页面已过期" in page
    assert 'value="别的"' in page
    missing = admin.post(url, {**WRITTEN, "name": "别的"})
    assert missing.status_code == 422


def test_a_unit_is_moved_by_the_name_of_its_new_parent(admin, top, town):
    other = found("T2", top, "二号街道总工会")
    url = f"/org/{town.pk}/move"
    wrong = text(admin.post(url, {"parent": "火星", "reason": "x", "seen_version": "1"}), 422)
    assert "没有找到这个单位" in wrong
    both = text(admin.post(url, {"parent": "街道", "reason": "x", "seen_version": "1"}), 422)
    assert "有几个单位都符合" in both
    admin.post(url, {"parent": "二号街道总工会", "reason": "调整", "seen_version": "1"})
    town.refresh_from_db()
    assert town.path == f"{other.path}{town.pk}/"
    assert "移动到别的上级" in text(admin.get(f"/org/{town.pk}"))


def test_a_unit_with_living_children_is_not_dissolved_and_says_why(admin, top, town):
    sent = {"on": "2026-11-23", "reason": "撤并", "seen_version": "1"}
    page = text(admin.post(f"/org/{top.pk}/dissolve", sent), 422)
    assert "下面还有 1 个单位，不能撤销" in page
    assert "请先把它们移到别的单位" in page
    assert admin.post(f"/org/{town.pk}/dissolve", sent).status_code == 302
    assert "已撤销" in text(admin.get(f"/org/{town.pk}"))


def test_posts_are_filled_and_left_on_their_pages(admin, town):
    admin.post(f"/org/{town.pk}/posts/new", {"name": "主席", "order": "1"})
    post = Post.objects.get()
    assert "空缺" in text(admin.get(f"/org/{town.pk}"))
    admin.post(f"/org/posts/{post.pk}/hold", {"person": "赵主席", "start": "2023-05-01"})
    assert "赵主席" in text(admin.get(f"/org/{town.pk}"))
    overlap = admin.post(f"/org/posts/{post.pk}/hold", {"person": "钱", "start": "2024-01-01"})
    assert "这段时间里这个职务已有人担任" in text(overlap, 422)
    with acting(SYSTEM):
        holding = Holding.objects.get()
    sent = {"end": "2026-11-01", "seen_version": "1"}
    assert admin.post(f"/org/terms/{holding.pk}/end", sent).status_code == 302
    assert admin.post(f"/org/posts/{post.pk}/close", {"on": "2026-11-02"}).status_code == 302
    assert "已停设" in text(admin.get(f"/org/{town.pk}"))


def test_who_holds_office_is_seen_from_when_to_when(admin, town):
    with acting(SYSTEM, action="test"):
        post = create_post(actor=SYSTEM, unit_id=town.pk, name="主席")
        take_office(
            actor=SYSTEM,
            post_id=post.pk,
            person="王主任",
            start=date(2018, 5, 1),
            end=date(2023, 4, 30),
        )
    page = text(admin.get(f"/org/{town.pk}"))
    assert "王主任 · 2018-05-01 – 2023-04-30" in page


def test_the_pages_speak_english(admin, town):
    admin.cookies["zhigong_language"] = "en"
    page = text(admin.get(f"/org/{town.pk}"))
    assert "Particulars" in page
    assert "Subdistrict or town union" in page
    assert acts(people.officer("x", "x")).id


def test_what_hangs_on_a_unit_is_named_before_it_is_dissolved(admin, top, town, monkeypatch):
    other = found("T2", top, "二号街道总工会")
    monkeypatch.setattr(hanging, "KINDS", {})
    hanging.hangs(
        hanging.Hang(
            "test.posts", rows=lambda unit: Unit.objects.filter(pk=unit.pk),
            line=lambda row: (row.code, "/somewhere"), list_of=lambda unit: "/all",
            reason="还有 %(count)s 名会员", remedy="把会员转过去", holds=False,
        )
    )  # fmt: skip
    url = f"/org/{town.pk}/dissolve"
    page = text(admin.get(url))
    assert "还有 1 名会员" in page
    assert 'href="/somewhere"' in page

    sent = {"on": "2026-11-23", "reason": "撤并", "seen_version": "1"}
    assert "请写明由哪个单位接手" in text(admin.post(url, sent), 422)
    itself = text(admin.post(url, {**sent, "successor": town.name}), 422)
    assert "撤销的单位不能由自己接手" in itself
    assert admin.post(url, {**sent, "successor": other.name}).status_code == 302
    with acting(SYSTEM):
        event = trail_of(town)[0]
    assert event.after["successor"] == other.name


def test_a_unit_that_something_holds_offers_no_form_but_the_way_there(admin, town, monkeypatch):
    monkeypatch.setattr(hanging, "KINDS", {})
    hanging.hangs(
        hanging.Hang(
            "test.work", rows=lambda unit: Unit.objects.filter(pk=unit.pk),
            line=lambda row: (row.code, "/somewhere"), list_of=lambda unit: "/all",
            reason="还有 %(count)s 件事", remedy="先办好", holds=True,
        )
    )  # fmt: skip
    page = text(admin.get(f"/org/{town.pk}/dissolve"))
    assert "先办好" in page
    assert 'name="on"' not in page
    sent = {"on": "2026-11-23", "reason": "撤并", "seen_version": "1"}
    assert "还有 1 件事" in text(admin.post(f"/org/{town.pk}/dissolve", sent), 422)
