"""Every component: its name, what it must be given, what it may be given, what it is for.

The order is the order of the gallery and of docs/reference/components.md. Tones are
wait, run, good, warn, late and gold (honours only); an icon is a name of the sprite.
"""

from __future__ import annotations

from typing import Any

from django.template import Library

from zhigong.foundation.ui import charts, clock_face, forms, icons, pictures, week
from zhigong.foundation.ui.components import compile_slot, component


def declare(register: Library) -> None:
    """Register every component's tag."""
    register.tag("slot", compile_slot)
    declare_marks(register)
    declare_headings(register)
    declare_buttons(register)
    declare_facts(register)
    declare_tables(register)
    declare_forms(register)
    declare_words(register)
    declare_records(register)
    declare_pictures(register)
    declare_public(register)


def declare_marks(register: Library) -> None:
    component(
        register,
        "icon",
        what="a drawing of the sprite; never stands without a word or a hidden `label`",
        needs=["name"],
        takes={"label": "", "tone": "", "kind": ""},
        prepare=icons.draw,
    )
    component(
        register,
        "badge",
        what="a state: tone, icon and word",
        needs=["label"],
        takes={"tone": "wait", "icon": ""},
        prepare=icons.toned,
    )
    component(register, "tag", what="a kind, without state", needs=["label"])
    component(
        register,
        "lights",
        what="one small mark per thing, as `tones`; `label` says the same in words",
        needs=["tones", "label"],
        prepare=lights,
    )
    component(
        register,
        "person",
        what="a name with its avatar and, small, the role",
        needs=["name"],
        takes={"role": "", "tone": "", "avatar_only": False},
    )
    component(
        register,
        "progress",
        what="how far something is, of `most`",
        needs=["label", "value"],
        takes={"most": 100, "tone": "", "text": ""},
    )


def lights(values: dict[str, Any]) -> dict[str, Any]:
    values["marks"] = [
        {"tone": icons.checked_tone(tone), "icon": icons.TONES[tone]} for tone in values["tones"]
    ]
    return values


def declare_headings(register: Library) -> None:
    component(
        register,
        "breadcrumb",
        what="where this page is: `trail` of (label, url), the last without url",
        needs=["trail"],
    )
    component(
        register,
        "page_heading",
        what="the h1 of a page with a line beneath; its actions stand inside",
        needs=["title"],
        takes={"lead": ""},
        block=True,
    )
    component(
        register,
        "record_header",
        what="the same for every record: title, state, `clock` slot, who has it, what can be done "
        "now (inside); `meta` is a list of short texts",
        needs=["title", "state"],
        takes={"tone": "wait", "number": "", "holder": "", "holder_role": "", "meta": ()},
        block=True,
        slots=["clock", "badges", "meta"],
    )
    component(
        register,
        "tabs",
        what="`items` of label, url, count and current; `anchors` sticks to the top of a record",
        needs=["items", "label"],
        takes={"anchors": False},
    )
    component(
        register,
        "steps",
        what="where one is in a row of questions: `items` of label, url, done and current",
        needs=["items", "label"],
    )


def declare_buttons(register: Library) -> None:
    component(
        register,
        "button",
        what="a button, or a link that looks like one where `url` is given; one primary a page; "
        "`about` is read out after the label",
        needs=["label"],
        takes={
            "kind": "",
            "size": "",
            "icon": "",
            "url": "",
            "name": "",
            "value": "",
            "type": "submit",
            "form": "",
            "do": "",
            "about": "",
            "id": "",
            "end": False,
        },
        prepare=icons.toned,
    )
    component(
        register,
        "link",
        what="a link in running text or a list; `about` is read out after it",
        needs=["label", "url"],
        takes={"icon": "", "about": "", "small": False, "current": ""},
        prepare=icons.toned,
    )
    component(
        register,
        "action_button",
        what="an action as its verdict says: possible (a form that posts, or a link with "
        '`method="get"`), or staying there, locked, with the reasons and the way out',
        needs=["label", "verdict", "url"],
        takes={
            "kind": "",
            "size": "",
            "icon": "",
            "method": "post",
            "version": "",
            "about": "",
            "key": "",
            "end": False,
        },
        prepare=forms.explain,
    )
    component(
        register,
        "menu",
        what="a button that opens a small panel; no script needed",
        needs=["label"],
        takes={"icon": "", "size": "small", "about": ""},
        block=True,
    )
    component(
        register,
        "dialog",
        what="asks before a grave step: a link opens it (`:target`), script makes it modal",
        needs=["id", "title"],
        takes={"opener": "", "kind": "", "icon": "", "size": "", "inline": False},
        block=True,
    )
    component(
        register,
        "copy",
        what="text with a button that copies it",
        needs=["text"],
        takes={"label": ""},
    )


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
        takes={"legal": "", "hint": "", "unit": "", "width": "", "rows": 4},
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
        what="the law, small beside the words: text such as 《劳动合同法》第四十七条",
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


def declare_records(register: Library) -> None:
    component(
        register,
        "timeline",
        what="what happened, newest first: `events` of at (date, time or text), text, note, who, "
        "tone",
        needs=["events"],
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
        what="elder, dark and language, by plain forms; remembered in cookies",
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
    )
    component(register, "entries", what="large ways in", block=True)
    component(
        register,
        "list_item",
        what="a line of a plain list: words (linked), something at the end, a small line beneath",
        needs=["label"],
        takes={"url": "", "end": "", "note": "", "state": "", "tone": ""},
    )
    component(
        register,
        "list",
        what="a plain list; holds list items",
        takes={"small": False, "id": ""},
        block=True,
    )
