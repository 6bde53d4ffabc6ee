"""What the tree of unions counts for others."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from zhigong.foundation.figures.counting import number_of
from zhigong.foundation.figures.figure import Asked, Counted, Figure, Line, name_units_by, register
from zhigong.kernel.text import gettext_noop
from zhigong.org.models import Unit
from zhigong.org.permissions import READ
from zhigong.org.queries import units_at, within
from zhigong.org.rules.kinds import NO_UNIONS, UnitKind

NOT_COUNTED = NO_UNIONS | {UnitKind.GROUP}


def unions(asked: Asked) -> QuerySet[Unit]:
    """Unions in being at the end of the day; what is no union and groups within one are not counted."""
    begun = Q(founded_on__isnull=True) | Q(founded_on__lte=asked.until)
    going = Q(dissolved_on__isnull=True) | Q(dissolved_on__gt=asked.until)
    return _unions(asked).filter(begun, going)


def founded(asked: Asked) -> QuerySet[Unit]:
    return _unions(asked).filter(founded_on__range=(asked.since, asked.until))


def _unions(asked: Asked) -> QuerySet[Unit]:
    return Unit.objects.filter(within(asked.path)).exclude(kind__in=[k.value for k in NOT_COUNTED])


def line(unit: Unit) -> Line:
    return Line(unit.name, unit.get_absolute_url(), unit.code, unit.founded_on)


FIGURES = (
    Figure("org.unions", gettext_noop("工会组织数"), Counted.UNIONS, (READ,), (READ,),
           lambda a: number_of(unions(a)), unions, line, at_moment=True),
    Figure("org.founded", gettext_noop("新建工会数"), Counted.UNIONS, (READ,), (READ,),
           lambda a: number_of(founded(a)), founded, line),
)  # fmt: skip


def name_at(path: str) -> str:
    unit = units_at([path]).get(path)
    return unit.name if unit else path


def offer_figures() -> None:
    name_units_by(name_at)
    for one in FIGURES:
        register(one)
