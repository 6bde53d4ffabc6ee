from __future__ import annotations

import re

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from zhigong.foundation.ui.gallery import SampleForm


def ids(html: str) -> set[str]:
    return set(re.findall(r' id="([^"]+)"', html))


def test_a_field_says_its_label_legal_word_hint_and_unit(drawn):
    html = drawn("{% field bound=form.wage %}", form=SampleForm())
    assert (
        '<label for="id_wage">每月应发工资<small class="field-legal">劳动报酬</small></label>'
        in html
    )
    assert '<span class="unit">元</span>' in html
    assert 'class="input"' in html


def test_an_optional_field_says_so_and_a_needed_one_does_not(drawn):
    assert "（选填）" in drawn("{% field bound=form.story %}", form=SampleForm())
    assert "（选填）" not in drawn("{% field bound=form.mobile %}", form=SampleForm())


def test_a_wrong_field_keeps_what_was_typed_and_says_what_to_do(drawn):
    html = drawn("{% field bound=form.wage %}", form=SampleForm({"wage": "-1"}))
    assert 'value="-1"' in html
    assert 'aria-invalid="true"' in html
    assert "工资不能是负数" in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert set(described[1].split()) <= ids(html)


def test_the_summary_links_every_error_to_a_control_that_exists(drawn):
    form = SampleForm({"wage": "-1"})
    html = drawn("{% error_summary form=form %}{% fields form=form %}", form=form)
    linked = re.findall(r'<li><a href="#([^"]+)"', html)
    assert linked == ["id_mobile", "id_wage", "id_why_0", "id_agrees"]
    assert set(linked) <= ids(html)
    assert 'role="alert" tabindex="-1" autofocus' in html


def test_a_form_without_errors_has_no_summary(drawn):
    assert drawn("{% error_summary form=form %}", form=SampleForm()).strip() == ""


def test_choices_are_one_question_with_large_targets_and_notes(drawn):
    html = drawn("{% field bound=form.why %}", form=SampleForm())
    assert html.count('<label class="choice">') == 3
    assert "<legend" in html
    assert "<small>公司要拿出制度和证据</small>" in html


def test_what_django_draws_by_itself_looks_the_same(drawn):
    form = SampleForm()
    assert '<label class="choice">' in drawn("{{ form }}", form=form)
    assert (
        drawn("{{ form.wage.as_field_group }}", form=form).strip()
        == drawn("{% field bound=form.wage %}", form=form).strip()
    )


def test_errors_of_the_whole_form_stand_in_the_summary(drawn):
    class Refusing(forms.Form):
        def clean(self):
            raise forms.ValidationError("结束早于开始")

    html = drawn("{% error_summary form=form %}", form=Refusing({}))
    assert "<li>结束早于开始</li>" in html


def test_djangos_own_errors_speak_plainly():
    class Dated(forms.Form):
        day = forms.DateField()
        kind = forms.ChoiceField(choices=[("a", "A")])
        why = forms.CharField(max_length=3)
        share = forms.DecimalField(max_value=1)

    errors = Dated({"day": "soon", "kind": "z", "why": "长长长长", "share": "2"}).errors
    assert errors == {
        "day": ["请填日期，如 2026-09-09"],
        "kind": ["请从列出的几项里选"],
        "why": ["最多写 3 个字，现在是 4 个"],
        "share": ["不能大于 1"],
    }


def test_a_posting_form_carries_token_key_and_version(drawn):
    html = drawn(
        '{% form action="/x" version=7 autosave="/draft" %}body{% endform %}', csrf_token="t"
    )
    assert 'method="post" action="/x"' in html
    assert 'data-do="guard draft" data-autosave="/draft"' in html
    assert 'name="csrfmiddlewaretoken" value="t"' in html
    assert 'name="seen_version" value="7"' in html
    assert re.search(r'name="request_key" value="\w{22}"', html)


def test_the_token_of_a_real_request_reaches_the_form():
    engine = engines["django"]
    html = engine.from_string("{% form %}{% endform %}").render({}, RequestFactory().get("/"))
    assert re.search(r'name="csrfmiddlewaretoken" value="\w{64}"', html)


def test_a_searching_form_carries_neither(drawn):
    html = drawn('{% form method="get" %}{% endform %}')
    assert "csrf" not in html
    assert "request_key" not in html


def test_numbers_too_long_are_answered_in_our_own_words():
    field = forms.DecimalField(max_digits=5, decimal_places=2)

    said = {}
    for typed in ("123456", "1.234", "1234"):
        with pytest.raises(forms.ValidationError) as wrong:
            field.clean(typed)
        said[typed] = wrong.value.messages

    assert said == {
        "123456": ["这个数太长了：最多 5 位，请核对"],
        "1.234": ["小数点后最多 2 位"],
        "1234": ["这个数太大了：小数点前最多 3 位，请核对"],
    }


def test_free_words_are_not_cut_by_the_browser(drawn):
    class Free(forms.Form):
        story = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 7}))
        code = forms.CharField(max_length=20)

    html = drawn("{% fields form=form %}", form=Free())

    assert 'maxlength="2000"' not in html
    assert 'maxlength="20"' in html
    assert 'rows="7"' in html
