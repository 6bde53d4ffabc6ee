"""填空成稿: a person says what fills each blank, and a text is made of what is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.audit.record import record
from zhigong.foundation.figures.figure import Asked
from zhigong.foundation.figures.reading import need, take
from zhigong.foundation.figures.words import measured
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused, refuse
from zhigong.org.queries import unit_by_id
from zhigong.supervision.models import Binding, FilledText, KnownText, SourceDocument
from zhigong.supervision.permissions import may_correct
from zhigong.supervision.queries import lock_document
from zhigong.supervision.queries.following import bindings_of, known_texts
from zhigong.supervision.rules.blanks import (
    SETTINGS,
    Blank,
    PeriodKind,
    Way,
    blanks_of,
    may_fill,
    number_in,
    period_of,
    text_in,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose for a blank; what the way does not need is left empty.

    ``alike``: the same for every blank of the document with the same words.
    """

    way: str
    code: str = ""
    unit_id: int | None = None
    period: str = ""
    since: date | None = None
    text: str = ""
    source: str = ""
    dated: date | None = None
    alike: bool = False


def blanks_in(document: SourceDocument) -> tuple[Blank, ...]:
    """The blanks of a document in the order of its text."""
    passages = document.passages.exclude(proposed="marker").values_list("pos", "text")
    return blanks_of(passages)


def default_texts(document: SourceDocument) -> dict[str, str]:
    """Names that the platform knows without being told, and what was kept for the unit."""
    known = {
        "site.union_name": document.unit.name,
        "site.district_name": settings.DISTRICT_NAME,
        "site.place_name": settings.DISTRICT_NAME,
    }
    return {**known, **known_texts(document.unit_path)}


@transaction.atomic
def bind_blank(
    *, actor: Actor, document_id: int, seen_version: int, key: str, chosen: Chosen
) -> SourceDocument:
    """填空: bind a blank to a figure, to a kept text, or fill it by hand with source and date.

    Refuses an unknown blank, a number for a name and a name for a number, a figure that nobody offers or that is not this person's, a text that
    is not known, and a value by hand that does not say where it comes from.
    """
    document = lock_document(document_id, seen_version=seen_version)
    may_correct(actor, document).require()
    blanks = blanks_in(document)
    blank = next((one for one in blanks if one.key == key), None)
    if blank is None:
        refuse(
            "supervision.blank.unknown",
            gettext_noop("文中没有这个空白"),
            gettext_noop("请从列表中选择"),
        ).require()
    assert blank is not None
    may_fill(blank.type, chosen.way).require()
    _check(actor, document, chosen)
    if chosen.way == Way.SETTING and chosen.text.strip():
        _keep_text(actor, document, chosen)
    same = [b for b in blanks if chosen.alike and b.token == blank.token and b.type == blank.type]
    for one in {b.key: b for b in (blank, *same)}.values():
        _bind(actor, document, one, chosen)
    _touch(document)
    after = {"blank": blank.key, "way": chosen.way, "code": chosen.code, "text": chosen.text}
    record(actor, "supervision.document.bind", document, after=after)
    return document


def _check(actor: Actor, document: SourceDocument, chosen: Chosen) -> None:
    if chosen.way == Way.FIGURE:
        need(chosen.code)
        unit = unit_by_id(chosen.unit_id or 0)
        assert chosen.period in set(PeriodKind)
        take(actor, chosen.code, _asked(document, unit.path, chosen.period, chosen.since))
    elif chosen.way == Way.HAND:
        if not (chosen.text.strip() and chosen.source.strip() and chosen.dated):
            refuse(
                "supervision.blank.no-source",
                gettext_noop("由人填写的，要写明填什么、出处和数据日期"),
                gettext_noop("请补齐三项"),
            ).require()
    else:
        assert chosen.way == Way.SETTING
        if chosen.code not in SETTINGS or not (
            chosen.text.strip() or default_texts(document).get(chosen.code)
        ):
            refuse(
                "supervision.blank.no-text",
                gettext_noop("还没有存过这个常用文字"),
                gettext_noop("请写一次，以后的来文都能用"),
            ).require()


def _asked(document: SourceDocument, path: str, period: str, since: date | None) -> Asked:
    today = clock.today()
    first, last = period_of(period, dated=document.dated or today, since=since, on=today)
    return Asked(path, first, last)


def _keep_text(actor: Actor, document: SourceDocument, chosen: Chosen) -> None:
    KnownText.objects.update_or_create(
        unit_path=document.unit_path,
        key=chosen.code,
        defaults={"text": chosen.text.strip(), "by_id": actor.id, "at": clock.now()},
    )


