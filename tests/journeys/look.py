"""How a page looks to people: phone, desk, elder, dark, English; fits, can be read, can be used.

    def test_the_public_home_looks_right(chromium, server):
        looks_right(chromium, server, "/", name="home")

``looks_right`` opens the page in every way below and demands: status 200, nothing scrolls sideways, no
violation axe can find, nothing refused by the content security policy. With ``ZHIGONG_PICTURES`` naming a
folder, each is saved as a picture there, to be looked at. ``opened`` gives one such page to a test of its own.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)


@dataclass(frozen=True)
class Way:
    """One way to look at a page."""

    name: str
    width: int
    height: int = 800
    elder: bool = False
    theme: str = "light"
    language: str = "zh-hans"
    script: bool = True


DESK = Way("desk", 1280)
PHONE = Way("phone", 390)
NARROW = Way("narrow", 320)
ELDER = Way("elder-phone", 390, elder=True)
ELDER_NARROW = Way("elder-narrow", 320, elder=True)
ELDER_DESK = Way("elder-desk", 1280, elder=True)
DARK = Way("dark-desk", 1280, theme="dark")
DARK_PHONE = Way("dark-phone", 390, theme="dark")
ENGLISH = Way("english-desk", 1280, language="en")
ENGLISH_PHONE = Way("english-narrow", 320, language="en")
PLAIN = Way("without-script", 390, script=False)

WAYS = (DESK, PHONE, NARROW, ELDER, ELDER_DESK, DARK, DARK_PHONE, ENGLISH, ENGLISH_PHONE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, headless; tests that need it are skipped, with a word, where it is absent."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    # Playwright keeps an event loop in this thread; Django must not take our tests for async code.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
    else:
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


@contextmanager
def opened(
    browser: Any, server: str, path: str, way: Way = PHONE, cookies: Sequence[dict[str, Any]] = ()
) -> Iterator[Any]:
    """The page as this reader sees it; ``cookies`` as playwright takes them (a session)."""
    context = browser.new_context(
        viewport={"width": way.width, "height": way.height},
        locale="en-GB" if way.language == "en" else "zh-CN",
        timezone_id="Asia/Shanghai",
        java_script_enabled=way.script,
        reduced_motion="reduce",
    )
    chosen = {
        "zhigong_mode": "elder" if way.elder else "plain",
        "zhigong_theme": way.theme,
        "zhigong_language": way.language,
    }
    context.add_cookies([{"name": k, "value": v, "url": server} for k, v in chosen.items()])
    context.add_cookies(list(cookies))
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    try:
        page.answer = page.goto(server + path)
        yield page
    finally:
        context.close()


def assert_fits(page: Any) -> None:
    """Nothing scrolls sideways; says what sticks out."""
    sticking_out = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
          [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert sticking_out == [], f"{page.url} scrolls sideways: {sticking_out}"


def assert_accessible(page: Any) -> None:
    """No violation that axe finds, of any weight."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    told = [
        f"{one['id']}: {one['help']} at {[node['target'] for node in one['nodes'][:3]]}"
        for one in found
    ]
    assert told == [], f"{page.url}: {told}"


def picture(page: Any, name: str) -> None:
    """Save the whole page where ``ZHIGONG_PICTURES`` says; else nothing."""
    folder = os.environ.get("ZHIGONG_PICTURES")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


def looks_right(
    browser: Any,
    server: str,
    path: str,
    *,
    name: str,
    ways: Sequence[Way] = WAYS,
    cookies: Sequence[dict[str, Any]] = (),
    status: int = 200,
) -> None:
    """The page holds in every way; pictures are called ``<name>.<way>``."""
    for way in ways:
        with opened(browser, server, path, way, cookies) as page:
            picture(page, f"{name}.{way.name}")
            assert page.answer.status == status, f"{path}: {page.answer.status}"
            assert_fits(page)
            assert_accessible(page)
            refused = [
                said for said in page.complaints if not said.startswith("Failed to load resource")
            ]
            assert refused == [], f"{path} ({way.name}): {refused}"
