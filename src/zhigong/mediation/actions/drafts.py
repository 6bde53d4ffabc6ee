"""求助草稿: begun with the first word, saved with every step, thrown away or sent."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from zhigong.foundation import clock
from zhigong.foundation.acting import announce_actor
from zhigong.foundation.files.actions import remove_file
from zhigong.foundation.files.models import StoredFile
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.kernel.actor import Actor
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import refuse
from zhigong.mediation.models import Draft, DraftFile
from zhigong.mediation.queries import DRAFT, draft_in_hand, lock_draft
from zhigong.mediation.rules.intake import STEPS, carried_over

MOST_FILES = 20
KEPT = timedelta(days=30)


def hash_of(key: str) -> str:
    """What the database keeps of a draft's key."""
    return hashlib.sha256(key.encode()).hexdigest()


@transaction.atomic
def begin_draft(*, actor: Actor, answers: Mapping[str, Any] | None = None) -> tuple[Draft, str]:
    """A new draft and its secret key, which only the writer's browser keeps.

    ``answers`` may carry claims from the calculator. Refuses nothing.
    """
    key = secrets.token_urlsafe(24)
    owned = Actor(actor.id, actor.label, actor.grants, (*actor.own, own_entry(key)), actor.strong)
    announce_actor(owned, action="mediation.draft.begin")
    now = clock.now()
    draft = Draft.objects.create(
        key_hash=hash_of(key),
        applicant_id=actor.id,
        answers=json.dumps(dict(answers or {}), ensure_ascii=False),
        started_at=now,
        saved_at=now,
    )
    return draft, key


@transaction.atomic
def carry_into_draft(*, actor: Actor, answers: Mapping[str, Any]) -> tuple[Draft, str]:
    """What was computed, into the draft in hand; where there is none, a new one and its secret key.

    Claims and words that the draft has already stay in it: ``rules.intake.carried_over``.
    """
    kept = draft_in_hand(actor)
    if kept is None:
        return begin_draft(actor=actor, answers=answers)
    announce_actor(actor, action="mediation.draft.carry")
    draft = lock_draft(kept.pk)
    both = carried_over(answers_of(draft), answers)
    return save_answers(actor=actor, draft_id=draft.pk, answers=both, step="story"), ""


def own_entry(key: str) -> str:
    """How an actor says that a draft is his (``Actor.own``)."""
    return f"{DRAFT}{hash_of(key)}"


def answers_of(draft: Draft) -> dict[str, Any]:
    """What has been filled in so far. The caller holds the draft as its writer."""
    text = unsealed(draft.answers)
    return json.loads(text) if text else {}


@transaction.atomic
def save_answers(
    *, actor: Actor, draft_id: int, answers: Mapping[str, Any], step: str | None = None
) -> Draft:
    """Put answers on top of what the draft has; ``step`` is where its writer goes on."""
    draft = lock_draft(draft_id)
    merged = {**answers_of(draft), **answers}
    draft.answers = json.dumps(merged, ensure_ascii=False)
    if step is not None:
        assert step in STEPS
        draft.step = step
    draft.saved_at = clock.now()
    draft.version += 1
    draft.save()
    return draft


@transaction.atomic
def attach_to_draft(*, actor: Actor, draft_id: int, file: StoredFile, title: str) -> DraftFile:
    """Add a stored file to a draft. Refuses the same content twice and more than twenty files."""
    draft = lock_draft(draft_id)
    files = list(draft.files.select_related("file"))
    if len(files) >= MOST_FILES:
        refuse(
            "mediation.draft.too-many-files",
            gettext_noop("已经有 %(most)s 份材料，不能再加"),
            gettext_noop("请先提交，其余材料受理后还可以补充"),
            most=MOST_FILES,
        ).require()
    if any(f.file.sha256 == file.sha256 for f in files):
        refuse(
            "mediation.draft.same-file",
            gettext_noop("这份材料已经上传过了"),
            gettext_noop("不用再传；请选择别的照片或文件"),
        ).require()
    draft.saved_at = clock.now()
    draft.save()
    return DraftFile.objects.create(draft=draft, file=file, title=title[:120], added_at=clock.now())


@transaction.atomic
def detach_from_draft(*, actor: Actor, draft_id: int, draft_file_id: int) -> None:
    """Take a file off a draft; one that is gone already is no error."""
    DraftFile.objects.filter(draft_id=lock_draft(draft_id).pk, pk=draft_file_id).delete()


@transaction.atomic
def discard_draft(*, actor: Actor, draft_id: int) -> None:
    """Throw a draft away with all that was written and attached."""
    draft = lock_draft(draft_id)
    attached = [one.file for one in draft.files.select_related("file")]
    draft.delete()
    for file in attached:
        remove_file(actor=actor, stored=file, why="mediation.draft.discard")


def forget_old_drafts(*, actor: Actor) -> int:
    """Discard the drafts untouched for thirty days, each in its own transaction; how many.

    Only the system sees other people's drafts, and reads none: rows go, nothing is opened.
    """
    old = Draft.objects.filter(saved_at__lt=clock.now() - KEPT)
    count = 0
    for pk in list(old.order_by("id").values_list("pk", flat=True)):
        with transaction.atomic():
            still = old.filter(pk=pk).select_for_update(skip_locked=True).first()
            if still is not None:  # its writer may have come back meanwhile
                discard_draft(actor=actor, draft_id=pk)
                count += 1
    return count
