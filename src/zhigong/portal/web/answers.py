"""The law's answers as the calculator's page and paper tell them: in words, by the questions' names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhigong.foundation.ui.filters import day, days_left
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.rulebook import RULES
from zhigong.portal.rules.situation import Situation, Wanted

# Answers of rules that are a word and no number, in plain words.
WORDS: dict[str, str] = {
    "open": gettext_noop("还来得及"),
    "running": gettext_noop("还来得及"),
    "not_expired": gettext_noop("还来得及"),
    "expired": gettext_noop("已经超过时效，除非有中断、中止的情形"),
    "not_started": gettext_noop("还没有开始算"),
    "missing": gettext_noop("还缺事实或证据"),
    "in_time": gettext_noop("还来得及"),
    "late": gettext_noop("已经过了期限"),
    "in_force": gettext_noop("有效"),
    "barred": gettext_noop("单位不能这样辞退或终止"),
    "not_barred": gettext_noop("这一条保护用不上，还要看理由和程序"),
    "protected": gettext_noop("在保护期内"),
    "not_protected": gettext_noop("不在保护期内"),
    "labour_relation": gettext_noop("还是劳动关系，劳动法全部适用"),
    "over_age": gettext_noop("按超龄劳动者的规定保护"),
    "labour_service": gettext_noop("按劳务关系处理"),
    "contested": gettext_noop("各地看法不一，请来问一问"),
    "civil": gettext_noop("按普通民事关系处理"),
    "kept": gettext_noop("符合"),
    "broken": gettext_noop("不符合"),
    "for": gettext_noop("有利"),
    "against": gettext_noop("不利"),
    "employer": gettext_noop("用人单位"),
    "fund": gettext_noop("工伤保险基金"),
    "maternity_fund": gettext_noop("生育保险基金"),
    "spouse": gettext_noop("配偶"),
    "other": gettext_noop("其他亲属"),
    "lone": gettext_noop("孤寡老人或孤儿"),
    "yes": gettext_noop("是"),
    "no": gettext_noop("否"),
    "True": gettext_noop("是"),
    "False": gettext_noop("否"),
}
# Which fund "the fund" of a rule is, where it is not that for work injuries.
FUNDS = {"maternity_pay": "maternity_fund"}
PLAINLY = {
    "law.parameter.memory": gettext_noop("用到的当地标准还没有和原文件核对过，以公布的为准。"),
    "law.severance.cap-unchecked": gettext_noop(
        "这里没有当地职工月平均工资，没有核对是不是超过它的三倍。"
    ),
}
POINTS = {"for": ("good", "check"), "against": ("late", "warn"), "missing": ("wait", "search")}
UNITS = {"days": gettext_noop("天"), "months": gettext_noop("个月"), "hours": gettext_noop("小时")}
MONTHLY = "pension"  # parts that are paid every month, beside sums that are paid once
# Rules whose day is one by which the worker must have acted.
DUE = frozenset({"limitation", "deadline", "enforcement", "injury_recognition"})
MISSING_ROW = "law.parameter.missing"
WORKERS = frozenset({"worker", "relatives", "guardian"})  # of the roles of a dispute
SOURCES_SHOWN = 3
_SUM = re.compile(r"-?\d{4,}(\.\d\d)?")
_RULE = re.compile(
    r"\s?[（(][a-z]+(_[a-z]+)+[)）]"
)  # a rule named for programs, in a note for people
_FIELD = re.compile(r"\s?[（(][a-z_]+(\[\d+\])?[）)]")  # what a program calls a field
LONGEST_ANSWER = 16  # characters that are told large
_CODE = re.compile(r"[a-z][a-z0-9_.]*")


def shown(chosen: Situation, wanted: Wanted, one: dict[str, Any], today: date) -> dict[str, Any]:
    """One answer of the law with everything the page says of it on this day."""
    refusals = [refused(chosen, wanted, refusal) for refusal in one["refusals"]]
    lines = [{**line, "value": word(line["value"])} for line in one.get("working", ())]
    own, points = parts(asked_about(chosen, one), FUNDS.get(wanted.rule, "fund"))
    if wanted.rule == "parties":
        own = named_beside(one)
    warnings = [plainly(warning) for warning in one["warnings"]]
    if one.get("amount"):
        points = [left_out(point) for point in points]
    return {
        **one,
        "refusals": refusals,
        "warnings": warnings,
        "warned": [warning["text"] for warning in warnings],
        "title": _(wanted.title or RULES[wanted.rule].title),
        "instead": wanted.instead,
        "working": [*lines, *rows(one.get("parameters", ()))],
        "changes": [
            {**note, "text": _RULE.sub("", note["text"])} for note in one.get("changes", ())
        ],
        "parts": own,
        "points": points,
        "answer": [{"text": text, "short": len(text) <= LONGEST_ANSWER} for text in answer(one)],
        **left(one, today),
        "sources": "；".join(
            dict.fromkeys(
                f"《{a['title']}》{a['article']}" for a in one.get("articles", ())[:SOURCES_SHOWN]
            )
        ),
    }


def plainly(warning: Mapping[str, str]) -> dict[str, str]:
    """A warning meant for who keeps the table of parameters, in words for who asks."""
    text = PLAINLY.get(warning["code"])
    return {**warning, "text": _(text)} if text else dict(warning)


def named_beside(one: Mapping[str, Any]) -> list[str]:
    """Whom to name against, and what follows from each thing told."""
    against = [item["label"] for item in one.get("items", ()) if item["name"] not in WORKERS]
    why = [line["what"] for line in one.get("working", ())[1:]]
    return [_("写上：%(names)s") % {"names": _("、").join(against)}, *why]


def left(one: Mapping[str, Any], today: date) -> dict[str, Any]:
    """How many days are left to act, and whether it is too late; nothing for days that are no deadline."""
    if one["rule"] not in DUE or not one.get("date"):
        return {}
    due = date.fromisoformat(one["date"])
    return {"left": days_left(due, today), "late": due < today}


def left_out(point: dict[str, Any]) -> dict[str, Any]:
    """What is missing from a sum, in sight: the sum would be larger with it."""
    return {**point, "word": _("还没有算进去"), "folded": False} if point["folded"] else point


def answer(one: Mapping[str, Any]) -> list[str]:
    """What was found where it is no sum: a range, a day, and the words for it, the shortest first."""
    said = []
    if one.get("amount") is None and one.get("minimum"):
        places = {"least": grouped(one["minimum"]), "most": grouped(one["maximum"])}
        said.append(_("%(least)s 到 %(most)s 元") % places)
    if one.get("date"):
        said.append(day(date.fromisoformat(one["date"])))
    value, unit = one.get("value"), one.get("unit")
    if isinstance(value, list):  # roles, places: told by what the answer is made of
        value = None
    if one.get("conclusion"):
        said.append(one["conclusion"])
    elif value is not None and unit in UNITS:
        said.append(f"{value} {_(UNITS[unit])}")
    elif value is not None and one.get("amount") is None:
        said.append(word(value))
    return [text for text in said if text]


def rows(used: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The dated rows an answer rests on, as lines of its working."""
    return [
        {
            "what": _("用到的标准：%(label)s") % {"label": _(PARAMETERS.get(row["name"], row["name"]))},
            "value": word(row["value"]),
            "basis": _("%(source)s（%(start)s 起）") % {"source": row["source"], "start": row["from"]},
        }
        for row in used
        if word(row["value"])
    ]  # fmt: skip


