"""Reading units, posts and holders."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Count, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from zhigong.identity.queries import UnitChoice
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.models import Holding, Industry, Post, Unit
from zhigong.org.permissions import READ
from zhigong.org.rules.kinds import AGENCIES, IndustryRank, UnitKind, UnitState
from zhigong.org.rules.paths import ancestors, bounds
from zhigong.org.rules.words import initials_asked, tokens_asked


def centre_for(place: str) -> Unit:
    """The joint mediation centre that takes requests of a place; the district's first otherwise.

    Refuses where no centre has been set up.
    """
    centres = Unit.objects.filter(kind=UnitKind.CENTRE, state=UnitState.ACTIVE).order_by("path")
    found = centres.filter(place_code=place).first() or centres.first()
    if found is None:
        refuse(
            "org.centre.none",
            gettext_noop("本地还没有设立劳动纠纷联调中心"),
            gettext_noop("请拨打 12351，或直接向劳动人事争议仲裁委员会申请仲裁"),
        ).require()
    assert found is not None
    return found


def units_among(keys: Iterable[int]) -> list[Unit]:
    """The units of some keys, by name: for lists that were counted by unit first."""
    found = Unit.objects.filter(pk__in=list(keys)).order_by("name", "id")
    return list(found.only("name", "path", "state"))


def dissolved_units() -> QuerySet[Unit]:
    """The units that no longer exist: what still names one of them needs another."""
    return Unit.objects.filter(state=UnitState.DISSOLVED)


def unit_by_id(pk: int) -> Unit:
    """A unit in being. Refuses one that is unknown or dissolved."""
    found = Unit.objects.filter(pk=pk, state=UnitState.ACTIVE).first()
    if found is None:
        refuse(
            "org.unit.unknown",
            gettext_noop("没有这个单位，或它已经撤销"),
            gettext_noop("请从列表中选择"),
        ).require()
    assert found is not None
    return found


def agencies() -> QuerySet[Unit]:
    """The authorities outside the union that can take part in cases, in the tree's order."""
    kinds = [k.value for k in AGENCIES]
    return Unit.objects.filter(kind__in=kinds, state=UnitState.ACTIVE).order_by("path")


def units_of_kinds(kinds: Iterable[str]) -> list[Unit]:
    """The living units of some kinds, in the tree's order."""
    return list(Unit.objects.filter(kind__in=list(kinds), state=UnitState.ACTIVE).order_by("path"))


def within(path: str, column: str = "path") -> Q:
    """The unit at the path and everything below it."""
    start, end = bounds(path)
    return Q(**{f"{column}__gte": start, f"{column}__lt": end})


def reach_of(actor: Actor, capability: str = READ) -> Q:
    """Units over which the actor holds the capability."""
    reach = Q(pk__in=[])
    for path in actor.paths(capability):
        reach |= within(path)
    return reach


def units_visible_to(actor: Actor) -> QuerySet[Unit]:
    """The units the actor may read, in the tree's order."""
    if actor is SYSTEM:
        return Unit.objects.order_by("path")
    return Unit.objects.filter(reach_of(actor)).order_by("path")


def tops_visible_to(actor: Actor) -> list[Unit]:
    """Where the actor's view of the tree begins."""
    if actor is SYSTEM:
        return list(Unit.objects.filter(parent__isnull=True).order_by("path"))
    return list(_counted(Unit.objects.filter(path__in=actor.paths(READ))).order_by("path"))


def children_of(unit: Unit, *, dissolved: bool = False) -> QuerySet[Unit]:
    """The units directly below, by name, each with the number of its own (``below``)."""
    found = Unit.objects.filter(parent=unit)
    if not dissolved:
        found = found.filter(state=UnitState.ACTIVE)
    return _counted(found).order_by("name", "pk")


def _counted(units: QuerySet[Unit]) -> QuerySet[Unit]:
    below = Unit.objects.filter(parent=OuterRef("pk"), state=UnitState.ACTIVE)
    counted = below.order_by().values("parent").annotate(n=Count("pk")).values("n")
    return units.annotate(below=Coalesce(Subquery(counted), 0))


def search_units(actor: Actor, text: str, *, limit: int = 50) -> list[Unit]:
    """Units the actor may read whose name, short name, code or pinyin initials fit.

    Dissolved ones come last.
    """
    return list(
        units_visible_to(actor)
        .filter(_fits(text))
        .order_by(Case(When(state=UnitState.ACTIVE, then=0), default=1), "depth", "name")[:limit]
    )


def _fits(text: str) -> Q:
    asked, initials = tokens_asked(text), initials_asked(text)
    if not asked:
        return Q(pk__in=[])
    fits = Q(tokens__contains=asked) | Q(tokens__contains=[f"#{text.strip().lower()}"])
    return fits | Q(tokens__contains=initials) if initials else fits


def ancestors_of(unit: Unit) -> list[Unit]:
    """The units above, from the top."""
    return list(Unit.objects.filter(path__in=ancestors(unit.path)[:-1]).order_by("depth"))


def subtree_size(path: str) -> int:
    """How many living units lie at and below a path."""
    return Unit.objects.filter(within(path), state=UnitState.ACTIVE).count()


def posts_of(unit: Unit) -> list[Post]:
    """The unit's posts in order, each with its terms that the actor's transaction may see."""
    return list(
        Post.objects.filter(unit=unit)
        .prefetch_related(
            Prefetch("holdings", Holding.objects.order_by("-start").select_related("account"))
        )
        .order_by(F("closed_on").asc(nulls_first=True), "order", "pk")
    )


def holders_on(unit: Unit, day: date) -> QuerySet[Holding]:
    """Who holds the unit's posts on a day."""
    return (
        Holding.objects.filter(post__unit=unit, start__lte=day)
        .filter(Q(end__isnull=True) | Q(end__gte=day))
        .select_related("post", "account")
        .order_by("post__order", "post_id")
    )


def units_at(paths: Iterable[str]) -> dict[str, Unit]:
    """Units by path, for labels."""
    return {unit.path: unit for unit in Unit.objects.filter(path__in=list(paths))}


def industries() -> QuerySet[Industry]:
    """All industries: leading, main, special, others, each in order."""
    ranks = Case(*(When(rank=rank, then=n) for n, rank in enumerate(IndustryRank)), default=9)
    return Industry.objects.order_by(ranks, "order", "name")


def root() -> Unit | None:
    """The first top of the tree: the federation that runs this platform."""
    return Unit.objects.filter(parent__isnull=True).order_by("pk").first()


class UnitsForGrants:
    """What identity's pages ask about units (``identity.queries.UnitSource``)."""

    def find(self, text: str, *, within: tuple[str, ...]) -> list[UnitChoice]:
        """By path or code exactly, else by exact name, else by part of the name; ten at most."""
        reach = Q(pk__in=[])
        for path in within:
            reach |= _within(path)
        living = Unit.objects.filter(reach, state=UnitState.ACTIVE)
        typed = text.strip()
        for fits in (Q(path=typed) | Q(code=typed), Q(name=typed) | Q(short_name=typed)):
            if found := list(living.filter(fits).order_by("path")[:10]):
                return _choices(found)
        return _choices(list(living.filter(_fits(typed)).order_by("depth", "name")[:10]))


_within = within


def _choices(units: list[Unit]) -> list[UnitChoice]:
    return [UnitChoice(unit.path, unit.name) for unit in units]
