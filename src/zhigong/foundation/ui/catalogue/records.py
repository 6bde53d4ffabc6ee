"""Parts of a record, pictures, and the public home."""

from __future__ import annotations

from typing import Any

from django.template import Library

from zhigong.foundation.ui import charts, icons, pictures, week
from zhigong.foundation.ui.components import component


def declare_records(register: Library) -> None:
    component(
        register,
        "timeline",
        what="what happened, newest first: `events` of at (date, time or text), text, note, who, "
        "tone",
        needs=["events"],
        same_again=True,
    )
    component(
        register, "file_list", what="files, one under the other; holds evidence items", block=True
    )
    component(
        register,
        "evidence",
        what="one file: name, who gave it and what for, fingerprint, state; fields inside",
        needs=["name"],
        takes={
            "url": "",
            "icon": "file",
            "note": "",
            "proves": "",
            "hash": "",
            "state": "",
            "tone": "wait",
            "error": "",
            "id": "",
            "percent": None,
            "picture": "",
        },
        block=True,
        slots=["end"],
        prepare=evidence,
    )
    component(
        register,
        "work_item",
        what="one thing to do: state, what, where it stands; its button inside",
        needs=["title", "url", "state"],
        takes={"tone": "run", "note": ""},
        block=True,
    )
    component(register, "work_list", what="things to do; holds work items", block=True)
    component(
        register,
        "print_sheet",
        what="a document as it leaves the printer, in Song type",
        needs=["heading"],
        takes={"title": "", "number": "", "level": 2},
        block=True,
    )


def evidence(values: dict[str, Any]) -> dict[str, Any]:
    """A fingerprint is shown by its ends; the whole stands in the title for copying."""
    whole = values["hash"]
    values["hash_short"] = f"{whole[:4]} {whole[4:8]} … {whole[-4:]}" if len(whole) > 12 else whole
    icons.checked_icon(values["icon"])
    return values


def declare_pictures(register: Library) -> None:
    component(
        register,
        "chart",
        what="bars, lines, stacked, columns or spark, drawn on the server; `series` of (name, "
        "values[, tone]); a sentence for readers and a table of the numbers",
        needs=["kind", "title", "labels", "series"],
        takes={
            "unit": "",
            "sentence": "",
            "table": True,
            "tones": (),
            "width": 0,
            "height": 0,
            "note": "",
        },
        prepare=charts.draw,
    )
    component(
        register,
        "week",
        what="hearings of a week: `days` of date and items (start, end, title, place, url, tone)",
        needs=["days"],
        takes={"today": None, "label": ""},
        prepare=week.lay_out,
    )
    component(
        register,
        "qr",
        what="a code to scan, drawn here; `label` says what it leads to",
        needs=["text", "label"],
        prepare=pictures.encode,
    )
    component(
        register,
        "mode_switch",
        what="elder, dark and language, by plain forms; remembered in cookies; `frame` as `Around`",
        needs=["frame"],
        takes={"kind": "bar"},
    )


def declare_public(register: Library) -> None:
    component(
        register,
        "entry",
        what="a large way in on the public home",
        needs=["label", "url", "icon"],
        takes={"note": "", "first": False},
        prepare=icons.toned,
        same_again=True,
    )
    component(register, "entries", what="large ways in", block=True)
    component(
        register,
        "list_item",
        what="a line of a plain list: words (linked), something at the end, a small line beneath",
        needs=["label"],
        takes={"url": "", "end": "", "note": "", "state": "", "tone": ""},
        same_again=True,
    )
    component(
        register,
        "list",
        what="a plain list; holds list items",
        takes={"small": False, "id": ""},
        block=True,
    )
