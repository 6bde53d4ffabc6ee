"""无固定期限劳动合同: whether the worker may have a contract without an end, and from when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhigong.kernel.period import add_years
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, many, number, period, record, whole
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.service_time import Earlier, merged_start

TEN_YEARS = article("LCL", 14, paragraph=2, item=1)
REFORM = article("LCL", 14, paragraph=2, item=2)
TWO_TERMS = article("LCL", 14, paragraph=2, item=3)
DEEMED = article("LCL", 14, paragraph=3)
ALL_YEARS = article("LCLR", 9)
MERGED = article("LCLR", 10)
ASKED = article("LCLR", 11)
WELFARE = article("LCLR", 12)
COUNTED_SINCE = article("LCL", 97, paragraph=1)
DEVICES = article("JI-2", 10)
REFUSED = article("LCL", 82, paragraph=2)
YEARS_NEEDED = 10
TERMS_NEEDED = 2
ALWAYS = (TEN_YEARS, REFORM, TWO_TERMS, DEEMED, ALL_YEARS, MERGED, ASKED, COUNTED_SINCE)
LAW_IN_FORCE = date(2008, 1, 1)


@dataclass(frozen=True, slots=True)
class Ground:
    """One way to the right: its words, its article, and whether the facts meet it."""

    label: str
    basis: Article
    met: bool


@rule(
    "open_ended_right",
    title=gettext_noop("应当订立无固定期限劳动合同"),
    answer="value",
    fields=(
        day("hire", gettext_noop("用工之日"), required=True),
        day("on", gettext_noop("续订、订立合同之日（按哪一天判断）"), required=True, last=True),
        whole("fixed_terms", gettext_noop("2008年以后连续订立固定期限合同的次数"), high=99),
        flag("disguised_renewal", gettext_noop("协议延长累计满一年、自动续延、换签约单位等，也算再订一次")),
        flag("worker_fault", gettext_noop("有第三十九条或者第四十条第一、二项的情形")),
        flag("worker_asked_fixed_term", gettext_noop("劳动者自己提出订立固定期限合同")),
        flag("written_contract", gettext_noop("已订立书面劳动合同")),
        flag("first_contract_or_reform", gettext_noop("单位初次实行劳动合同制度，或者国有企业改制重新订立合同")),
        number("years_to_retirement", gettext_noop("距法定退休年龄的年数"), high=70, unit="years"),
        flag("public_welfare_post", gettext_noop("享受补贴的公益性岗位")),
        many(
            record(
                "earlier",
                gettext_noop("非因本人原因从原单位转来的工龄"),
                (
                    day("from", gettext_noop("原单位入职之日"), required=True),
                    day("to", gettext_noop("原单位最后一日"), required=True, last=True),
                ),
            )
        ),
    ),
    articles=(*ALWAYS, DEVICES),
    formula=(
        gettext_noop("连续工作满十年（含2008年以前和合并计算的工龄）"),
        gettext_noop("初次实行合同制或国企改制时满十年且距退休不足十年"),
        gettext_noop("2008年以后连续订立二次固定期限合同，没有过错等情形，续订的"),
        gettext_noop("用工满一年没有书面合同的，视为已订立"),
        gettext_noop("劳动者自己提出固定期限的，以及公益性岗位，不适用"),
    ),
    contested=(
        gettext_noop("二次固定期限合同期满时单位能否不续订，各地不一（多数认为单位应续订，上海等地要求双方同意续订）"),
    ),
    examples=(
        {"hire": "2014-03-01", "on": "2024-02-29", "fixed_terms": 1, "written_contract": True},
        {"hire": "2018-01-01", "on": "2024-01-01", "fixed_terms": 2, "written_contract": True},
    ),
)  # fmt: skip
def open_ended_right(facts: Facts, context: Context) -> Result:
    """Whether an open-ended contract is due: ``yes``, ``no`` or ``deemed`` (劳动合同法 第十四条).

    Refuses dates that run backwards. Years count from the first day of work, merged service even where
    the former employer paid compensation (实施条例 第九条、第十条).
    """
    result = Result(on=facts["on"], articles=ALWAYS)
    start = _start(facts, result)
    served = period(start, facts["on"], "hire", "on").span()
    result.line(gettext_noop("连续工作年限"), served.years, ALL_YEARS, f"{start} — {facts['on']}")
    if facts["public_welfare_post"]:
        return _answer(result, "no", gettext_noop("公益性岗位不适用无固定期限合同的规定"))
    worked_a_year = add_years(max(start, LAW_IN_FORCE), 1) <= facts["on"]
    if facts["written_contract"] is False and worked_a_year:
        result.line(gettext_noop("视为订立之日"), add_years(max(start, LAW_IN_FORCE), 1), DEEMED)
        return _answer(result, "deemed", gettext_noop("视为已订立无固定期限劳动合同"))
    grounds = _grounds(facts, served.years)
    for ground in grounds:
        result.line(ground.label, ground.met, ground.basis)
    if not any(ground.met for ground in grounds):
        return _answer(result, "no", gettext_noop("没有应当订立无固定期限合同的情形"))
    if facts["worker_asked_fixed_term"]:
        return _answer(result, "no", gettext_noop("劳动者自己提出订立固定期限合同"))
    result.change(
        "open_ended_right.refused",
        gettext_noop("单位拒绝订立的，自应当订立之日起支付二倍工资"),
    )
    return _answer(result, "yes", gettext_noop("劳动者提出或者同意的，应当订立无固定期限劳动合同"))


def _start(facts: Facts, result: Result) -> date:
    hire: date = facts["hire"]
    earlier = [
        Earlier(period(e["from"], e["to"], "earlier.from", "earlier.to"), compensated=False)
        for e in facts["earlier"] or ()
    ]
    start = merged_start(hire, earlier)
    if start != hire:
        result.line(gettext_noop("合并计算原单位工龄后的起算日"), start, MERGED)
    return start


def _grounds(facts: Facts, years: int) -> list[Ground]:
    terms = (facts["fixed_terms"] or 0) + bool(facts["disguised_renewal"])
    left = facts["years_to_retirement"]
    ten = years >= YEARS_NEEDED
    return [
        Ground(gettext_noop("连续工作满十年"), TEN_YEARS, ten),
        Ground(
            gettext_noop("初次实行合同制或改制，满十年且距退休不足十年"),
            REFORM,
            bool(facts["first_contract_or_reform"] and ten and left is not None and left < Decimal(10)),
        ),
        Ground(
            gettext_noop("连续订立二次固定期限合同"),
            DEVICES if facts["disguised_renewal"] else TWO_TERMS,
            terms >= TERMS_NEEDED and not facts["worker_fault"],
        ),
    ]  # fmt: skip


def _answer(result: Result, value: str, conclusion: str) -> Result:
    result.value, result.conclusion = value, conclusion
    return result
