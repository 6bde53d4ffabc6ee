"""States are called as states, steps as steps: in either language a reader can tell which is meant."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from django.utils import translation
from django.utils.translation import gettext

import zhigong
from zhigong.kernel.workflow import Workflow


def workflows() -> list[Workflow]:
    """Every table of the house, each once."""
    found: dict[str, Workflow] = {}
    for module in pkgutil.walk_packages(zhigong.__path__, "zhigong."):
        if ".rules." in module.name or module.name.endswith(".rules"):
            for value in vars(importlib.import_module(module.name)).values():
                if isinstance(value, Workflow):
                    found[value.name] = value
    return sorted(found.values(), key=lambda one: one.name)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("workflow", workflows(), ids=lambda one: one.name)
def test_no_state_is_called_like_a_step(workflow, language):
    with translation.override(language):
        states = [gettext(word) for word in workflow.states.values()]
        steps = {gettext(step.label) for step in workflow.steps}

    assert sorted(set(states) & steps) == []
    assert len(states) == len(set(states))
