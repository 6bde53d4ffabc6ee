"""What every rule must carry, and how articles are cited."""

from __future__ import annotations

from datetime import date

import pytest

from zhigong.law.core import registry
from zhigong.law.core.facts import Facts, day, money
from zhigong.law.core.norms import NORMS, article
from zhigong.law.core.numerals import numeral
from zhigong.law.core.parameters import PARAMETERS
from zhigong.law.core.registry import Context, Rule
from zhigong.law.core.result import Result
from zhigong.law.rulebook import RULES, assess

EVERY = [pytest.param(rule, id=name) for name, rule in sorted(RULES.items())]


@pytest.mark.parametrize("rule", EVERY)
def test_a_rule_is_described(rule: Rule) -> None:
    assert rule.title
    assert rule.function.__doc__, "the docstring says meaning, unit, refusals and article"
    assert rule.articles
    assert rule.formula
    assert rule.answer in {"amount", "range", "value", "date", "items"}
    assert len(rule.known) == len(rule.fields), "a field twice"
    assert all(field.meaning for field in rule.fields)
    assert all(name in PARAMETERS for name in rule.parameters)


@pytest.mark.parametrize("rule", EVERY)
def test_examples_are_answered(rule: Rule) -> None:
    assert rule.examples
    for example in rule.examples:
        place = example.get("place", "510100")
        answer = assess({"place": place, "claims": [{"rule": rule.name, **example}]})["claims"][0]
        assert answer["refusals"] == []
        assert answer["working"] or answer.get("conclusion") or answer.get("items")


def test_a_rule_is_kept_as_it_is_declared() -> None:
    def invented(facts: Facts, context: Context) -> Result:
        return Result()

    invented.__module__ = "zhigong.law.pay.invented"
    parts = (money("wage", "工资", required=True), day("on", "日期"))
    declare = registry.rule("invented", title="编的", answer="amount", fields=parts, articles=())
    try:
        assert declare(invented) is invented
        found = registry.RULES["invented"]
    finally:
        registry.RULES.pop("invented", None)

    assert (found.family, found.unit, found.function) == ("pay", "CNY", invented)
    assert ([field.name for field in found.needed], [*found.known]) == (["wage"], ["wage", "on"])


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (47, "四十七"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (205, "二百零五"),
        (1259, "一千二百五十九"),
        (1005, "一千零五"),
    ],
)
def test_numerals(number: int, words: str) -> None:
    assert numeral(number) == words


def test_articles_as_decisions_cite_them() -> None:
    assert article("LCL", 47, paragraph=1).text == "劳动合同法 第四十七条第一款"
    assert article("LCL", 46, item=2).text == "劳动合同法 第四十六条第（二）项"
    assert article("WT").text == "关于职工全年月平均工作时间和工资折算问题的通知"
    assert article("LCL", 47, paragraph=2).english == "Labour Contract Law art. 47(2)"
    with pytest.raises(KeyError):
        article("NO-SUCH-LAW", 1)


def test_the_version_in_force_on_the_decisive_day() -> None:
    lcl = article("LCL", 82)
    assert lcl.document(date(2013, 6, 30))["in_force_from"] == "2008-01-01"
    assert lcl.document(date(2013, 7, 1))["in_force_from"] == "2013-07-01"
    assert "in_force_from" not in lcl.document(date(2007, 12, 31))
    assert lcl.document(None)["in_force_from"] == "2013-07-01"


def test_versions_stand_in_order() -> None:
    for norm in NORMS.values():
        starts = [version.start for version in norm.versions]
        assert starts == sorted(set(starts)), norm.id
