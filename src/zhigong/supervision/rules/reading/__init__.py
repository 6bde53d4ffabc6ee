"""Reading a speech or a notice: from bytes to passages with roles and a proposed tree of tasks.

Pure Python, no Django, no clock. The public face:

* ``read_file(content, name, corrections=…, dated=…)`` and ``read_text(text, …)`` give a
  ``Reading`` or raise ``zhigong.kernel.verdict.Refused`` with a code ``supervision.read.…``, a
  reason and a remedy (PDF renamed, password, damaged, empty, picture, no text).
* ``Reading`` holds the source (bytes and SHA-256 as they came), ``passages`` with ``pos``
  (``P11.S5``: line 11, sentence 5; never changes), ``role`` and ``why`` (rule and words),
  ``headings``, ``tasks`` (ids ``R1``, ``R1.1``, ``S1``, ``N1``, ``T1``), ``claims`` (the
  speaker's own counts against what was found) and ``warnings``.
* ``Correction(text, role, zone)`` is what a person made of an earlier passage. Given to the next
  reading, it outweighs the general rules for nearly identical passages. Store ``text`` and
  ``role`` (and ``zone`` if the correction shall hold only there) and pass them in time order.
* ``as_document(reading, translate)`` is the JSON of ``./zhigong supervision read --json``;
  ``as_tree`` the text for people.

The order of work stands in `reader`; the words in ``vocabulary.toml``; the rules for roles, in the
order in which they overrule each other, at the end of `roles`.
"""

from zhigong.supervision.rules.reading.answer import as_document, as_tree
from zhigong.supervision.rules.reading.document import (
    Claim,
    Deadline,
    Duty,
    Heading,
    Line,
    Measure,
    Notice,
    Passage,
    Placeholder,
    Reading,
    Role,
    Source,
    Task,
    TaskKind,
    Translate,
    Why,
    leaves_of,
    same,
)
from zhigong.supervision.rules.reading.examples import Correction
from zhigong.supervision.rules.reading.reader import read_file, read_source, read_text
from zhigong.supervision.rules.reading.source import open_source, open_text

__all__ = [
    "Claim",
    "Correction",
    "Deadline",
    "Duty",
    "Heading",
    "Line",
    "Measure",
    "Notice",
    "Passage",
    "Placeholder",
    "Reading",
    "Role",
    "Source",
    "Task",
    "TaskKind",
    "Translate",
    "Why",
    "as_document",
    "as_tree",
    "leaves_of",
    "open_source",
    "open_text",
    "read_file",
    "read_source",
    "read_text",
    "same",
]
