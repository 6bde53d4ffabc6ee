"""A compiled template says what Django's own nodes say, letter by letter."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Engine, NodeList, Template, TemplateSyntaxError, engines
from django.urls import NoReverseMatch
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from zhigong.foundation.ui.alone import AloneNode
from zhigong.foundation.ui.compiled.loader import Compiled, compiled
from zhigong.foundation.ui.compiled.plain import plain_part

LIBRARIES = {
    "i18n": "django.templatetags.i18n",
    "l10n": "django.templatetags.l10n",
    "static": "django.templatetags.static",
}


class Person:
    label = "林 & 小满"
    number = 1234

    def shout(self) -> str:
        return "<b>"

    def needs(self, something: str) -> str:
        return something

    def delete(self) -> str:
        raise AssertionError("a template changes nothing")

    delete.alters_data = True  # type: ignore[attr-defined]  # as Django marks it

    @property
    def broken(self) -> str:
        raise ValueError("a mistake is no empty string")


class Row(NamedTuple):
    label: str
    safe: str
    day: date
    tone: str = "late"
    none: None = None


class Quiet(Exception):
    silent_variable_failure = True


class Absent:
    @property
    def file(self) -> str:
        raise Quiet


def names() -> dict[str, object]:
    return {
        "person": Person(),
        "absent": Absent(),
        "nobody": None,
        "plain": "a<b>'\"&c",
        "safe": mark_safe("<i>x</i>"),
        "lazy": gettext_lazy("首页"),
        "words": ["b", "a", "<c>"],
        "pairs": [("a", 1), ("b", 2)],
        "empty": [],
        "facts": {"a": 1, "items": "own", "0": "zero", "deep": {"x": "<y>"}},
        "day": date(2026, 1, 2),
        "moment": datetime(2026, 1, 2, 20, 30, tzinfo=ZoneInfo("UTC")),
        "money": Decimal("1234.5"),
        "half": 0.5,
        "row": Row("a<b>", mark_safe("<i>x</i>"), date(2026, 1, 4)),
        "many": 12345,
        "yes": True,
        "request": "the request",
        "csrf_token": "token",
    }


SOURCES = [
    "{{ plain }}|{{ safe }}|{{ lazy }}|{{ nobody }}|{{ missing }}|{{ many }}|{{ half }}|{{ yes }}",
    "{{ day }}|{{ moment }}|{{ money }}|{{ day|day }}|{{ moment|moment }}|{{ money|money }}",
    "{{ day|short_day }}|{{ moment|short_day }}|{{ nobody|short_day }}|{{ day|days_left:day }}",
    "{{ person.label }}|{{ person.shout }}|{{ person.needs }}|{{ person.delete }}|{{ person.no }}",
    "{{ nobody.label|default:'—' }}|{{ nobody.a.b }}|{{ absent.file }}|{{ absent.file|default:1 }}",
    "{{ facts.a }}|{{ facts.items }}|{{ facts.keys }}|{{ facts.0 }}|{{ facts.none }}|{{ facts.deep.x }}",
    "{{ words.1 }}|{{ words.7 }}|{{ words.x }}|{{ words|length }}|{{ words|join:', ' }}|{{ words.2 }}",
    "{{ plain|default:'x' }}|{{ safe|upper }}|{{ plain|upper }}|{{ plain|linebreaksbr }}|{{ 'a<b' }}",
    "{{ plain|safe }}|{{ missing|default:plain }}|{{ missing|default:safe }}|{{ nobody|default_if_none:1 }}",
    "{{ moment|date:'H:i' }}|{{ words|slice:':2' }}|{{ yes|yesno:'a,b' }}|{{ 3|add:many }}|{{ 2.5 }}",
    "{{ _('首页') }}|{{ '首页'|words }}|{{ plain|words }}|{{ safe|words }}|{{ missing|words }}",
    "{% if missing %}a{% elif nobody %}b{% else %}c{% endif %}{% if yes and not missing %}d{% endif %}",
    "{% if many > 3 and half < 1 or missing %}a{% endif %}{% if many > plain %}b{% endif %}",
    "{% if 'a' in words %}a{% endif %}{% if 'x' not in words %}b{% endif %}{% if 1 in nobody %}c{% endif %}",
    "{% if nobody is None %}a{% endif %}{% if yes is not None %}b{% endif %}{% if many >= 12345 %}c{% endif %}",
    "{% if many == 12345 %}a{% endif %}{% if plain != safe %}b{% endif %}{% if many <= 1 %}c{% endif %}",
    "{% for w in words %}{{ forloop.counter }}{{ w }}{% if forloop.last %}.{% endif %}{% endfor %}",
    "{% for w in words reversed %}{{ forloop.revcounter }}{{ w }}{% endfor %}",
    "{% for a, b in pairs %}{{ a }}={{ b }}{% for w in words %}{{ forloop.parentloop.counter }}{% endfor %}{% endfor %}",
    "{% for w in empty %}x{% empty %}nothing{% endfor %}{% for w in nobody %}x{% empty %}none{% endfor %}",
    "{% for w in missing %}x{% endfor %}{% for k, v in facts.deep.items %}{{ k }}{{ v }}{% endfor %}",
    "{% for w in words %}{% ifchanged w %}{{ w }}{% endifchanged %}{% cycle 'a' 'b' %}{% endfor %}",
    "{% load i18n %}{% translate '首页' %}{% translate '首页' as home %}{{ home }}{% translate plain %}",
    "{% load i18n %}{% blocktranslate count n=words|length %}共 {{ n }} 条{% plural %}共 {{ n }} 条{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate with n=plain %}共 {{ n }} 条{% endblocktranslate %}|{{ n }}",
    "{% load i18n %}{% blocktranslate with n=safe %}共 {{ n }} 条 100% {{ missing }}{% endblocktranslate %}",
    "{% load i18n %}{% blocktranslate trimmed asvar said count n=many %}\n 本页 {{ n }} 件 {% plural %} 本页 {{ n }} 件\n{% endblocktranslate %}{{ said }}",
    "{% load i18n %}{% blocktranslate context 'x' %}首页 {{ plain }}{% endblocktranslate %}{% blocktranslate %}首页{% endblocktranslate %}",
    "{% alone a=plain b=safe c=many d=day e=nobody %}{{ a }}{{ b }}{{ c }}{{ d }}{{ e }}{{ f }}{% endalone %}",
    "{% alone a=plain d=day %}{{ d|short_day }}{{ d|days_left:d }}{{ a|words }}{{ a|default:'<' }}{{ a|upper }}{% endalone %}",
    "{% alone row=row day=day %}{{ row.label }}{{ row.day|days_left:day }}{{ row.count }}{{ row.no }}{{ row.1 }}{% endalone %}",
    "{% alone row=row %}{% if row.label %}a{% elif row.day %}b{% endif %}{% if not row.safe %}c{% else %}{{ row.safe }}{% endif %}{% endalone %}",
    "{% alone row=row %}{% badge label=row.label tone=row.tone %}{% badge label=row.safe tone=row.none %}{% endalone %}",
    "{% load i18n %}{% alone row=row %}{% cell head=True %}{{ row.label }}{% translate '首页' %}{% endcell %}{% cell label=_('状态') %}{% badge label=row.label %}{% endcell %}{% endalone %}",
    "{% alone row=person %}{{ row.label }}{{ row.shout }}{% endalone %}{% alone row=facts %}{{ row.a }}{{ row.items }}{% endalone %}",
    "{% load i18n %}{% language 'en' %}{% translate '首页' %}{% if yes %}{% translate '通知' %}{% endif %}{% endlanguage %}",
    "{% load static %}{% static 'ui/base.css' %}{% static plain as there %}{{ there }}",
    "{% url 'mediation:case' many %}|{% url 'mediation:case' many as there %}{{ there }}|{% url 'mediation:cases' %}",
    "{% url 'mediation:deed' many plain as there %}{{ there }}|{% url 'mediation:case' pk=many %}",
    "{% url 'nowhere' as there %}{{ there }}|{% url 'mediation:case' yes as odd %}{{ odd }}",
    "{% for a, b in pairs %}{% url 'mediation:case' b %}{% endfor %}{% url 'mediation:case' row.none as x %}{{ x }}",
    "{% autoescape off %}{{ plain }}{% if yes %}{{ plain }}{% endif %}{% endautoescape %}{{ plain }}",
    "{% with a=plain b=person.label %}{{ a }}{{ b }}{% endwith %}{{ a }}{% firstof missing plain %}",
    "{% include 'ui/parts/button_inside.html' with label=plain %}{% include 'ui/parts/button_inside.html' %}",
    "{% badge label=plain %}{% badge label=safe tone='run' %}{% badge label=lazy %}{% badge label='<' %}",
    "{% icon name='home' %}{% icon name='home' label=plain %}{% cell head=True %}{{ plain }}{% endcell %}",
    "{% cell label=plain numeric=yes %}{{ safe }}{% endcell %}{% cell label='<a>' %}<b>{% endcell %}",
    "{% card title=plain %}{{ plain }}{% slot 'head' %}{{ person.label }}{% endslot %}{% endcard %}",
    "{% button label=lazy url=plain %}{% person name=person.label role=plain %}{% link label=safe url='/' %}",
    "{% for w in words %}{% badge label=w %}{% endfor %}{% empty_state title=plain %}x{% endempty_state %}",
    "{% block a %}{{ plain }}{% block b %}{{ block.name }}{% endblock %}{% endblock %}",
    "{% comment %}{{ plain }}{% endcomment %}{# no #}{% verbatim %}{{ plain }}{% endverbatim %}",
]  # fmt: skip


@pytest.fixture(scope="module")
def plain_engine() -> Engine:
    """The same templates under Django's own loader."""
    ours = engines["django"].engine
    return Engine(app_dirs=True, builtins=ours.builtins[3:], libraries=LIBRARIES)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("source", SOURCES)
