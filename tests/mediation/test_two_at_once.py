"""Two people at one case, one button pressed twice, a server killed: nothing twice, nothing lost."""

from __future__ import annotations

import http.client
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from tests.databases import TestServer
from tests.identity import people
from tests.mediation.conftest import ANSWERS, build_place
from zhigong.foundation.acting import acting
from zhigong.foundation.inbox.models import Waiting
from zhigong.identity.queries import actor_of
from zhigong.kernel.actor import SYSTEM
from zhigong.mediation.actions.assignment import assign_mediator
from zhigong.mediation.actions.intake import receive_request
from zhigong.mediation.actions.triage import accept_request
from zhigong.mediation.models import Case, Hearing, Offer
from zhigong.program.database.server_settings import free_port
from zhigong.program.serving.children import PARENT

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
OUT_OF_DATE = "您打开页面之后，内容已经更新，页面已过期"


@pytest.fixture
def talks() -> SimpleNamespace:
    """A case in mediation, committed, and its people."""
    with acting(SYSTEM):
        place = build_place()
        director, worker = actor_of(place.director), actor_of(place.worker)
    with acting(worker):
        case = receive_request(actor=worker, answers=ANSWERS, channel="web")
    with acting(director):
        accept_request(actor=director, case_id=case.pk, seen_version=0)
        assign_mediator(
            actor=director, case_id=case.pk, mediator_id=place.mediator.pk, seen_version=1
        )
    return SimpleNamespace(place=place, case=case, version=2)


def at_once(*works: Callable[[], object]) -> None:
    """Each in a thread of its own, begun together."""
    gate = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        gate.wait()
        try:
            work()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def address(talks: SimpleNamespace, deed: str) -> str:
    return f"/cases/{talks.case.pk}/do/{deed}/"


def browser(account: object) -> Client:
    return people.signed_in(account)  # type: ignore[arg-type]  # made by the place


def test_two_people_at_one_case_end_as_one_change_and_one_page_out_of_date(talks):
    answers = []

    def post(account, amount: str) -> None:
        sent = {
            "side": "employer",
            "amount": amount,
            "terms": f"一次付清{amount}",
            "seen_version": 2,
        }
        answers.append(browser(account).post(address(talks, "offer"), sent))

    at_once(lambda: post(talks.place.mediator, "1000"), lambda: post(talks.place.director, "2000"))

    assert sorted(a.status_code for a in answers) == [302, 409]
    late = next(a for a in answers if a.status_code == 409).content.decode()
    assert OUT_OF_DATE in late
    with acting(SYSTEM):
        kept = Offer.objects.get()
        assert Case.objects.get().version == 3
    assert ("一次付清2000" if kept.amount == 1000 else "一次付清1000") in late


def test_two_assignments_at_once_give_the_case_to_one(talks):
    answers = []

    def post(mediator: int) -> None:
        sent = {"mediator": mediator, "why": "回避", "seen_version": 2}
        answers.append(browser(talks.place.director).post(address(talks, "reassign"), sent))

    others = (talks.place.other_mediator.pk, talks.place.other_mediator.pk)
    at_once(*(lambda pk=pk: post(pk) for pk in others))

    assert sorted(a.status_code for a in answers) == [302, 409]
    with acting(SYSTEM):
        assert Waiting.objects.get().holder_id == talks.place.other_mediator.pk


def test_a_button_pressed_twice_makes_one_record_and_leads_twice_to_it(talks):
    sent = {
        "day": "2099-01-05", "time": "09:30", "way": "room", "place": "一楼", "seen_version": 2,
        "request_key": "k" * 22,
    }  # fmt: skip
    client, answers = browser(talks.place.mediator), []

    at_once(*[lambda: answers.append(client.post(address(talks, "hearing"), sent))] * 2)

    assert [a.status_code for a in answers] == [302, 302]
    assert {a["Location"] for a in answers} == {f"/cases/{talks.case.pk}/"}
    with acting(SYSTEM):
        assert Hearing.objects.count() == 1


class Server:
    """The web server as it is run, on the test's database; killed with all its children."""

    def __init__(self, url: str, data: object) -> None:
        self.port = free_port()
        environment = {
            **os.environ,
            PARENT: str(os.getpid()),
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "zhigong.config.settings",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "SECRET_KEY": "k" * 50,
            "ZHIGONG_DATA": str(data),
            "ZHIGONG_HOSTS": "127.0.0.1",
        }
        command = [
            sys.executable, "-W", "ignore", "-m", "zhigong.program.serving.web_process",
            "--host=127.0.0.1", f"--port={self.port}", "--workers=1", "--threads=2",
        ]  # fmt: skip
        self.process = subprocess.Popen(command, env=environment, start_new_session=True)
        self._until_it_answers()

    def _until_it_answers(self) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            try:
                if self.ask("GET", "/", "") == 200:
                    return
            except OSError:
                time.sleep(0.2)
        raise AssertionError("the server did not come up")

    def ask(self, method: str, path: str, body: str, cookie: str = "") -> int:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            head = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            link.request(method, path, body, head)
            return link.getresponse().status
        finally:
            link.close()

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def serving(
    database_server: TestServer, database_name: str, tmp_path: object
) -> Iterator[Callable[[], Server]]:
    running: list[Server] = []

    def start() -> Server:
        running.append(Server(database_server.app_url(database_name), tmp_path))
        return running[-1]

    yield start
    for one in running:
        if one.process.poll() is None:
            one.kill()


def test_a_server_killed_amid_posts_has_lost_nothing_it_confirmed(talks, serving):
    """Offers are sent one after the other; the kill comes at any moment of one of them.

    What was confirmed is there once. The one on its way is there or not, whole; sent again with its
    key by a browser that never saw an answer, it is there once.
    """
    cookies = browser(talks.place.mediator).cookies
    token = "t" * 32
    cookie = f"zhigong_session={cookies['zhigong_session'].value}; zhigong_csrf={token}"
    server, confirmed, sent = serving(), [], {}

    def post(to: Server, number: int) -> int:
        form = sent.setdefault(number, {
            "side": "worker", "amount": str(number), "terms": f"第{number}次", "seen_version": number,
            "csrfmiddlewaretoken": token, "request_key": secrets.token_urlsafe(18)[:22],
        })  # fmt: skip
        return to.ask("POST", address(talks, "offer"), urlencode(form), cookie)

    def post_on() -> None:
        number = talks.version
        while True:
            try:
                status = post(server, number)
            except (OSError, http.client.HTTPException):
                return
            assert status == 302, status
            confirmed.append(number)
            number += 1

    poster = threading.Thread(target=post_on)
    poster.start()
    while len(confirmed) < 12:
        time.sleep(0.003)
        assert poster.is_alive()
    server.kill()
    poster.join()

    with acting(SYSTEM):
        kept = list(Offer.objects.order_by("id").values_list("terms", flat=True))
    assert kept[: len(confirmed)] == [f"第{n}次" for n in confirmed]
    assert len(kept) - len(confirmed) in (0, 1)

    again = serving()
    assert post(again, max(sent)) == 302
    with acting(SYSTEM):
        assert Offer.objects.filter(terms=f"第{max(sent)}次").count() == 1
        assert Case.objects.get().version == max(sent) + 1
