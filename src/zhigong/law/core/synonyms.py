"""Other names for rules and fields: a claim is answered under the name its writer used, and told so."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core.choices import meant
from zhigong.law.core.registry import RULES, Rule
from zhigong.law.core.result import Note, head


def rule_of(name: Any) -> Rule | None:
    """The rule of a name, or of another name people give it; case, hyphens and spaces do not matter."""
    if not isinstance(name, str):
        return None
    found = RULES.get(name) or RULES.get(_rules().get(_folded(name), ""))
    if found is None and not name.isascii():
        found = RULES.get(meant(name[:60], {key: rule.title for key, rule in RULES.items()}) or "")
    return found


def understood(rule: Rule, claim: Mapping[str, Any]) -> tuple[Mapping[str, Any], list[Note]]:
    """The claim with its fields under the rule's own names, and a warning for each name that was read.

    A name the rule knows stays as it is, and no field is read under two names at once.
    """
    strange = [key for key in claim if key not in rule.accepted]
    read, notes = dict(claim), []
    for key in strange:
        names = _fields().get(key) or _by_meaning(rule, key)
        found = next((name for name in names if _fits(rule, name, read, claim[key])), "")
        if found:
            read[found] = read.pop(key)
            notes.append(_read_as(key, found))
    return read, notes


def not_understood(rule: Rule, claim: Mapping[str, Any], key: Any) -> Note:
    """The warning of a field that is not used: of no use here, or its words fit no choice of the field it names."""
    names = _fields().get(key) or _by_meaning(rule, key)
    meant = next((name for name in names if name in rule.known and claim.get(name) is None), "")
    if meant and rule.known[meant].kind == "choice":
        text = gettext_noop("没有读懂“%(name)s”里填的内容，未使用；请改填 %(meant)s")
        return Note("law.field.not-understood", text, {"name": str(key)[:60], "meant": meant})
    text = gettext_noop("字段“%(name)s”与本规则无关，未使用")
    return Note("law.field.not-used", text, {"name": str(key)[:60]})


def _fits(rule: Rule, name: str, read: Mapping[str, Any], value: Any) -> bool:
    """Whether a field of the rule is still open, and can take the value where it takes only some words."""
    field = rule.known.get(name)
    if field is None or read.get(name) is not None:
        return False
    if field.kind != "choice":
        return True
    try:
        field.read(value, name)
    except Refused:
        return False
    return True


def _by_meaning(rule: Rule, key: Any) -> tuple[str, ...]:
    """The field of a rule whose meaning a Chinese name says: ``伤残等级``."""
    if not isinstance(key, str) or key.isascii():
        return ()
    meanings = {field.name: head(field.meaning) for field in rule.fields}
    found = meant(key[:60], meanings)
    return (found,) if found else ()


def _read_as(key: str, meant: str) -> Note:
    text = gettext_noop("字段“%(name)s”按“%(meant)s”读取，请核对")
    return Note("law.field.read-as", text, {"name": key, "meant": meant})


def _folded(name: str) -> str:
    return name.strip().casefold().replace("-", "_").replace(" ", "_")


@cache
def other_words(section: str) -> Mapping[str, str]:
    """Other word → word, of one section of the file: claims, kinds of retirement, dependants, grades."""
    return {other: word for word, others in _words()[section].items() for other in others}


@cache
def _words() -> dict[str, dict[str, list[str]]]:
    text = files("zhigong.law.core").joinpath("synonyms.toml").read_text("utf8")
    return tomllib.loads(text)


@cache
def _rules() -> dict[str, str]:
    """Other name (folded) → rule; a rule's own name folded too."""
    found = {other: rule for rule, others in _words()["rules"].items() for other in others}
    return found | {_folded(name): name for name in RULES}


@cache
def _fields() -> dict[str, tuple[str, ...]]:
    """Other name → the fields it may mean, in the order of the file."""
    found: dict[str, tuple[str, ...]] = {}
    for field, others in _words()["fields"].items():
        for other in others:
            found[other] = (*found.get(other, ()), field)
    return found
