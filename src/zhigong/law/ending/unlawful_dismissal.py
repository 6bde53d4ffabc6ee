"""违法解除、终止赔偿金 (2N), or going on with the contract where the worker asks for it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, money, need, period
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.ending.compensation import (
    CAP,
    FIELDS,
    YEARS,
    counted_units,
    must_be_in_force,
    read_base,
    read_service,
    take_paid,
)
from zhigong.law.ending.endings import ALIASES, ENDINGS, LABELS, Ending
from zhigong.law.pay.month_pay import month_pay
from zhigong.law.service_time import units_of

DAMAGES = article("LCL", 87)
CHOICE = article("LCL", 48)
ALL_YEARS = article("LCLR", 25)
CANNOT_RESUME = article("JI-2", 16)
BACK_PAY = article("JI-2", 18)
TWO = Decimal(2)
NOT_BY_EMPLOYER = frozenset(
    {"worker_art38", "mutual_employer", "mutual_worker", "resignation", "expiry_worker_refused", "death", "part_time"}
)  # fmt: skip

# Any word for a dismissal will do here: it is the employer who must show a lawful ground.
_dismissed = choice(
    "ending",
    gettext_noop("怎样结束的"),
    LABELS,
    aliases={**ALIASES, **other_words("dismissals")},
)

IMPOSSIBLE = {
    "contract_expired": gettext_noop("案件审理中合同期满，且没有应续订或者延续的情形"),
    "pension_drawn": gettext_noop("劳动者已开始依法享受基本养老保险待遇"),
    "bankrupt": gettext_noop("单位被宣告破产"),
    "dissolved": gettext_noop("单位解散（因合并、分立解散的除外）"),
    "other_employment": gettext_noop(
        "劳动者已与其他单位建立劳动关系，严重影响工作或经提出拒不改正"
    ),
    "impossible": gettext_noop("劳动合同客观上不能继续履行"),
}


@rule(
    "unlawful_dismissal",
    title=gettext_noop("违法解除、终止赔偿金"),
    answer="amount",
    fields=(
        *(_dismissed if field.name == "ending" else field for field in FIELDS),
        choice(
            "remedy",
            gettext_noop("劳动者的选择"),
            {
                "damages": gettext_noop("要赔偿金"),
                "resume": gettext_noop("要求继续履行劳动合同"),
            },
        ),
        choice("cannot_resume", gettext_noop("合同不能继续履行的原因"), IMPOSSIBLE),
        day("resumed", gettext_noop("恢复工作之日")),
        money("normal_wage", gettext_noop("正常提供劳动时的月工资，用于恢复履行前的工资")),
        flag("both_at_fault", gettext_noop("双方对解除都有过错")),
    ),
    articles=(CHOICE, DAMAGES, ALL_YEARS, YEARS, CAP),
    parameters=("avg_wage_month", "min_wage_month", "rounding_order"),
    formula=(
        gettext_noop("赔偿金 = 2 × 经济补偿标准（同样的平均工资、三倍封顶和十二年限制）"),
        gettext_noop("年限自用工之日起全部计算，2008年以前的不分段"),
        gettext_noop("只在最后四舍五入到分；已付的经济补偿从中扣除"),
        gettext_noop("选择继续履行的：自解除次日至恢复工作前一日按正常工资支付"),
    ),
    contested=(
        gettext_noop(
            "常见的违法：第四十二条保护期内依第四十条、第四十一条解除；不胜任而没有培训或者调岗、没有再次不胜任；"
            "规章没有经过民主程序或者公示；约定了法定以外的终止条件（实施条例第十三条）"
        ),
        gettext_noop(
            "建立工会而没有事先通知工会的，也属违法，起诉前补正的除外（解释（一）第四十七条）"
        ),
        gettext_noop("解除的理由以解除通知写明的为准，事后补充的不审查（指导性案例180号）"),
        gettext_noop("“不能继续履行”的认定：2025年9月1日起按解释（二）第十六条所列情形"),
        gettext_noop("双方都有过错的，恢复履行前的工资按过错分担，比例由裁审酌定"),
    ),
    examples=(
        {"hire": "2016-08-27", "end": "2021-08-26", "monthly_wage": "15000"},
        {"hire": "2005-08-01", "end": "2021-02-19", "monthly_wage": "3500"},
    ),
)
def unlawful_dismissal(facts: Facts, context: Context) -> Result:
    """Twice the severance standard (劳动合同法 第八十七条), in yuan; or back pay where work is resumed.

    All years count from the first day (实施条例 第二十五条). Zero with a conclusion where it was not the
    employer who ended it. Refuses as ``severance`` does.
    """
    result = Result(on=facts["end"])
    must_be_in_force(facts["end"])
    if facts["remedy"] == "resume" and facts["cannot_resume"] is None:
        return _resume(facts, context, result)
    ending = ENDINGS.get(facts["ending"] or "")
    if ending is not None and ending.id in NOT_BY_EMPLOYER:
        return _not_by_employer(result, ending)
    if facts["cannot_resume"] is not None:
        result.line(
            gettext_noop("合同不能继续履行"), IMPOSSIBLE[facts["cannot_resume"]], CANNOT_RESUME
        )
    served = read_service(facts, result)
    units = served.given
    if units is None:
        assert served.span is not None
        units = units_of(served.span)
        result.line(gettext_noop("工作年限折算月数（自用工之日起）"), units, ALL_YEARS)
    base = read_base(facts, context, result)
    counted = counted_units(units, base, result)
    due = base.counted * counted * TWO
    result.money(
        gettext_noop("违法解除赔偿金"), due, DAMAGES, f"{base.counted:f} × {counted:f} × 2"
    )
    result.amount = take_paid(facts, result, due)
    _remarks(facts, result, ending)
    return result


def _remarks(facts: Facts, result: Result, ending: Ending | None) -> None:
    result.change(
        "unlawful_dismissal.exclusive",
        gettext_noop("支付赔偿金的，不再支付经济补偿和代通知金"),
    )
    if facts["cannot_resume"] is None:
        result.change(
            "unlawful_dismissal.resume",
            gettext_noop("劳动者也可以不要赔偿金，要求继续履行劳动合同"),
        )
    if ending is not None and ending.id != "unlawful":
        _if_lawful(result, ending)


def _not_by_employer(result: Result, ending: Ending) -> Result:
    """Nothing where the employment ended otherwise than by the employer alone."""
    result.amount = Decimal(0)
    result.conclusion = gettext_noop("不是单位单方解除或者终止，没有违法解除赔偿金")
    result.line(gettext_noop("解除或者终止的情形"), ending.label, DAMAGES)
    if ending.due:
        result.change(
            "unlawful_dismissal.severance",
            gettext_noop("这种情形支付经济补偿（severance），不按二倍"),
        )
    result.change(
        "unlawful_dismissal.forced",
        gettext_noop("能证明实为单位变相单方解除的，仍按违法解除支付"),
    )
    return result


def _if_lawful(result: Result, ending: Ending) -> None:
    """The amount stands only where the employer's ground does not: said, with what a lawful ending gives."""
    result.warn(
        "unlawful_dismissal.if-unlawful",
        gettext_noop("以单位的解除、终止违法为前提：依据和程序由单位举证，举证成立的没有赔偿金"),
    )
    if ending.due:
        result.change(
            "unlawful_dismissal.severance",
            gettext_noop("单位依法结束的，这种情形支付经济补偿（severance），不按二倍"),
        )


