"""What of membership hangs on a unit that is to be dissolved."""

from __future__ import annotations

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from zhigong.kernel.text import gettext_noop
from zhigong.membership.models import Membership
from zhigong.membership.rules.workflow import RUNNING
from zhigong.org.actions.hanging import Hang, hangs
from zhigong.org.models import Unit


def members_of(unit: Unit) -> QuerySet[Membership]:
    """Who belongs to the unit itself, with those who ask to."""
    rows = Membership.objects.filter(unit=unit, state__in=RUNNING)
    return rows.select_related("person").order_by("-id")


def tell_what_hangs() -> None:
    """Members keep their membership when their union goes: another takes them over."""
    hangs(
        Hang(
            "membership.members",
            rows=members_of,
            line=lambda row: (row.person.name, row.person.get_absolute_url()),
            list_of=lambda unit: f"{reverse('membership:roster')}?{urlencode({'unit': unit.path})}",
            reason=gettext_noop("还有 %(count)s 名会员的会籍在这个单位"),
            remedy=gettext_noop("会籍随人走：写明由哪个单位接手，撤销后把会员转过去"),
            holds=False,
        )
    )
