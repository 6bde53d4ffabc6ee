"""From judged sentences to the proposed tree of tasks.

A section's points are, in this order of trust: deeper headings; numbered items; enumerators
(一要, 二是, 第三); and, directly under the highest headings, sentences that begin with a demand.
What demands something before the first point leads to the points and is no point itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.cuts import cuts_in
from zhigong.supervision.rules.reading.directives import Enumerator, Form
from zhigong.supervision.rules.reading.document import Role, TaskKind, Why
from zhigong.supervision.rules.reading.labels import Label, label_of
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.tables import TableRow
from zhigong.supervision.rules.reading.titles import bare_title, shortened, title_of
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern
from zhigong.supervision.rules.reading.zones import Section, Zone

_TITLE_ONLY = 24
_DEEPEST = 6
_SERIES = 2


@dataclass(slots=True)
class Node:
    """A task in the making; its id is given when the tree is complete."""

    kind: TaskKind
    title: str
    passages: list[Judged] = field(default_factory=list)
    text: str = ""
    addressee: str = ""
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Point:
    """A point in the making: its title, its sentences, and its own words if only a clause."""

    title: str
    drafts: list[Judged]
    clause: str = ""


def nodes_of_table(rows: Sequence[TableRow], drafts: Sequence[Judged]) -> list[Node]:
    """A task for each row of a table of tasks; its passages become what is asked."""
    nodes = []
    for row in rows:
        held = [d for d in drafts if d.sentence.line.number == row.line]
        for draft in held:
            draft.role = Role.REQUIREMENT
            draft.why = Why("table.row", gettext_noop("任务表的一行"))
        nodes.append(Node(TaskKind.REQUIREMENT, row.title, held, text=row.text))
    return nodes


def nodes_of(tops: Sequence[Section], drafts: Sequence[Judged]) -> list[Node]:
    """All top nodes in reading order; also settles which demands only lead to points."""
    nodes: list[Node] = []
    for section in tops:
        if section.zone in (Zone.PAST, Zone.GROUND, Zone.APPENDIX):
            continue
        nodes += _of_section(section, drafts)
    return nodes


def _of_section(section: Section, drafts: Sequence[Judged]) -> list[Node]:
    members = list(_all_drafts(section, drafts))
    nodes = [_standing(d) for d in members if d.role is Role.STANDING]
    if section.heading is None:
        nodes += _headless(members)
    elif section.zone is Zone.DEMAND:
        node = _requirement(section, drafts, depth=1)
        nodes += [node] if node else []
    extra = _grouped(members, Role.SUPPORT, TaskKind.SUPPORT)
    extra += _grouped(members, Role.NEW_BODY, TaskKind.NEW_BODY)
    if section.heading and section.zone in (Zone.SUPPORT, Zone.NEW_BODY):
        return nodes + _under_heading(section, drafts, members, extra)
    return nodes + extra


def _all_drafts(section: Section, drafts: Sequence[Judged]) -> list[Judged]:
    found = list(drafts[section.start : section.end])
    for child in section.children:
        found += _all_drafts(child, drafts)
    return found


def _standing(draft: Judged) -> Node:
    return Node(TaskKind.STANDING, title_of(draft), [draft])


def _headless(members: list[Judged]) -> list[Node]:
    """A document, or an opening, without headings: its points are themselves requirements."""
    wanted = [d for d in members if d.role in (Role.REQUIREMENT, Role.LEAD)]
    if not any(d.role is Role.REQUIREMENT for d in wanted):
        return []
    points = _points(wanted, top=True)
    if not points:
        first = next(d for d in wanted if d.role is Role.REQUIREMENT)
        points = [_Point(title_of(first), wanted)]
    return [_node(point, depth=1) for point in points]


def _requirement(section: Section, drafts: Sequence[Judged], depth: int) -> Node | None:
    assert section.heading is not None
    own = list(drafts[section.start : section.end])
    head, body = own[0], own[1:]
    node = Node(TaskKind.REQUIREMENT, bare_title(section.heading.title), [head])
    _settle_findings(body)
    wanted = [d for d in body if d.role in (Role.REQUIREMENT, Role.LEAD)]
    children = [c for c in section.children if c.zone is Zone.DEMAND]
    if not children and _only_told(section.heading.title, wanted):
        return None
    for child in children:
        below = _requirement(child, drafts, depth + 1)
        node.children += [below] if below else []
    if node.children:
        _lead(wanted, gettext_noop("分点之前的总说明"))
        node.passages += wanted
        return node
    points = _points(wanted, top=depth == 1)
    if points:
        inside = {id(d) for p in points for d in p.drafts}
        kept = (Role.LEAD, Role.REQUIREMENT)
        node.passages += [d for d in wanted if id(d) not in inside and d.role in kept]
        node.children = [_node(point, depth + 1) for point in points]
        return node
    node.passages += wanted
    return node if wanted or _stands_alone(section, body, depth) else None


def _only_told(title: str, wanted: list[Judged]) -> bool:
    """“通报第一季度执行情况” with nothing asked under it: minutes only say that it was told."""
    if not pattern("heading.told").match(title) or any(d.directive for d in wanted):
        return False
    for draft in wanted:
        draft.role = Role.BACKGROUND
        draft.why = Why("told", gettext_noop("会上通报、听取的情况，没有提出要求"))
    return True


def _settle_findings(body: list[Judged]) -> None:
    """What an audit found stands before its “整改意见：” and is ground, no demand."""
    mending = (at for at, d in enumerate(body) if pattern("role.mending").match(d.body))
    for draft in body[: next(mending, 0)]:
        if draft.role is Role.REQUIREMENT and draft.directive is None:
            draft.role = Role.BACKGROUND
            draft.why = Why("finding", gettext_noop("发现的问题，整改意见在后面"))


def _stands_alone(section: Section, body: list[Judged], depth: int) -> bool:
    """Whether a heading without demands under it is a task all the same.

    It is where the line is all there is of the item, and where it is one of the speaker's
    numbered points; it is none where what follows are duties of others.
    """
    assert section.heading is not None
    if not body and not section.children:
        return True
    told = [d for d in body if d.part is None]
    if told and all(d.sentence.line.aside or d.why.rule == "in-force" for d in told):
        return False  # a table has rows of its own; what rules are for and when asks nothing
    others = any(d.role in (Role.SUPPORT, Role.NEW_BODY) for d in body)
    return depth == 1 and section.heading.number > 0 and not section.children and not others


def _under_heading(
    section: Section, drafts: Sequence[Judged], members: list[Judged], extra: list[Node]
) -> list[Node]:
    assert section.heading is not None
    kind = TaskKind.SUPPORT if section.zone is Zone.SUPPORT else TaskKind.NEW_BODY
    own = [n for n in extra if n.kind is kind]
    others = [n for n in extra if n.kind is not kind]
    rest = [d for d in members if d.role is Role.REQUIREMENT]
    node = Node(kind, section.heading.title, [drafts[section.start]])
    if len(own) > 1:
        node.children = own
    elif own:
        node.passages += own[0].passages
        node.addressee = own[0].addressee
    if not own:
        node.kind = TaskKind.REQUIREMENT
        again = Section(section.heading, Zone.DEMAND, section.start, section.end)
        again.children = section.children
        for child in again.children:
            child.zone = Zone.DEMAND
        made = _requirement(again, drafts, depth=1)
        return ([made] if made else []) + others
    node.passages += rest if len(own) <= 1 else []
    return [node, *others]


def _grouped(members: list[Judged], role: Role, kind: TaskKind) -> list[Node]:
    """Duties of others and of the new body: one for each sentence that lays one on them."""
    nodes: list[Node] = []
    for draft in members:
        if draft.role is not role or draft.heading is not None:
            continue
        if not nodes or "point" in draft.tags:
            nodes.append(Node(kind, title_of(draft), [draft], addressee=draft.addressee))
        else:
            nodes[-1].passages.append(draft)
    return nodes


def _points(wanted: list[Judged], *, top: bool) -> list[_Point]:
    """The points among sentences of one section, none where it is a single task."""
    for find in (_numbered, _enumerated, _clauses, _run_in, _demands if top else _none):
        points = find(wanted)
        if len(points) > 1:
            _settle_leads(wanted, points)
            return points
    return []


def _none(wanted: list[Judged]) -> list[_Point]:
    return []


def _numbered(wanted: list[Judged]) -> list[_Point]:
    """Lines with numbers of the highest form there is; deeper ones stand within their point."""
    forms = {at: label for at, d in enumerate(wanted) if (label := _label(d))}
    top = min((label.rank for label in forms.values()), default=0)
    return _cut(wanted, [at for at, label in forms.items() if label.rank == top])


def _label(draft: Judged) -> Label | None:
    return label_of(draft.sentence.plain) if draft.label_length else None


def _enumerated(wanted: list[Judged]) -> list[_Point]:
    starts = [at for at, d in enumerate(wanted) if _enumerates(d)]
    if not starts:
        return []
    series = _series(wanted[starts[0]])
    same = [at for at in starts if _series(wanted[at]) == series]
    opened = [at for at, d in enumerate(wanted[: same[0]]) if d.directive and d.directive.opens]
    return [] if len(opened) > 1 else _cut(wanted, same)


def _enumerates(draft: Judged) -> bool:
    return draft.directive is not None and draft.directive.form is Form.ENUMERATED


def _series(draft: Judged) -> str:
    return draft.directive.series if draft.directive else ""


def _clauses(wanted: list[Judged]) -> list[_Point]:
    """Enumerated clauses of one sentence: “一要…；二要…；三要…。”, “①…；②…。”"""
    for at, draft in enumerate(wanted):
        cuts = cuts_in(draft)
        opened = [d for d in wanted[:at] if d.directive and d.directive.opens]
        if len(cuts) > 1 and len(opened) <= 1:
            return _clause_points(draft, cuts) + _after_clauses(wanted[at + 1 :])
    return []


def _after_clauses(rest: list[Judged]) -> list[_Point]:
    """Demands that follow an enumeration within one sentence stand beside it, numbered or not."""
    starts = [at for at, d in enumerate(rest) if d.directive and d.directive.opens]
    points: list[_Point] = []
    for start, end in zip(starts, [*starts[1:], len(rest)], strict=False):
        cuts = cuts_in(rest[start])
        if len(cuts) < _SERIES:
            points += _cut(rest[start:end], [0])
            continue
        points += _clause_points(rest[start], cuts)
        points += _cut(rest[start + 1 : end], [0]) if start + 1 < end else []
    return points


def _clause_points(draft: Judged, cuts: list[tuple[int, Enumerator]]) -> list[_Point]:
    offset = len(draft.sentence.plain) - len(draft.body)
    ends = [at for at, _ in cuts[1:]] + [len(draft.body)]
    points = []
    for (at, mark), end in zip(cuts, ends, strict=True):
        text = draft.sentence.text[offset + at + mark.length : offset + end].strip(
            "，；、。：）;, "
        )
        modal = pattern("role.yao_start").match(canonical(text))
        title = shortened(text[modal.end() :] if modal else text)
        points.append(_Point(title or mark.words, [draft], clause=text))
    return points


def _run_in(wanted: list[Judged]) -> list[_Point]:
    return _cut(wanted, [at for at, d in enumerate(wanted) if d.heading is not None])


def _demands(wanted: list[Judged]) -> list[_Point]:
    starts = [at for at in range(len(wanted)) if _begins_point(wanted, at)]
    plain = [at for at in starts if _form(wanted[at]) is Form.START]
    if len(plain) > 1:
        starts = [at for at in starts if at >= plain[0] or not _speaks_of_us(wanted[at])]
    if len(starts) > 1:
        return _cut(wanted, starts)
    inner = [at for at, d in enumerate(wanted) if d.directive]
    return _cut(wanted, inner) if not starts else []


def _begins_point(wanted: list[Judged], at: int) -> bool:
    """Whether a demand begins a point: not where it only says who does what was just titled."""
    draft = wanted[at]
    if draft.directive is None or not draft.directive.opens:
        return False
    if _form(draft) is not Form.SUBJECT or at == 0:
        return True
    before = wanted[at - 1]
    titled = _form(before) in (Form.START, Form.HOPE) and len(before.body) <= _TITLE_ONLY
    return not (titled and before.sentence.line is draft.sentence.line)


def _form(draft: Judged) -> Form | None:
    return draft.directive.form if draft.directive else None


def _speaks_of_us(draft: Judged) -> bool:
    """“我们必须…” before the points leads to them."""
    who = draft.directive.who if draft.directive else ""
    return pattern("role.who_speaks").match(who) is not None


def _cut(wanted: list[Judged], starts: list[int]) -> list[_Point]:
    ends = [*starts[1:], len(wanted)]
    return [
        _Point(_title_of_cut(wanted[start:end]), wanted[start:end])
        for start, end in zip(starts, ends, strict=False)
    ]


def _title_of_cut(drafts: list[Judged]) -> str:
    """“第一阶段（3月—6月）：” alone is named by what follows the colon."""
    first, *rest = drafts
    named = first.directive is not None and first.directive.words.rstrip("：") == first.body[:-1]
    if not (named and rest and first.body.endswith("：")):
        return title_of(first)
    return first.sentence.text + shortened(rest[0].sentence.text)


def _settle_leads(wanted: list[Judged], points: list[_Point]) -> None:
    first = points[0].drafts[0]
    before = wanted[: next(at for at, d in enumerate(wanted) if d is first)]
    for draft in before:
        if draft.role is Role.LEAD:
            continue
        if draft.directive:
            _lead([draft], gettext_noop("统领下面各点的要求：“%(words)s”"))
        else:
            draft.role = Role.BACKGROUND
            draft.why = Why("ground.before", gettext_noop("分点之前的说明，没有提出要求"))


def _lead(drafts: list[Judged], message: str) -> None:
    for draft in drafts:
        if draft.role is Role.REQUIREMENT and draft.heading is None:
            draft.role = Role.LEAD
            words = draft.directive.words.strip("，。：；") if draft.directive else ""
            draft.why = Why("lead", message, words)


def _node(point: _Point, depth: int) -> Node:
    node = Node(TaskKind.REQUIREMENT, point.title, list(point.drafts), text=point.clause)
    node.addressee = point.drafts[0].directive.who if point.drafts[0].directive else ""
    if point.clause or depth >= _DEEPEST:
        return node
    inner = _inside(point.drafts)
    if len(inner) > 1:
        node.children = [_node(p, depth + 1) for p in inner]
        held = {id(d) for p in inner for d in p.drafts}
        whole = not any(p.clause for p in inner)
        node.passages = [d for d in point.drafts if not whole or id(d) not in held]
    return node


def _inside(drafts: list[Judged]) -> list[_Point]:
    """Enumerated sub-points within a point, not the enumerator that opens the point itself."""
    labelled = [at for at, d in enumerate(drafts) if at and d.label_length]
    if len(labelled) > 1:
        return _numbered(drafts[labelled[0] :])
    own = _series(drafts[0])
    rest = [at for at, d in enumerate(drafts) if at and _enumerates(d) and _series(d) != own]
    if len(rest) > 1:
        return _cut(drafts, rest)
    for draft in drafts:
        cuts = cuts_in(draft)
        if len(cuts) > 1 and (draft is not drafts[0] or cuts[0][0] > 0):
            return _clause_points(draft, cuts)
    return []
