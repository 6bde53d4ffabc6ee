"""Offer and take figures, within what the actor may know."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from urllib.parse import urlencode

from django.urls import reverse

from zhigong.foundation import clock
from zhigong.foundation.acting import reaching
from zhigong.foundation.figures.figure import REGISTER, Asked, Counted, Figure, Found, Taken
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse

FEWEST = 3  # rows behind a number that is given to somebody who may not see them
SHORTEST = 27  # days between the first and the last of the shortest month


def may_know(actor: Actor, figure: Figure, path: str) -> Verdict:
    """Whether the number of a unit is this actor's to know."""
    either = (*figure.for_number, *figure.for_rows)
    if actor is SYSTEM or any(actor.holds(one, at=path) for one in either):
        return ALLOWED
    return refuse(
        "figures.not-granted",
        gettext_noop("“%(title)s”在这个单位的数字不在您的权限内"),
        gettext_noop("请换成本单位的数字，或联系管理员授权"),
        title=figure.title,
    )


def may_see_rows(actor: Actor, figure: Figure, path: str) -> bool:
    """Whether the actor may also open what was counted."""
    return actor is SYSTEM or any(actor.holds(one, at=path) for one in figure.for_rows)


def offered(actor: Actor, path: str) -> list[Figure]:
    """The figures of a unit that the actor may have, by module and as they were registered."""
    return [one for one in REGISTER.figures.values() if may_know(actor, one, path)]


def figure_of(code: str) -> Figure | None:
    """A figure by its code; ``None`` where no module offers it (any more)."""
    return REGISTER.figures.get(code)


def need(code: str) -> Figure:
    """A figure by its code, or a refusal in words."""
    found = figure_of(code)
    if found is None:
        refuse(
            "figures.nobody-offers",
            gettext_noop("平台里还没有模块提供“%(figure)s”这个数字"),
            gettext_noop("请换一个数字；或由人填写，并写明出处和日期"),
            figure=code,
        ).require()
    assert found is not None
    return found


def take(actor: Actor, code: str, asked: Asked) -> Taken:
    """Count a figure now.

    Refuses an unknown one, one that is not the actor's, no period, and what would tell of single
    persons to somebody who may not see the rows.
    """
    figure = need(code)
    may_know(actor, figure, asked.path).require()
    if asked.until < asked.since:
        refuse(
            "figures.no-period",
            gettext_noop("止日 %(until)s 早于起日 %(since)s"),
            gettext_noop("请核对起止日期"),
            since=asked.since,
            until=asked.until,
        ).require()
    with counting(actor, figure, asked.path):
        found = figure.count(asked)
    if not may_see_rows(actor, figure, asked.path):
        tells_of_nobody(figure, asked, found).require()
    return Taken(figure, asked, found.value, found.rows, clock.now(), url_of(figure, asked))


def tells_of_nobody(figure: Figure, asked: Asked, found: Found) -> Verdict:
    """Whether a number says nothing about a single person's matter.

    A sum or a share of one or two rows is those persons' own: one agreement's amount. A plain count is
    not, but asked for a day or a week it says when somebody came.
    """
    own = figure.counted in {Counted.YUAN, Counted.PERCENT}
    brief = not figure.at_moment and (asked.until - asked.since).days < SHORTEST
    if not 0 < found.rows < FEWEST or not (own or brief):
        return ALLOWED
    return refuse(
        "figures.too-few",
        gettext_noop("“%(title)s”在这一期间只涉及一两件（人），为保护当事人不给出数字"),
        gettext_noop("请把期间放到一个月以上，或换成上级单位的数字"),
        title=figure.title,
    )


def url_of(figure: Figure, asked: Asked) -> str:
    """Where the counted rows are listed."""
    period = {"unit": asked.path, "since": asked.since, "until": asked.until}
    return f"{reverse('figures:rows', args=[figure.code])}?{urlencode(period)}"


def counting(actor: Actor, figure: Figure, path: str) -> AbstractContextManager[None]:
    """Within: the rows behind a number can be counted, whoever may know the number.

    Who may not see the rows gets nothing but the number that leaves the block.
    """
    if may_see_rows(actor, figure, path):
        return nullcontext()
    module = figure.for_rows[0].partition(".")[0]
    return reaching(actor, module, path)
