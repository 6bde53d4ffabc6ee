"""What of mediation hangs on a unit that is to be dissolved."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse

from zhigong.kernel.text import gettext_noop
from zhigong.mediation.models import Case
from zhigong.mediation.rules.workflow import OPEN
from zhigong.org.actions.hanging import Hang, hangs
from zhigong.org.models import Unit


def open_cases_of(unit: Unit) -> QuerySet[Case]:
    """The cases that the unit received and has not ended."""
    return Case.objects.filter(unit=unit, state__in=OPEN).order_by("-id")


def tell_what_hangs() -> None:
    """Let no unit be dissolved while somebody waits for its mediation."""
    hangs(
        Hang(
            "mediation.cases",
            rows=open_cases_of,
            line=lambda row: (f"{row.number or row.code} {row.headline}", row.get_absolute_url()),
            list_of=lambda unit: reverse("mediation:cases"),
            reason=gettext_noop("还有 %(count)s 件由它受理的争议案件没有办结"),
            remedy=gettext_noop("请先办结这些案件；调不成的出具终止文书，告知仲裁和起诉的期限"),
            holds=True,
        )
    )