def test_a_compiled_template_says_the_same(source, language, plain_engine):
    with override(language):
        expected = Template(source, engine=plain_engine).render(Context(names()))

        assert drawn(source) == expected


def drawn(source: str) -> str:
    engine = engines["django"].engine
    template = Template(source, engine=engine)
    template.nodelist = compiled(template.nodelist, engine)
    first = template.render(Context(names()))
    assert template.render(Context(names())) == first, "what it remembers changes nothing"
    return first


def test_a_page_in_two_languages_is_not_mixed():
    source = "{% load i18n %}{% translate '首页' %}{{ _('首页') }}{{ '首页'|words }}"
    template = Template(source, engine=engines["django"].engine)
    template.nodelist = compiled(template.nodelist, engines["django"].engine)

    def said(language: str) -> str:
        with override(language):
            return template.render(Context())

    assert said("zh-hans") == "首页首页首页"
    assert said("en") == "HomeHomeHome"
    assert said("zh-hans") == "首页首页首页"


def test_safe_text_and_the_same_text_unsafe_are_two_labels():
    source = "{% badge label=a %}{% badge label=b %}{{ a|words }}{{ b|words }}"
    template = Template(source, engine=engines["django"].engine)
    template.nodelist = compiled(template.nodelist, engines["django"].engine)

    html = template.render(Context({"a": mark_safe("<u>1</u>"), "b": "<u>1</u>"}))

    assert html.count("<u>1</u>") == 2
    assert html.count("&lt;u&gt;1&lt;/u&gt;") == 2


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("{{ person.broken }}", ValueError),
        ("{% badge label=missing %}", TemplateSyntaxError),
        ("{% for a, b in words %}{% endfor %}", ValueError),
        ("{% url 'nowhere' %}", NoReverseMatch),
        ("{% url 'mediation:case' missing %}", NoReverseMatch),
    ],
)
def test_a_mistake_is_a_mistake(source, error):
    with pytest.raises(error):
        drawn(source)


