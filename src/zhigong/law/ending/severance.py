"""经济补偿 (N): a month's pay for each year served, where the law orders it."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.period import Period
from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, money, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.ending.compensation import (
    AVERAGE,
    CAP,
    FIELDS,
    GROSS,
    MOST_UNITS,
    YEARS,
    Base,
    Served,
    counted_units,
    must_be_in_force,
    read_base,
    read_service,
    split,
    take_paid,
)
from zhigong.law.ending.endings import AT_MOST_12, ENDINGS, NONE, Ending
from zhigong.law.service_time import begun_years, units_of

WHEN = article("LCL", 46)
TRANSITION = article("LCL", 97, paragraph=3)
OLD_RULE = article("COMP-1994")
TAX = article("TAX-2018", 5)
TAX_FREE_MONTHS = 36  # three years' local average wages


@rule(
    "severance",
    title=gettext_noop("经济补偿"),
    answer="amount",
    fields=(
        *FIELDS,
        money("enterprise_average_wage", gettext_noop("本企业月平均工资，只用于2008年以前的年限")),
    ),
    articles=(WHEN, YEARS, CAP, AVERAGE, GROSS, TRANSITION),
    parameters=("avg_wage_month", "min_wage_month"),
    formula=(
        gettext_noop("每满一年计1个月；剩余六个月以上计1个月，不满六个月计0.5个月；首尾两日都计入"),
        gettext_noop("平均工资高于当地上年度职工月平均工资三倍：三倍数额 × 月数，月数最多12"),
        gettext_noop("其他：平均工资 × 月数，没有十二年的限制；恰好等于三倍的不封顶"),
        gettext_noop("2008年以前的年限按当时规定另行折算（满一年计1个月，不满一年按一年计）"),
    ),
    contested=(
        gettext_noop("加班工资是否计入平均工资，各地不一；多数计入"),
        gettext_noop("工作不满十二个月且月中入职的，首个不完整月是否计入平均数，各地不一"),
        gettext_noop("年终奖分摊到所属月份还是计入发放月份，各地不一"),
    ),
    examples=(
        {"hire": "2019-03-10", "end": "2024-09-09", "monthly_wage": "6200"},
        {"units": "4", "monthly_wage": "50000", "local_average_wage": "10592"},
        {
            "hire": "2004-05-20",
            "end": "2012-03-31",
            "monthly_wage": "5000",
            "ending": "mutual_employer",
        },
    ),
)
def severance(facts: Facts, context: Context) -> Result:
    """Severance pay, 劳动合同法 第四十六条、第四十七条, in yuan.

    Zero with a conclusion where the kind of ending gives none. Refuses endings before 2008, service that
    ends before it starts, a missing wage, and years before 2008 whose count turns on an ending not told.
    """
    result = Result(on=facts["end"])
    must_be_in_force(facts["end"])
    ending = ENDINGS.get(facts["ending"] or "")
    if ending is not None and not ending.due:
        return _not_due(result, ending)
    if ending is not None:
        _tell_ending(result, ending)
    served = read_service(facts, result)
    base = read_base(facts, context, result)
    due = _due(facts, result, served, base, ending)
    result.amount = take_paid(facts, result, due)
    _remarks(result, base, due, ending)
    return result


def _not_due(result: Result, ending: Ending) -> Result:
    result.amount = Decimal(0)
    result.conclusion = gettext_noop("这种情形不支付经济补偿")
    _tell_ending(result, ending)
    if ending.id == "unlawful":
        result.change(
            "severance.unlawful",
            gettext_noop(
                "违法解除或者终止的，支付二倍赔偿金（unlawful_dismissal），不再支付经济补偿"
            ),
        )
    else:
        result.change(
            "severance.other-ending",
            gettext_noop("实际属于第四十六条所列情形的，应支付经济补偿；举证材料见证据清单"),
        )
    return result


def _tell_ending(result: Result, ending: Ending) -> None:
    result.line(gettext_noop("解除或者终止的情形"), ending.label, ending.basis)


def _due(
    facts: Facts, result: Result, served: Served, base: Base, ending: Ending | None
) -> Decimal:
    if served.given is not None or served.start is None or served.end is None:
        units = served.given or Decimal(0)
        return _product(result, base, counted_units(units, base, result))
    before, since = split(served.start, served.end)
    units = units_of(since.span() if before or served.span is None else served.span)
    what = gettext_noop("2008年以后的年限折算月数") if before else gettext_noop("工作年限折算月数")
    result.line(what, units, YEARS)
    due = _product(result, base, counted_units(units, base, result))
    return due + _due_before_2008(facts, result, before, base, ending) if before else due


def _product(result: Result, base: Base, units: Decimal) -> Decimal:
    due = base.counted * units
    result.money(gettext_noop("经济补偿"), due, YEARS, f"{base.counted:f} × {units:f}")
    return due


def _due_before_2008(
    facts: Facts, result: Result, before: Period, base: Base, ending: Ending | None
) -> Decimal:
    """The part for service before 2008, by the rules of that time (劳部发〔1994〕481号)."""
    units = Decimal(begun_years(before.start, before.end))
    if ending is None and units > MOST_UNITS:
        raise refused(
            "severance.ending-needed",
            gettext_noop("2008年以前的年限折算 %(units)s 个月，是否以十二个月为限取决于解除的情形"),
            gettext_noop("请填写劳动关系是怎样结束的（ending）"),
            units=units,
        )
    if ending is not None and ending.before_2008 == NONE:
        result.line(gettext_noop("2008年以前的年限，按当时规定不计"), 0, TRANSITION)
        return Decimal(0)
    if (ending is None or ending.before_2008 == AT_MOST_12) and units > MOST_UNITS:
        units = MOST_UNITS
    wage = base.wage
    if ending is not None and ending.at_least_average and facts["enterprise_average_wage"]:
        wage = max(wage, facts["enterprise_average_wage"])
    due = wage * units
    result.line(gettext_noop("2008年以前的年限折算月数"), units, OLD_RULE)
    result.money(gettext_noop("2008年以前部分"), due, TRANSITION, f"{wage:f} × {units:f}")
    result.warn(
        "severance.before-2008",
        gettext_noop(
            "2008年以前的部分按劳部发〔1994〕481号计算，该办法已于2017年废止，请核对当地口径"
        ),
    )
    if ending is None:
        result.change(
            "severance.before-2008-ending",
            gettext_noop("合同期满终止等当时没有补偿的情形，2008年以前的年限不计"),
        )
    return due


def _remarks(result: Result, base: Base, due: Decimal, ending: Ending | None) -> None:
    if base.cap is not None and due > base.cap / 3 * TAX_FREE_MONTHS:
        result.warn(
            "severance.tax",
            gettext_noop("超过当地上年职工平均工资三倍数额（年）的部分，应单独计算个人所得税"),
        )
    if ending is None:
        result.change(
            "severance.ending",
            gettext_noop("劳动者个人辞职、有第三十九条过错等情形不支付；违法解除的按二倍支付"),
        )
    elif ending.notice:
        result.change(
            "severance.notice",
            gettext_noop("没有提前三十日书面通知的，另付一个月代通知金（notice_pay）"),
        )
