"""停工留薪期待遇 and 生活护理费: pay while healing, and nursing after grading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    choice,
    day,
    flag,
    many,
    money,
    need,
    need_one,
    number,
    period,
    refused,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.core.synonyms import other_words
from zhigong.law.injury.own_wage import EMPLOYER, FUND, REVISED, payer_fields, tell_payer
from zhigong.law.pay.month_pay import DIVISOR, part_month
from zhigong.law.service_time import full_months

STOP_WORK = article("WII", 33, paragraph=1)
STOP_WORK_LENGTH = article("WII", 33, paragraph=2)
NURSING = article("WII", 34)
# The regulations of 2004 had the same rules under other numbers.
OLD_STOP_WORK = article("WII", 31, paragraph=1)
OLD_LENGTH = article("WII", 31, paragraph=2)
OLD_NURSING = article("WII", 32)
USUAL_MONTHS, LONGEST_MONTHS = 12, 24
NURSING_PERCENT = {"full": 50, "mostly": 40, "partly": 30}


@rule(
    "stop_work_pay",
    title=gettext_noop("停工留薪期工资"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("受伤前的月工资（原工资福利待遇）")),
        money("base", gettext_noop("工资由基本工资加绩效组成时的基本工资")),
        money("performance", gettext_noop("另行发放的月均绩效、奖金、津贴（未计入月工资时）")),
        day("start", gettext_noop("停工留薪期开始之日")),
        day("end", gettext_noop("停工留薪期最后一日"), last=True),
        number("months", gettext_noop("停工留薪的月数（没有起止日期时填写）"), high=24),
        many(money("paid", gettext_noop("期间实际发放的工资（可逐月列出）"))),
        flag("extension_confirmed", gettext_noop("超过十二个月的，劳动能力鉴定委员会是否确认延长")),
        flag("worked", gettext_noop("期间是否已经返岗工作")),
    ),
    articles=(STOP_WORK, STOP_WORK_LENGTH, DIVISOR),
    parameters=("rounding_order",),
    formula=(
        gettext_noop("应付 = （月工资 + 月均绩效等）× 停工留薪月数，由单位按月支付"),
        gettext_noop("不足整月的零头 = 月工资 ÷ 21.75 × 计薪日，最多一个月工资"),
        gettext_noop("减去期间已经发放的工资，差额为零时不再支付"),
        gettext_noop("一般不超过十二个月；经鉴定委员会确认可再延长，最多再加十二个月"),
    ),
    contested=(
        gettext_noop("加班工资是否计入原工资福利待遇，各地不一；多数不计或按平均数计"),
        gettext_noop("停工留薪期的长短以医疗证明和当地目录确定，不由双方任意约定缩短"),
    ),
    examples=(
        {"monthly_wage": "8137", "months": 3, "paid": ["3900", "3874", "4015"]},
        {"monthly_wage": "3000", "performance": "14000", "months": 1},
    ),
)
def stop_work_pay(facts: Facts, context: Context) -> Result:
    """Unchanged pay for the stop-work period less what was paid, never below zero. Yuan.

    工伤保险条例 第三十三条. Refuses over 12 months where nobody says whether they were confirmed, and over 24
    at all; what was not confirmed ends with the twelfth month.
    """
    given = need_one(facts, "monthly_wage", "base")
    whole = _whole(facts)
    months, rest = _length(facts, whole)
    result = Result(on=facts["end"] or facts["start"])
    wage: Decimal = facts[given] + (facts["performance"] or 0)
    old = result.on is not None and result.on < REVISED
    basis, length = (OLD_STOP_WORK, OLD_LENGTH) if old else (STOP_WORK, STOP_WORK_LENGTH)
    result.articles = (basis, length, DIVISOR)
    result.money(gettext_noop("原工资福利待遇（每月）"), wage, basis)
    _refuse_too_long(facts, months + (1 if rest else 0))
    if facts["extension_confirmed"] is False and months + (1 if rest else 0) > USUAL_MONTHS:
        months, rest = _cut(result), None
    result.line(gettext_noop("停工留薪整月数"), months, length)
    due = wage * months
    if rest and whole:
        due += part_month(wage, rest, whole.end, context, result)
    result.money(gettext_noop("停工留薪期应付工资"), due, basis)
    paid = sum(facts["paid"] or (), Decimal(0))
    if paid:
        result.money(gettext_noop("期间已付"), paid)
    result.amount = max(due - paid, Decimal(0))
    result.item(
        "stop_work_pay", gettext_noop("停工留薪期工资"), amount=result.amount, basis=basis,
        payer=EMPLOYER,
    )  # fmt: skip
    _notes(facts, result)
    return result


def _whole(facts: Facts) -> Period | None:
    """The period told by its days; ``None`` where its months are told."""
    if facts["months"] is not None:
        return None
    need(facts, "start", "end")
    return period(facts["start"], facts["end"], "start", "end")


def _length(facts: Facts, whole: Period | None) -> tuple[Decimal, date | None]:
    """Full months, and the day on which a broken month begins, if there is one."""
    if whole is None:
        return facts["months"], None
    months, rest = full_months(whole.start, whole.end)
    return Decimal(months), rest if rest <= whole.end else None


def _refuse_too_long(facts: Facts, months: Decimal) -> None:
    if months > LONGEST_MONTHS:
        raise refused(
            "law.injury.stop-work-too-long",
            gettext_noop("停工留薪期最长为十二个月加延长的十二个月"),
            gettext_noop("超过部分不再按停工留薪期计算；期满仍需治疗的继续享受工伤医疗待遇"),
        )
    if months > USUAL_MONTHS and facts["extension_confirmed"] is None:
        raise refused(
            "law.injury.extension-not-confirmed",
            gettext_noop("停工留薪期超过十二个月，须经设区的市级劳动能力鉴定委员会确认"),
            gettext_noop("请填写是否已确认延长：没有确认的只算十二个月"),
        )


def _cut(result: Result) -> Decimal:
    """The months that need no confirmation, where the longer ones were not confirmed."""
    result.warn(
        "law.injury.stop-work-cut",
        gettext_noop("延长未经劳动能力鉴定委员会确认（医院证明不能代替）：只算十二个月"),
    )
    return Decimal(USUAL_MONTHS)


def _notes(facts: Facts, result: Result) -> None:
    if facts["worked"]:
        result.line(gettext_noop("期间已返岗：单位仍应按原标准足额支付"), True, STOP_WORK)
    result.change(
        "law.injury.stop-work-ends",
        gettext_noop("评定伤残等级后停发原待遇，改享伤残待遇"),
    )
    result.change(
        "law.injury.care-by-employer",
        gettext_noop("生活不能自理需要护理的，停工留薪期内由单位负责护理或者支付护理费"),
    )


@rule(
    "injury_nursing",
    title=gettext_noop("生活护理费（评残后）"),
    answer="amount",
    fields=(
        choice(
            "level",
            gettext_noop("生活自理障碍程度"),
            {
                "full": gettext_noop("生活完全不能自理"),
                "mostly": gettext_noop("生活大部分不能自理"),
                "partly": gettext_noop("生活部分不能自理"),
            },
            required=True,
            aliases=other_words("nursing"),
        ),
        money("regional_average_wage", gettext_noop("统筹地区上年度职工月平均工资")),
        number("months", gettext_noop("要计算的月数（不填为一个月）"), high=1200, unit="months"),
        *payer_fields(),
    ),
    articles=(NURSING,),
    parameters=("regional_avg_wage_month",),
    formula=(
        gettext_noop(
            "每月生活护理费 = 统筹地区上年度职工月平均工资 × 50%（完全）、40%（大部分）或30%（部分）"
        ),
    ),
    contested=(gettext_noop("数额随平均工资由各地适时调整（工伤保险条例第四十条）"),),
    examples=({"level": "full", "regional_average_wage": "8000"},),
)
def injury_nursing(facts: Facts, context: Context) -> Result:
    """50, 40 or 30 % of the regional average a month after grading and confirmation. Yuan.

    工伤保险条例 第三十四条. Without an average, given or kept for the accident's day, it refuses.
    """
    result = Result(on=facts["accident"])
    basis = OLD_NURSING if result.on is not None and result.on < REVISED else NURSING
    result.articles = (basis,)
    average = facts["regional_average_wage"]
    if average is None:
        need(facts, "regional_average_wage" if facts["accident"] is None else "accident")
        average = context.row("regional_avg_wage_month", facts["accident"]).value
    percent = NURSING_PERCENT[facts["level"]]
    monthly = average * percent / 100
    result.money(gettext_noop("统筹地区上年度职工月平均工资"), average, basis)
    result.money(gettext_noop("每月生活护理费"), monthly, basis, f"{shown(average)} × {percent}%")
    result.amount = monthly * (facts["months"] if facts["months"] is not None else 1)
    payer = tell_payer(facts, result, FUND)
    result.item(
        "nursing", gettext_noop("生活护理费"), amount=result.amount, basis=basis, payer=payer
    )
    return result
