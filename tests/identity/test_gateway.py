"""A code leaves the house by a job, sealed until then."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from zhigong.foundation.jobs.worker import run_due
from zhigong.identity.actions.codes import send_code
from zhigong.identity.actions.signing import sign_in_by_code

MOBILE = "13900001111"


class Gateway(HTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Takes)
        self.got: list[dict[str, str]] = []


class Takes(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        self.server.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Be silent."""


@pytest.fixture
def gateway(settings):
    server = Gateway()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.DEMO = settings.DEBUG = False
    settings.SMS_URL = f"http://127.0.0.1:{server.server_port}/"
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.django_db(transaction=True)
def test_a_code_is_sent_by_a_job_and_works(gateway):
    assert send_code(mobile=MOBILE, ip="203.0.113.7") == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        kept = " ".join(row[0] for row in cursor.fetchall())
    assert gateway.got == []
    assert MOBILE not in kept

    run_due()

    (message,) = gateway.got
    assert (message["to"], message["kind"]) == (MOBILE, "identity.code")
    code = re.search(r"\d{6}", message["text"])
    assert code
    assert sign_in_by_code(mobile=MOBILE, code=code[0], ip="203.0.113.7").kind == "worker"