def test_the_context_is_as_it_was_after_a_mistake():
    engine = engines["django"].engine
    template = Template("{% for w in words %}{{ person.broken }}{% endfor %}", engine=engine)
    template.nodelist = compiled(template.nodelist, engine)
    context = Context(names())

    with pytest.raises(ValueError, match="no empty string"):
        template.render(context)

    assert len(context.dicts) == 2


@pytest.mark.parametrize("above", ["", "{{ block.super }}"])
def test_a_page_between_that_adds_to_a_block_keeps_those_below(above, plain_engine):
    between = (
        '{% extends "ui/public.html" %}{% block title %}' + above + "m{% endblock %}"
        "{% block content %}<p>{% block step %}{% endblock %}</p>{% endblock %}"
    )
    below = '{% extends "between.html" %}{% block step %}{{ plain }}{% endblock %}'
    pages = {"between.html": between, "below.html": below}
    ours = engines["django"].engine
    loaders = [
        ("django.template.loaders.locmem.Loader", pages),
        "django.template.loaders.app_directories.Loader",
    ]

    def page(how: str) -> str:
        engine = Engine(loaders=[(how, loaders)], builtins=ours.builtins[3:], libraries=LIBRARIES)
        return engine.get_template("below.html").render(Context(names() | {"request": None}))

    drawn = page("zhigong.foundation.ui.compiled.loader.Loader")

    assert "<p>a&lt;b&gt;" in drawn
    assert drawn == page("django.template.loaders.cached.Loader")


PAGES = ["/ui/", "/ui/page/home", "/ui/page/question", "/ui/page/record", "/ui/page/sheet", "/nowhere"]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_whole_pages_say_the_same(client, monkeypatch, path, language):
    client.cookies["zhigong_language"] = language
    ours = told(client.get(path))
    monkeypatch.setattr(Compiled, "render", NodeList.render)

    assert ours == told(client.get(path))


def told(answer) -> str:
    """A page without what is new on each: the form's one-time keys."""
    html = answer.content.decode()
    return re.sub(r'(name="(?:csrfmiddlewaretoken|request_key)"\s+value=")[^"]+', r"\1", html)


def test_the_row_of_the_list_of_cases_is_a_function_of_its_values():
    engine = engines["django"].engine
    page, _origin = engine.find_template("mediation/cases.html")

    rows = [one for one in page.nodelist.get_nodes_by_type(AloneNode) if "row" in one.given]

    assert [plain_part(tuple(one.given), one.body) is not None for one in rows] == [True]


@pytest.mark.parametrize(
    "body",
    [
        "{{ request }}", "{{ row.a.b }}", "{% if row.a == 1 %}x{% endif %}", "{{ row.a|linebreaksbr }}",
        "{% for a in row %}{{ a }}{% endfor %}", "{% card title=row.a %}x{% endcard %}", "{{ row.0 }}",
    ],
)  # fmt: skip
def test_what_only_a_context_can_say_is_left_to_it(body):
    (part,) = Template("{% alone row=row %}" + body + "{% endalone %}").nodelist

    assert plain_part(("row",), part.body) is None
