"""A part that knows what it is given and no more; the same values draw the same, another's never."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import NamedTuple

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.utils.safestring import SafeData, mark_safe
from django.utils.translation import gettext_lazy, override

from zhigong.foundation.ui.alone import Lasting, kinds_of
from zhigong.foundation.ui.compiled.loader import compiled
from zhigong.foundation.ui.components import REGISTRY
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


def test_a_component_of_its_attributes_alone_is_drawn_once_for_the_same():
    made = template("{% button label=label url=url %}|{% person name=label %}")

    for label in ("<b>", mark_safe("<b>"), "林", "<b>"):
        page = drawn(made, label=label, url="/a")
        assert ("&lt;b&gt;" in page) == (label == "<b>" and not isinstance(label, SafeData))
        assert page == drawn(made, label=label, url="/a")
    assert 'href="/b"' in drawn(made, label="林", url="/b")
    assert "<a" not in drawn(made, label="林", url="")


def test_a_clock_is_drawn_anew_each_day():
    made = template("{% clock due=due days_left=left title=title %}")
    named = {"due": date(2026, 3, 9), "title": "受理"}

    assert "还剩 2 天" in drawn(made, left=2, **named)
    assert "今天到期" in drawn(made, left=0, **named)
    assert "还剩 2 天" in drawn(made, left=2, **named)
    with override("en"):
        assert "还剩" not in drawn(template("{% clock due=due days_left=left %}"), left=2, **named)


def test_what_asks_for_the_request_or_holds_a_body_is_never_remembered():
    for one in REGISTRY.values():
        if one.same_again:
            engine = engines["django"].engine
            source = engine.get_template(one.template).source
            assert not one.block, one.name
            assert not re.search(r"request|csrf|frame|{% now", source), one.name
