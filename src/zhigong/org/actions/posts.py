"""Posts are set up and closed; people take office and leave it."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from zhigong.foundation.audit.record import record
from zhigong.foundation.meanwhile import unchanged
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import ALLOWED, Refused, Verdict, refuse
from zhigong.org.actions.units import CHANGED, lock_unit
from zhigong.org.models import Holding, Post
from zhigong.org.permissions import may_manage
from zhigong.org.rules.changes import is_active, term_in_order, terms_overlap


@transaction.atomic
def create_post(*, actor: Actor, unit_id: int, name: str, order: int = 50) -> Post:
    """Set up a post in a unit: one seat, held by one person at a time."""
    unit = lock_unit(unit_id)
    (may_manage(actor, unit.path) & is_active(unit.state) & _post_named(name)).require()
    post = Post(unit=unit, name=squeeze(name), order=order)
    try:
        with transaction.atomic():
            post.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_post_taken().refusals) from error
    record(actor, "org.post.create", unit, after={"post": post.pk, "name": post.name})
    return post


def _post_named(name: str) -> Verdict:
    if squeeze(name):
        return ALLOWED
    return refuse("org.post.no-name", gettext_noop("请写职务名称"))


def _post_taken() -> Verdict:
    return refuse(
        "org.post.taken",
        gettext_noop("本单位已有这个职务"),
        gettext_noop("有几个席位就分别取名，例如“副主席（一）”"),
    )


@transaction.atomic
def close_post(*, actor: Actor, post_id: int, on: date) -> Post:
    """Close a post. Refuses while somebody still holds it after that day."""
    post = _lock_post(post_id)
    still = Holding.objects.filter(post=post).exclude(end__lte=on).exists()
    (may_manage(actor, post.unit.path) & (_still_held() if still else ALLOWED)).require()
    post.closed_on = on
    post.save(update_fields=["closed_on"])
    after = {"post": post.pk, "on": on.isoformat()}
    record(actor, "org.post.close", post.unit, before={"name": post.name}, after=after)
    return post


def _still_held() -> Verdict:
    return refuse(
        "org.post.held",
        gettext_noop("还有人担任这个职务"),
        gettext_noop("请先填上离任日期"),
    )


@transaction.atomic
def take_office(
    *,
    actor: Actor,
    post_id: int,
    person: str,
    start: date,
    end: date | None = None,
    account_id: int | None = None,
    note: str = "",
) -> Holding:
    """A person holds a post from day to day (both counted; without an end: until it is set).

    Refuses a term that overlaps another of the same post.
    """
    post = _lock_post(post_id)
    (
        may_manage(actor, post.unit.path)
        & is_active(post.unit.state)
        & _open(post)
        & _person_named(person)
        & term_in_order(start, end)
    ).require()
    holding = Holding(
        post=post,
        account_id=account_id,
        person=squeeze(person),
        start=start,
        end=end,
        note=note.strip(),
        unit_path=post.unit.path,
    )
    _save(holding, new=True)
    after = {"post": post.name, "person": holding.person, "from": start.isoformat()}
    record(actor, "org.holding.begin", post.unit, after={**after, "to": _day(end)})
    return holding


def _open(post: Post) -> Verdict:
    if post.closed_on is None:
        return ALLOWED
    return refuse("org.post.closed", gettext_noop("这个职务已经停设"))


def _person_named(person: str) -> Verdict:
    if squeeze(person):
        return ALLOWED
    return refuse("org.holding.no-person", gettext_noop("请写任职人的姓名"))


@transaction.atomic
def leave_office(*, actor: Actor, holding_id: int, end: date, seen_version: int) -> Holding:
    """Set the last day of a term, or correct it."""
    holding = (
        Holding.objects.select_for_update(of=("self",))
        .select_related("post__unit")
        .get(pk=holding_id)
    )
    unit = holding.post.unit
    (
        may_manage(actor, unit.path)
        & term_in_order(holding.start, end)
        & unchanged(holding, seen_version, code=CHANGED, of=unit)
    ).require()
    before, holding.end = holding.end, end
    holding.version += 1
    _save(holding)
    record(
        actor,
        "org.holding.end",
        unit,
        before={"person": holding.person, "post": holding.post.name, "to": _day(before)},
        after={"to": _day(end)},
    )
    return holding


def _lock_post(post_id: int) -> Post:
    return Post.objects.select_for_update(of=("self",)).select_related("unit").get(pk=post_id)


def _save(holding: Holding, *, new: bool = False) -> None:
    try:
        with transaction.atomic():
            holding.save(force_insert=new)
    except IntegrityError as error:
        if "holding_terms_apart" in str(error):
            raise Refused(terms_overlap().refusals) from error
        raise


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
