"""社会保险损失: lost unemployment benefit, other benefits that can no longer be made up, the base of contributions."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    choice,
    day,
    flag,
    many,
    money,
    need,
    number,
    ratio,
    refused,
)
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result, shown
from zhigong.law.core.synonyms import other_words

CONDITIONS = article("SIL", 45)
LENGTH = article("SIL", 46)
LENGTH_SC = article("UIR-SC", 21)
CERTIFICATE = article("LCL", 50)
DAMAGE = article("LCL", 89)
LOSS = article("JI-1", 1)
COLLECTION = article("SIL", 63)
WAIVER = article("JI-2", 19)
BASE = article("SIL", 12)
LONGEST = Decimal(24)
LOW, HIGH = Decimal("0.6"), Decimal(3)


@cache
def _scales() -> dict[str, tuple[tuple[int, int], ...]]:
    text = files("zhigong.law.person").joinpath("unemployment.toml").read_text("utf8")
    return {name: tuple((s[0], s[1]) for s in steps) for name, steps in tomllib.loads(text).items()}


def benefit_months(years: Decimal, scale: str) -> int:
    """Months of benefit for contribution years by a scale (``maximum`` of the law, or a province's)."""
    steps = _scales()[scale]
    return next((months for least, months in steps if years >= least), 0)


@rule(
    "unemployment_loss",
    title=gettext_noop("失业保险金损失"),
    answer="amount",
    fields=(
        number("contribution_years", gettext_noop("应当累计缴费的年限"), high=60, unit="years"),
        number("months_lost", gettext_noop("实际未能领取的月数（已知时填写）"), high=24, unit="months"),
        money("monthly_benefit", gettext_noop("当地失业保险金月标准")),
        day("ended", gettext_noop("劳动关系解除或终止之日"), last=True),
        choice(
            "leaving",
            gettext_noop("怎样离开"),
            {
                "employer": gettext_noop("单位解除、终止，或单位提出协商解除"),
                "expiry": gettext_noop("合同期满终止"),
                "fault": gettext_noop("因单位违法，本人提出解除"),
                "worker": gettext_noop("本人自愿辞职"),
            },
            aliases=other_words("leavings"),
        ),
        flag("wants_work", gettext_noop("是否办理失业登记并有求职要求（或因单位原因不能办理）")),
        flag("can_make_up", gettext_noop("经办机构是否仍可补办、补领")),
        number("unused_months", gettext_noop("前次失业应领未领的月数"), high=24, unit="months"),
        many(money("paid", gettext_noop("已经领到或单位已赔的金额"))),
    ),
    articles=(CONDITIONS, LENGTH, CERTIFICATE, DAMAGE, LOSS),
    parameters=("unemployment_benefit_month", "unemployment_months_scale"),
    formula=(
        gettext_noop("损失 = 当地失业保险金月标准 × 未能领取的月数"),
        gettext_noop("最长期限：缴费满1年不足5年12个月，满5年不足10年18个月，10年以上24个月"),
        gettext_noop("四川按年限分3、6、12、15、18、24个月；前次应领未领的合并，最长24个月"),
        gettext_noop("条件：缴费满一年，非因本人意愿中断就业，办理失业登记并有求职要求"),
    ),
    contested=(
        gettext_noop("月标准由省级政府确定，未录入的地区请填写"),
        gettext_noop("只规定最长期限的地方，实际期限由经办核定，按最长计算的为上限"),
        gettext_noop("按全部期限还是只赔实际失业的月数，各地裁判不一"),
    ),
    examples=({"months_lost": 3, "monthly_benefit": "1864", "leaving": "employer"},),
)  # fmt: skip
def unemployment_loss(facts: Facts, context: Context) -> Result:
    """Benefit that could not be drawn because the employer did not insure, report or certify. Yuan.

    社会保险法 第四十五、四十六条; 劳动合同法 第八十九条. Refuses where no benefit would have been due, or where it
    can still be made up, and without the local monthly rate.
    """
    _refuse_no_loss(facts)
    result = Result(on=facts["ended"])
    months = _months(facts, context, result)
    rate = facts["monthly_benefit"]
    if rate is None:
        need(facts, "monthly_benefit" if facts["ended"] is None else "ended")
        rate = context.row("unemployment_benefit_month", facts["ended"]).value
    result.money(gettext_noop("失业保险金月标准"), rate)
    loss = rate * months
    result.money(gettext_noop("失业保险金损失"), loss, DAMAGE, f"{shown(rate)} × {shown(months)}")
    paid = sum(facts["paid"] or (), Decimal(0))
    if paid:
        result.money(gettext_noop("已经领到或赔付"), paid)
    result.amount = max(loss - paid, Decimal(0))
    if facts["wants_work"] is None:
        result.warn(
            "law.insurance.registration",
            gettext_noop("须证明办理了失业登记并有求职要求，或者因单位不出具证明而不能办理"),
        )
    result.change(
        "law.insurance.reemployed",
        gettext_noop("期间重新就业、享受养老保险待遇的，自该月起不再计算损失"),
    )
    return result


def _refuse_no_loss(facts: Facts) -> None:
    if facts["leaving"] == "worker":
        raise refused(
            "law.insurance.voluntary",
            gettext_noop("因本人意愿中断就业的，不能领取失业保险金，没有损失"),
            gettext_noop("因单位拖欠工资、不缴社保等被迫解除的，请改选“因单位违法”"),
        )
    if facts["can_make_up"]:
        raise refused(
            "law.insurance.can-make-up",
            gettext_noop("经办机构仍可补办、补领的，不属于不能补办的损失"),
            gettext_noop("请先要求单位更正申报、出具证明，并到经办机构补办"),
        )
    years: Decimal | None = facts["contribution_years"]
    if years is not None and years < 1:
        raise refused(
            "law.insurance.under-a-year",
            gettext_noop("累计缴费不满一年，不能领取失业保险金"),
            gettext_noop("请核对应缴年限（包括以前单位的缴费）"),
        )


def _months(facts: Facts, context: Context, result: Result) -> Decimal:
    """Months lost: as told, or by contribution years on the scale of place and day, at most 24."""
    told: Decimal | None = facts["months_lost"]
    years: Decimal | None = facts["contribution_years"]
    if years is None:
        need(facts, "months_lost")
        assert told is not None
        result.line(gettext_noop("未能领取的月数"), told, LENGTH)
        return told
    scale, basis = _scale(facts, context)
    longest = Decimal(benefit_months(years, scale)) + (facts["unused_months"] or 0)
    longest = min(longest, LONGEST)
    result.line(gettext_noop("可领取的期限（月）"), longest, basis)
    if told is None:
        if scale == "maximum":
            result.warn(
                "law.insurance.longest",
                gettext_noop("按法律规定的最长期限计算；当地有分档规定或实际失业较短的按实际"),
            )
        return longest
    if told > longest:
        result.line(gettext_noop("超过可领取的期限，按期限计"), longest, basis)
    return min(told, longest)


def _scale(facts: Facts, context: Context) -> tuple[str, Article]:
    ended: date | None = facts["ended"]
    row = context.find("unemployment_months_scale", ended) if ended and context.place else None
    name = row.value if row is not None and isinstance(row.value, str) else "maximum"
    return name, LENGTH_SC if name == "sichuan" else LENGTH


@rule(
    "social_insurance_loss",
    title=gettext_noop("社会保险待遇损失（不能补办时）"),
    answer="amount",
    fields=(
        choice(
            "kind",
            gettext_noop("哪一种待遇"),
            {
                "medical": gettext_noop("医疗保险（本可报销的医疗费）"),
                "maternity": gettext_noop("生育保险（生育医疗费、津贴）"),
                "pension": gettext_noop("养老保险"),
                "other": gettext_noop("其他"),
            },
            required=True,
            aliases=other_words("lost_benefits"),
        ),
        flag("can_make_up", gettext_noop("经办机构是否可以补办")),
        money("benefit", gettext_noop("如已参保本可享受的待遇金额（经办核算）")),
        money("expenses", gettext_noop("医疗费中符合报销范围的金额")),
        ratio("reimbursement", gettext_noop("当地报销比例（0至1）")),
        money("deductible", gettext_noop("起付线")),
        many(money("paid", gettext_noop("已经得到的补偿"))),
        flag("waived", gettext_noop("是否签过自愿不缴社保的承诺或领过社保补贴")),
        money("cash_paid", gettext_noop("单位以现金发放的社保补贴")),
    ),
    articles=(LOSS, COLLECTION, WAIVER),
    formula=(
        gettext_noop("可以补办的：由征收机构责令补缴，不作为仲裁请求"),
        gettext_noop("不能补办的：损失 = 本可享受的待遇 − 已得到的补偿"),
        gettext_noop("医疗：（符合范围的费用 − 起付线）× 报销比例"),
    ),
    contested=(
        gettext_noop("养老保险待遇损失没有统一算法，须由经办核算后填写"),
        gettext_noop("承诺不缴社保无效；单位补缴后可以要求返还已发的补贴（解释二第十九条）"),
    ),
    examples=({"kind": "medical", "can_make_up": False, "expenses": "20000", "deductible": "800", "reimbursement": "0.85"},),
)  # fmt: skip
def social_insurance_loss(facts: Facts, context: Context) -> Result:
    """What insurance would have paid, where it can no longer be made up. Yuan.

    解释（一） 第一条第（五）项. Refuses where it can be made up (the collecting authority's matter) and a pension loss
    without the agency's figure.
    """
    if facts["can_make_up"] is not False:
        raise refused(
            "law.insurance.collect",
            gettext_noop("社会保险能补办的，欠缴由征收机构责令补缴，不属于损失赔偿"),
            gettext_noop(
                "请向社会保险费征收机构投诉；确实不能补办的，取得书面答复后把“能否补办”（can_make_up）填否（false）"
            ),
        )
    result = Result()
    due = _benefit(facts, result)
    paid = sum(facts["paid"] or (), Decimal(0))
    if paid:
        result.money(gettext_noop("已经得到的补偿"), paid)
    result.amount = max(due - paid, Decimal(0))
    if facts["waived"]:
        result.line(gettext_noop("不缴社会保险的约定或承诺无效"), True, WAIVER)
    if facts["cash_paid"]:
        result.change(
            "law.insurance.cash-back",
            gettext_noop("单位依法补缴后，可以请求返还已发的社保补贴；未补缴前不抵扣"),
        )
    result.change(
        "law.insurance.resign",
        gettext_noop("单位未依法缴纳社会保险的，可以据此解除合同并请求经济补偿"),
    )
    return result


def _benefit(facts: Facts, result: Result) -> Decimal:
    given: Decimal | None = facts["benefit"]
    if given is not None:
        result.money(gettext_noop("本可享受的待遇"), given, LOSS)
        return given
    if facts["kind"] != "medical":
        need(facts, "benefit")
    need(facts, "expenses", "reimbursement")
    beyond = max(facts["expenses"] - (facts["deductible"] or 0), Decimal(0))
    due: Decimal = beyond * facts["reimbursement"]
    result.money(
        gettext_noop("本可报销的医疗费"), due, LOSS,
        f"{shown(beyond)} × {shown(facts['reimbursement'])}",
    )  # fmt: skip
    return due


@rule(
    "contribution_base",
    title=gettext_noop("社会保险缴费基数"),
    answer="amount",
    fields=(
        money("monthly_wage", gettext_noop("本人上年度月平均工资"), required=True),
        money("average_wage", gettext_noop("当地用于核定基数的月平均工资"), required=True),
        money("declared", gettext_noop("单位实际申报的基数")),
    ),
    articles=(BASE,),
    formula=(
        gettext_noop("缴费基数 = 本人上年度月平均工资，限于当地平均工资的60%至300%"),
    ),
    contested=(gettext_noop("上下限、统计口径和核定月份由各省公布"),),
    examples=({"monthly_wage": "12000", "average_wage": "8000"},),
)  # fmt: skip
def contribution_base(facts: Facts, context: Context) -> Result:
    """The monthly base of contributions, and what was declared too low. Yuan a month. 社会保险法 第十二条."""
    result = Result()
    wage, average = facts["monthly_wage"], facts["average_wage"]
    result.money(gettext_noop("本人月平均工资"), wage, BASE)
    result.money(gettext_noop("下限（60%）"), average * LOW, BASE)
    result.money(gettext_noop("上限（300%）"), average * HIGH, BASE)
    result.amount = min(max(wage, average * LOW), average * HIGH)
    declared: Decimal | None = facts["declared"]
    if declared is not None and declared < result.amount:
        result.money(gettext_noop("每月少报"), result.amount - declared, BASE)
        result.warn(
            "law.insurance.under-declared",
            gettext_noop("少报基数的，可向征收机构投诉补缴；因此减少的工伤等待遇由单位补足"),
        )
    return result
