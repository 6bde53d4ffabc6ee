"""What joint mediation counts for others: requests, cases, meetings, agreements, money paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from zhigong.foundation import clock
from zhigong.foundation.figures.counting import number_of, share_of, sum_of
from zhigong.foundation.figures.figure import Asked, Counted, Figure, Found, Line, register
from zhigong.kernel.text import gettext_noop
from zhigong.mediation.models import Agreement, Case, Hearing, Instalment
from zhigong.mediation.rules.capabilities import READ, STATISTICS
from zhigong.mediation.rules.workflow import CaseState

Rows = QuerySet[Any]
WITHOUT_AGREEMENT = (CaseState.FAILED, CaseState.EXPIRED)


def within(asked: Asked, way: str = "") -> Q:
    """Cases of the unit and below; ``way`` leads from the rows asked to the case."""
    start, end = asked.path, asked.path + "~"
    return Q(**{f"{way}unit_path__gte": start, f"{way}unit_path__lt": end})


def in_period(asked: Asked, day: str) -> Q:
    return Q(**{f"{day}__range": (asked.since, asked.until)})


def received(asked: Asked) -> Rows:
    return Case.objects.filter(within(asked), in_period(asked, "received_on"))


def accepted(asked: Asked) -> Rows:
    return Case.objects.filter(within(asked), in_period(asked, "accepted_on"))


def settled(asked: Asked) -> Rows:
    """Cases whose agreement came into force in the period."""
    return Case.objects.filter(within(asked), in_period(asked, "agreement__effective_on"))


def concluded(asked: Asked) -> Rows:
    """Settled in the period, or ended in it without agreement."""
    failed = Q(state__in=WITHOUT_AGREEMENT) & in_period(asked, "ended_on")
    return Case.objects.filter(
        within(asked), failed | in_period(asked, "agreement__effective_on")
    )  # fmt: skip


def held(asked: Asked) -> Rows:
    """Meetings that were held, by the local day on which they began."""
    first = datetime.combine(asked.since, time.min, clock.LOCAL)
    after = datetime.combine(asked.until + timedelta(days=1), time.min, clock.LOCAL)
    return Hearing.objects.filter(
        within(asked, "case__"), state="held", starts_at__gte=first, starts_at__lt=after
    ).select_related("case")


def agreed(asked: Asked) -> Rows:
    return Agreement.objects.filter(
        within(asked, "case__"), in_period(asked, "effective_on")
    ).select_related("case")


def paid(asked: Asked) -> Rows:
    return Instalment.objects.filter(
        within(asked, "agreement__case__"), in_period(asked, "paid_on")
    ).select_related("agreement__case")


def case_line(case: Case) -> Line:
    return Line(case.headline, case.get_absolute_url(), str(case), case.received_on)


def hearing_line(hearing: Hearing) -> Line:
    day = timezone.localtime(hearing.starts_at).date()
    return Line(str(hearing.case), hearing.case.get_absolute_url(), hearing.place, day)


def agreement_line(agreement: Agreement) -> Line:
    case = agreement.case
    return Line(str(case), case.get_absolute_url(), str(agreement.total), agreement.effective_on)


def payment_line(payment: Instalment) -> Line:
    case = payment.agreement.case
    return Line(str(case), case.get_absolute_url(), str(payment.paid), payment.paid_on)


def success(asked: Asked) -> Found:
    return share_of(concluded(asked), in_period(asked, "agreement__effective_on"))


def figure(
    name: str,
    title: str,
    counted: Counted,
    count: Callable[[Asked], Found],
    rows: Callable[[Asked], Rows],
    line: Callable[[Any], Line],
) -> Figure:
    return Figure(f"mediation.{name}", title, counted, (STATISTICS,), (READ,), count, rows, line)


FIGURES = (
    figure("received", gettext_noop("收到调解申请"), Counted.CASES,
           lambda a: number_of(received(a)), received, case_line),
    figure("accepted", gettext_noop("受理调解案件"), Counted.CASES,
           lambda a: number_of(accepted(a)), accepted, case_line),
    figure("settled", gettext_noop("调解成功案件"), Counted.CASES,
           lambda a: number_of(settled(a)), settled, case_line),
    figure("success_rate", gettext_noop("调解成功率"), Counted.PERCENT,
           success, concluded, case_line),
    figure("hearings", gettext_noop("召开调解会"), Counted.TIMES,
           lambda a: number_of(held(a)), held, hearing_line),
    figure("agreed_amount", gettext_noop("调解协议金额"), Counted.YUAN,
           lambda a: sum_of(agreed(a), "total"), agreed, agreement_line),
    figure("performed", gettext_noop("协议履行到账"), Counted.YUAN,
           lambda a: sum_of(paid(a), "paid"), paid, payment_line),
)  # fmt: skip


def offer_figures() -> None:
    for one in FIGURES:
        register(one)
