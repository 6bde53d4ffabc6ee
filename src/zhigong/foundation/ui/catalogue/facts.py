"""Facts, amounts, deadlines, tables and what narrows them."""

from __future__ import annotations

from typing import Any

from django.template import Library

from zhigong.foundation.ui import clock_face, drawn, icons
from zhigong.foundation.ui.components import component


def declare_facts(register: Library) -> None:
    component(
        register,
        "card",
        what="a part of a page with its own heading; `flush` lets a table reach the edges",
        needs=["title"],
        takes={
            "level": 2,
            "id": "",
            "note": "",
            "more_label": "",
            "more_url": "",
            "flush": False,
            "quiet_title": False,
        },
        block=True,
        slots=["head"],
    )
    component(
        register,
        "summary_list",
        what="what is known, aligned; holds facts",
        takes={"size": ""},
        block=True,
    )
    component(
        register,
        "fact",
        what="one row of a summary list; `change_url` leads back to the question",
        needs=["label"],
        takes={"change_url": ""},
        block=True,
        slots=["end"],
    )
    component(
        register,
        "amount",
        what="money that opens to its working: `working` of what, value, basis; `article` beneath",
        needs=["label", "value"],
        takes={
            "working": (),
            "article": "",
            "warnings": (),
            "open": False,
            "total": "",
        },
        prepare=amount,
    )
    component(
        register,
        "clock",
        what="a deadline that opens to its start, the days excluded and its article",
        needs=["due", "days_left"],
        takes={
            "title": "",
            "start": None,
            "days_total": None,
            "excluded": (),
            "basis": "",
            "note": "",
            "provisional": False,
            "state": "running",
            "end": False,
        },
        prepare=clock_face.face,
        same_again=True,
    )
    component(
        register,
        "figure",
        what="one large number with its label; a link where `url` is given",
        needs=["value"],
        takes={
            "label": "",
            "unit": "",
            "note": "",
            "url": "",
            "tone": "",
            "icon": "",
            "size": "",
            "live": False,
        },
        prepare=icons.toned,
        same_again=True,
    )
    component(register, "figures", what="a row of figures and small charts", block=True)
    component(
        register,
        "more",
        what="words that open to their reason",
        needs=["summary"],
        takes={"open": False},
        block=True,
    )


def amount(values: dict[str, Any]) -> dict[str, Any]:
    """Working lines may be objects or dicts of what, value and basis."""
    values["opens"] = bool(values["working"] or values["article"] or values["warnings"])
    return values


def declare_tables(register: Library) -> None:
    component(
        register,
        "table",
        what="a table that becomes cards where it has no room: `columns` of label, numeric, "
        "sort_url, sorted (ascending|descending), fold_away; rows of cells inside",
        needs=["caption", "columns"],
        takes={"fold": True, "selectable": False},
        block=True,
        slots=["foot"],
    )
    component(
        register,
        "cell",
        what="one cell; `label` is its column's name, shown where the table is folded; "
        "`head` names the row",
        takes={"label": "", "numeric": False, "head": False, "fold_away": False},
        block=True,
        draw=drawn.cell,
    )
    component(
        register,
        "pagination",
        what="pages by key: `summary` in words, the addresses of the neighbours",
        needs=["summary"],
        takes={"previous_url": "", "next_url": "", "label": ""},
    )
    component(
        register,
        "filter_bar",
        what="fields that narrow a list (by GET), with a button of its own and `chips` of (label, url without it); `live` is the id of "
        "the list, which then follows what is typed",
        takes={"action": "", "label": "", "chips": (), "clear_url": "", "live": ""},
        block=True,
    )
    component(
        register,
        "pick_box",
        what="narrows a list on the page as one types; there only with script. `list` is the list's id; "
        "an item's `data-also` is searched too (pinyin)",
        needs=["label", "list"],
    )
    component(
        register,
        "search_box",
        what="one box that searches",
        needs=["action", "label"],
        takes={"name": "q", "value": "", "placeholder": "", "id": "q", "button": True},
    )
