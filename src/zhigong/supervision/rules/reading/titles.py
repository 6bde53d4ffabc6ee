"""Titles of tasks: what is asked, without who is asked and that it is asked."""

from __future__ import annotations

from zhigong.supervision.rules.reading.directives import Directive, Form, enumerator_of
from zhigong.supervision.rules.reading.document import Role
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern

_WHOLE_TITLE = 42
_SHORTEST_TITLE = 5
_TITLES = {Role.STANDING: "role.standing_title", Role.NEW_BODY: "role.new_body_title"}


def title_of(draft: Judged) -> str:
    """The demand without its introduction: whole where short, else its first clause."""
    if draft.heading is not None:
        return bare_title(draft.heading.title)
    offset = len(draft.sentence.plain) - len(draft.body)
    text = draft.sentence.text[offset:]
    if draft.role in _TITLES:
        return _telling(text, draft.body, _TITLES[draft.role]) or text.strip()
    return shortened(_what(draft, text)) or text.strip()


def _what(draft: Judged, text: str) -> str:
    """What is asked, without who is asked: of “由甲牵头，乙配合，建成…” only the last."""
    start = _introduction(draft.body, draft.directive)
    for at in (0, start):
        if led := pattern("clause.who_does").match(draft.body[at:]):
            return text[at + led.end() :]
    if timed := pattern("clause.from_receipt").match(draft.body[start:]):
        start += timed.end()
    return text[start:]


def bare_title(title: str) -> str:
    """A heading without its enumerator: “一要当好主人翁” is titled “当好主人翁”."""
    mark = enumerator_of(title)
    return title[mark.length :].lstrip("，") if mark else title


def _telling(text: str, body: str, name: str) -> str:
    """The title from the clause that says what is wanted, where the sentence is long."""
    match = pattern(name).search(body)
    if match is None:
        return shortened(text)
    if name == "role.standing_title" and len(body) <= _WHOLE_TITLE:
        return shortened(text)
    start = match.end() if name.endswith("new_body_title") else _last_clause(body, name)
    return shortened(text[start:])


def _last_clause(body: str, name: str) -> int:
    """Where the last clause begins in which the words of a title occur."""
    last = max(match.start() for match in pattern(name).finditer(body))
    return body.rfind("，", 0, last) + 1


def _introduction(body: str, directive: Directive | None) -> int:
    """How many characters only say that something is asked, and of whom."""
    if directive is None or directive.form is Form.INNER:
        return 0
    length = len(directive.words)
    if directive.form is Form.HOPE:
        follows = pattern("role.hope_rest").match(body[length + len(directive.who) :])
        return length + len(directive.who) + (follows.end() if follows else 0)
    if directive.form is Form.ENUMERATED:
        modal = pattern("role.yao_start").match(body[length:])
        return length + (modal.end() if modal else 0)
    return length


def shortened(text: str) -> str:
    """A title from a sentence: whole up to 42 characters, else the first clause that says enough."""
    text = text.strip().rstrip("。；！：，")
    text = text.lstrip("，、：")
    first, stop, _ = canonical(text).partition("。")
    text = text[: len(first)] if stop else text
    if len(text) <= _WHOLE_TITLE:
        return text
    pieces = text.split("，")
    title = pieces[0]
    for piece in pieces[1:]:
        if len(title) >= _SHORTEST_TITLE:
            break
        title += "，" + piece
    return title if len(title) <= 2 * _WHOLE_TITLE else title[: 2 * _WHOLE_TITLE] + "…"
