"""Every article that a rule cites stands in its law, and says what it is cited for.

``citations.toml`` names, for each place cited, words that stand there; the texts lie beside the repository.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

import pytest

import zhigong.law
from tests.law.statutes import FILES, STATUTES, passage
from zhigong.law.core.norms import NORMS
from zhigong.law.procedure.deadlines import KINDS

TABLE = tomllib.loads((Path(__file__).parent / "citations.toml").read_text("utf8"))
EARLIER = TABLE.pop("earlier")
SIGNED = {f"{norm} {place}": words for norm, rows in TABLE.items() for place, words in rows.items()}
PLACE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\[(\d+)\])?")
beside = pytest.mark.skipif(
    not STATUTES.exists(), reason="../shared/data/law/statutes is not beside this repository"
)


def cited() -> set[str]:
    """Every place that the rules and the table of deadlines cite, as the table writes it."""
    places = {f"{kind.norm} {kind.article}" for kind in KINDS.values()}
    for path in Path(zhigong.law.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "article":
                places |= _place(node)
    return places


def _place(call: ast.Call) -> set[str]:
    """The place of a call ``article("LCL", 47, paragraph=1)``; none where a part is computed or it is the whole norm."""
    parts = [*call.args, *(keyword.value for keyword in call.keywords)]
    if len(call.args) < 2 or not all(isinstance(part, ast.Constant) for part in parts):
        return set()
    norm, number = (ast.literal_eval(part) for part in call.args)
    more = {str(keyword.arg): ast.literal_eval(keyword.value) for keyword in call.keywords}
    paragraph = f"({more['paragraph']})" if "paragraph" in more else ""
    item = f"[{more['item']}]" if "item" in more else ""
    return {f"{norm} {number}{paragraph}{item}"}


def text_at(place: str) -> str:
    norm, _, where = place.partition(" ")
    found = PLACE.fullmatch(where)
    assert found, place
    return passage(norm, *(int(part or 0) for part in found.groups()))


def test_every_article_cited_of_a_law_at_hand_is_signed() -> None:
    at_hand = {place for place in cited() if place.split(" ")[0] in FILES}

    assert at_hand - SIGNED.keys() - EARLIER.keys() == set()
    assert SIGNED.keys() - at_hand == set()
    assert EARLIER.keys() - at_hand == set()


def test_every_norm_whose_text_is_at_hand_is_registered() -> None:
    assert FILES.keys() - NORMS.keys() == set()


@beside
@pytest.mark.parametrize("place", sorted(SIGNED))
def test_the_article_says_what_it_is_cited_for(place: str) -> None:
    assert SIGNED[place] in text_at(place)


@beside
@pytest.mark.parametrize("place", ["LCL 99", "LCL 47(4)", "LCL 46[8]", "WPR 13(5)", "LDMA 55"])
def test_a_place_that_does_not_exist_has_no_text(place: str) -> None:
    assert text_at(place) == ""
