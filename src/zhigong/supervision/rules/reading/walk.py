"""Walk through the sentences once, in order, and have each judged where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zhigong.supervision.rules.reading.directives import (
    Form,
    Whose,
    directive_of,
    enumerator_of,
    minuted_directive,
    reported_directive,
)
from zhigong.supervision.rules.reading.document import Heading, Role, Why
from zhigong.supervision.rules.reading.examples import Corrections
from zhigong.supervision.rules.reading.headings import RUN_IN
from zhigong.supervision.rules.reading.labels import Label
from zhigong.supervision.rules.reading.layout import Layout
from zhigong.supervision.rules.reading.roles import Judged, Scene, judge
from zhigong.supervision.rules.reading.sentences import Sentence
from zhigong.supervision.rules.reading.vocabulary import names, pattern
from zhigong.supervision.rules.reading.zones import Section

_UNION_SHARE = 400
_UNJUDGED = Why("", "")


def judged(
    sentences: Sequence[Sentence],
    sections: Sequence[Section],
    headings: dict[int, Heading],
    labels: dict[int, Label],
    layout: Layout,
    corrections: Corrections,
) -> list[Judged]:
    """Every sentence with its role; corrections of near-identical passages overrule the rules."""
    headed = any(h.form != RUN_IN for h in headings.values())
    scene = Scene(layout, _about_members(sentences, layout), has_headings=headed)
    scene.has_points = (
        headed or bool(labels) or sum(1 for s in sentences if enumerator_of(s.plain)) > 1
    )
    drafts = _drafts(sentences, headings, labels, layout)
    organisation = organisation_of(layout)
    for draft in drafts:
        _address(draft, organisation)
    zones = {section.start: section for section in flattened(sections)}
    for at, draft in enumerate(drafts):
        if section := zones.get(at):
            scene.zone = section.zone
            scene.addressee, scene.who, scene.praising = Whose.UNSAID, "", False
            scene.lacking = False
        draft.zone = scene.zone
        if draft.sentence.line.number != scene.line:
            _new_line(scene, drafts, at)
        scene.enumerating |= draft.label_length > 0 or _enumerates(draft)
        judge(scene, draft)
        corrections.apply(draft)
    return drafts


def flattened(sections: Sequence[Section]) -> Iterator[Section]:
    """A tree of sections in reading order."""
    for section in sections:
        yield section
        yield from flattened(section.children)


def _enumerates(draft: Judged) -> bool:
    return draft.directive is not None and draft.directive.form is Form.ENUMERATED


def _drafts(
    sentences: Sequence[Sentence],
    headings: dict[int, Heading],
    labels: dict[int, Label],
    layout: Layout,
) -> list[Judged]:
    drafts = []
    for at, sentence in enumerate(sentences):
        draft = Judged(sentence, Role.BACKGROUND, _UNJUDGED)
        draft.heading, draft.part = headings.get(at), layout.parts.get(at)
        draft.label_length = labels[at].length if at in labels else 0
        if not sentence.line.aside and draft.part is None:
            told = reported_directive(draft.body, layout.reported)
            if told is None and layout.minutes:
                told = minuted_directive(draft.body)
            draft.directive = told or directive_of(draft.body)
            draft.tags |= {"reported"} if told else set()
        drafts.append(draft)
    return drafts


def _new_line(scene: Scene, drafts: Sequence[Judged], at: int) -> None:
    """Start a paragraph: forget whom the last one spoke to, and look at what this one holds."""
    line = drafts[at].sentence.line.number
    scene.line = line
    scene.addressee, scene.who, scene.new_body_line = Whose.UNSAID, "", False
    members = []
    for draft in drafts[at:]:
        if draft.sentence.line.number != line:
            break
        members.append(draft)
    scene.greeting_line = any(pattern("role.greeting").search(d.body) for d in members)
    scene.spoken_of = False
    scene.praise_line = any(pattern("role.praise").search(d.body) for d in members)
    demands = [d.directive for d in members if d.directive and d.directive.opens]
    scene.others_ahead = bool(
        scene.about_union
        and demands
        and demands[0].whose is Whose.OTHERS
        and not members[0].heading
    )


def organisation_of(layout: Layout) -> str:
    """The mass organisation a document speaks to, by its title: ``union`` where it names none."""
    found = [n for n in names("organisation") if pattern(f"organisation.{n}").search(layout.title)]
    return found[0] if found else "union"


def _address(draft: Judged, organisation: str) -> None:
    """See whose duty a demand is from where the document's own organisation stands."""
    directive = draft.directive
    if directive is None or not directive.who or organisation == "union":
        return
    if pattern(f"organisation.{organisation}").search(directive.who):
        draft.directive = replace(directive, whose=Whose.OWN)
    elif any(pattern(f"organisation.{n}").search(directive.who) for n in names("organisation")):
        draft.directive = replace(directive, whose=Whose.OTHERS)


def _about_members(sentences: Sequence[Sentence], layout: Layout) -> bool:
    """Whether the document speaks to a mass organisation: by its title, or by how often it does."""
    if any(pattern(f"organisation.{n}").search(layout.title) for n in names("organisation")):
        return True
    length = sum(len(s.plain) for s in sentences) or 1
    named = sum(len(pattern("role.union_itself").findall(s.plain)) for s in sentences)
    return named * _UNION_SHARE > length
