from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.db import transaction
from django.test import RequestFactory
from django.utils import translation
from pytest_django import DjangoAssertNumQueries, Settings

from tests.trail import events
from zhigong.foundation.acting import acting
from zhigong.foundation.jobs.job import GiveUp
from zhigong.foundation.jobs.worker import run_due
from zhigong.foundation.notify import kinds, views
from zhigong.foundation.notify.actions import (
    choose,
    mark_all_read,
    mark_read,
    notify,
    send_to,
)
from zhigong.foundation.notify.gateways import LogGateway, Unavailable, WebhookGateway, gateway
from zhigong.foundation.notify.models import Delivery, Notice
from zhigong.foundation.notify.queries import notices_of, unread_count, wanted_channels
from zhigong.foundation.secrets.sealed import Sealed
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor

MEDIATOR = Actor(id=7, label="李调解")
WORKER = Actor(id=5, label="陈会员")
MOBILE = "13912345678"


def address(account_id: int, channel: str) -> Sealed | None:
    """Stands in for identity."""
    if channel == "sms" and account_id == 7:
        return Sealed.of(MOBILE, kind="mobile", context="elsewhere.mobile")
    return None


@pytest.fixture(autouse=True)
def installation(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    settings.KEYS, settings.KEYS_FILE = "", tmp_path / "keys.json"
    settings.ADDRESS_OF = "tests.foundation.notify.test_notify.address"
    settings.SMS_URL = settings.EMAIL_HOST = settings.SMS_TOKEN = ""
    monkeypatch.setattr(kinds, "KINDS", kinds.KINDS | {})
    for module in ("actions", "queries"):
        monkeypatch.setattr(f"zhigong.foundation.notify.{module}.KINDS", kinds.KINDS)
    kinds.kind("sample.assigned", "assigned to you", outside=("sms",))
    kinds.kind("sample.news", "news")
    return settings


def tell(account_id: int = 7, *, kind: str = "sample.assigned", key: str = "") -> bool:
    with acting(WORKER):
        return notify(
            account_id=account_id,
            kind=kind,
            title="通知",
            body="第%(number)s号",
            params={"number": 12},
            url="/cases/12/",
            key=key,
        )


@pytest.mark.django_db
def test_who_is_told_reads_it_and_nobody_else() -> None:
    tell()

    with acting(MEDIATOR):
        (notice,) = notices_of(MEDIATOR)
        assert (notice.body_text, unread_count(MEDIATOR)) == ("第12号", 1)
    for other in (WORKER, NOBODY):
        with acting(other):
            assert Notice.objects.count() == 0
            assert (notices_of(other).count(), unread_count(other)) == (0, 0)


@pytest.mark.django_db
def test_a_notice_is_in_the_readers_language() -> None:
    tell()

    with acting(MEDIATOR), translation.override("en"):
        assert notices_of(MEDIATOR)[0].title_text == "Notices"


@pytest.mark.django_db
def test_a_key_tells_once_and_leaves_the_transaction_whole() -> None:
    assert tell(key="assigned:12:1")
    assert not tell(key="assigned:12:1")
    assert tell(key="assigned:12:2")

    with acting(MEDIATOR):
        assert unread_count(MEDIATOR) == 2
    with acting(SYSTEM):
        assert Delivery.objects.count() == 2


@pytest.mark.django_db
def test_counting_is_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _notice in range(3):
        tell()

    with acting(MEDIATOR), django_assert_num_queries(1):
        assert unread_count(MEDIATOR) == 3


@pytest.mark.django_db
def test_only_ones_own_notices_are_marked_as_read() -> None:
    tell()
    with acting(MEDIATOR):
        pk = notices_of(MEDIATOR)[0].pk
    with acting(WORKER):
        assert mark_read(actor=WORKER, notice_id=pk) is None
        assert mark_all_read(actor=WORKER) == 0

    with acting(MEDIATOR):
        assert mark_read(actor=MEDIATOR, notice_id=pk) is not None
        assert unread_count(MEDIATOR) == 0
        assert mark_all_read(actor=MEDIATOR) == 0


@pytest.mark.django_db
def test_a_wish_goes_before_the_kinds_habit() -> None:
    assert wanted_channels(7, "sample.assigned") == ["sms"]
    assert wanted_channels(7, "sample.news") == []
    with acting(MEDIATOR):
        choose(actor=MEDIATOR, wanted={("sample.news", "sms"), ("unknown", "sms")})

    assert wanted_channels(7, "sample.assigned") == []
    assert wanted_channels(7, "sample.news") == ["sms"]


@pytest.mark.django_db(transaction=True)
def test_a_roll_back_sends_nothing() -> None:
    with acting(WORKER):
        notify(account_id=7, kind="sample.assigned", title="通知")
        transaction.set_rollback(True)

    assert run_due() == 0


class _Desk(BaseHTTPRequestHandler):
    status = 200
    got: list[tuple[dict[str, str], dict[str, str]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.got.append((dict(self.headers), json.loads(body)))
        self.send_response(self.status)
        self.send_header("Location", "http://elsewhere.invalid/")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def sms_desk(installation: Settings) -> Iterator[type[_Desk]]:
    """A gateway of the other side."""

    class Desk(_Desk):
        got: list[tuple[dict[str, str], dict[str, str]]] = []

    server = HTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    installation.SMS_URL = f"http://127.0.0.1:{server.server_port}/send"
    installation.SMS_TOKEN = "token"
    yield Desk
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.mark.django_db
def test_a_message_leaves_by_its_job_and_the_address_is_never_shown(
    sms_desk: type[_Desk],
) -> None:
    tell(key="k")
    with acting(SYSTEM):
        delivery = Delivery.objects.get()
        assert MOBILE not in repr(vars(delivery))
    assert sms_desk.got == []

    run_due()

    ((headers, sent),) = sms_desk.got
    assert (sent["to"], sent["text"]) == (MOBILE, "通知\n第12号")
    assert headers["Authorization"] == "Bearer token"
    assert headers["Idempotency-Key"] == str(delivery.pk)
    with acting(SYSTEM):
        assert Delivery.objects.get().sent_at is not None
    [event] = events(verb="secrets.reveal")
    assert MOBILE not in repr(vars(event))


@pytest.mark.parametrize(
    ("status", "error"), [(400, GiveUp), (302, GiveUp), (429, Unavailable), (503, Unavailable)]
)
def test_a_gateway_that_refuses_is_left_and_one_in_trouble_is_tried_again(
    sms_desk: type[_Desk], status: int, error: type[Exception]
) -> None:
    sms_desk.status = status

    with pytest.raises(error):
        gateway("sms").send(to=MOBILE, text="x", kind="k", key="1")


def test_a_gateway_that_is_not_there_is_tried_again() -> None:
    with pytest.raises(Unavailable):
        WebhookGateway("http://127.0.0.1:1/", "").send(to=MOBILE, text="x", kind="k", key="1")


@pytest.mark.parametrize("url", ["http://example.invalid/", "file:///etc/passwd", "ftp://x/"])
def test_messages_go_over_tls_only(url: str) -> None:
    with pytest.raises(GiveUp):
        WebhookGateway(url, "")


def test_without_a_gateway_the_log_tells_neither_text_nor_address(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    assert isinstance(gateway("email"), LogGateway)

    gateway("sms").send(to=MOBILE, text="hidden", kind="k", key="1")

    assert "no sms gateway" in caplog.text
    assert MOBILE not in caplog.text
    assert "hidden" not in caplog.text


@pytest.mark.django_db
def test_mail_has_the_first_line_as_subject(installation: Settings) -> None:
    installation.EMAIL_HOST = "mail.invalid"
    with acting(SYSTEM):
        send_to(channel="email", to="a@example.invalid", kind="k", text="通知\n内容", key="1")
        assert not send_to(channel="email", to="b@example.invalid", kind="k", text="x", key="1")
    run_due()

    (message,) = mail.outbox
    assert (message.subject, message.body, message.to) == ("通知", "内容", ["a@example.invalid"])


@pytest.mark.django_db
def test_pages_are_the_signed_in_accounts_own() -> None:
    for _notice in range(32):
        tell()
    request = RequestFactory().get("/notices/")
    request.actor = MEDIATOR  # type: ignore[attr-defined]  # what Django's request does not know
    with acting(MEDIATOR):
        rows = list(notices_of(MEDIATOR))
        page = views._before(notices_of(MEDIATOR), f"{rows[29].at.isoformat()}_{rows[29].pk}")
        assert [n.pk for n in page] == [n.pk for n in rows[30:]]


@pytest.mark.django_db
def test_a_notice_leads_to_pages_of_this_house_only() -> None:
    for url, leads in (("/cases/12/", "/cases/12/"), ("//evil.invalid", "/notices/")):
        with acting(WORKER):
            notify(account_id=7, kind="x", title="通知", url=url)
        request = RequestFactory().post("/")
        request.actor = MEDIATOR  # type: ignore[attr-defined]  # what Django's request does not know
        with acting(MEDIATOR):
            found = Notice.objects.get(url=url)
            assert views.read(request, found.pk)["Location"] == leads


@pytest.mark.django_db
def test_somebody_elses_notice_is_not_found() -> None:
    request = RequestFactory().get("/")
    request.actor = WORKER  # type: ignore[attr-defined]  # what Django's request does not know
    with acting(WORKER), pytest.raises(views.Http404):
        views.read(request, uuid4())


@pytest.mark.django_db
@pytest.mark.parametrize("channel", ["", "http://127.0.0.1:1/"])
def test_both_pages_render(installation: Settings, channel: str) -> None:
    installation.SMS_URL = channel
    tell(kind="sample.news")
    request = RequestFactory().get("/notices/")
    request.actor = MEDIATOR  # type: ignore[attr-defined]  # what Django's request does not know
    with acting(MEDIATOR):
        listed = views.notices(request).content.decode()
        chosen = views.choices(request).content.decode()

    assert "第12号" in listed
    assert ("sample.news|sms" in chosen) == bool(channel)


@pytest.mark.parametrize("demo", [True, False])
def test_without_a_gateway_only_the_demo_prints_what_would_have_gone_out(settings, caplog, demo):
    settings.DEMO = demo
    with caplog.at_level(logging.INFO, "zhigong.notify"):
        LogGateway("sms").send(to=MOBILE, text="第12号有进展", kind="x", key="k")

    assert ("第12号有进展" in caplog.text) == demo
    assert MOBILE not in caplog.text
