from __future__ import annotations

import io
import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import psycopg
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import Http404
from django.test import RequestFactory
from PIL import Image

from tests.foundation.files import samples
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.foundation.audit.models import AuditEvent
from zhigong.foundation.files.access import ReadWithRecord
from zhigong.foundation.files.actions import (
    clean_name,
    keep_bytes,
    keep_upload,
    missing_contents,
    move_files,
    remove_file,
    sweep_orphans,
)
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.files.queries import file_of, files_of
from zhigong.foundation.files.serving import serve
from zhigong.foundation.files.store import store
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor, Grant
from zhigong.kernel.verdict import ALLOWED, Refused, refuse

WORKER = Actor(id=5, label="陈会员")
MEDIATOR = Actor(id=7, label="李调解", grants=(Grant("mediation.read", "1/7/"),))
ELSEWHERE = Actor(id=8, label="外人", grants=(Grant("mediation.read", "1/8/"),))
OTHER_MODULE = Actor(id=9, label="王主任", grants=(Grant("supervision.read", "1/"),))
CASE = "mediation.case:42"

pytestmark = pytest.mark.django_db


def keep(content: bytes, name: str = "工资条.jpg", actor: Actor = WORKER) -> StoredFile:
    with acting(actor):
        return keep_upload(
            actor=actor,
            upload=SimpleUploadedFile(name, content, "application/x-msdownload"),
            subject=CASE,
            module="mediation",
            unit_path="1/7/42/",
        )


def content_of(stored: StoredFile, variant: str = "original", **headers: str) -> bytes:
    request = RequestFactory().get("/", headers=headers)
    request.actor = WORKER  # type: ignore[attr-defined]  # what Django's request does not know
    response = serve(request, stored, verdict=ALLOWED, variant=variant)
    return b"".join(response)


def test_an_upload_is_kept_byte_for_byte_with_its_hash() -> None:
    content = samples.picture(gps=True)

    stored = keep(content)

    assert content_of(stored) == content
    assert stored.sha256 == sha256(content).hexdigest()
    assert (stored.media_type, stored.size, stored.name) == (
        "image/jpeg",
        len(content),
        "工资条.jpg",
    )
    event = AuditEvent.objects.get(verb="files.keep")
    assert (event.subject, event.unit_path, event.after["sha256"]) == (
        CASE,
        "1/7/42/",
        stored.sha256,
    )


def test_the_copy_for_showing_is_upright_and_tells_no_place() -> None:
    content = samples.picture(gps=True)
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    stored = keep(content)

    shown = content_of(stored, "display")
    thumb = content_of(stored, "thumb")

    image = Image.open(io.BytesIO(shown))
    assert image.size == (480, 640)
    assert not image.getexif()
    assert b"SecretCamera" not in shown
    assert max(Image.open(io.BytesIO(thumb)).size) == 320


def test_nothing_is_kept_of_a_refused_upload(own_store: Path) -> None:
    with pytest.raises(Refused):
        keep(b"MZ" + b"\0" * 100, "photo.jpg")

    assert StoredFile.objects.count() == 0
    assert not own_store.exists()


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        (WORKER, 1),
        (MEDIATOR, 1),
        (SYSTEM, 1),
        (Actor(id=None, label="anonymous", own=(CASE,)), 1),
        (ELSEWHERE, 0),
        (OTHER_MODULE, 0),
        (NOBODY, 0),
        (Actor(id=None, label="anonymous", own=("mediation.case:4",)), 0),
    ],
)
def test_a_row_is_seen_by_reach_only(actor: Actor, seen: int) -> None:
    keep(samples.picture())

    with acting(actor):
        assert StoredFile.objects.count() == seen


def test_nobody_acting_sees_no_row() -> None:
    keep(samples.picture())
    with transaction.atomic(), acting(SYSTEM):
        pass

    with acting(NOBODY):
        assert list(files_of(CASE)) == []
        with pytest.raises(Http404):
            file_of(CASE, "not-a-uuid")


@pytest.mark.django_db(transaction=True)
def test_whoever_sees_the_record_sees_its_files(owner: psycopg.Connection) -> None:
    keep(samples.picture())
    owner.execute("CREATE TABLE sample_case (id bigint PRIMARY KEY, reader bigint)")
    owner.execute("INSERT INTO sample_case VALUES (42, 8)")
    owner.execute("ALTER TABLE sample_case ENABLE ROW LEVEL SECURITY")
    owner.execute(
        "CREATE POLICY r ON sample_case USING"
        " (reader = nullif(current_setting('zhigong.actor', true), '')::bigint)"
    )
    policy = ReadWithRecord("mediation.case", "sample_case")
    assert isinstance(policy.sql, str)
    owner.execute(policy.sql)

    with acting(ELSEWHERE):
        assert StoredFile.objects.count() == 1
    with acting(OTHER_MODULE):
        assert StoredFile.objects.count() == 0


