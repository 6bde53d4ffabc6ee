"""Reading units, posts and holders."""

from __future__ import annotations

from django.db.models import QuerySet

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.org.models import Unit
from zhigong.org.rules.kinds import AGENCIES, UnitKind, UnitState


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
