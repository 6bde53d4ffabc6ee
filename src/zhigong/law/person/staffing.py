"""用工人数和形式: mass lay-off, the cap on dispatched workers, part-time work."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import (
    Facts,
    Field,
    day,
    flag,
    money,
    need_one,
    number,
    refused,
    whole,
)
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words

LAY_OFF = article("LCL", 41)
KEPT_FIRST = article("LCL", 41, paragraph=2)
BARRED = article("LCL", 42)
COMPENSATION = article("LCL", 46, item=4)
CAP = article("DISP", 4)
POSTS = article("DISP", 3)
PART_TIME = article("LCL", 68)
PART_TIME_RULES = article("LCL", 70)
PART_TIME_END = article("LCL", 71)
PART_TIME_PAY = article("LCL", 72)
FIXED, NOTICE_DAYS = 20, 30
DAY_HOURS, WEEK_HOURS, PAY_CYCLE = 4, 24, 15


@rule(
    "mass_layoff",
    title=gettext_noop("经济性裁员的人数门槛"),
    answer="value",
    unit="persons",
    fields=(
        whole("employees", gettext_noop("企业职工总数"), required=True, low=1),
        whole("planned", gettext_noop("拟裁减的人数")),
        day("informed", gettext_noop("向工会或全体职工说明情况之日")),
        flag("reported", gettext_noop("裁减方案是否已向劳动行政部门报告")),
    ),
    articles=(LAY_OFF, KEPT_FIRST, BARRED, COMPENSATION),
    formula=(
        gettext_noop("门槛 = 20人与职工总数十分之一（向上取整）中较小的"),
        gettext_noop("达到门槛的：提前30日说明情况、听取意见，方案报告劳动行政部门后才可裁减"),
    ),
    contested=(
        gettext_noop("分批裁减是否合并计算，条文没有写明，规避程序的按合并看"),
    ),
    examples=({"employees": 151}, {"employees": 95, "planned": 10, "informed": "2026-03-01"}),
)  # fmt: skip
def mass_layoff(facts: Facts, context: Context) -> Result:
    """The least number of lay-offs that needs the procedure of 劳动合同法 第四十一条. Persons; refuses no staff."""
    staff: int = facts["employees"]
    threshold = min(FIXED, -(-staff // 10))
    result = Result(on=facts["informed"], value=Decimal(threshold))
    result.line(gettext_noop("职工总数的十分之一，向上取整"), -(-staff // 10), LAY_OFF)
    result.line(gettext_noop("需要裁员程序的人数"), threshold, LAY_OFF)
    planned: int | None = facts["planned"]
    if planned is not None:
        _tell_plan(facts, result, planned, threshold)
    result.line(gettext_noop("优先留用：长期合同、无固定期限合同、家庭无其他就业人员且需扶养老人或未成年人的"), True, KEPT_FIRST)  # fmt: skip
    result.change(
        "law.layoff.protected",
        gettext_noop("第四十二条保护的人员不得裁减；六个月内重新招用的应通知并优先招用被裁人员"),
    )
    return result


def _tell_plan(facts: Facts, result: Result, planned: int, threshold: int) -> None:
    if planned > facts["employees"]:
        raise refused(
            "law.layoff.over-staff",
            gettext_noop("拟裁减人数（%(planned)s）多于职工总数"),
            gettext_noop("请核对人数"),
            planned=planned,
        )
    reached = planned >= threshold
    result.item("needs_procedure", gettext_noop("是否需要裁员程序"), value=reached, basis=LAY_OFF)
    informed = facts["informed"]
    if not reached:
        return
    if informed is not None:
        earliest = informed + timedelta(days=NOTICE_DAYS)
        result.item("earliest", gettext_noop("说明情况满30日"), date=earliest, basis=LAY_OFF)
    else:
        result.warn(
            "law.layoff.not-informed",
            gettext_noop("须提前30日向工会或全体职工说明情况、听取意见"),
        )
    if not facts["reported"]:
        result.warn("law.layoff.not-reported", gettext_noop("裁减方案须向劳动行政部门报告"))


@rule(
    "dispatch_cap",
    title=gettext_noop("劳务派遣用工的人数上限"),
    answer="value",
    unit="persons",
    fields=(
        whole("employees", gettext_noop("用工总量：订立劳动合同人数与被派遣人数之和"), low=1),
        whole("contract_staff", gettext_noop("只填订立劳动合同的人数时用")),
        whole("dispatched", gettext_noop("实际使用的被派遣劳动者人数")),
    ),
    articles=(CAP, POSTS),
    formula=(
        gettext_noop("上限 = 用工总量 × 10%，向下取整"),
        gettext_noop("只知道合同职工人数时，上限 = 合同职工人数 ÷ 9，向下取整"),
    ),
    contested=(
        gettext_noop("外国企业常驻代表机构等不受比例限制（暂行规定第二十五条）"),
        gettext_noop("被派遣劳动者与用工单位同类岗位的劳动者同工同酬（劳动合同法第六十三条）"),
    ),
    examples=({"employees": 95}, {"contract_staff": 90, "dispatched": 12}),
)
def dispatch_cap(facts: Facts, context: Context) -> Result:
    """The most dispatched workers: a tenth of contract and dispatched staff together. Persons. 劳务派遣暂行规定 第四条."""
    given = need_one(facts, "employees", "contract_staff")
    count: int = facts[given]
    cap = count // 10 if given == "employees" else count // 9
    result = Result(value=Decimal(cap))
    how = f"{count} × 10%" if given == "employees" else f"{count} ÷ 9"
    result.line(gettext_noop("被派遣劳动者人数上限"), cap, CAP, how)
    used: int | None = facts["dispatched"]
    if used is not None:
        if given == "employees" and used > count:
            raise refused(
                "law.dispatch.over-all",
                gettext_noop("被派遣人数（%(used)s）多于用工总量"),
                gettext_noop("请核对人数"),
                used=used,
            )
        over = max(used - cap, 0)
        result.item("over", gettext_noop("超出上限的人数"), value=over, basis=CAP)
        if over:
            result.warn("law.dispatch.over-cap", gettext_noop("超出比例，不得新用被派遣劳动者，可向劳动行政部门反映"))  # fmt: skip
    result.line(gettext_noop("派遣只能用于临时性、辅助性、替代性岗位"), True, POSTS)
    return result


def _pay_cycle_field() -> Field:
    """Days, or a word for them: 按月."""
    one = number("pay_cycle", gettext_noop("结算支付周期（天）"), high=366)
    words = {said: Decimal(days) for said, days in other_words("cycles").items()}

    def read(raw: Any, name: str) -> Decimal:
        known = words.get(raw.strip()) if isinstance(raw, str) else None
        found: Decimal = one.read(raw, name) if known is None else known
        return found

    return Field(one.name, one.kind, one.meaning, read)


@rule(
    "part_time_work",
    title=gettext_noop("是否符合非全日制用工"),
    answer="items",
    fields=(
        number("daily_hours", gettext_noop("一般平均每日工作小时"), required=True, high=24),
        number("weekly_hours", gettext_noop("每周累计工作小时"), required=True, high=168),
        _pay_cycle_field(),
        flag("hourly", gettext_noop("是否以小时计酬为主")),
        money("hourly_pay", gettext_noop("小时工资")),
        money("minimum_hourly", gettext_noop("当地小时最低工资标准")),
        flag("probation", gettext_noop("是否约定试用期")),
        day("on", gettext_noop("日期（用于查找小时最低工资）")),
    ),
    articles=(PART_TIME, PART_TIME_RULES, PART_TIME_END, PART_TIME_PAY),
    parameters=("min_wage_hour",),
    formula=(
        gettext_noop("同时满足：每日平均不超过4小时、每周不超过24小时、以小时计酬为主"),
        gettext_noop("结算周期不超过15日，不得约定试用期，小时工资不低于当地小时最低工资"),
    ),
    contested=(
        gettext_noop("工时长期超过限度的，多按全日制劳动关系处理，可主张书面合同、社保等权益"),
    ),
    examples=({"daily_hours": 4, "weekly_hours": 24, "hourly": True, "pay_cycle": 15},),
)
def part_time_work(facts: Facts, context: Context) -> Result:
    """Which conditions of part-time work are kept and which broken. Items; 劳动合同法 第六十八至七十二条."""
    result = Result(on=facts["on"])
    checks = [
        ("daily_hours", gettext_noop("每日平均不超过4小时"), facts["daily_hours"] <= DAY_HOURS, PART_TIME),
        ("weekly_hours", gettext_noop("每周累计不超过24小时"), facts["weekly_hours"] <= WEEK_HOURS, PART_TIME),
    ]  # fmt: skip
    if facts["hourly"] is not None:
        checks.append(("hourly", gettext_noop("以小时计酬为主"), facts["hourly"], PART_TIME))
    if facts["pay_cycle"] is not None:
        checks.append(("pay_cycle", gettext_noop("结算支付周期不超过15日"), facts["pay_cycle"] <= PAY_CYCLE, PART_TIME_PAY))  # fmt: skip
    if facts["probation"] is not None:
        checks.append(("probation", gettext_noop("没有约定试用期"), not facts["probation"], PART_TIME_RULES))  # fmt: skip
    for name, label, kept, basis in checks:
        result.item(name, label, value="kept" if kept else "broken", basis=basis)
        result.line(label, bool(kept), basis)
    _hourly_pay(facts, context, result)
    result.conclusion = (
        gettext_noop("所填条件都符合非全日制用工")
        if all(item.value == "kept" for item in result.items if item.name != "hourly_pay")
        else gettext_noop("有条件不符合，可能按全日制劳动关系处理")
    )
    result.line(gettext_noop("非全日制用工终止不支付经济补偿"), True, PART_TIME_END)
    return result


def _hourly_pay(facts: Facts, context: Context, result: Result) -> None:
    pay, least = facts["hourly_pay"], facts["minimum_hourly"]
    if pay is None:
        return
    if least is None and facts["on"] is not None:
        least = context.row("min_wage_hour", facts["on"]).value
    if least is None:
        result.warn(
            "law.part-time.no-minimum", gettext_noop("没有小时最低工资标准，未核对小时工资")
        )
        return
    result.money(gettext_noop("当地小时最低工资"), least, PART_TIME_PAY)
    result.item(
        "hourly_pay", gettext_noop("小时工资不低于当地标准"),
        value="kept" if pay >= least else "broken", basis=PART_TIME_PAY,
    )  # fmt: skip
    if pay < least:  # too little an hour makes nobody full-time: it is owed
        result.warn(
            "law.part-time.below-minimum",
            gettext_noop("小时工资低于当地小时最低工资，每小时应当补足 %(short)s 元"),
            short=least - pay,
        )