def _bind(actor: Actor, document: SourceDocument, blank: Blank, chosen: Chosen) -> None:
    figure, hand = chosen.way == Way.FIGURE, chosen.way == Way.HAND
    Binding.objects.update_or_create(
        document=document,
        pos=blank.pos,
        start=blank.start,
        defaults={
            "token": blank.token,
            "way": chosen.way,
            "code": "" if hand else chosen.code,
            "unit_id": chosen.unit_id if figure else None,
            "period": chosen.period if figure else "",
            "since": chosen.since if figure and chosen.period == PeriodKind.SINCE else None,
            "text": chosen.text.strip() if hand else "",
            "source": chosen.source.strip() if hand else "",
            "dated": chosen.dated if hand else None,
            "by_id": actor.id,
            "at": clock.now(),
        },
    )


@transaction.atomic
def unbind_blank(*, actor: Actor, document_id: int, seen_version: int, key: str) -> SourceDocument:
    """留空: the blank stays a blank again. None bound is no error."""
    document = lock_document(document_id, seen_version=seen_version)
    may_correct(actor, document).require()
    held = {f"{pos}:{start}": row for (pos, start), row in bindings_of(document).items()}
    if key in held:
        held[key].delete()
        _touch(document)
        record(actor, "supervision.document.unbind", document, after={"blank": key})
    return document


def _touch(document: SourceDocument) -> None:
    document.version += 1
    document.save(update_fields=["version"])


@transaction.atomic
def make_text(*, actor: Actor, document_id: int, seen_version: int) -> FilledText:
    """成稿: every bound blank with its value of this moment; the rest stay blanks, with the reason."""
    document = lock_document(document_id, seen_version=seen_version)
    may_correct(actor, document).require()
    bound, texts = bindings_of(document), default_texts(document)
    blanks = [
        _filled(actor, document, blank, bound.get((blank.pos, blank.start)), texts)
        for blank in blanks_in(document)
    ]
    made = FilledText.objects.create(
        document=document, made_at=clock.now(), made_by_id=actor.id, blanks=blanks
    )
    after = {"blanks": len(blanks), "filled": _put(blanks)}
    record(actor, "supervision.document.fill", document, after=after)
    return made


def _put(blanks: Iterable[Mapping[str, Any]]) -> int:
    return sum(bool(one["put"]) for one in blanks)


def _filled(
    actor: Actor,
    document: SourceDocument,
    blank: Blank,
    binding: Binding | None,
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """One blank as the text keeps it; ``put`` is empty where it stays a blank, ``why`` says so."""
    told: dict[str, Any] = {
        "pos": blank.pos, "start": blank.start, "token": blank.token, "put": "", "why": "",
        "way": binding.way if binding else "", "title": "", "source": "", "as_of": "", "url": "",
        "since": "", "until": "", "rows": 0, "unit": "", "params": {},
    }  # fmt: skip
    if binding is None or binding.token != blank.token:
        return {**told, "why": gettext_noop("没有人填")}
    if binding.way == Way.HAND:
        assert binding.dated is not None
        return {
            **told, "put": text_in(blank.token, binding.text), "source": binding.source,
            "as_of": binding.dated.isoformat(),
        }  # fmt: skip
    if binding.way == Way.SETTING:
        text = texts.get(binding.code, "")
        put = text_in(blank.token, text) if text else ""
        return {**told, "put": put, "title": SETTINGS[binding.code],
                "as_of": clock.today().isoformat()}  # fmt: skip
    return {**told, **_counted(actor, document, blank, binding)}


def _counted(
    actor: Actor, document: SourceDocument, blank: Blank, binding: Binding
) -> dict[str, Any]:
    """The value of a bound figure; a figure that is gone, or not this person's, leaves the blank."""
    assert binding.unit is not None
    asked = _asked(document, binding.unit.path, binding.period, binding.since)
    try:
        taken = take(actor, binding.code, asked)
    except Refused as refused:
        first = refused.refusals[0]
        return {"source": binding.code, "why": first.reason, "params": dict(first.params)}
    told = {
        "title": taken.figure.title,
        "source": measured(taken.value, taken.figure.counted),
        "as_of": taken.at.isoformat(),
        "url": taken.url,
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "rows": taken.rows,
        "unit": binding.unit.name,
    }
    if taken.value is None:
        return {**told, "why": gettext_noop("这一时期没有可以计算的记录")}
    return {**told, "put": number_in(blank.token, taken.value)}
