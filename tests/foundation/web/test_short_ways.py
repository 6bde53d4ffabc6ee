"""What is kept by thread stays within it, and a setting is found as it stands."""

from __future__ import annotations

import threading
from inspect import iscoroutinefunction, unwrap

import pytest
from asgiref.local import Local
from django.conf import settings
from django.test import override_settings
from django.urls import get_resolver
from django.utils import timezone, translation

from zhigong.foundation.web.short_ways import KEPT


def views(patterns) -> list:
    """Every view of the site."""
    return [
        view
        for one in patterns
        for view in (views(one.url_patterns) if hasattr(one, "url_patterns") else [one.callback])
    ]


def test_no_view_is_asynchronous():
    found = views(get_resolver().url_patterns)
    assert len(found) > 100
    assert [view for view in found if iscoroutinefunction(unwrap(view))] == []


@pytest.mark.parametrize(("owner", "name"), KEPT)
def test_each_is_kept_by_thread(owner, name):
    assert not isinstance(getattr(owner, name), Local)
    assert isinstance(getattr(owner, name), threading.local)


def test_a_language_is_chosen_in_its_thread_alone():
    met, said = threading.Barrier(2, timeout=10), {}

    def speak(language: str, zone: str) -> None:
        with translation.override(language), timezone.override(zone):
            met.wait()  # both have chosen before either looks
            said[language] = translation.get_language(), timezone.get_current_timezone_name()
            met.wait()

    threads = [
        threading.Thread(target=speak, args=one)
        for one in (("en", "Europe/Berlin"), ("zh-hans", "Asia/Shanghai"))
    ]
    with translation.override("en"):
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        assert translation.get_language() == "en"

    assert said == {"en": ("en", "Europe/Berlin"), "zh-hans": ("zh-hans", "Asia/Shanghai")}


def test_a_setting_is_found_as_it_stands_now():
    before = settings.FEDERATION_NAME
    with override_settings(FEDERATION_NAME="甲区总工会", NOT_SET_BEFORE=1):
        assert (settings.FEDERATION_NAME, settings.NOT_SET_BEFORE) == ("甲区总工会", 1)
    assert before == settings.FEDERATION_NAME
    assert before
    with pytest.raises(AttributeError):
        _ = settings.NOT_SET_BEFORE
    assert "FEDERATION_NAME" in dir(settings)
