"""A part that knows what it is given and no more; the same values draw the same, another's never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from zhigong.foundation.ui.alone import Lasting, kinds_of
from zhigong.foundation.ui.compiled.loader import compiled
from zhigong.kernel.actor import Actor

SHANGHAI = timezone(timedelta(hours=8))


class Row(NamedTuple):
    name: str
    late: bool | int = False


@dataclass(frozen=True, eq=False)
class Kept(Lasting):
    name: str


class Other(NamedTuple):
    label: str
    late: bool | int = False


def template(source: str):
    engine = engines["django"].engine
    made = engine.from_string("{% load i18n %}" + source)
    made.nodelist = compiled(made.nodelist, engine)
    return made


def drawn(made, **names: object) -> str:
    return made.render(Context(names))


def test_within_nothing_else_is_known(settings):
    made = template("{% alone row=row %}{{ row.name }}|{{ secret }}|{{ request }}{% endalone %}")

    page = {"row": Row("林"), "secret": "another's", "request": "asked"}

    assert drawn(made, **page) == drawn(made, **page) == "林||"


def test_a_value_that_differs_is_drawn_anew():
    made = template("{% alone row=row %}{{ row.name }}{% if row.late %}!{% endif %}{% endalone %}")

    assert drawn(made, row=Row("林")) == "林"
    assert drawn(made, row=Row("林", late=True)) == "林!"
    assert drawn(made, row=Row("王")) == "王"
    assert drawn(made, row=Row("林")) == "林"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("<b>", mark_safe("<b>")),
        (mark_safe("<b>"), "<b>"),
        (1, True),
        (0, False),
        (Decimal("1.0"), Decimal("1.00")),
        (1, Decimal("1")),
        (Row("<b>"), Row(mark_safe("<b>"))),
        (Row("a", 1), Row("a", True)),
        (Decimal("0"), Decimal("-0")),
        (datetime(2026, 1, 1, 8, tzinfo=UTC), datetime(2026, 1, 1, 16, tzinfo=SHANGHAI)),
        (Row("a"), Other("a")),
        ((1, Row("a", 1)), (1, Row("a", True))),
    ],
)
def test_equal_values_that_are_said_differently_are_two(first, second):
    made = template("{% alone one=one %}{{ one }}|{{ one.name }}|{{ one.late }}{% endalone %}")
    plain = template("{{ one }}|{{ one.name }}|{{ one.late }}")

    assert drawn(made, one=first) == drawn(plain, one=first)
    assert drawn(made, one=second) == drawn(plain, one=second)


def test_each_language_has_its_own():
    made = template('{% alone n=n %}{{ n }} {% translate "首页" %}{% endalone %}')

    with override("zh-hans"):
        assert drawn(made, n=1) == "1 首页"
    with override("en"):
        assert drawn(made, n=1) == "1 Home"


@pytest.mark.parametrize(
    "value",
    [
        [1], {"a": 1}, 1.0, Decimal("NaN"), gettext_lazy("首页"), object(),
        Actor(1, "林"), (1, [2]), Row(["a"]), ((), object()),
    ],
)  # fmt: skip
def test_what_can_change_or_is_said_in_several_ways_is_not_remembered(value):
    assert kinds_of((value,)) is None


@pytest.mark.parametrize(
    "value",
    [
        1, True, None, "a", mark_safe("a"), date(2026, 1, 1), (), Row("a"), Decimal("1.0"),
        datetime(2026, 1, 1, 8, tzinfo=UTC),
    ],
)  # fmt: skip
def test_plain_values_are(value):
    assert kinds_of((value, "b")) is not None


def test_what_lasts_is_known_by_itself_and_not_by_what_it_holds():
    made = template("{% alone one=one %}{{ one.name }}{% endalone %}")
    plain, safe = Kept("<b>"), Kept(mark_safe("<b>"))

    assert drawn(made, one=plain) == drawn(made, one=plain) == "&lt;b&gt;"
    assert drawn(made, one=safe) == "<b>"
    assert kinds_of((Row("a"), (plain,))) is not None


def test_a_list_that_grew_is_seen():
    made = template("{% alone all=all %}{{ all|length }}{% endalone %}")
    some = [1]
    assert drawn(made, all=some) == "1"

    some.append(2)

    assert drawn(made, all=some) == "2"


@pytest.mark.parametrize(
    "source", ["{% alone row %}{% endalone %}", "{% alone a.b=row %}{% endalone %}"]
)
def test_a_mistake_is_told_where_it_stands(source):
    with pytest.raises(TemplateSyntaxError):
        template(source)


def test_uncompiled_it_draws_the_same():
    engine = engines["django"].engine
    source = "{% alone row=row %}{{ row.name }}|{{ secret }}{% endalone %}"

    made = engine.from_string(source)

    assert made.render(Context({"row": Row("<林>"), "secret": "x"})) == "&lt;林&gt;|"
