"""What is known of a case: its own facts, filled in from the claims made in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from zhigong.kernel.period import Period, add_months
from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refusal
from zhigong.law.core import facts as read
from zhigong.law.core.choices import nearest
from zhigong.law.core.doubled import Doubled, told_twice
from zhigong.law.core.facts import Facts
from zhigong.law.core.registry import Context
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.ending.endings import ALIASES, ENDINGS, LABELS, Ending
from zhigong.law.procedure.deadlines import due

_CONTRACT = {
    "signed": gettext_noop("已订立书面劳动合同"),
    "unsigned": gettext_noop("一直没有订立书面劳动合同"),
    "expired": gettext_noop("合同期满后继续工作，没有续订"),
}
_AGREEMENT = {
    "pay_only": gettext_noop("仅就劳动报酬达成调解协议"),
    "payment": gettext_noop("就报酬、工伤医疗费、经济补偿或者赔偿金达成调解协议"),
    "other": gettext_noop("其他内容的调解协议"),
}
_PROTECTED = {
    "pregnancy": gettext_noop("孕期、产期、哺乳期"),
    "medical": gettext_noop("患病或者非因工负伤在医疗期内"),
    "injury": gettext_noop("因工负伤并被确认丧失或者部分丧失劳动能力"),
    "occupational": gettext_noop("接触职业病危害作业未做离岗检查，或者疑似职业病在诊断、观察期间"),
    "near_retirement": gettext_noop("连续工作满十五年，且距法定退休年龄不足五年"),
}

FIELDS = (
    read.day("on", gettext_noop("以哪一天看")),
    read.day("hire", gettext_noop("入职之日")),
    read.day("end", gettext_noop("劳动关系终止之日"), last=True),
    read.choice("ending", gettext_noop("如何结束"), LABELS, aliases=ALIASES),
    read.money("monthly_wage", gettext_noop("月工资")),
    read.choice(
        "contract", gettext_noop("书面劳动合同"), _CONTRACT, aliases=other_words("contracts")
    ),
    read.day("contract_signed", gettext_noop("订立书面劳动合同之日")),
    read.whole("probation_months", gettext_noop("试用期月数"), high=120),
    read.whole("contract_months", gettext_noop("合同期限月数"), high=720),
    read.flag("wages_owed", gettext_noop("拖欠或者少发工资")),
    read.flag("overtime", gettext_noop("有加班而未足额支付")),
    read.flag("leave_taken", gettext_noop("年休假已休或者已补偿")),
    read.flag("insured", gettext_noop("依法参加社会保险")),
    read.flag("deposit", gettext_noop("收取押金、扣押证件")),
    read.flag("certificate", gettext_noop("已出具离职证明并办理转移")),
    read.flag("injured", gettext_noop("因工受伤或者患职业病")),
    read.day("accident", gettext_noop("事故发生或者诊断之日")),
    read.flag("recognised", gettext_noop("已认定工伤")),
    read.many(
        read.choice(
            "protected",
            gettext_noop("受特别保护的情形"),
            _PROTECTED,
            aliases=other_words("protections"),
        )
    ),
    read.flag("notice_given", gettext_noop("提前三十日书面通知")),
    read.flag("union_notified", gettext_noop("解除前已通知工会")),
    read.flag("union", gettext_noop("单位已建工会")),
    read.flag("non_compete", gettext_noop("离职后受竞业限制")),
    read.whole("workers", gettext_noop("有共同请求的人数"), high=10_000_000),
    read.flag("fled", gettext_noop("单位负责人逃匿或者转移财产")),
    read.flag("ordered", gettext_noop("劳动保障行政部门已责令限期支付")),
    read.flag("order_unpaid", gettext_noop("责令支付的期限已过仍未支付")),
    read.flag("iou", gettext_noop("有工资欠条且没有其他争议")),
    read.choice(
        "agreement",
        gettext_noop("已有的调解协议"),
        _AGREEMENT,
        aliases=other_words("agreements"),
    ),
    read.day("agreement_effective", gettext_noop("调解协议生效之日")),
    read.flag("agreement_broken", gettext_noop("调解协议到期不履行")),
    read.flag("willing", gettext_noop("双方愿意调解")),
    read.day("mediation_applied", gettext_noop("申请调解之日")),
    read.day("filed", gettext_noop("申请仲裁之日")),
    read.flag("arbitration_refused", gettext_noop("仲裁不予受理或者逾期未作决定")),
    read.day("award_received", gettext_noop("收到仲裁裁决书之日")),
    read.day("known", gettext_noop("知道权利被侵害之日")),
    read.many(read.day("interruptions", gettext_noop("主张过权利或者求助过的日期"))),
    read.spans("suspensions", gettext_noop("时效中止的期间")),
    read.flag("hardship", gettext_noop("经济困难")),
    read.flag("migrant", gettext_noop("农民工")),
    read.flag("certain", gettext_noop("欠款金额确定、双方没有争议")),
)
# What only a labour relation gives: not suggested to who works on over the age.
_LABOUR_ONLY = frozenset(
    {"severance", "unlawful_dismissal", "notice_pay", "double_wage", "unused_leave", "unemployment_loss", "insurance_arrears"}
)  # fmt: skip
# Nobody resigns for a dead worker, and no benefit of unemployment was lost.
_OF_THE_LIVING = frozenset({"severance", "unlawful_dismissal", "notice_pay", "unemployment_loss"})
INJURY_BENEFITS = frozenset(
    {"work_injury", "disability_subsidy", "disability_allowance", "injury_ending_subsidies", "injury_nursing", "stop_work_pay", "work_death"}
)  # fmt: skip
OVER_AGE = frozenset({"over_age", "labour_service", "civil"})  # answers of `over_age_worker`
_FORM = read.Form(FIELDS)
_KNOWN = _FORM.known
# Facts of claims that speak about the case as well.
_SHARED = ("hire", "end", "ending", "monthly_wage", "contract_signed", "accident", "filed", "known")  # fmt: skip
# Rules whose `ended` is the last day of the employment.
_ENDED = frozenset({"work_injury", "injury_ending_subsidies", "unemployment_loss"})
# Claims against the employer for money, as opposed to rules that only tell a date or a number.
_MONEY = ("amount", "minimum")


# Sums that the employer claims, and measures that are not owed as such.
_NOT_OWED = frozenset(
    {"service_period_penalty", "non_compete_breach", "probation_wage_floor", "sick_pay_floor", "contribution_base"}
)  # fmt: skip
_FLOORS = frozenset({"sick_pay_floor"})
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of the document: where it stands, its facts and its answer."""

    index: int
    rule: str
    facts: Facts
    result: Result

    @property
    def amount(self) -> Decimal | None:
        """The sum answered; of a range its lower end; ``None`` where there is none."""
        return self.result.minimum if self.result.amount is None else self.result.amount

    @property
    def owed_to_worker(self) -> Decimal | None:
        """The sum as a claim of the worker; ``None`` for what he would owe and for mere floors and bases.

        A floor from which what was paid is taken off is what is still owed.
        """
        owed = self.rule not in _NOT_OWED or (
            self.rule in _FLOORS and self.facts.get("paid") is not None
        )
        return self.amount if owed else None

    @property
    def worker(self) -> str:
        """Whose claim it is, where a document holds claims of several workers."""
        return str((self.result.extra or {}).get("worker", ""))

    @property
    def span(self) -> Period | None:
        """The days it is about, where it says so."""
        first, last = self.facts.get("start"), self.facts.get("end")
        if self.rule == "reinstatement_pay":
            first, last = self.facts.get("ended"), self.facts.get("resumed")
        if isinstance(first, date) and isinstance(last, date) and first <= last:
            return Period(first, last)
        return None

    @property
    def term(self) -> Period | None:
        """The service or the year it is about, where it is told by its first day of work."""
        first, last = self.facts.get("hire"), self.facts.get("end")
        if self.rule == "double_wage":
            expired = self.facts.get("contract_expired")
            first = self.facts.get("open_ended_from") or (expired + _ONE_DAY if expired else first)
            year = add_months(first, 12) - _ONE_DAY if first else None
            last = min((day for day in (year, last) if day), default=None)
        return Period(first, last) if first and last and first <= last else None


