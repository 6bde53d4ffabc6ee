"""One line of the doctor: good, a warning, or bad, and what to do."""

from __future__ import annotations

from dataclasses import dataclass, field

GOOD, WARN, BAD = "good", "warn", "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """``name``, ``finding`` and ``advice`` are message ids; ``params`` fill their places."""

    level: str
    name: str
    finding: str
    advice: str = ""
    params: dict[str, object] = field(default_factory=dict)

    def plain(self) -> dict[str, str]:
        """As JSON: untranslated, so that it is the same on every machine."""

        def filled(text: str) -> str:
            return text % self.params if self.params else text

        return {
            "name": self.name,
            "level": self.level,
            "finding": filled(self.finding),
            "advice": filled(self.advice),
        }


def good(name: str, finding: str, **params: object) -> Finding:
    return Finding(GOOD, name, finding, "", params)


def warn(name: str, finding: str, advice: str, **params: object) -> Finding:
    return Finding(WARN, name, finding, advice, params)


def bad(name: str, finding: str, advice: str, **params: object) -> Finding:
    return Finding(BAD, name, finding, advice, params)
