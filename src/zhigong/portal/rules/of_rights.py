"""Situations about who one is at law and what is kept safe."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.of_ending import HIRE, MINIMUM
from zhigong.portal.rules.situation import Ask, Situation, Wanted, same

# What speaks for a labour relation, as a worker would tell it.
AT_WORK = {
    "managed": gettext_noop("干活听单位安排、受单位管吗？"),
    "rules_apply": gettext_noop("单位的规章制度管得着您吗？"),
    "paid_work": gettext_noop("是干单位派的活、拿单位的钱吗？"),
    "part_of_business": gettext_noop("您干的是单位本行的活吗？"),
    "fixed_schedule": gettext_noop("上下班时间由单位定、要打卡吗？"),
    "regular_pay": gettext_noop("工钱按月（按周）固定发吗？"),
    "pay_records": gettext_noop("有工资条、转账记录或社保记录吗？"),
    "work_card": gettext_noop("有工作证、工牌、工作服吗？"),
    "recruitment_forms": gettext_noop("填过登记表、报名表吗？"),
    "attendance_records": gettext_noop("有打卡、考勤记录吗？"),
    "coworkers": gettext_noop("有工友能作证吗？"),
    "qualified": gettext_noop("单位有营业执照吗？"),
    "subcontracted": gettext_noop("是包工头、挂靠的人招您来的吗？"),
}
# Asked only of who runs orders, streams or works by the piece or on contract: what tells him from a trader of his own.
ON_ORDERS = {
    "must_accept": gettext_noop("派的单、派的活必须接吗？"),
    "penalties": gettext_noop("迟到、差评、拒单会扣钱或者停您的号吗？"),
    "price_set": gettext_noop("单价是单位、平台定的吗？"),
    "main_income": gettext_noop("主要靠这份收入生活吗？"),
    "continuous": gettext_noop("一直连着干，不是偶尔干一次吗？"),
    "may_substitute": gettext_noop("能自己找人替您干吗？"),
    "own_tools": gettext_noop("车、设备主要是您自己的吗？"),
    "free_elsewhere": gettext_noop("能同时给别的单位、平台干吗？"),
    "bears_risk": gettext_noop("赚了赔了都算您自己的吗？"),
}
PROTECTED = (
    "ground",
    "on",
    "pregnant",
    "nursing_until",
    "medical_period_until",
    "injury_grade",
    "hire",
    "birth",
    "kind",
)


SITUATIONS = (
    Situation(
        "relation",
        gettext_noop("没签合同，怎么证明在这儿上班"),
        gettext_noop("哪些事实和证据有用，哪些由单位拿出来"),
        "search",
        (
            *(Ask(name, label) for name, label in AT_WORK.items()),
            Ask("on_orders", gettext_noop("是跑单、直播、计件、承包一类的活吗？"), kind="yes-no"),
            *(Ask(name, label, gate="on_orders") for name, label in ON_ORDERS.items()),
        ),
        (
            Wanted(
                "labour_relation",
                same(*AT_WORK, *ON_ORDERS),
                title=gettext_noop("算不算在这儿上班（劳动关系）"),
            ),
        ),
        "relation",
    ),
    Situation(
        "permanent",
        gettext_noop("能不能签长期合同"),
        gettext_noop("满十年或者连签两次的，可以要无固定期限"),
        "sign",
        (
            HIRE,
            Ask("on", gettext_noop("哪天续签？"), required=True),
            Ask("fixed_terms", gettext_noop("连着签过几次有期限的合同？"), unit=gettext_noop("次")),
            Ask(
                "worked_asked",
                gettext_noop("是您自己要签有期限的吗？"),
                field="worker_asked_fixed_term",
            ),
        ),
        (
            Wanted(
                "open_ended_right",
                {**same("hire", "on", "fixed_terms"), "worker_asked_fixed_term": "worked_asked"},
                needs=("hire", "on"),
                title=gettext_noop("能不能要长期合同（无固定期限）"),
            ),
        ),
        "contract",
    ),
    Situation(
        "protected",
        gettext_noop("这种时候单位能辞我吗"),
        gettext_noop("生病、怀孕、工伤、快退休的有保护"),
        "shield",
        (
            Ask("ground", gettext_noop("单位用什么理由？"), required=True),
            Ask("on", gettext_noop("单位要您哪天走？"), required=True),
            Ask("pregnant", gettext_noop("您怀孕了吗？")),
            Ask("nursing", gettext_noop("有不满一岁的孩子吗？"), kind="yes-no"),
            Ask("nursing_until", gettext_noop("孩子哪天满一岁？"), gate="nursing"),
            Ask("ill", gettext_noop("在生病休养吗？"), kind="yes-no"),
            Ask(
                "medical_period_until",
                gettext_noop("医疗期到哪天？"),
                gettext_noop("不知道的，先用“生病住院”算医疗期有几个月。"),
                gate="ill",
            ),
            Ask("injured", gettext_noop("受过工伤、定了级吗？"), kind="yes-no"),
            Ask(
                "injury_grade",
                gettext_noop("鉴定是几级？"),
                gate="injured",
                unit=gettext_noop("级"),
            ),
            Ask(
                "near_pension",
                gettext_noop("在这家单位满十五年，离退休不到五年了吗？"),
                kind="yes-no",
            ),
            Ask("hire", gettext_noop("哪天开始上班？"), gate="near_pension"),
            Ask("birth", gettext_noop("哪天出生的？"), gate="near_pension"),
            Ask("kind", gettext_noop("属于哪一类？"), gate="near_pension"),
        ),
        (
            Wanted(
                "dismissal_protection",
                same(*PROTECTED),
                needs=("ground", "on"),
                title=gettext_noop("单位能不能辞您（不得解除、终止的情形）"),
            ),
        ),
        "ending",
    ),
    Situation(
        "back",
        gettext_noop("被辞退，想回去上班"),
        gettext_noop("回去以前的工资由单位补"),
        "return",
        (
            Ask("ended", gettext_noop("哪天被辞退的？"), required=True),
            Ask("resumed", gettext_noop("哪天回去上班（或打算回去）？"), required=True),
            Ask("monthly_wage", gettext_noop("正常上班一个月多少工资？"), required=True),
            Ask("back_paid", gettext_noop("这段时间单位发过多少？"), field="paid"),
        ),
        (
            Wanted(
                "reinstatement_pay",
                {**same("ended", "resumed", "monthly_wage"), "paid": "back_paid"},
                needs=("ended", "resumed", "monthly_wage"),
                title=gettext_noop("回去以前单位该补的工资"),
            ),
        ),
        "ending",
    ),
    Situation(
        "low_pay",
        gettext_noop("工资太低"),
        gettext_noop("比当地最低工资少的要补"),
        "chart",
        (
            Ask(
                "low_paid",
                gettext_noop("一个月发多少（扣社保、个税以前）？"),
                field="paid",
                required=True,
            ),
            Ask("overtime_pay", gettext_noop("里面加班费多少？")),
            Ask("special_allowances", gettext_noop("里面夜班、高温这些津贴多少？")),
            Ask("on", gettext_noop("哪个月的工资？填那个月的一天。"), required=True),
            Ask("months", gettext_noop("这样几个月了？")),
            MINIMUM,
        ),
        (
            Wanted(
                "minimum_wage_check",
                {
                    **same("overtime_pay", "special_allowances", "on", "months", "minimum_wage"),
                    "paid": "low_paid",
                },
                needs=("low_paid", "on"),
            ),
        ),
        "pay",
    ),
    Situation(
        "lump",
        gettext_noop("包薪，说加班费都在里面"),
        gettext_noop("看包的钱够不够最低工资加加班费"),
        "calc",
        (
            Ask("lump_wage", gettext_noop("一个月一共给多少？"), required=True),
            Ask("workday_hours", gettext_noop("一个月平时加班多少小时？")),
            Ask("rest_day_hours", gettext_noop("一个月周末加班多少小时？")),
            Ask("holiday_hours", gettext_noop("一个月法定节日加班多少小时？")),
            Ask("on", gettext_noop("哪天开始的？"), required=True),
            Ask("months", gettext_noop("这样几个月了？")),
            MINIMUM,
        ),
        (
            Wanted(
                "lump_sum_wage",
                same(
                    "lump_wage",
                    "workday_hours",
                    "rest_day_hours",
                    "holiday_hours",
                    "on",
                    "months",
                    "minimum_wage",
                ),
                needs=("lump_wage", "on"),
                title=gettext_noop("包的钱不够，单位该补的（最低工资加加班费）"),
            ),
        ),
        "overtime",
    ),
    Situation(
        "ordered",
        gettext_noop("监察责令了，单位还是不给"),
        gettext_noop("过了期限，可以多要一半到一倍"),
        "late",
        (
            Ask("base", gettext_noop("责令单位付多少？"), required=True),
            Ask("order_overdue", gettext_noop("责令的期限已经过了，还没给吗？"), required=True),
            Ask("deadline", gettext_noop("责令哪天以前付？")),
        ),
        (
            Wanted(
                "late_payment_damages",
                same("base", "order_overdue", "deadline"),
                needs=("base", "order_overdue"),
                title=gettext_noop("责令以后还不给，另加的赔偿金"),
            ),
        ),
        "pay",
    ),
    Situation(
        "over_age",
        gettext_noop("到了退休年龄还在干活"),
        gettext_noop("2026 年 7 月起有新规定"),
        "user",
        (
            Ask("birth", gettext_noop("哪天出生的？"), required=True),
            Ask("kind", gettext_noop("属于哪一类？"), required=True),
            Ask("on", gettext_noop("事情是哪天发生的？"), required=True),
            Ask("issue", gettext_noop("为什么事？")),
            Ask("pension_drawn", gettext_noop("已经领养老金了吗？")),
            Ask("managed", gettext_noop("听单位安排、受单位管吗？")),
        ),
        (
            Wanted(
                "over_age_worker",
                same("birth", "kind", "on", "issue", "pension_drawn", "managed"),
                needs=("birth", "kind", "on"),
                title=gettext_noop("按哪一种规定保护您"),
            ),
        ),
    ),
    Situation(
        "hourly",
        gettext_noop("小时工、钟点工"),
        gettext_noop("一天几小时以内才算，钱多久结一次"),
        "clock",
        (
            Ask(
                "daily_hours",
                gettext_noop("一天平均干几小时？"),
                required=True,
                unit=gettext_noop("小时"),
            ),
            Ask(
                "weekly_hours",
                gettext_noop("一周一共干几小时？"),
                required=True,
                unit=gettext_noop("小时"),
            ),
            Ask("pay_cycle", gettext_noop("几天结一次钱？"), unit=gettext_noop("天")),
            Ask("hourly_pay", gettext_noop("一小时多少钱？")),
            Ask("on", gettext_noop("哪天干的？")),
        ),
        (
            Wanted(
                "part_time_work",
                same("daily_hours", "weekly_hours", "pay_cycle", "hourly_pay", "on"),
                needs=("daily_hours", "weekly_hours"),
                title=gettext_noop("算不算小时工（非全日制用工）"),
            ),
        ),
        "pay",
    ),
)
