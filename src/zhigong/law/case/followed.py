"""A claim that may follow from the facts of a case, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.norms import Article

LIKELY, POSSIBLE, ASK = "likely", "possible", "ask"
STATES = {
    LIKELY: gettext_noop("按已知事实应当有"),
    POSSIBLE: gettext_noop("可能有，要看证据"),
    ASK: gettext_noop("还缺事实，请问一问"),
}


@dataclass(frozen=True, slots=True)
class Following:
    """A claim that may follow: how sure, by which article, because of what, proven by what."""

    claim: str
    label: str
    state: str
    basis: Article
    because: str
    proof: str
    ask: tuple[str, ...] = ()
