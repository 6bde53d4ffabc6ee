"""The law's view of a case is one object for the same case, and another when anything changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from zhigong.mediation.models import Claim
from zhigong.mediation.queries import case_files
from zhigong.mediation.web.whole_case import law_of_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(case, as_):
    def load():
        return case_files(as_("director")).get(pk=case.pk)

    return load


def test_the_same_case_has_the_same_view(loaded):
    law = law_of_case(loaded())

    assert law is law_of_case(loaded())
    assert law["rows"]
    assert law["rows"][0]["claim"].lawful == loaded().claims.all()[0].lawful


def test_a_language_has_its_own(loaded):
    law = law_of_case(loaded())

    with override("en"):
        assert law_of_case(loaded()) is not law


@pytest.mark.parametrize("column", ["asked", "conceded", "lawful"])
def test_an_amount_that_changed_makes_another(loaded, column):
    one = loaded()
    claim = one.claims.all()[0]
    before = law_of_case(one)
    setattr(claim, column, Decimal("4321.00"))

    after = law_of_case(one)

    assert after is not before
    assert after["rows"][0]["claim"].pk == claim.pk
    assert getattr(after["rows"][0]["claim"], column) == Decimal("4321.00")
    assert after["sums"][column] is not None
    assert isinstance(claim, Claim)


def test_amounts_that_are_written_otherwise_are_said_otherwise(loaded):
    one = loaded()
    views = []
    for written in ("10.0", "10.00"):
        one.claims.all()[0].asked = Decimal(written)
        views.append(str(law_of_case(one)["rows"][0]["claim"].asked))

    assert views == ["10.0", "10.00"]
