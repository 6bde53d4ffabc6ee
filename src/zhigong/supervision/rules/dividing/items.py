"""Second-level items of a task: one item is one verifiable action, verb, object, measure."""

from __future__ import annotations

import re

from zhigong.supervision.rules.dividing.proposed import Item
from zhigong.supervision.rules.dividing.words import adverbs, spoken, verbs, words
from zhigong.supervision.rules.reading import Measure, Task
from zhigong.supervision.rules.reading.clauses import measures_in
from zhigong.supervision.rules.reading.directives import Form, directive_of
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern

_SHORTEST_PART = 4
_SHORTEST_CLAUSE = 4
_MOST_PARTS = 8
_MORE_THAN_TITLE = 6


def items_of(task: Task, text: str) -> tuple[Item, ...]:
    """The verifiable actions in a text, in order; the title itself where there is none.

    What the title says is the task and no item under it, unless the text says nothing else.
    """
    plain = spoken("brackets").sub("", canonical(text))
    clauses = [c.strip() for c in re.split("[，；。：！]", plain) if c.strip()]
    whole = canonical(task.title)
    titling = whole if len(plain) > len(whole) + _MORE_THAN_TITLE else whole.partition("，")[0]
    found: dict[tuple[str, str], Item] = {}
    beyond: dict[tuple[str, str], Item] = {}
    for clause in clauses:
        for item in _items_of_clause(clause):
            found.setdefault((item.verb, item.object), item)
            if item.text not in titling and clause not in titling:
                beyond.setdefault((item.verb, item.object), item)
    return tuple((beyond or found).values()) or _title_item(task)


def _title_item(task: Task) -> tuple[Item, ...]:
    verb, rest = _verb_and_object(canonical(task.title))
    return (Item(verb, rest if verb else task.title, task.title),)


def _items_of_clause(clause: str) -> list[Item]:
    if len(clause) < _SHORTEST_CLAUSE or any(
        spoken(name).search(clause) for name in ("context", "purpose", "effect")
    ):
        return []
    bare = _bare(clause)
    if fields := spoken("fields").match(bare):
        verb = fields.group("verb")
        parts = spoken("field_split").split(fields.group("fields"))
        return [Item(verb, part, bare) for part in parts if part]
    verb, rest = _verb_and_object(bare)
    if not verb or (not rest and len(verb) < _SHORTEST_PART):
        figure = _measure_of(clause)
        return [Item("", bare, bare, figure)] if figure else []
    parts = _parts(rest)
    if len(parts) < 2:
        return [Item(verb, rest, bare, _measure_of(clause))]
    return [_part_item(verb, part, first=part is parts[0]) for part in parts]


def _bare(clause: str) -> str:
    """The clause without who is asked, when, and through what."""
    bare = clause
    if directive := directive_of(clause):
        if directive.form is not Form.INNER:
            bare = clause[len(directive.words) :]
        if directive.form in (Form.HOPE, Form.REQUEST) and (
            who := pattern("role.who_hoped").match(bare)
        ):
            bare = bare[who.end() :]
    bare = spoken("yao").sub("", spoken("who").sub("", bare))
    bare = spoken("through").sub("", spoken("leading_time").sub("", bare))
    return spoken("around").sub("", bare)


def _part_item(verb: str, part: str, *, first: bool) -> Item:
    """A member of a list under the common verb, or under its own: “加强阵地、优化保障”."""
    own, rest = _known_verb(part)
    if own and rest and not first and own not in words()["nouns_too"].split():
        return Item(own, rest, part, _measure_of(part))
    return Item(verb, part, verb + part, _measure_of(part))


def _measure_of(part: str) -> Measure | None:
    figures = measures_in(part)
    return figures[0] if figures else None


def _verb_and_object(clause: str) -> tuple[str, str]:
    """The first verb after adverbs and what follows it; for 把… the verb behind its object."""
    if found := spoken("disposal_object").match(_without_adverbs(clause)):
        return found.group("verb"), found.group("thing") + _arrow(found.group("rest"))
    if (known := _known_verb(_without_adverbs(clause)))[0]:
        return known
    import rjieba  # noqa: PLC0415 (its dictionary is loaded when it is needed, not at every start)

    tokens = rjieba.tag(_without_adverbs(clause))
    at = 0
    while at < len(tokens) and tokens[at][1] in ("d", "ad"):
        at += 1
    if at >= len(tokens) or not tokens[at][1].startswith(("v", "l", "i")):
        return "", ""
    verb = tokens[at][0]
    if at + 1 < len(tokens) and tokens[at + 1][1] == "v" and at + 2 < len(tokens):
        at += 1
        verb += tokens[at][0]
    return _with_tail(verb, "".join(token for token, _ in tokens[at + 1 :]))


def _arrow(rest: str) -> str:
    return f" → {rest}" if rest else ""


def _without_adverbs(clause: str) -> str:
    """The clause from its verb on: adverbs taken off the front, longest first."""
    while found := next((a for a in adverbs() if clause.startswith(a)), ""):
        if any(clause.startswith(v) and len(v) > len(found) for v in verbs()):
            break
        clause = clause[len(found) :]
    return clause


def _known_verb(clause: str) -> tuple[str, str]:
    """A verb of official language the clause begins with, and the rest."""
    verb = next((v for v in verbs() if clause.startswith(v)), "")
    return _with_tail(verb, clause[len(verb) :]) if verb else ("", "")


def _with_tail(verb: str, rest: str) -> tuple[str, str]:
    tail = spoken("verb_tail").match(rest)
    return (verb + tail.group(), rest[tail.end() :]) if tail else (verb, rest)


def _parts(rest: str) -> list[str]:
    """The members of a list, where each is a thing of its own and not half a word.

    What stands before a 的 only describes: “愿参加、能融入的活动、展演” are two things.
    """
    if rest.count("“") != rest.count("”") or "、" not in rest:
        return []
    parts = [part.strip() for part in spoken("list_tail").sub("", rest).split("、")]
    described = [at for at, part in enumerate(parts) if words()["of"] in part]
    if described:
        parts = ["、".join(parts[: described[0] + 1]), *parts[described[0] + 1 :]]
    whole = all(
        len(part) >= _SHORTEST_PART and part.count("“") == part.count("”") for part in parts
    )
    return parts if whole and len(parts) <= _MOST_PARTS else []
