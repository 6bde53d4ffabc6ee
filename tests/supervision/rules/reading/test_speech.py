"""The commissioning speech gives its gold structure exactly (speech_reading.md §2)."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.supervision.rules.reading.material import reading_of, shared
from zhigong.supervision.rules.reading import Reading, Role, TaskKind

HEADINGS = ["P10.S1", "P12.S1", "P14.S1", "P16.S1"]
LEADS = ["P11.S3", "P13.S3", "P15.S2", "P17.S2"]
POINTS = {
    "R1.1": ["P11.S4", "P11.S5"], "R1.2": ["P11.S6", "P11.S7"], "R1.3": ["P11.S8", "P11.S9"],
    "R2.1": ["P13.S4"], "R2.2": ["P13.S5"], "R2.3": ["P13.S6"],
    "R3.1": ["P15.S3", "P15.S4"], "R3.2": ["P15.S5", "P15.S6"], "R3.3": ["P15.S7", "P15.S8"],
    "R4.1": ["P17.S3"], "R4.2": ["P17.S4"], "R4.3": ["P17.S5"],
}  # fmt: skip
QUOTED = ["P11.S1", "P11.S2", "P13.S1", "P13.S2", "P15.S1", "P17.S1"]


@pytest.fixture(scope="module")
def speech() -> Reading:
    return reading_of(shared("speech.txt"))


def roles_at(speech: Reading, lines: range) -> set[Role]:
    return {p.role for p in speech.passages if p.line in lines}


def test_there_are_71_positions(speech: Reading) -> None:
    assert len(speech.passages) == 71
    assert speech.passage("P11.S2").text.startswith("坚持全心全意依靠工人阶级")


def test_four_requirements_with_twelve_points(speech: Reading) -> None:
    tops = [t for t in speech.tasks if t.kind is TaskKind.REQUIREMENT and not t.parent]
    points = {t.id: list(t.passages) for t in speech.tasks if t.id.startswith("R") and t.parent}

    assert [t.id for t in tops] == ["R1", "R2", "R3", "R4"]
    assert [list(t.passages) for t in tops] == [list(p) for p in zip(HEADINGS, LEADS, strict=True)]
    assert points == POINTS
    assert {t.parent for t in speech.tasks if t.id.startswith("R3.")} == {"R3"}


def test_titles_say_the_key_of_each_point(speech: Reading) -> None:
    keys = ["政治能力", "学习教育", "思想引领", "职工提能带动产业提质", "自主创新", "典型引领",
            "精品", "劳动风采", "时代新风", "深化改革", "深入基层", "社会和谐"]  # fmt: skip
    titles = [t.title for t in speech.tasks if t.id in POINTS]

    assert [key in title for key, title in zip(keys, titles, strict=True)] == [True] * 12


def test_support_new_body_and_standing_are_told_apart(speech: Reading) -> None:
    by_kind = {
        kind: [list(t.passages) for t in speech.tasks if t.kind is kind] for kind in TaskKind
    }

    assert by_kind[TaskKind.SUPPORT] == [["P18.S2"], ["P18.S3"], ["P18.S4"], ["P18.S5"]]
    assert by_kind[TaskKind.NEW_BODY] == [["P19.S1"], ["P19.S2"]]
    assert by_kind[TaskKind.STANDING] == [["P4.S1"]]
    assert [t.addressee for t in speech.tasks if t.kind is TaskKind.SUPPORT] == [
        "全区各级党委", "全区各级党委", "全区各级党委", "社会各界",
    ]  # fmt: skip


def test_quoted_superiors_are_background(speech: Reading) -> None:
    assert {pos: speech.passage(pos).role for pos in QUOTED} == dict.fromkeys(
        QUOTED, Role.BACKGROUND
    )


def test_the_other_parts_have_their_roles(speech: Reading) -> None:
    assert roles_at(speech, range(3, 4)) == {Role.COURTESY}
    assert roles_at(speech, range(5, 9)) == {Role.PRAISE}
    assert roles_at(speech, range(20, 23)) == {Role.COURTESY}
    assert speech.passage("P9.S3").role is Role.LEAD
    assert {speech.passage(pos).role for pos in LEADS} == {Role.LEAD}
    assert {speech.passage(pos).role for pos in HEADINGS} == {Role.HEADING}


def test_the_claimed_four_points_are_found(speech: Reading) -> None:
    assert (speech.claimed_points, speech.claims[0].found) == (4, 4)
    assert [w.code for w in speech.warnings] == ["paywall"]


def test_markers_are_stripped_and_their_span_recorded(speech: Reading) -> None:
    assert speech.passage("P7.S1").text == "赢得了广泛赞誉。"
    assert speech.passage("P24.S1").role is Role.MARKER
    assert speech.warnings[0].params == {"begin": "P7", "end": "P22"}
    assert b"##paidbegin##" in speech.source.content


def test_placeholders_have_their_types_and_two_values_of_one_token(speech: Reading) -> None:
    found = [(p.pos, b.text, b.type) for p in speech.passages for b in p.placeholders]
    types = Counter(kind for _, _, kind in found)
    ordinals = {pos: kind for pos, text, kind in found if text == "第X次"}

    assert sum("XX" in text for _, text, _ in found) == 29
    assert ordinals == {
        "P3.S1": "ordinal",
        "P4.S2": "previous_ordinal",
        "P8.S2": "previous_ordinal",
    }
    assert types["place"] + types["organisation"] == 15
    assert (types["congress_name"], types["count"], types["official"]) == (7, 3, 2)
