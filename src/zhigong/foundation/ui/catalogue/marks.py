"""Small marks, headings, places and buttons."""

from __future__ import annotations

from typing import Any

from django.template import Library

from zhigong.foundation.ui import drawn, forms, icons
from zhigong.foundation.ui.components import component


def declare_marks(register: Library) -> None:
    component(
        register,
        "icon",
        what="a drawing of the sprite; never stands without a word or a hidden `label`",
        needs=["name"],
        takes={"label": "", "tone": "", "kind": ""},
        prepare=icons.draw,
        draw=drawn.icon,
    )
    component(
        register,
        "badge",
        what="a state: tone, icon and word",
        needs=["label"],
        takes={"tone": "wait", "icon": ""},
        prepare=icons.toned,
        draw=drawn.badge,
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
        same_again=True,
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
        same_again=True,
    )
    component(
        register,
        "link",
        what="a link in running text or a list; `about` is read out after it",
        needs=["label", "url"],
        takes={"icon": "", "about": "", "small": False, "current": ""},
        prepare=icons.toned,
        same_again=True,
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
