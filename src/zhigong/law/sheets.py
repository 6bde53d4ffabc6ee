"""Answers and rules as tables that people read in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.core.registry import RULES, Rule
from zhigong.law.core.result import Translate

CONCLUSION = gettext_noop("结论")
YES, NO = gettext_noop("是"), gettext_noop("否")
POINTS = {
    "for": gettext_noop("有利"),
    "against": gettext_noop("不利"),
    "missing": gettext_noop("还缺事实或证据"),
    "yes": YES,
    "no": NO,
    "kept": gettext_noop("符合"),
    "broken": gettext_noop("不符合"),
}
NOTICE = gettext_noop("参考测算，不是裁决；请核对事实、参数和当地口径。")


def width(text: str) -> int:
    """Columns a text takes in a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def padded(text: str, columns: int) -> str:
    """The text filled with spaces to a number of columns."""
    return text + " " * max(columns - width(text), 0)


def table(rows: list[list[str]], indent: str = "  ") -> str:
    """Rows in aligned columns; the last column is not padded."""
    if not rows:
        return ""
    widths = [max(width(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [padded(cell, widths[i]) for i, cell in enumerate(row[:-1])]
        lines.append((indent + "  ".join([*cells, row[-1]])).rstrip())
    return "\n".join(lines) + "\n"


def told(value: Any, translate: Translate) -> str:
    """A value of a working in words."""
    if isinstance(value, bool):
        return translate(YES if value else NO)
    if isinstance(value, str) and value in POINTS:
        return translate(POINTS[value])
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def answers(found: dict[str, Any], translate: Translate) -> str:
    """Every claim with its answer, working, articles and remarks."""
    parts = [_refusals(found.get("refusals", []), translate)]
    for index, claim in enumerate(found["claims"], 1):
        parts.append(_claim(index, claim, translate))
    if "case" in found:
        parts.append(_case(found["case"], translate))
    parts.append(translate(NOTICE) + "\n")
    return "\n".join(part for part in parts if part)


def _claim(index: int, claim: dict[str, Any], translate: Translate) -> str:
    rule = RULES.get(claim["rule"])
    title = translate(rule.title) if rule else claim["rule"]
    lines = [f"{index}. {title}  {_answer(claim, translate)}".rstrip()]
    rows = [
        [line["what"], told(line["value"], translate), line.get("how", ""), line["basis"]]
        for line in claim["working"]
    ]  # fmt: skip
    text = "\n".join(lines) + "\n" + table(rows, "   ")
    for item in claim.get("items", []):
        value = item.get("amount", item.get("date", item.get("value", "")))
        text += f"   - {item['label']}" + (f": {told(value, translate)}\n" if value else "\n")
    if "conclusion" in claim:
        text += f"   {translate(CONCLUSION)}: {claim['conclusion']}\n"
    text += _refusals(claim["refusals"], translate)
    for row in claim.get("parameters", []):
        title = translate(PARAMETERS.get(row["name"], row["name"]))
        text += f"   # {title}: {row['value']} ({row['from']}, {row['source']})\n"
    for warning in claim["warnings"]:
        text += f"   ! {warning['text']}\n"
    for change in claim.get("changes", []):
        text += f"   ~ {change['text']}\n"
    return text


def _answer(claim: dict[str, Any], translate: Translate) -> str:
    """The answer in a few words."""
    words = []
    if "amount" in claim:
        words.append(claim["amount"])
    if "minimum" in claim:
        words.append(f"{claim['minimum']} — {claim['maximum']}")
    if "value" in claim:
        value = claim["value"]
        words.append(", ".join(map(str, value)) if isinstance(value, list) else str(value))
    if "date" in claim:
        words.append(claim["date"])
    units = {
        "CNY": gettext_noop("元"),
        "days": gettext_noop("天"),
        "months": gettext_noop("个月"),
    }
    unit = claim.get("unit", "")
    return " ".join([*words, translate(units[unit]) if unit in units and words else unit])


def _refusals(refusals: Iterable[dict[str, str]], translate: Translate) -> str:
    return "".join(f"   × {refusal['reason']}\n     {refusal['remedy']}\n" for refusal in refusals)


def _case(case: dict[str, Any], translate: Translate) -> str:
    """Answers about the case as a whole: what stands together, the first day, the ways, what may follow, the proof."""
    text = translate(gettext_noop("整案")) + "\n"
    for title, lines in _CASE:
        told = list(lines(case))
        if told:
            text += f"  {translate(title)}\n" + "".join(f"   - {line}\n" for line in told)
    text += _refusals(case["refusals"], translate)
    return text + "".join(f"   ! {warning['text']}\n" for warning in case["warnings"])


def _numbers(claims: Iterable[int]) -> str:
    """Claims by the numbers that stand before them."""
    return ", ".join(str(claim + 1) for claim in claims)


def _together(case: dict[str, Any]) -> Iterator[str]:
    if case["together"]["claims"]:
        yield f"{_numbers(case['together']['claims'])}: {case['together']['amount']}"


def _against(case: dict[str, Any]) -> Iterator[str]:
    for row in case["exclusions"]:
        yield f"{_numbers(row['claims'])}: {row['why']} {row['basis']}".rstrip()


def _days(case: dict[str, Any]) -> Iterator[str]:
    first = case["earliest"]
    for row in case["deadlines"]:
        mark = "*" if row == first else " "
        yield f"{mark} {row['date']} {row['label']} {row['basis']}"


def _ways(case: dict[str, Any]) -> Iterator[str]:
    for way in case["route"]:
        yield f"[{way['state_label']}] {way['label']}: {' '.join(way['reasons'])} {way['basis']}"


def _follows(case: dict[str, Any]) -> Iterator[str]:
    for row in case["following"]:
        yield f"[{row['state_label']}] {row['label']}: {row['because']} {row['basis']}"


def _proofs(case: dict[str, Any]) -> Iterator[str]:
    for row in case["evidence"]:
        yield f"[{row['burden_label']}] {row['fact']}: {row['papers']} {row['basis']}"


_CASE: tuple[tuple[str, Callable[[dict[str, Any]], Iterator[str]]], ...] = (
    (gettext_noop("可以一并主张的请求"), _together),
    (gettext_noop("不能一并主张的请求"), _against),
    (gettext_noop("期限（* 是最早的）"), _days),
    (gettext_noop("途径"), _ways),
    (gettext_noop("还可能有的请求"), _follows),
    (gettext_noop("证据和举证责任"), _proofs),
)


def rules(found: list[Rule], translate: Translate, *, whole: bool) -> str:
    """The rules as a list, or each whole with its fields."""
    if not whole:
        rows = [[rule.name, translate(rule.title), _fields(rule)] for rule in found]
        return table(rows, "")
    return "\n".join(_rule(rule, translate) for rule in found)


def _fields(rule: Rule) -> str:
    needed = [field.name for field in rule.fields if field.required]
    others = [field.name for field in rule.fields if not field.required]
    return ", ".join(needed) + (f" [{', '.join(others)}]" if others else "")


def _rule(rule: Rule, translate: Translate) -> str:
    text = f"{rule.name}  {translate(rule.title)}\n"
    text += "".join(f"  {translate(line)}\n" for line in rule.formula)
    rows = [
        [
            field.name,
            field.kind,
            translate(gettext_noop("必填") if field.required else gettext_noop("可选")),
            translate(field.meaning) + (f" ({', '.join(field.choices)})" if field.choices else ""),
        ]
        for field in rule.fields
    ]
    text += table(rows, "  ")
    text += "".join(f"  § {article.text}\n" for article in rule.articles)
    return text + "".join(f"  ? {translate(line)}\n" for line in rule.contested)