def test_a_drafts_files_move_to_its_case() -> None:
    visitor = Actor(id=None, label="anonymous", own=("mediation.draft:abc", CASE))
    with acting(visitor):
        keep_bytes(
            actor=visitor,
            content=samples.pdf(),
            name="合同",
            subject="mediation.draft:abc",
            module="mediation",
            unit_path="",
        )
        moved = move_files(
            actor=visitor, origin="mediation.draft:abc", subject=CASE, unit_path="1/7/42/"
        )

    assert moved == 1
    with acting(MEDIATOR):
        assert [f.name for f in files_of(CASE)] == ["合同.pdf"]


def test_serving_asks_first_and_records_the_look_of_others() -> None:
    stored = keep(samples.picture())
    request = RequestFactory().get("/")

    with pytest.raises(Refused):
        serve(request, stored, verdict=refuse("no", "不行"))
    for actor, variant in ((WORKER, "original"), (MEDIATOR, "thumb"), (MEDIATOR, "display")):
        request.actor = actor  # type: ignore[attr-defined]  # what Django's request does not know
        with acting(actor):
            serve(request, stored, verdict=ALLOWED, variant=variant)

    looks = AuditEvent.objects.filter(verb="looked")
    assert [(e.actor_id, e.after) for e in looks] == [(7, {"what": f"file:{stored.pk}"})]


def test_a_served_file_can_do_nothing() -> None:
    stored = keep(samples.xlsx(), '工资"表\r\n.exe')
    request = RequestFactory().get("/")

    with acting(WORKER):
        response = serve(request, stored, verdict=ALLOWED)

    assert response["Content-Disposition"] == (
        "attachment; filename=\"_____.xlsx\"; filename*=UTF-8''%E5%B7%A5%E8%B5%84_%E8%A1%A8_.xlsx"
    )
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("asked", "status", "begins", "length"),
    [
        ("bytes=0-1", 206, 0, 2),
        ("bytes=10-", 206, 10, None),
        ("bytes=-5", 206, -5, 5),
        ("bytes=99999999-", 416, 0, 0),
        ("bytes=5-2", 416, 0, 0),
        ("lines=1-2", 200, 0, None),
        ("bytes=-", 200, 0, None),
    ],
)
def test_a_part_is_given_where_a_part_is_asked(
    asked: str, status: int, begins: int, length: int | None
) -> None:
    content = samples.mp4()
    stored = keep(content, "录像.mp4")
    request = RequestFactory().get("/", headers={"range": asked})

    with acting(WORKER):
        response = serve(request, stored, verdict=ALLOWED)
    body = b"".join(response)

    expected = content[begins:] if length is None else content[begins:][:length]
    assert (response.status_code, body) == (status, expected)
    if status == 206:
        start = begins % len(content)
        assert response["Content-Range"] == (
            f"bytes {start}-{start + len(expected) - 1}/{len(content)}"
        )


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("a\\b:c.png", "a_b_c.jpg"),
        ("evil\u202egpj.exe", "evilgpj.jpg"),
        ("", "file.jpg"),
        (".jpg", "jpg.jpg"),
        ("x" * 500 + ".jpg", "x" * 120 + ".jpg"),
    ],
)
def test_a_name_is_made_safe(name: str, clean: str) -> None:
    assert clean_name(name, "jpg") == clean


def test_the_sweep_removes_only_what_no_row_names() -> None:
    stays, goes = keep(samples.picture()), keep(samples.pdf(), "a.pdf")
    with acting(WORKER):
        remove_file(actor=WORKER, stored=goes, why="传错了")
    for place in store().root.glob("??/*"):
        os.utime(place, (1, 1))
    scrap = next(store().root.glob("??")) / ".new-x"
    scrap.touch()
    os.utime(scrap, (1, 1))

    assert sweep_orphans() == 2
    assert content_of(stays) == samples.picture()
    assert content_of(stays, "display")
    assert missing_contents() == []
    assert AuditEvent.objects.get(verb="files.remove").note == "传错了"
    store().place(stays.blob).unlink()
    assert missing_contents() == [str(stays.pk)]


def test_the_sweep_leaves_what_is_young() -> None:
    keep(samples.pdf(), "a.pdf")
    with acting(SYSTEM):
        StoredFile.objects.all().delete()

    assert sweep_orphans() == 0
    with clock.frozen(clock.now() + timedelta(days=3)):
        assert sweep_orphans() == 1


def test_an_empty_file_is_refused_by_the_database() -> None:
    stored = keep(samples.pdf(), "a.pdf")

    stored.size = 0
    with pytest.raises(IntegrityError), acting(WORKER):
        stored.save()
