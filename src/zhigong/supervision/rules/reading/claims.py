"""The speaker's own counts (“4点希望和要求”) against what follows them, and gaps in numbering."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.cuts import cuts_in
from zhigong.supervision.rules.reading.directives import Form
from zhigong.supervision.rules.reading.document import Claim, Heading, Notice, Role, TaskKind
from zhigong.supervision.rules.reading.headings import RUN_IN, UNNUMBERED
from zhigong.supervision.rules.reading.labels import FORMS, Label
from zhigong.supervision.rules.reading.points import Node
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.vocabulary import number_of, pattern, words
from zhigong.supervision.rules.reading.zones import Zone

_NEAR = 8
_NARROW_STOPS = 2
_WRAPPED_WIDTH = 20
_WRAPPED_LINES = 8
_UNCOUNTED = (Zone.PAST, Zone.APPENDIX, Zone.CLOSING)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something counted: a number, an enumerator or an unnumbered heading, with its rank."""

    at: int
    series: str
    rank: int
    number: int


def claims_of(
    drafts: Sequence[Judged],
    headings: dict[int, Heading],
    labels: dict[int, Label],
    nodes: Sequence[Node],
) -> list[Claim]:
    """Every count the speaker gives of his demands, with the number found after it."""
    marks = _marks(drafts, headings, labels)
    claims = []
    for at, draft in enumerate(drafts):
        if draft.zone in _UNCOUNTED or draft.role in (Role.BACKGROUND, Role.HEADING, Role.MARKER):
            continue
        match = pattern("role.claim").search(draft.body)
        if match is None:
            continue
        mended = pattern("role.claim_mended").search(draft.body, match.end())
        claimed = number_of((mended or match).group(1))
        found = _found_after(at, draft, marks)
        if not found and pattern("role.claim_of_demands").search(match.group()):
            found = sum(1 for n in nodes if n.kind is TaskKind.REQUIREMENT)
        if claimed and found:
            words = draft.body[match.start() : (mended or match).end()]
            claims.append(Claim(draft.sentence.pos, words, claimed, found))
            claims += _counted_below(draft.sentence.pos, match, nodes)
    return claims


def _counted_below(pos: str, match: re.Match[str], nodes: Sequence[Node]) -> list[Claim]:
    """“五个方面18项工作”: the second count is of the tasks below, at whatever depth it is right."""
    more = pattern("role.claim_more").search(match.group(), match.end(2) - match.start())
    below = [child for n in nodes if n.kind is TaskKind.REQUIREMENT for child in n.children]
    if more is None or not below:
        return []
    claimed, counts = number_of(more.group(1)), []
    while below:
        counts.append(len(below))
        below = [child for n in below for child in n.children]
    found = claimed if claimed in counts else counts[0]
    return [Claim(pos, more.group(), claimed, found)] if claimed else []


def _marks(
    drafts: Sequence[Judged], headings: dict[int, Heading], labels: dict[int, Label]
) -> list[_Mark]:
    marks = []
    for at, draft in enumerate(drafts):
        if at in labels:
            label = labels[at]
            marks.append(_Mark(at, label.form, label.rank, label.number))
        elif at in headings and headings[at].form in (UNNUMBERED, RUN_IN):
            marks.append(_Mark(at, headings[at].form, len(FORMS), 0))
        elif len(inside := cuts_in(draft)) > 1:
            marks += [_Mark(at, m.series, len(FORMS) + 1, m.number) for _, m in inside]
        elif draft.directive and draft.directive.form is Form.ENUMERATED:
            directive = draft.directive
            marks.append(_Mark(at, directive.series, len(FORMS) + 1, directive.number))
    return marks


def _found_after(at: int, draft: Judged, marks: Sequence[_Mark]) -> int:
    inside = cuts_in(draft)
    if len(inside) > 1:
        return len(inside)
    after = [m for m in marks if m.at > at]
    if not after or after[0].at - at > _NEAR or after[0].number > 1:
        return 0
    first = after[0]
    found = 0
    for mark in after:
        if mark.rank < first.rank or (found and mark.series == first.series and mark.number == 1):
            break
        found += mark.series == first.series
    return found


def claim_notices(claims: Sequence[Claim]) -> list[Notice]:
    """A warning for each count that differs from what was found."""
    return [
        Notice(
            "claim-differs",
            gettext_noop("讲话人说“%(words)s”（%(claimed)s），读出 %(found)s 点，请核对"),
            {"words": claim.words, "claimed": claim.claimed, "found": claim.found},
            claim.pos,
        )
        for claim in claims
        if claim.claimed != claim.found
    ]


def numbering_notices(drafts: Sequence[Judged], labels: dict[int, Label]) -> list[Notice]:
    """A warning for each number that skips or repeats in its series."""
    last: dict[str, int] = {}
    notices = []
    for at, label in sorted(labels.items()):
        previous = last.get(label.form)
        if previous is not None and label.number not in (1, previous + 1):
            notices.append(
                Notice(
                    "numbering",
                    gettext_noop("序号不连续：上一个是 %(before)s，这里是 %(here)s"),
                    {"before": previous, "here": label.number},
                    drafts[at].sentence.pos,
                )
            )
        last[label.form] = label.number
        for form in FORMS[label.rank + 1 :]:
            if form != "arabic":
                last.pop(form, None)
    return notices


def stop_notices(drafts: Sequence[Judged]) -> list[Notice]:
    """A warning where sentences end with half-width stops, at which passages are not split."""
    inside = [d for d in drafts if "。" in d.body[:-1] and "。" not in d.sentence.text]
    if len(inside) < _NARROW_STOPS:
        return []
    return [
        Notice(
            "narrow-stops",
            gettext_noop("有 %(count)s 段用了半角句号“.”，没有断句，请核对"),
            {"count": len(inside)},
            inside[0].sentence.pos,
        )
    ]


def wrapped_notices(drafts: Sequence[Judged]) -> list[Notice]:
    """A warning where lines break off in mid-sentence: text wrapped to a width, no paragraphs."""
    lines = {d.sentence.line.number: d.sentence for d in drafts if not d.sentence.line.aside}
    long = [s for s in lines.values() if len(s.line.text) >= _WRAPPED_WIDTH]
    broken = [s for s in long if s.line.text[-1] not in words("text.line_ends")]
    if len(broken) < _WRAPPED_LINES or 2 * len(broken) < len(long):
        return []
    return [
        Notice(
            "wrapped-lines",
            gettext_noop("文字像是按行宽断开的，不是按段落分行；请先合并成段落再读"),
            {},
            broken[0].pos,
        )
    ]


def marker_notices(drafts: Sequence[Judged]) -> list[Notice]:
    """What stood between pay-wall marks, and a warning where the text seems cut off."""
    begin = end = before = last = ""
    for draft in drafts:
        marker = draft.sentence.marker or (draft.body if draft.role is Role.MARKER else "")
        line = f"P{draft.sentence.line.number}"
        if not begin and pattern("marker.begin").search(marker):
            begin = line
        elif pattern("marker.end").search(marker):
            end, last = (before if draft.role is Role.MARKER else line), line
        before = line
    if begin and end:
        return [
            Notice(
                "paywall",
                gettext_noop("%(begin)s 至 %(end)s 之间带有付费阅读标记，标记已略去，原文保留"),
                {"begin": begin, "end": end},
                begin,
            )
        ]
    if begin or end:
        return [
            Notice(
                "truncated",
                gettext_noop("付费阅读标记只有一头，正文可能不完整"),
                {},
                begin or last,
            )
        ]
    return []
