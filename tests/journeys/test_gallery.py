"""The gallery in a browser: every component in every way, and the behaviours on top of plain HTML."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template.loader import render_to_string

from tests.journeys.look import (
    DARK,
    DESK,
    ELDER,
    ELDER_DESK,
    ELDER_NARROW,
    ENGLISH_PHONE,
    NARROW,
    PHONE,
    PLAIN,
    looks_right,
    opened,
)
from zhigong.foundation.ui.gallery import SPECIMENS

pytestmark = [pytest.mark.journey, pytest.mark.slow]


class Threaded(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_args: Any) -> None:
        """Requests of a test are nobody's news."""


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The program's own application, served without a database: the gallery asks for none."""
    before, settings.DEMO = settings.DEMO, True
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Threaded, Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    settings.DEMO = before


def test_the_gallery_looks_right_in_every_way(chromium, gallery):
    ways = (DESK, NARROW, ELDER_NARROW, ELDER_DESK, DARK, ENGLISH_PHONE)
    looks_right(chromium, gallery, "/ui/", name="gallery", ways=ways)


@pytest.mark.parametrize("name", SPECIMENS)
def test_every_page_type_looks_right(chromium, gallery, name):
    ways = (
        (PHONE,)
        if name.startswith(("error-", "stale-"))
        else (DESK, ELDER_NARROW, DARK, ENGLISH_PHONE)
    )
    looks_right(chromium, gallery, f"/ui/page/{name}", name=f"page-{name}", ways=ways)


def test_a_dialog_opens_closes_and_gives_the_focus_back(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/dialog") as page:
        page.get_by_role("button", name="终止调解").click()
        dialog = page.get_by_role("dialog")
        assert dialog.is_visible()
        page.keyboard.press("Escape")
        assert not dialog.is_visible()
        assert page.evaluate("document.activeElement.textContent").strip() == "终止调解"


def test_a_dialog_opens_and_closes_without_script(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/dialog", PLAIN) as page:
        page.get_by_role("link", name="终止调解").click()
        assert page.locator("#stop").is_visible()
        page.locator("#stop .dialog-close").click()
        assert not page.locator("#stop").is_visible()


def test_elder_mode_is_switched_by_a_button_and_stays_without_script(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/home", PLAIN) as page:
        page.locator(".topbar button[data-tool=elder]").click()
        assert page.url.endswith("/ui/page/home")
        assert page.locator("html").get_attribute("data-mode") == "elder"


def test_a_refused_form_takes_the_focus_and_leads_to_the_field(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/refused-form") as page:
        assert page.evaluate("document.activeElement.className") == "error-summary"
        assert page.title().startswith("错误：")
        page.locator(".error-summary a").first.click()
        assert page.evaluate("document.activeElement.id") == "id_mobile"


def test_a_form_is_sent_once_however_often_it_is_pressed(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/question", DESK) as page:
        sent = []
        page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
        page.route("**/ui/page/question", lambda route: route.abort())
        page.locator("#ask button").first.dblclick()
        page.wait_for_timeout(300)
        assert len(sent) == 1


def test_a_draft_is_saved_while_one_types(chromium, gallery):
    with opened(chromium, gallery, "/ui/") as page:
        page.route("**/ui/", lambda route: route.fulfill(status=204))
        with page.expect_request(lambda r: r.headers.get("x-autosave") == "1") as waiting:
            page.locator("#id_mobile").fill("13900000617")
        assert "13900000617" in waiting.value.post_data
        page.locator("[data-part=saved]", has_text="自动存好").wait_for()
        assert page.locator("[data-part=saved]").text_content()[:2].isdigit()


def test_a_list_follows_what_is_typed_and_the_address_with_it(chromium, gallery):
    with opened(chromium, gallery, "/ui/", DESK) as page:
        with page.expect_response(lambda r: "q=lxm" in r.url) as waiting:
            page.locator("#g-f").fill("lxm")
        assert waiting.value.request.headers["hx-request"] == "true"
        page.wait_for_url("**/ui/?q=lxm")
        assert page.locator("#g-table").count() == 1


def test_a_list_on_the_page_narrows_as_one_types(chromium, gallery):
    with opened(chromium, gallery, "/ui/", DESK) as page:
        page.locator("#g-places-pick").fill("云岭 充电")
        assert page.locator("#g-places > li:visible").count() == 1
        page.locator("#g-places-pick").fill("")
        assert page.locator("#g-places > li:visible").count() == 2


def test_the_print_button_is_there_only_with_script(chromium, gallery):
    for way, shown in [(PHONE, True), (PLAIN, False)]:
        with opened(chromium, gallery, "/ui/page/sheet", way) as page:
            assert page.locator("[data-do=print]").is_visible() is shown


def test_somebody_who_went_away_is_asked_and_may_stay(chromium, gallery):
    asked = render_to_string("ui/parts/idle.html")

    def signed_in(route):
        page_text = route.fetch().text().replace("<body", '<body data-idle="3"', 1)
        route.fulfill(
            body=page_text.replace("</body>", asked + "</body>"), content_type="text/html"
        )

    with opened(chromium, gallery, "/ui/page/home") as page:
        page.route("**/ui/page/dialog", signed_in)
        page.goto(gallery + "/ui/page/dialog")
        dialog = page.locator("#idle")
        dialog.wait_for(state="visible", timeout=5000)
        page.unroute("**/ui/page/dialog")
        dialog.locator("[data-part=stay]").click()
        dialog.wait_for(state="hidden")


def test_an_open_menu_closes_on_escape(chromium, gallery):
    with opened(chromium, gallery, "/ui/", DESK) as page:
        page.locator(".menu > summary", has_text="列").click()
        assert page.locator(".menu[open]").count() == 1
        page.keyboard.press("Escape")
        assert page.locator(".menu[open]").count() == 0


def test_targets_are_large_enough_for_old_hands(chromium, gallery):
    with opened(chromium, gallery, "/ui/page/home", ELDER) as page:
        small = page.evaluate(
            """() => [...document.querySelectorAll('main a.entry, .bottombar a, .topbar button')]
              .filter(e => e.offsetParent && e.getBoundingClientRect().height < 60)
              .map(e => e.textContent)"""
        )
        assert small == []


def test_working_is_printed_though_it_was_closed(chromium, gallery):
    with opened(chromium, gallery, "/ui/", DESK) as page:
        closed = page.locator("details.amount:not([open])")
        assert closed.count() == 1
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert closed.count() == 0
        page.emulate_media(media="print")
        assert not page.locator(".topbar").is_visible()
        assert not page.locator("form.filter-bar").is_visible()
