"""Words of the trail: every verb that the code records has one, in both languages."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from zhigong.portal.forms.trail import named, verbs
from zhigong.portal.rules.trail import bare, changed, covered, group_of, is_personal

SRC = Path(__file__).parents[3] / "src/zhigong"
RECORDS = {"record": "", "record_event": "", "_tell": "", "happened": "mediation."}


def recorded() -> Iterator[str]:
    """Verbs that stand as they are in a call that records."""
    for path in SRC.rglob("*.py"):
        if "law" in path.relative_to(SRC).parts or "program" in path.relative_to(SRC).parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            name = getattr(getattr(node, "func", None), "id", "")
            if isinstance(node, ast.Call) and name in RECORDS and len(node.args) > 1:
                verb = node.args[1]
                if isinstance(verb, ast.Constant) and isinstance(verb.value, str):
                    yield RECORDS[name] + verb.value


def test_every_verb_that_is_recorded_has_a_word():
    found = set(recorded())

    assert len(found) > 60
    assert sorted(found - set(verbs())) == []


def test_no_two_verbs_are_offered_as_the_same_text_with_places():
    with translation.override("en"):
        assert [word for word in named().values() if "%(" in word] == []
        assert gettext("查阅审计记录") == "Looked at the trail"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("邀请参与：%(unit)s", "邀请参与"),
        ("Invited: %(unit)s", "Invited"),
        ("催复（第%(times)s次）", "催复"),
        ("登记到账 %(paid)s 元", "登记到账 … 元"),
        ("受理", "受理"),
    ],
)
def test_words_of_a_verb_name_nothing_of_a_single_event(words, shown):
    assert bare(words) == shown


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("label", "陈会员", "陈**"),
        ("mobile", "19900031234", "199****1234"),
        ("citizen_id", "110***********1234", "110***********1234"),
        ("birth", "1980", ""),
        ("address", "示范区青禾街道一号楼二单元", ""),
    ],
)
def test_what_is_personal_is_shown_in_outline_or_not_at_all(field, value, shown):
    assert covered(field, value) == shown


def test_a_field_is_personal_by_its_records_word_or_wherever_it_stands():
    assert is_personal("mobile", ())
    assert is_personal("label", ("label",))
    assert not is_personal("label", ())


def test_changes_begin_with_what_says_most_and_keep_what_was_only_before():
    found = changed({"z": 1}, {"a": 2, "to": 4, "from": 3})
    assert found == [("from", None, 3), ("to", None, 4), ("a", None, 2), ("z", 1, None)]


def test_a_verb_stands_under_its_module_or_the_platform():
    assert [group_of(v) for v in ("org.unit.move", "tables.export", "looked")] == [
        "org", "platform", "platform",
    ]  # fmt: skip
