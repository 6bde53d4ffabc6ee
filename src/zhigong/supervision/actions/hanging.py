"""What of supervision hangs on a unit that is to be dissolved."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhigong.kernel.text import gettext_noop
from zhigong.org.actions.hanging import Hang, hangs
from zhigong.org.models import Unit
from zhigong.supervision.models import Assignment
from zhigong.supervision.rules.workflow import BEFORE_ISSUE, IN_HAND, AssignmentState

OPEN = (*BEFORE_ISSUE, *IN_HAND, AssignmentState.SUSPENDED)


def open_matters_of(unit: Unit) -> QuerySet[Assignment]:
    """What the unit leads or watches over and is not at its end."""
    asked = Q(lead=unit) | Q(unit=unit)
    return Assignment.objects.filter(asked, state__in=OPEN).order_by("-id")


def tell_what_hangs() -> None:
    """Let no unit be dissolved over the heads of those who wait for its work."""
    hangs(
        Hang(
            "supervision.assignments",
            rows=open_matters_of,
            line=lambda row: (f"{row.number} {row.headline}".strip(), row.get_absolute_url()),
            list_of=lambda unit: f"{reverse('supervision:ledger')}?lead={unit.pk}",
            reason=gettext_noop("还有 %(count)s 件由它牵头或督办的事项没有办结"),
            remedy=gettext_noop("请逐件改由其他单位牵头，或办结、撤销；已报送的进展都保留"),
            holds=True,
        )
    )
