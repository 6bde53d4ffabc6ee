"""Keep, move and remove files. Content is on disk before its row commits; never the other way."""

from __future__ import annotations

import io
import os
import re
import unicodedata
from datetime import timedelta
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q

from zhigong.foundation import clock
from zhigong.foundation.acting import GUARDED, acting
from zhigong.foundation.audit.record import record
from zhigong.foundation.files.inspect import EVIDENCE, Inspection, inspect
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.files.pictures import copies
from zhigong.foundation.files.store import store
from zhigong.kernel.actor import SYSTEM, Actor

LONGEST_NAME = 120
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


@transaction.atomic
def keep_upload(
    *,
    actor: Actor,
    upload: UploadedFile[bytes],
    subject: str,
    module: str,
    unit_path: str,
    allowed: frozenset[str] = EVIDENCE,
) -> StoredFile:
    """Check an upload by content and keep it with a record. ``Refused`` says what is wrong."""
    file = upload.file
    assert file is not None
    return _keep(
        actor, file, upload.name or "", {"subject": subject, "module": module, "unit_path": unit_path},
        allowed,
    )  # fmt: skip


@transaction.atomic
def keep_bytes(
    *, actor: Actor, content: bytes, name: str, subject: str, module: str, unit_path: str
) -> StoredFile:
    """Keep what the program made itself; checked like any other."""
    place = {"subject": subject, "module": module, "unit_path": unit_path}
    return _keep(actor, io.BytesIO(content), name, place, EVIDENCE)


def _keep(
    actor: Actor, file: IO[bytes], name: str, place: dict[str, str], allowed: frozenset[str]
) -> StoredFile:
    assert place["module"] in GUARDED, "files belong to a module whose rows are guarded"
    found = inspect(file, allowed=allowed)
    digest, size = _measured(file)
    display, thumb = _put_copies(file, found)
    stored = StoredFile(
        **place,
        name=clean_name(name, found.extension),
        media_type=found.media_type,
        size=size,
        sha256=digest,
        width=found.measures.width,
        height=found.measures.height,
        pages=found.measures.pages,
        blob=store().put(file, size=size, sha256=digest),
        display_blob=display,
        thumb_blob=thumb,
        uploaded_by=actor.id,
        uploaded_at=clock.now(),
    )
    stored.save(force_insert=True)
    _tell(actor, "files.keep", stored)
    return stored


def _measured(file: IO[bytes]) -> tuple[str, int]:
    digest, size = sha256(), 0
    file.seek(0)
    while part := file.read(1 << 20):
        digest.update(part)
        size += len(part)
    return digest.hexdigest(), size


def _put_copies(file: IO[bytes], found: Inspection) -> tuple[str, str]:
    if found.measures.width is None:
        return "", ""
    addresses = []
    for content in copies(file):
        digest = sha256(content).hexdigest()
        addresses.append(store().put(io.BytesIO(content), size=len(content), sha256=digest))
    return addresses[0], addresses[1]


def clean_name(name: str, extension: str) -> str:
    """A name to save under anywhere, with the extension of what the file really is."""
    name = unicodedata.normalize("NFC", _FORBIDDEN.sub("_", PurePosixPath(name).name))
    name = "".join(c for c in name if unicodedata.category(c) not in {"Cf", "Cc", "Cs"})
    stem = name.rpartition(".")[0] or name
    return f"{stem.strip('. ')[:LONGEST_NAME] or 'file'}.{extension}"


@transaction.atomic
def move_files(*, actor: Actor, origin: str, subject: str, unit_path: str) -> int:
    """Carry all files of a record (a draft) to another (its case); how many there were."""
    files = list(StoredFile.objects.select_for_update().filter(subject=origin).order_by("id"))
    for stored in files:
        stored.subject, stored.unit_path = subject, unit_path
        stored.save(update_fields=["subject", "unit_path"])
        _tell(actor, "files.move", stored, origin=origin)
    return len(files)


@transaction.atomic
def remove_file(*, actor: Actor, stored: StoredFile, why: str) -> None:
    """Take a file out of a record. The caller has asked whether he may; the trail keeps the hash."""
    locked = StoredFile.objects.select_for_update().get(pk=stored.pk)
    _tell(actor, "files.remove", locked, note=why)
    locked.delete()


def _tell(actor: Actor, verb: str, stored: StoredFile, *, origin: str = "", note: str = "") -> None:
    after = {
        "file": str(stored.pk),
        "media_type": stored.media_type,
        "size": stored.size,
        "sha256": stored.sha256,
    }
    if origin:
        after["origin"] = origin
    record(actor, verb, stored.subject, unit_path=stored.unit_path, after=after, note=note)


def sweep_orphans(*, older_than: timedelta = timedelta(days=1)) -> int:
    """Remove contents that no row names: interrupted uploads, rolled-back work, removed files.

    Younger ones are left: their row may be about to commit.
    """
    contents = store()
    before = clock.now().timestamp() - older_than.total_seconds()
    removed = contents.remove_scraps(older_than=before)
    batch: list[str] = []
    for address in [*contents.addresses(older_than=before), ""]:
        if address:
            batch.append(address)
        if len(batch) == 500 or not address:
            named = _named(batch)
            removed += sum(contents.remove(a, older_than=before) for a in batch if a not in named)
            batch = []
    return removed


def _named(addresses: list[str]) -> set[str]:
    """Of these contents, those that a row names. The system looks: it sees all rows."""
    among = Q(blob__in=addresses) | Q(display_blob__in=addresses) | Q(thumb_blob__in=addresses)
    with acting(SYSTEM, action="files.sweep"):
        rows = StoredFile.objects.filter(among).values_list("blob", "display_blob", "thumb_blob")
        return {address for row in rows for address in row}


def reseal_files() -> int:
    """Encrypt all contents anew under the key in use; safe to stop and start again."""
    contents = store()
    everything = clock.now().timestamp() + 1
    return sum(contents.reseal(address) for address in contents.addresses(older_than=everything))


def missing_contents() -> list[str]:
    """Files whose content is not on disk: for the doctor."""
    contents = store()
    with acting(SYSTEM, action="files.check"):
        rows = StoredFile.objects.values_list("id", "blob").iterator(chunk_size=1000)
        return [str(key) for key, blob in rows if not os.path.exists(contents.place(blob))]
