"""Blanks are bound by a person, filled with the numbers of the day, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.foundation import clock
from zhigong.kernel.verdict import Refused
from zhigong.supervision.actions.filling import (
    Chosen,
    bind_blank,
    blanks_in,
    make_text,
    unbind_blank,
)
from zhigong.supervision.actions.reading import Particulars, register_document
from zhigong.supervision.models import Binding, SourceDocument

REPORT = """在XX区工会第X次代表大会上的讲话

五年来，评选劳模XX人，销号督查事项XX件。XX区工会工作再上新台阶。
"""


@pytest.fixture
def report(as_, place):
    return register_document(
        actor=as_("officer"),
        unit_id=place.district.pk,
        content=REPORT,
        name="report.txt",
        particulars=Particulars(dated=date(2026, 11, 9)),
    )


def key(report, token, nth=0):
    return [b.key for b in blanks_in(report) if b.token == token][nth]


def bind(report, actor, at, **chosen):
    version = SourceDocument.objects.get(pk=report.pk).version
    return bind_blank(
        actor=actor, document_id=report.pk, seen_version=version, key=at, chosen=Chosen(**chosen)
    )


def make(report, actor):
    version = SourceDocument.objects.get(pk=report.pk).version
    return make_text(actor=actor, document_id=report.pk, seen_version=version)


def put(made):
    return {one["token"]: one["put"] for one in made.blanks}


def test_nothing_is_guessed(report, as_):
    made = make(report, as_("officer"))

    assert set(put(made).values()) == {""}
    assert {one["why"] for one in made.blanks} == {"没有人填"}


def test_a_figure_fills_its_blank_with_date_and_drill_down(report, issued, place, as_):
    bind(report, as_("officer"), key(report, "XX件"), way="figure", code="supervision.issued",
         unit_id=place.district.pk, period="year")  # fmt: skip

    made = make(report, as_("officer"))

    told = next(one for one in made.blanks if one["token"] == "XX件")
    assert (told["put"], told["rows"], told["since"]) == ("1件", 1, "2026-01-01")
    assert told["as_of"].startswith("2026-11-10")
    assert told["url"].startswith("/figures/supervision.issued/")


def test_a_number_without_register_is_entered_with_source_and_date(report, as_):
    officer = as_("officer")
    with pytest.raises(Refused) as refused:
        bind(report, officer, key(report, "XX人"), way="figure", code="honours.model_workers",
             unit_id=report.unit_id, period="term")  # fmt: skip
    assert refused.value.refusals[0].code == "figures.nobody-offers"
    with pytest.raises(Refused):
        bind(report, officer, key(report, "XX人"), way="hand", text="36")

    bind(report, officer, key(report, "XX人"), way="hand", text="36", source="劳模台账",
         dated=date(2026, 11, 1))  # fmt: skip

    made = make(report, officer)
    told = next(one for one in made.blanks if one["token"] == "XX人")
    assert (told["put"], told["source"], told["as_of"]) == ("36人", "劳模台账", "2026-11-01")


@pytest.mark.parametrize(
    ("token", "chosen", "code"),
    [
        (
            "XX区",
            {"way": "figure", "code": "supervision.issued", "period": "year"},
            "supervision.blank.wants-words",
        ),
        ("XX人", {"way": "setting", "code": "site.place_name"}, "supervision.blank.wants-number"),
    ],
)
def test_a_name_is_no_number_and_a_number_no_name(report, as_, place, token, chosen, code):
    with pytest.raises(Refused) as caught:
        bind(report, as_("officer"), key(report, token), unit_id=place.district.pk, **chosen)

    assert caught.value.refusals[0].code == code
    assert not Binding.objects.exists()


def test_a_kept_text_fills_all_alike_and_the_next_document(report, as_, place):
    officer = as_("officer")
    with pytest.raises(Refused) as refused:
        bind(report, officer, key(report, "第X次"), way="setting", code="congress.ordinal")
    assert refused.value.refusals[0].code == "supervision.blank.no-text"
    bind(report, officer, key(report, "第X次"), way="setting", code="congress.ordinal", text="三")

    later = register_document(
        actor=officer, unit_id=place.district.pk, content=REPORT.replace("再上", "又上"),
        name="later.txt", particulars=Particulars(),
    )  # fmt: skip
    bind(later, officer, key(later, "第X次"), way="setting", code="congress.ordinal")

    assert put(make(report, officer))["第X次"] == put(make(later, officer))["第X次"] == "第三次"


def test_a_blank_can_be_left_blank_again(report, as_):
    officer = as_("officer")
    at = key(report, "XX人")
    bind(report, officer, at, way="hand", text="36", source="台账", dated=date(2026, 11, 1))
    version = SourceDocument.objects.get(pk=report.pk).version

    unbind_blank(actor=officer, document_id=report.pk, seen_version=version, key=at)

    assert not Binding.objects.exists()


def test_what_was_made_stays_as_it_was(report, issued, place, as_):
    bind(report, as_("officer"), key(report, "XX件"), way="figure", code="supervision.issued",
         unit_id=place.district.pk, period="year")  # fmt: skip
    first = make(report, as_("officer"))
    with clock.frozen(date(2027, 1, 5)):
        second = make(report, as_("officer"))

    first.refresh_from_db()
    assert (put(first)["XX件"], put(second)["XX件"]) == ("1件", "0件")


def test_only_who_drafts_binds(report, as_):
    with pytest.raises(Refused):
        bind(report, as_("leader"), key(report, "XX人"), way="hand", text="1", source="台账",
             dated=date(2026, 11, 1))  # fmt: skip
