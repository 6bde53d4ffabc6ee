"""Corrections are examples: nearly the same passage, the same role; no more than that."""

from __future__ import annotations

import pytest

from zhigong.supervision.rules.reading import Correction, Role, read_text

SPEECH = "某会上的讲话\n同志们：\n要开展第五届职工运动会，参赛不少于300人。\n要加强学习。"


def role_of(text: str, *corrections: Correction) -> Role:
    return read_text(text, corrections=corrections).passage("P3.S1").role


def test_a_corrected_passage_keeps_its_role_with_other_figures() -> None:
    example = Correction("要开展第X届职工运动会，参赛不少于500人。", Role.BACKGROUND)

    assert role_of(SPEECH) is Role.REQUIREMENT
    assert role_of(SPEECH, example) is Role.BACKGROUND


def test_the_explanation_names_the_example() -> None:
    example = Correction("要开展第六届职工运动会，参赛不少于500人。", Role.BACKGROUND)

    why = read_text(SPEECH, corrections=[example]).passage("P3.S1").why

    assert (why.rule, why.words) == ("example", example.text)


def test_a_passage_on_the_same_subject_is_not_touched() -> None:
    assert role_of(SPEECH, Correction("要开展职工运动会。", Role.PRAISE)) is Role.REQUIREMENT


def test_of_equal_examples_the_latest_holds() -> None:
    text = "要开展第六届职工运动会，参赛不少于500人。"
    older, newer = Correction(text, Role.PRAISE), Correction(text, Role.LEAD)

    assert role_of(SPEECH, older, newer) is Role.LEAD


@pytest.mark.parametrize(("zone", "role"), [("opening", Role.PRAISE), ("past", Role.REQUIREMENT)])
def test_an_example_can_be_bound_to_a_part_of_the_document(zone: str, role: Role) -> None:
    example = Correction("要开展第六届职工运动会，参赛不少于500人。", Role.PRAISE, zone)

    assert role_of(SPEECH, example) is role


def test_a_passage_corrected_away_is_no_task() -> None:
    example = Correction("要加强学习。", Role.BACKGROUND)

    assert [t.title for t in read_text(SPEECH, corrections=[example]).tasks] == [
        "开展第五届职工运动会，参赛不少于300人"
    ]
