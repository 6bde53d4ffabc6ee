"""What reading yields: plain data, the same for a page, a test and the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Translate = Callable[[str], str]


def same(message: str) -> str:
    """A message id as it stands, in Chinese."""
    return message


class Role(StrEnum):
    """What a passage is for."""

    REQUIREMENT = "requirement"
    SUPPORT = "support"
    NEW_BODY = "new_body"
    STANDING = "standing"
    PRAISE = "praise"
    BACKGROUND = "background"
    LEAD = "lead"
    HEADING = "heading"
    COURTESY = "courtesy"
    MARKER = "marker"


class TaskKind(StrEnum):
    """Whose duty a task is and of what sort; the first letter of its id says it."""

    REQUIREMENT = "requirement"
    SUPPORT = "support"
    NEW_BODY = "new_body"
    STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Line:
    """One line (text) or paragraph (.docx) of the source, numbered from 1, blank ones too.

    ``text`` is what a person sees; ``depth`` is a heading level the file itself declares (a
    Markdown ``#`` or a Word heading style), 0 for none; ``bold`` is how many leading characters
    are bold; ``aside`` marks what is no running text (a table row, a front matter, a comment).
    """

    number: int
    text: str
    depth: int = 0
    bold: int = 0
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The original: its bytes, their fingerprint, and the lines read from them."""

    content: bytes
    sha256: str
    kind: str
    encoding: str
    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at: a permanent code, words, and where."""

    code: str
    message: str
    params: Mapping[str, object] = field(default_factory=dict)
    pos: str = ""

    def text(self, translate: Translate = same) -> str:
        """The message with its places filled."""
        message = translate(self.message)
        return message % self.params if self.params else message


@dataclass(frozen=True, slots=True)
class Why:
    """Which rule gave a role, and which words of the passage made it so."""

    rule: str
    message: str
    words: str = ""

    def text(self, translate: Translate = same) -> str:
        """The explanation with the words put in."""
        return translate(self.message) % {"words": self.words}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A blank of the text with what it stands for; ``setting`` names where its value lives."""

    text: str
    type: str
    setting: str
    start: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: ``level`` by form (1 一、 2 （一） 3 1. 4 (1) 5 ①), ``run_in`` if text follows."""

    pos: str
    level: int
    form: str
    number: int
    title: str
    run_in: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with a position that never changes: ``P11.S5`` is line 11, sentence 5."""

    pos: str
    text: str
    role: Role
    why: Why
    level: int = 0
    addressee: str = ""
    placeholders: tuple[Placeholder, ...] = ()

    @property
    def line(self) -> int:
        return int(self.pos[1:].partition(".")[0])


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time named in the text; ``day`` only where the text or its date determine it."""

    kind: str
    text: str
    day: date | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure to be reached: ``不少于30场`` of what."""

    text: str
    object: str
    compare: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Units the text itself names for a task."""

    lead: tuple[str, ...] = ()
    support: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lead or self.support)


@dataclass(frozen=True, slots=True)
class Task:
    """A node of the proposed tree; ``passages`` are positions, ``parent`` an id or empty.

    ``clause`` holds the task's own words where it is only a part of its passage (“一要…；二要…”).
    """

    id: str
    kind: TaskKind
    title: str
    passages: tuple[str, ...]
    parent: str = ""
    addressee: str = ""
    duty: Duty = field(default_factory=Duty)
    deadlines: tuple[Deadline, ...] = ()
    measures: tuple[Measure, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A count the speaker gives of his own points, and how many were found after it."""

    pos: str
    words: str
    claimed: int
    found: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one document; a proposal for a person to confirm or correct."""

    source: Source
    title: str
    genre: str
    dated: date | None
    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...]
    tasks: tuple[Task, ...]
    claims: tuple[Claim, ...]
    claimed_points: int | None
    warnings: tuple[Notice, ...]

    def passage(self, pos: str) -> Passage:
        """The passage at a position; ``KeyError`` where there is none."""
        for passage in self.passages:
            if passage.pos == pos:
                return passage
        raise KeyError(pos)

    def task(self, task_id: str) -> Task:
        """The task with an id; ``KeyError`` where there is none."""
        for task in self.tasks:
            if task.id == task_id:
                return task
        raise KeyError(task_id)

    def text_of(self, task: Task) -> str:
        """The words of the document that a task rests on, verbatim."""
        if task.clause:
            return task.clause
        wanted = set(task.passages)
        return "".join(p.text for p in self.passages if p.pos in wanted)


def leaves_of(reading: Reading) -> tuple[Task, ...]:
    """The tasks that have no tasks below them: those that are divided and assigned."""
    parents = {task.parent for task in reading.tasks}
    return tuple(task for task in reading.tasks if task.id not in parents)
