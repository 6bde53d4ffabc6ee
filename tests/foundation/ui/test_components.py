"""A component is strict: what is misspelt or missing never reaches a reader."""

from __future__ import annotations

import pytest
from django.template import TemplateSyntaxError

from zhigong.foundation.ui.icons import UnknownIcon
from zhigong.kernel.verdict import ALLOWED, refuse


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% badge label="a" colour="red" %}', "unknown attribute 'colour'"),
        ("{% badge tone='run' %}", "needs label"),
        ("{% badge 'a' %}", "unknown attribute \"'a'\""),
        ('{% badge label="a" label="b" %}', "label is given twice"),
        ('{% card title="a" %}{% slot "foot" %}{% endslot %}{% endcard %}', "unknown slot 'foot'"),
        ("{% card title='a' %}{% slot head %}{% endslot %}{% endcard %}", "one name in quotes"),
        ('{% card title="a" %}', "Unclosed tag"),
    ],
)
def test_a_misspelt_tag_is_refused_when_the_template_is_read(drawn, source, said):
    with pytest.raises(TemplateSyntaxError, match=said):
        drawn(source)


def test_a_needed_value_that_is_undefined_is_refused_when_drawn(drawn):
    with pytest.raises(TemplateSyntaxError, match=r"label=case\.stat is undefined"):
        drawn("{% badge label=case.stat %}", case={"state": "x"})


def test_an_optional_value_that_is_undefined_keeps_its_default(drawn):
    assert 'data-tone="wait"' in drawn('{% badge label="a" tone=missing %}')


def test_an_unknown_tone_or_icon_is_refused(drawn):
    with pytest.raises(UnknownIcon, match="no tone 'purple'"):
        drawn('{% badge label="a" tone="purple" %}')
    with pytest.raises(UnknownIcon, match="no icon 'unicorn'"):
        drawn('{% icon name="unicorn" %}')


def test_a_component_sees_only_what_it_is_given(drawn):
    assert "secret" not in drawn('{% card title="a" %}{% endcard %}', note="secret")


def test_the_body_sees_the_page_and_slots_stand_in_their_place(drawn):
    html = drawn(
        '{% card title="a" %}{% slot "head" %}<i>{{ x }}</i>{% endslot %}{{ x }}{% endcard %}',
        x="7",
    )
    assert "</h2><i>7</i></div>7</section>" in html


def test_values_are_escaped(drawn):
    assert "&lt;b&gt;" in drawn("{% badge label=name %}", name="<b>")


def test_a_possible_action_is_a_form_that_acts_once_on_what_was_seen(drawn):
    html = drawn(
        '{% action_button label="受理" verdict=v url="/go" version=3 %}',
        v=ALLOWED,
        csrf_token="t0k",
    )
    assert '<form class="action-form" method="post" action="/go" data-do="guard">' in html
    assert 'name="csrfmiddlewaretoken" value="t0k"' in html
    assert 'name="seen_version" value="3"' in html
    assert html.count('name="request_key"') == 1


def test_two_drawings_have_two_request_keys(drawn):
    source = '{% action_button label="受理" verdict=v url="/go" %}'
    assert drawn(source, v=ALLOWED) != drawn(source, v=ALLOWED)


def test_a_refused_action_stays_and_says_why_and_what_helps(drawn):
    verdict = refuse("x.no", "现在不能", "先签字")
    html = drawn('{% action_button label="确认" verdict=v url="/go" %}', v=verdict)

    assert '<button class="button" type="button" aria-disabled="true"' in html
    assert 'data-code="x.no">现在不能<span class="action-way">先签字</span>' in html
    assert "<form" not in html
    described = html.split('aria-describedby="')[1].split('"')[0]
    assert f'id="{described}"' in html


def test_all_reasons_are_told_at_once(drawn):
    verdict = refuse("x.a", "第一") & refuse("x.b", "第二")
    html = drawn('{% action_button label="确认" verdict=v url="/go" %}', v=verdict)
    assert html.index("第一") < html.index("第二")
