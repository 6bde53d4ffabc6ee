"""Finding kept files. Row security decides; the caller has found the record through its query."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import Http404

from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.models import StoredFile


def files_of(subject: Model | str) -> QuerySet[StoredFile]:
    """All files of a record, oldest first."""
    name = subject if isinstance(subject, str) else subject_of(subject)
    return StoredFile.objects.filter(subject=name).order_by("uploaded_at", "id")


def file_of(subject: Model | str, key: UUID | str) -> StoredFile:
    """One file of a record; ``Http404`` where it is not that record's, or not a file."""
    try:
        return files_of(subject).get(pk=key if isinstance(key, UUID) else UUID(key))
    except (StoredFile.DoesNotExist, ValueError):
        raise Http404 from None
