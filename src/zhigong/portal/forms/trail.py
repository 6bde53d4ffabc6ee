"""What narrows the trail, typed or in the address: wrong words are answered and nothing is shown."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.queries import READ, Wanted
from zhigong.foundation.audit.words import WORDS
from zhigong.foundation.search.queries import find
from zhigong.identity.queries import find_units, officers_called
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor
from zhigong.kernel.text import squeeze
from zhigong.portal.rules.trail import (
    ENGINES,
    GROUPS,
    LOOKS,
    NOBODY_WORD,
    OTHERS,
    OTHERS_LABEL,
    SYSTEM_WORD,
    bare,
    group_of,
)

SUBJECT = re.compile(r"[a-z_]+(\.[a-z_]+)?:\S+$|/\S*$")


def verbs() -> dict[str, str]:
    """Every verb that has a word, with its word."""
    return {**ENGINES, **WORDS}


def named() -> dict[str, str]:
    """Every verb's word in the reader's language, without what single events name."""
    return {verb: gettext(bare(word)) for verb, word in verbs().items()}


def groups() -> dict[str, str]:
    """Each module as a whole, as it is offered beside its verbs."""
    labels = {**GROUPS, OTHERS: OTHERS_LABEL}
    whole = gettext("%(module)s：全部")
    return {f"{group}.": whole % {"module": gettext(label)} for group, label in labels.items()}


def _whats() -> list[tuple[str, Any]]:
    """All; looks into personal files; then each module, as a whole and verb by verb."""
    grouped: dict[str, list[tuple[str, str]]] = {f"{g}.": [] for g in (*GROUPS, OTHERS)}
    for verb, word in named().items():
        grouped[f"{group_of(verb)}."].append((verb, word))
    labels = {**GROUPS, OTHERS: OTHERS_LABEL}
    shown: list[tuple[str, Any]] = [("", gettext("全部")), (LOOKS, gettext("查阅个人资料"))]
    for group, whole in groups().items():
        verbs_in = sorted(grouped[group], key=lambda one: one[1])
        shown.append((gettext(labels[group.rstrip(".")]), [(group, whole), *verbs_in]))
    return shown


def _day(label: Any) -> forms.DateField:
    wrong = _("请写成年-月-日，例如 2026-03-01")
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        error_messages={"invalid": wrong},
        validators=[
            MinValueValidator(date(2000, 1, 1), wrong),
            MaxValueValidator(date(2999, 12, 31), wrong),
        ],
    )


class TrailForm(forms.Form):
    """``wanted`` says what is asked for, once the form is valid."""

    marks_optional = False
    who = forms.CharField(label=_("谁"), max_length=60, required=False)
    what = forms.ChoiceField(
        label=_("做了什么"), choices=lazy(_whats, list), required=False,
        error_messages={"invalid_choice": _("没有“%(value)s”这种动作，请从列表里选。")},
    )  # fmt: skip
    record = forms.CharField(label=_("对象"), max_length=120, required=False)
    unit = forms.CharField(label=_("单位"), max_length=120, required=False)
    since = _day(_("从哪天"))
    until = _day(_("到哪天"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_who(self) -> dict[str, Any]:
        """An account's key (links of the list), a name, or one of the two who have no account."""
        text = squeeze(self.cleaned_data["who"])
        if not text:
            return {}
        if text.isascii() and text.isdigit() and len(text) < 19:
            return {"actors": (int(text),)}
        plain = {gettext(SYSTEM_WORD): SYSTEM.label, gettext(NOBODY_WORD): NOBODY.label}
        if text in plain:
            return {"label": plain[text]}
        found = tuple(account.pk for account in officers_called(text))
        if not found:
            raise forms.ValidationError(
                gettext("没有找到叫“%(name)s”的工作人员，请核对姓名或登录名。") % {"name": text}
            )
        return {"actors": found}

    def clean_what(self) -> dict[str, Any]:
        chosen = self.cleaned_data["what"]
        if chosen == LOOKS:
            return {"looks": True}
        if chosen.endswith("."):
            return {"verbs": tuple(v for v in verbs() if f"{group_of(v)}." == chosen)}
        return {"verbs": (chosen,)} if chosen else {}

    def clean_record(self) -> dict[str, Any]:
        """As the trail names it (links of the list), or words that find it among what the reader sees."""
        text = squeeze(self.cleaned_data["record"])
        if not text:
            return {}
        if SUBJECT.match(text):
            return {"subjects": (text,)}
        found = tuple(entry.subject for entry in find(self.actor, text, limit=20))
        if not found:
            raise forms.ValidationError(
                gettext("没有找到您能查看的“%(words)s”。也可以在列表里点一个对象。")
                % {"words": text}
            )
        return {"subjects": found}

    def clean_unit(self) -> dict[str, Any]:
        text = squeeze(self.cleaned_data["unit"])
        if not text:
            return {}
        found = find_units(text, within=self.actor.paths(READ))
        if not found:
            raise forms.ValidationError(
                gettext("您能审计的范围里没有叫“%(unit)s”的单位。") % {"unit": text}
            )
        if len(found) > 1:
            names = gettext("、").join(unit.label for unit in found[:5])
            raise forms.ValidationError(
                gettext("有几个单位符合：%(names)s。请写全名称。") % {"names": names}
            )
        return {"path": found[0].path}

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", gettext("结束的日子早于开始的日子，请对调。"))
        return self.cleaned_data

    def wanted(self) -> Wanted:
        given = self.cleaned_data
        return Wanted(
            **given["who"], **given["what"], **given["record"], **given["unit"],
            since=given["since"], until=given["until"],
        )  # fmt: skip
