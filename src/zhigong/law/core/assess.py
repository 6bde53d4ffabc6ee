"""One document in, all answers out: a claim that cannot be computed is refused, the rest is answered."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal, Refused
from zhigong.law.core.cited import cite
from zhigong.law.core.document import document
from zhigong.law.core.doubled import Doubled, told_twice
from zhigong.law.core.elsewhere import elsewhere
from zhigong.law.core.facts import Facts, unknown_field
from zhigong.law.core.fields import PLAIN, meant_by, quoted
from zhigong.law.core.parameters import NATION, ParameterTable, kept_table
from zhigong.law.core.places import placed
from zhigong.law.core.registry import OVERVIEWS, RULES, Context, Rule, from_memory
from zhigong.law.core.result import Note, Result, Translate, same
from zhigong.law.core.spoken import spoken
from zhigong.law.core.synonyms import not_understood, rule_of, understood


def assess(
    facts: Any,
    table: ParameterTable | None = None,
    translate: Translate = same,
    *,
    written: bool = False,
) -> dict[str, Any]:
    """Answer a document ``{"place", "claims": […]}``, a list of claims, or a single claim.

    Never raises for what the document says: what cannot be read is refused with code, reason and
    remedy where it stands. ``{"case": {…}}`` (or ``true``) also asks about the case as a whole.
    ``written`` is for who encodes the answer at once: citations come as JSON already.
    """
    table = table or kept_table()
    claims = facts.get("claims") if type(facts) is dict else None
    if type(claims) is not list:  # as nearly every line of a batch; else another shape, or none
        if isinstance(facts, list) and facts:
            facts = {"claims": facts}
        if isinstance(facts, Doubled) and "claims" in facts:
            return refused_document(told_twice(facts), translate)
        claims = _claims(facts)
        if claims is None:
            return refused_document(_no_document(), translate)
    place, told, pairs = facts.get("place"), [], []
    for claim in claims:
        result, read = assess_claim(claim, place, table)
        told.append(document(result, translate, written=written))
        pairs.append((result, read))
    found: dict[str, Any] = {"claims": told}
    if "claims" not in facts:
        return found
    if "id" in facts:
        found = {"id": facts["id"], "claims": told}
    if facts.get("case"):
        found["case"] = _overviews(facts["case"], pairs, place, table, translate)
    return found


def _claims(facts: Any) -> list[Any] | None:
    """The claims of a document, or the single claim that it is; ``None`` where it is neither."""
    if not isinstance(facts, dict):
        return None
    if "claims" not in facts:
        return [facts] if "rule" in facts else None
    claims = facts["claims"]
    if isinstance(claims, dict):
        return [claims]
    return claims if isinstance(claims, list) else None


def refused_document(refusal: Refusal, translate: Translate = same) -> dict[str, Any]:
    """The answer to a document that cannot be read as one."""
    return {"claims": [], "refusals": document(Result(refusals=[refusal]), translate)["refusals"]}


def _overviews(
    case: Any,
    pairs: list[tuple[Result, Facts]],
    place: Any,
    table: ParameterTable,
    translate: Translate,
) -> dict[str, Any]:
    facts = case if isinstance(case, dict) else {}
    results, read = [r for r, _ in pairs], [f for _, f in pairs]
    context, _ = _context(place, table)
    return {
        name: spoken(function(facts, read, results, context), translate)
        for name, function in OVERVIEWS.items()
    }


def assess_claim(
    claim: Any, place: Any = None, table: ParameterTable | None = None
) -> tuple[Result, Facts]:
    """The result of one claim, and the facts read from it (empty where refused)."""
    name = claim.get("rule") if type(claim) is dict else None
    rule = RULES.get(name) if type(name) is str else None
    if rule is None:  # not by its own name
        claim, name = _named(claim)
        rule = rule_of(name)
        if rule is None or isinstance(claim, Doubled):
            return _with_id(_unread(rule, name, claim), claim), {}
    context, warnings = _context(claim.get("place", place), table or kept_table())
    if rule.accepted >= claim.keys():
        facts, problems = rule.form.read(claim)
    else:
        claim, read_as = understood(rule, claim)
        facts, problems = rule.form.read(claim)
        warnings += [*read_as, *_unknown_fields(rule, claim, problems)]
    result = Result() if problems else _run(rule, facts, context, problems)
    if problems:
        result, facts = Result(refusals=[meant_by(one, rule.known) for one in problems]), {}
    result.rule = rule.name
    cite(result, rule.citations)
    if not result.unit:
        result.unit = rule.unit
    if context.used:
        result.rows = context.used
        warnings += from_memory(context.used)
    if warnings:
        result.warnings.extend(warnings)
    if "id" in claim or "worker" in claim:
        _with_id(result, claim)
    return result, facts


def _unread(rule: Rule | None, name: Any, claim: Any) -> Result:
    """The result of a claim of no rule, or of one that tells a field twice."""
    if rule is None:
        told = str(name)[:60] if type(name) in PLAIN else ""
        return Result(rule=told, refusals=[_unknown_rule(name)])
    return Result(rule=rule.name, articles=rule.articles, refusals=[told_twice(claim)])


def _named(claim: Any) -> tuple[Any, Any]:
    """A claim and the name of its rule, which some write as its ``type``."""
    if not isinstance(claim, dict):
        return claim, None
    name = claim.get("rule")
    kind = claim.get("type")
    if name is None and rule_of(kind) is None:
        return claim, kind if type(kind) is str and elsewhere(kind) else None
    if name is None:
        told = {key: value for key, value in claim.items() if key != "type"}
        return Doubled(told, claim.name) if isinstance(claim, Doubled) else told, claim["type"]
    return claim, name


def _with_id(result: Result, claim: Any) -> Result:
    """The result, carrying the claim's own ``id`` and ``worker`` back."""
    if isinstance(claim, dict) and ("id" in claim or "worker" in claim):
        own = {name: claim[name] for name in ("id", "worker") if name in claim}
        result.extra = {**own, **(result.extra or {})}
    return result