class Picture:
    """The case: ``facts`` by the names of ``FIELDS``, the claims, and what could not be read."""

    def __init__(
        self, facts: Facts, claims: Sequence[Claim], refusals: Sequence[Refusal], context: Context
    ) -> None:
        self.facts, self.claims = facts, tuple(claims)
        self.refusals, self.context = tuple(refusals), context

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules claimed, refused ones included."""
        return frozenset(claim.rule for claim in self.claims)

    @property
    def ended(self) -> bool:
        """Whether the employment is known to have ended."""
        return self["end"] is not None or self["ending"] is not None

    @cached_property
    def over_age(self) -> bool:
        """Whether a claim found the worker to be over the age, outside a labour relation."""
        return any(
            claim.rule == "over_age_worker" and claim.result.value in OVER_AGE
            for claim in self.claims
        )

    @property
    def impossible(self) -> frozenset[str]:
        """Claims that cannot follow: of who is outside a labour relation, of the dead, of a deposit claimed already."""
        found = _LABOUR_ONLY if self.over_age else frozenset[str]()
        if self["ending"] == "death" or "work_death" in self.rules:
            found |= _OF_THE_LIVING
        if any(claim.facts.get("reason") == "deposit" for claim in self.claims):
            found |= {"deposit"}
        return found

    @cached_property
    def recognition_over(self) -> bool:
        """Whether the year in which recognition of the injury could be asked for has passed without it."""
        accident: date | None = self["accident"]
        seen = self.as_of
        if accident is None or seen is None or self["recognised"]:
            return False
        return seen > due("T-INJ-W", accident).due

    @property
    def ending(self) -> Ending | None:
        return ENDINGS.get(self["ending"] or "")

    @property
    def as_of(self) -> date | None:
        """The day from which the case is seen: as asked, else the filing, else nothing."""
        on: date | None = self["on"] or self["filed"]
        return on

    def served_months(self) -> int | None:
        """Full months of service until the end or the day asked about; ``None`` if unknown."""
        hire, end = self["hire"], self["end"] or self["on"]
        if hire is None or end is None or end < hire:
            return None
        span = Period(hire, end).span()
        return span.years * 12 + span.months

    def unsigned_over_a_month(self) -> bool | None:
        """Whether a written contract was missing for more than a month; ``None`` if unknown."""
        if self["contract"] == "signed" and self["contract_signed"] is None:
            return False
        if self["contract"] in ("unsigned", "expired"):
            months = self.served_months()
            return None if months is None else months >= 1
        if self["contract_signed"] and self["hire"]:
            late: bool = self["contract_signed"] > add_months(self["hire"], 1)
            return late
        return None


def picture(
    raw: Mapping[str, Any], facts: Sequence[Facts], results: Sequence[Result], context: Context
) -> Picture:
    """Read the document's ``case`` facts and fill what they leave open from the claims."""
    own, refusals = _FORM.read(raw)
    refusals += [
        read.unknown_field(str(key)[:40], _KNOWN, _near(str(key)))
        for key in raw
        if key not in _KNOWN
    ]
    if isinstance(raw, Doubled):
        refusals.append(told_twice(raw))
    claims = [
        Claim(index, result.rule, found, result)
        for index, (found, result) in enumerate(zip(facts, results, strict=True))
    ]
    for name in _SHARED:
        if own[name] is None:
            own[name] = _from_claims(name, claims)
    if own["end"] is None:
        own["end"] = _from_claims("ended", [claim for claim in claims if claim.rule in _ENDED])
    if own["recognised"] is None and any(claim.facts.get("recognised") for claim in claims):
        own["recognised"] = True  # a claim tells the day of the decision
    return Picture(own, claims, refusals, context)


def _near(key: str) -> tuple[str, ...]:
    """The field nearest to a misspelt one, else some of those there are."""
    near = nearest(key, _KNOWN)
    return (near,) if near else tuple(_KNOWN)[:8]


def _from_claims(name: str, claims: Sequence[Claim]) -> Any:
    """The one value the claims agree on; ``None`` where none has it or they differ."""
    found = {
        claim.facts[name]
        for claim in claims
        if claim.facts.get(name) is not None and _speaks(name, claim.rule)
    }
    return found.pop() if len(found) == 1 else None


# `end` of these is the last day of a stretch of days, not of the employment.
_STRETCHES = frozenset(
    {"wage_arrears", "stop_work_pay", "work_injury", "overtime", "injury_ending_subsidies"}
)


def _speaks(name: str, rule: str) -> bool:
    return not (rule in _STRETCHES and name in ("end", "ending", "monthly_wage"))