def refused(chosen: Situation, wanted: Wanted, refusal: Mapping[str, Any]) -> dict[str, Any]:
    """Why there is no answer, in the words of the questions; who asks cannot keep the table of parameters."""
    if refusal["code"] == MISSING_ROW:
        return {
            "reason": _("算这一项要用的当地标准，这里还没有备好，先没有算。"),
            "remedy": _("知道的可以自己填上；不知道的请打 12351 问工会。"),
        }
    return {**refusal, "reason": asked(chosen, wanted, refusal["reason"])}


def asked(chosen: Situation, wanted: Wanted, reason: str) -> str:
    """A refusal that names fields, in the words of the questions."""
    labels = {ask.name: ask.label for ask in chosen.asks if ask.label}
    for name, source in wanted.fields.items():
        meaning = RULES[wanted.rule].known[name].meaning
        told = _(labels.get(source) or meaning).rstrip("？?")
        said = f"“{told}”"  # our own words: no backslash in them
        reason = re.sub(rf"“[^“”]*[（(]{name}(\[\d+\])?[）)]”", said, reason)
    return _FIELD.sub("", reason)


def asked_about(chosen: Situation, one: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What an answer is made of, without missing points whose question stood behind an answer nobody gave."""
    folded = {ask.name for ask in chosen.asks if ask.gate}
    return [
        item
        for item in one.get("items", ())
        if item.get("value") != "missing" or item["name"] not in folded
    ]


def parts(
    items: Sequence[dict[str, Any]], fund: str = "fund"
) -> tuple[list[str], list[dict[str, Any]]]:
    """What a result is made of, a line each, and the points for, against and missing, gathered."""
    gathered: dict[str, list[str]] = {point: [] for point in POINTS}
    lines = []
    for item in items:
        if item.get("value") in gathered:
            gathered[item["value"]].append(item["label"])
        else:
            lines.append(part(item, fund))
    points = [
        {
            "word": word(point),
            "tone": tone,
            "icon": icon,
            "labels": gathered[point],
            "folded": point == "missing",
        }
        for point, (tone, icon) in POINTS.items()
        if gathered[point]
    ]
    return lines, points


def part(item: dict[str, Any], fund: str) -> str:
    """One part: its label and sum, and who pays it; or its day or value."""
    if item.get("amount") is None:
        when = item.get("date")
        told = day(date.fromisoformat(when)) if when else word(item.get("value"))
        return f"{item['label']}：{told}" if told else str(item["label"])
    label = item["label"]
    if item["name"].partition(".")[0] == MONTHLY:
        label = _("%(label)s（%(who)s），每月") % {"label": label, "who": word(item["value"])}
    places = {"label": label, "sum": grouped(item["amount"])}
    payer = item.get("payer")
    if not payer:
        return _("%(label)s：%(sum)s 元") % places
    who = word(fund if payer == "fund" else payer)
    return _("%(label)s：%(sum)s 元，%(payer)s付") % {**places, "payer": who}


def word(value: Any) -> str:
    """A value as people read it; nothing for a code that only programs know."""
    text = "" if value is None else str(value)
    if text in WORDS:
        return _(WORDS[text])
    if _SUM.fullmatch(text):
        return grouped(text) if "." in text else text
    return "" if _CODE.fullmatch(text) else text


def grouped(amount: str | Decimal) -> str:
    return f"{Decimal(amount):,.2f}"