def _run(rule: Rule, facts: Facts, context: Context, problems: list[Refusal]) -> Result:
    """The rule's own answer, its refusals collected, its sums rounded."""
    try:
        result = rule.function(facts, context)
    except Refused as refusal:
        problems.extend(refusal.refusals)
        return Result()
    except (ArithmeticError, LookupError, ValueError):
        # A combination of facts no check foresaw: this claim is refused, the rest is answered.
        problems.append(_not_computable())
        return Result()
    if result.refusals:
        problems.extend(result.refusals)
    else:
        result.finish()
    return result


def _context(place: Any, table: ParameterTable) -> tuple[Context, list[Note]]:
    """Where a claim is at home; an unknown place is warned of and answered by the law of the nation."""
    if place is None or place == "":
        return Context("", (NATION,), table), []
    found = placed(str(place)[:80]) if isinstance(place, (str, int)) else None
    if found is None:
        return Context("", (NATION,), table), [_unknown_place(place)]
    code, places = found
    return Context(code, places, table), []


def _unknown_fields(rule: Rule, claim: Mapping[str, Any], problems: list[Refusal]) -> list[Note]:
    """Warn of fields the rule does not use; refuse a likely misspelling of one it does."""
    warnings = []
    for key in claim:
        if key in rule.accepted:
            continue
        near = _nearest_field(rule.name, str(key)[:60])
        if near and claim.get(near) is None:
            problems.append(unknown_field(key, rule.known, (near,)))
        else:
            warnings.append(not_understood(rule, claim, key))
    return warnings


@lru_cache(maxsize=1024)
def _nearest_field(rule: str, name: str) -> str:
    """The field a misspelt one was meant to be; empty for one that another rule knows, or like none."""
    if any(name in other.known for other in RULES.values()):
        return ""
    near = difflib.get_close_matches(name, RULES[rule].known, 1, 0.75)
    return near[0] if near else ""


@lru_cache(maxsize=1024)
def _nearest_rule(name: str) -> str:
    """The rule whose name or title is nearest to a misspelt one: ``severence``, ``经济补尝``."""
    titles = {rule.title: rule.name for rule in RULES.values()}
    near = difflib.get_close_matches(name, RULES if name.isascii() else titles, 1, 0.5)
    return titles.get(near[0], near[0]) if near else ""


def _unknown_rule(name: Any) -> Refusal:
    if name is None:
        return Refusal(
            "law.rule.unknown",
            gettext_noop("这一项没有写明要算什么（rule）"),
            gettext_noop('请写成 {"rule": "severance", …}；全部规则见 law rules'),
        )
    known = elsewhere(name[:60]) if isinstance(name, str) else None
    if known is not None:
        return known
    near = _nearest_rule(name[:60]) if isinstance(name, str) else ""
    return Refusal(
        "law.rule.unknown",
        gettext_noop("没有规则“%(name)s”"),
        gettext_noop("最接近的是：%(near)s；全部规则见 law rules")
        if near
        else gettext_noop("全部规则见 law rules"),
        {"name": quoted(name), "near": {"words": RULES[near].title, "code": near} if near else ""},
    )


def _unknown_place(place: Any) -> Note:
    return Note(
        "law.place.unknown",
        gettext_noop(
            "不认识的地区“%(place)s”：按全国规定计算，没有使用当地参数；可填六位行政区划代码，如 510100"
        ),
        {"place": quoted(place)},
    )


def _no_document() -> Refusal:
    return Refusal(
        "law.document.shape",
        gettext_noop(
            '这里没有要计算的请求：应写成 {"place": …, "claims": [ … ]}，或者单独一项 {"rule": …}'
        ),
        gettext_noop("请对照 law rules 的示例修改"),
    )


def _not_computable() -> Refusal:
    return Refusal(
        "law.claim.not-computable",
        gettext_noop("所给事实的组合无法计算"),
        gettext_noop("请核对各项日期和数值"),
    )
