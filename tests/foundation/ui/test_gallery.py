"""The gallery shows everything, in both languages, and nothing is left out of the catalogue page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import NodeList
from django.test import Client

from zhigong.foundation.ui import navigation
from zhigong.foundation.ui.compiled.loader import Compiled
from zhigong.foundation.ui.components import REGISTRY, ComponentNode
from zhigong.foundation.ui.gallery import SPECIMENS
from zhigong.foundation.ui.icons import NAMES
from zhigong.foundation.ui.reference import components_page

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "src/zhigong/foundation/ui/templates"
HAN = re.compile(r"[\u4e00-\u9fff]+")


@pytest.fixture
def reader(settings):
    settings.DEMO = True
    return Client()


def page(reader, path: str, language: str = "zh-hans", status: int = 200) -> str:
    reader.cookies["zhigong_language"] = language
    answer = reader.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_gallery_is_shown_in_the_demo_only(settings):
    settings.DEMO = settings.DEBUG = False
    assert Client().get("/ui/").status_code == 404
    settings.ZHIGONG_GALLERY = True
    assert Client().get("/ui/").status_code == 200


def test_every_component_is_drawn_by_the_gallery(reader, monkeypatch):
    drawn = set()
    render = ComponentNode.render
    monkeypatch.setattr(
        ComponentNode,
        "render",
        lambda node, context: drawn.add(node.component.name) or render(node, context),
    )
    monkeypatch.setattr(Compiled, "render", NodeList.render)  # each node draws itself
    page(reader, "/ui/")
    assert REGISTRY.keys() - drawn == set()


@pytest.mark.parametrize("name", REGISTRY)
def test_every_component_has_its_template_or_is_drawn_in_python(name):
    drawn_in_python = REGISTRY[name].draw is not None
    assert (TEMPLATES / f"ui/{name}.html").exists() is not drawn_in_python


def test_the_gallery_draws_every_state(reader):
    html = page(reader, "/ui/")
    for tone in ("wait", "run", "good", "warn", "late", "gold"):
        assert f'data-tone="{tone}"' in html
    for said in (
        "还剩 11 天",
        "今天到期",
        "晚了 3 天",
        "（暂定）",
        "已中止计算",
        "按时办结",
        "不再计算",
    ):
        assert said in html


def test_ids_are_used_once(reader):
    for path in ["/ui/", *(f"/ui/page/{name}" for name in SPECIMENS)]:
        found = re.findall(r'\sid="([^"]+)"', page(reader, path))
        assert [one for one in set(found) if found.count(one) > 1] == [], path


def test_every_label_and_description_leads_to_something(reader):
    for path in ["/ui/", *(f"/ui/page/{name}" for name in SPECIMENS)]:
        html = page(reader, path)
        ids = set(re.findall(r'\sid="([^"]+)"', html))
        named = re.findall(r'\s(?:for|aria-labelledby)="([^"]+)"', html)
        for many in re.findall(r'\saria-describedby="([^"]+)"', html):
            named += many.split()
        assert set(named) - ids == set(), path


def test_every_icon_on_a_page_is_drawn_in_the_sprite(reader):
    used = set(re.findall(r'<use href="[^"]*icons[^"#]*\.svg#([\w-]+)"', page(reader, "/ui/")))
    assert len(used) > 20
    assert used <= NAMES


def test_only_one_solid_red_button_stands_on_a_page(reader):
    for name in SPECIMENS:
        html = page(reader, f"/ui/page/{name}")
        html = html.split('<div class="tally-foot">')[0]  # on a phone it replaces the one above
        assert (
            html.count('class="button" type="submit" data-kind="primary"')
            + html.count('data-kind="primary" href')
            <= 1
        ), name


# What stays Chinese on an English page: the names of laws, amounts in capitals, the switch itself.
KEPT = re.compile(r"《[^》]+》|中文|[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元整角分]+")


@pytest.mark.parametrize("path", ["/ui/", *(f"/ui/page/{name}" for name in SPECIMENS)])
def test_an_english_page_is_english(reader, settings, monkeypatch, path):
    monkeypatch.setattr(navigation, "PLACES", {})  # each module answers for its own words
    settings.FEDERATION_NAME = "Model District Federation of Trade Unions"
    html = page(reader, path, "en")
    assert '<html lang="en"' in html
    assert HAN.findall(KEPT.sub("", re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL))) == []


def test_modes_are_attributes_of_the_page(reader):
    reader.cookies["zhigong_mode"] = "elder"
    reader.cookies["zhigong_theme"] = "dark"
    assert '<html lang="zh-Hans" data-theme="dark" data-mode="elder">' in page(reader, "/ui/")


def test_an_unknown_specimen_is_not_found(reader):
    assert "没有找到这一页" in page(reader, "/ui/page/none", status=404)


def test_the_reference_is_printed_from_the_catalogue():
    assert (ROOT / "docs/reference/components.md").read_text("utf-8") == components_page()
