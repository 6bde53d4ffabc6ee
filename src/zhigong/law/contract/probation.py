"""试用期: how long it may be, what it must pay, and the damages for one too long."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, Field, day, flag, money, number, period, refused
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.service_time import full_months

LENGTH = article("LCL", 19, paragraph=1)
ONCE = article("LCL", 19, paragraph=2)
NO_PROBATION = article("LCL", 19, paragraph=3)
ALONE = article("LCL", 19, paragraph=4)
PART_TIME = article("LCL", 70)
WAGE = article("LCL", 20)
EIGHTY = article("LCLR", 15)
DAMAGES = article("LCL", 83)
RATIO = Decimal("0.8")
ZERO = Decimal(0)

TERM: tuple[Field, ...] = (
    number("contract_months", gettext_noop("劳动合同期限（月）"), high=840, unit="months"),
    day("contract_start", gettext_noop("合同起始日（代替月数）")),
    day("contract_end", gettext_noop("合同终止日（代替月数）"), last=True),
    flag("open_ended", gettext_noop("无固定期限合同")),
    flag("task_based", gettext_noop("以完成一定工作任务为期限")),
    flag("part_time", gettext_noop("非全日制用工")),
    flag("probation_only", gettext_noop("合同只约定了试用期")),
    flag("second_time", gettext_noop("与同一单位曾经约定过试用期")),
)


def longest_probation(facts: Facts, result: Result) -> int:
    """The longest lawful probation in months, with its line; refuses without a contract term."""
    for name, why, basis in (
        ("part_time", gettext_noop("非全日制用工不得约定试用期"), PART_TIME),
        ("task_based", gettext_noop("以完成一定工作任务为期限的，不得约定试用期"), NO_PROBATION),
        ("probation_only", gettext_noop("只约定试用期的，试用期不成立，该期限为合同期限"), ALONE),
        ("second_time", gettext_noop("同一单位与同一劳动者只能约定一次试用期"), ONCE),
    ):
        if facts[name]:
            result.line(why, 0, basis)
            return 0
    if facts["open_ended"]:
        result.line(gettext_noop("无固定期限合同，试用期最长（月）"), 6, LENGTH)
        return 6
    months = _months(facts)
    result.line(gettext_noop("合同期限（月）"), months, LENGTH)
    limit = _limit(months)
    result.line(gettext_noop("法定最长试用期（月）"), limit, LENGTH if limit else NO_PROBATION)
    return limit


def _months(facts: Facts) -> Decimal:
    given: Decimal | None = facts["contract_months"]
    if given is not None:
        return given
    if facts["contract_start"] is None or facts["contract_end"] is None:
        raise refused(
            "law.field.missing",
            gettext_noop(
                "缺少合同期限：请填合同月数（contract_months），或者无固定期限（open_ended）、以完成任务为期限（task_based）"
            ),
            gettext_noop("也可以填合同的起止日期（contract_start、contract_end）"),
        )
    term = period(facts["contract_start"], facts["contract_end"], "contract_start", "contract_end")
    return Decimal(full_months(term.start, term.end)[0])


def _limit(months: Decimal) -> int:
    """Months of probation for months of contract: 3, 12 and 36 belong to the upper class."""
    if months < 3:
        return 0
    if months < 12:
        return 1
    return 2 if months < 36 else 6


@rule(
    "probation_limit",
    title=gettext_noop("试用期上限"),
    answer="value",
    unit="months",
    fields=TERM,
    articles=(LENGTH, ONCE, NO_PROBATION, ALONE, PART_TIME),
    formula=(
        gettext_noop("合同不满3个月、以完成任务为期限、非全日制：不得约定"),
        gettext_noop("3个月以上不满1年：1个月；1年以上不满3年：2个月；3年以上和无固定期限：6个月"),
        gettext_noop("只能约定一次；只约定试用期的，试用期不成立"),
    ),
    examples=({"contract_months": 12}, {"open_ended": True}),
)
def probation_limit(facts: Facts, context: Context) -> Result:
    """The longest lawful probation, in months (劳动合同法 第十九条). Refuses without a contract term."""
    result = Result(on=facts["contract_start"])
    result.value = longest_probation(facts, result)
    return result


@rule(
    "probation_damages",
    title=gettext_noop("违法约定试用期赔偿金"),
    answer="amount",
    fields=(
        *TERM,
        number("served_months", gettext_noop("已经履行的试用期（月）"), required=True, high=840, unit="months"),
        money("full_wage", gettext_noop("试用期满后的月工资"), required=True),
    ),
    articles=(LENGTH, NO_PROBATION, DAMAGES),
    formula=(
        gettext_noop("赔偿金 = 试用期满月工资 ×（已履行月数 − 法定上限），另付，不抵已付工资"),
        gettext_noop("约定了而还没有履行的，只责令改正，没有赔偿金"),
    ),
    examples=({"contract_months": 12, "served_months": "3", "full_wage": "4200"},),
)  # fmt: skip
def probation_damages(facts: Facts, context: Context) -> Result:
    """Damages for probation beyond the limit that was served, in yuan (劳动合同法 第八十三条)."""
    result = Result(on=facts["contract_start"])
    limit = longest_probation(facts, result)
    served, wage = facts["served_months"], facts["full_wage"]
    over = max(served - limit, ZERO)
    result.line(gettext_noop("超过法定试用期的月数"), over, DAMAGES, f"{served:f} − {limit}")
    result.amount = wage * over
    result.money(gettext_noop("违法试用期赔偿金"), result.amount, DAMAGES, f"{wage:f} × {over:f}")
    return result


@rule(
    "probation_wage_floor",
    title=gettext_noop("试用期最低工资"),
    answer="amount",
    fields=(
        money("agreed_wage", gettext_noop("劳动合同约定的（转正后）工资"), required=True),
        money("same_post_lowest_wage", gettext_noop("本单位相同岗位最低档工资")),
        money("minimum_wage", gettext_noop("当地月最低工资标准")),
        day("on", gettext_noop("试用期所在时间（用于查最低工资）")),
        money("paid_wage", gettext_noop("试用期实发月工资（用来看差额）")),
    ),
    articles=(WAGE, EIGHTY),
    parameters=("min_wage_month",),
    formula=(
        gettext_noop("不低于约定工资的80%，并不低于当地最低工资；最低工资本身不打八折"),
        gettext_noop("相同岗位最低档工资的80%并列显示，作为有争议的较低数"),
    ),
    contested=(gettext_noop("“相同岗位最低档工资的80%”与“约定工资的80%”都已知时以哪个为准，条文没有写明"),),
    examples=(
        {"agreed_wage": "6000"},
        {"agreed_wage": "2800", "minimum_wage": "2330"},
    ),
)  # fmt: skip
def probation_wage_floor(facts: Facts, context: Context) -> Result:
    """The least monthly wage on probation, in yuan (劳动合同法 第二十条, 实施条例 第十五条)."""
    result = Result(on=facts["on"])
    agreed: Decimal = facts["agreed_wage"]
    floor = agreed * RATIO
    result.money(gettext_noop("约定工资的80%"), floor, EIGHTY, f"{agreed:f} × 80%")
    post = facts["same_post_lowest_wage"]
    if post is not None:
        result.money(
            gettext_noop("相同岗位最低档工资的80%"), post * RATIO, EIGHTY, f"{post:f} × 80%"
        )
        if post * RATIO < floor:
            result.warn(
                "probation_wage_floor.contested",
                gettext_noop("以哪个80%%为准有争议：按约定工资计算，较低的一个为 %(lower)s 元"),
                lower=post * RATIO,
            )
    minimum = facts["minimum_wage"]
    if minimum is None and facts["on"] is not None:
        row = context.find("min_wage_month", facts["on"])
        minimum = row.value if row else None
    if minimum is None:
        result.change(
            "probation_wage_floor.minimum",
            gettext_noop("并不得低于当地最低工资标准（未提供，未比较）"),
        )
    else:
        result.money(gettext_noop("当地最低工资标准"), minimum, WAGE)
        floor = max(floor, minimum)
    result.amount = floor
    paid = facts["paid_wage"]
    if paid is not None:
        short = max(floor - paid, ZERO)
        result.item("shortfall", gettext_noop("每月差额"), amount=short, basis=WAGE)
    return result
