"""Corrections of earlier documents as examples: a near-identical passage gets the same role.

Likeness is the share of common character pairs after blanks, figures and punctuation are taken
out, so that “第五次” and “第X次”, “30场” and “50场” are alike. Only what is nearly the same counts;
a correction never reaches passages that merely share a subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.supervision.rules.reading.document import Role, Why
from zhigong.supervision.rules.reading.roles import Judged
from zhigong.supervision.rules.reading.vocabulary import canonical, pattern

NEAR = 0.85


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person made of a passage: its text as it stood, and the role given to it.

    ``zone`` narrows the example to the part of a document it stood in (``opening``, ``demand`` …);
    empty means anywhere.
    """

    text: str
    role: Role
    zone: str = ""


class Corrections:
    """Examples indexed by their character pairs; the latest of equally near ones wins."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._examples = [(c, features(c.text)) for c in corrections]
        self._by_pair: dict[str, set[int]] = defaultdict(set)
        for at, (_, pairs) in enumerate(self._examples):
            for pair in pairs:
                self._by_pair[pair].add(at)

    def apply(self, draft: Judged) -> None:
        """Overrule the role of a passage that is nearly the same as a corrected one."""
        if not self._examples:
            return
        nearest = self._nearest(draft)
        if nearest is None or nearest.role is draft.role:
            return
        draft.role = nearest.role
        draft.why = Why(
            "example", gettext_noop("与以前更正过的一段几乎相同：“%(words)s”"), nearest.text[:40]
        )

    def _nearest(self, draft: Judged) -> Correction | None:
        pairs = features(draft.sentence.text)
        shared: dict[int, int] = defaultdict(int)
        for pair in pairs:
            for at in self._by_pair.get(pair, ()):
                shared[at] += 1
        best: tuple[float, int] | None = None
        for at, count in shared.items():
            correction, others = self._examples[at]
            likeness = 2 * count / (len(pairs) + len(others))
            if likeness < NEAR or correction.zone not in ("", draft.zone):
                continue
            if best is None or (likeness, at) > best:
                best = (likeness, at)
        return self._examples[best[1]][0] if best else None


def features(text: str) -> frozenset[str]:
    """The character pairs of a passage without blanks, figures and punctuation."""
    bare = pattern("text.noise").sub("", canonical(text))
    return frozenset(bare[i : i + 2] for i in range(len(bare) - 1)) or frozenset({bare})
