"""What the trail's verbs are called: every module tells its own when it loads.

    # mediation/apps.py, in ready()
    tells("mediation", EVENTS, CASE, WORKFORCE)

The words are message ids and may have places (``%(unit)s``); the steps of a workflow are called by its
own labels, so only what is no step needs a word. Verbs of the engines below are told by whoever shows
the trail.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.workflow import Workflow

BEGUN = gettext_noop("已登记")
WORDS: dict[str, str] = {}
STATES: dict[str, Mapping[StrEnum, str]] = {}


def tells(module: str, words: Mapping[str, str], *lives: Workflow) -> None:
    """Tell the words of a module's verbs; those of others that its pages know as well are left out."""
    for life in lives:
        STATES[life.name] = life.states
        WORDS[f"{life.name}.begin"] = BEGUN
        WORDS.update({f"{life.name}.{step.verb}": step.label for step in life.steps})
    WORDS.update({verb: word for verb, word in words.items() if verb.startswith(f"{module}.")})


def event_words(verb: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """An event in the reader's language: what was done and, for a step, from which state to which."""
    text = gettext(WORDS.get(verb, verb))
    if "%(" in text:
        text = text % {k: gettext(v) if k.endswith("_words") and v else v for k, v in after.items()}
    states = [gettext(state_word(verb, str(told["state"]))) for told in (before, after)
              if "state" in told]  # fmt: skip
    if len(states) == 2 and states[0] != states[1]:
        return gettext("%(text)s（%(before)s → %(after)s）") % {
            "text": text, "before": states[0], "after": states[1],
        }  # fmt: skip
    return text


def state_word(verb: str, state: str) -> str:
    """A state as the workflow of a verb calls it; as it is where no workflow told of it."""
    states = STATES.get(verb.rpartition(".")[0], {})
    return {str(key): word for key, word in states.items()}.get(state, state)
