"""The address of a record is the one that ``reverse`` gives."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix

from zhigong.foundation.addresses import record_address


@pytest.mark.parametrize("name", ["mediation:case", "org:unit", "membership:member"])
@pytest.mark.parametrize("key", [1, 100_000, 2**62])
def test_an_address_is_the_one_that_reverse_gives(name, key):
    assert record_address(name, key) == reverse(name, args=[key])


def test_fixed_words_stand_behind_the_key():
    asked = record_address("mediation:deed", 7, "accept")

    assert asked == reverse("mediation:deed", args=[7, "accept"])
    assert record_address("mediation:deed", 7, "assign") != asked


def test_an_address_follows_where_the_program_is_mounted():
    set_script_prefix("/union/")
    try:
        assert record_address("mediation:case", 7) == "/union/cases/7/"
    finally:
        set_script_prefix("/")
    assert record_address("mediation:case", 7) == "/cases/7/"


def test_an_unknown_name_is_a_mistake():
    with pytest.raises(NoReverseMatch):
        record_address("mediation:nowhere", 7)
