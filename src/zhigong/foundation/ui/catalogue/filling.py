"""Forms, fields and what is said to a person."""

from __future__ import annotations

from typing import Any

from django.template import Library

from zhigong.foundation.ui import forms, icons
from zhigong.foundation.ui.components import component


def declare_forms(register: Library) -> None:
    component(
        register,
        "form",
        what="a form with token, one-time `request_key` and, for records, `seen_version`; "
        "`autosave` is the address drafts are posted to",
        takes={
            "action": "",
            "method": "post",
            "version": "",
            "key": "",
            "autosave": "",
            "upload": False,
            "label": "",
            "id": "",
        },
        block=True,
        prepare=forms.open_form,
    )
    component(
        register,
        "field",
        what="a field of a Django form: label in plain words, legal word small, hint, error",
        needs=["bound"],
        takes={"legal": "", "hint": "", "unit": "", "width": "", "rows": 0},
        prepare=forms.dress,
    )
    component(
        register,
        "fields",
        what="all fields of a form, in order, with the hidden ones",
        needs=["form"],
    )
    component(
        register,
        "fieldset",
        what="fields that belong together under one question",
        needs=["legend"],
        takes={"hint": "", "error": "", "id": "", "legal": "", "heading": False},
        block=True,
    )
    component(
        register,
        "error_summary",
        what="what is still wrong, first on the page; takes the focus and links to the fields",
        takes={"form": None, "errors": (), "title": "", "focus": True},
        prepare=forms.summarise,
    )
    component(
        register,
        "upload",
        what="a place to add files; works as a plain file input",
        needs=["name", "label"],
        takes={"hint": "", "accept": "", "multiple": True, "id": "", "error": ""},
    )


def declare_words(register: Library) -> None:
    component(register, "hint", what="a quiet line that helps", needs=["text"])
    component(
        register,
        "notice",
        what="something to know, with tone and icon; the body is small",
        needs=["title"],
        takes={"tone": "run", "icon": "", "article": "", "live": False},
        block=True,
        prepare=notice,
    )
    component(
        register,
        "messages",
        what="what has just happened, from django.contrib.messages",
        takes={"items": ()},
        prepare=said,
    )
    component(
        register,
        "empty_state",
        what="what will be here, and how to begin",
        needs=["title"],
        takes={"text": "", "icon": "inbox", "level": 3, "id": ""},
        block=True,
        prepare=icons.toned,
    )
    component(
        register,
        "article",
        what="the law, small beside the words: `text` names it with its article",
        needs=["text"],
    )


def notice(values: dict[str, Any]) -> dict[str, Any]:
    if not values["icon"] and values["tone"] == "run":
        values["icon"] = "info"
    return icons.toned(values)


MESSAGE_TONES = {"success": "good", "warning": "warn", "error": "late"}


def said(values: dict[str, Any]) -> dict[str, Any]:
    """Each message with the tone of its level."""
    values["said"] = [
        {"text": one, "tone": tone, "icon": "info" if tone == "run" else icons.TONES[tone]}
        for one in values["items"]
        for tone in [MESSAGE_TONES.get(getattr(one, "level_tag", ""), "run")]
    ]
    return values