def _resume(facts: Facts, context: Context, result: Result) -> Result:
    """Work goes on: pay from the day after the unlawful ending to the day before work is resumed."""
    need(facts, "end")
    result.conclusion = gettext_noop("劳动合同继续履行，不支付赔偿金")
    if facts["resumed"] is None:
        result.warn(
            "unlawful_dismissal.not-resumed",
            gettext_noop("恢复工作之日未定，恢复履行前的工资暂不能计算"),
        )
        result.line(gettext_noop("劳动者的选择"), gettext_noop("要求继续履行劳动合同"), CHOICE)
        return result
    wage = facts["normal_wage"] if facts["normal_wage"] is not None else facts["monthly_wage"]
    if wage is None:
        need(facts, "normal_wage")
    lost = period(
        facts["end"] + timedelta(days=1), facts["resumed"] - timedelta(days=1), "end", "resumed"
    )
    pay = month_pay(wage, lost, context, result)
    result.money(gettext_noop("恢复工作前的工资"), pay, BACK_PAY)
    if facts["both_at_fault"]:
        result.warn(
            "unlawful_dismissal.shared",
            gettext_noop("双方都有过错的，按各自过错承担，以下为单位全部承担时的数额"),
        )
    result.amount = take_paid(facts, result, pay)
    return result
