"""Situations about who one is at law, what is kept safe, and papers in hand."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.of_ending import HIRE
from zhigong.portal.rules.situation import Ask, Situation, Wanted

AT_WORK = (
    "managed",
    "rules_apply",
    "paid_work",
    "part_of_business",
    "fixed_schedule",
    "regular_pay",
    "pay_records",
    "work_card",
    "recruitment_forms",
    "attendance_records",
    "coworkers",
    "subcontracted",
)
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
PAPERS = ("T-SUE", "T-APP", "T-APP-R", "T-MREV", "T-JC", "T-ENF", "T-INJ-RG", "T-SETA")


def same(*names: str) -> dict[str, str]:
    """Questions that are called as the rule's fields are."""
    return {name: name for name in names}


SITUATIONS = (
    Situation(
        "relation",
        gettext_noop("没签合同，怎么证明在这儿上班"),
        gettext_noop("哪些事实和证据有用，哪些由单位拿出来"),
        "search",
        tuple(Ask(name) for name in AT_WORK),
        (Wanted("labour_relation", same(*AT_WORK)),),
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
            Ask("fixed_terms", gettext_noop("连着签过几次有期限的合同？")),
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
            Ask("nursing_until", gettext_noop("有不满一岁的孩子：哪天满一岁？")),
            Ask("medical_period_until", gettext_noop("生病在休的：医疗期到哪天？")),
            Ask("injury_grade", gettext_noop("工伤鉴定过的：几级？")),
            Ask("hire", gettext_noop("哪天开始上班？")),
            Ask("birth", gettext_noop("哪天出生的？")),
            Ask("kind", gettext_noop("属于哪一类？")),
        ),
        (Wanted("dismissal_protection", same(*PROTECTED), needs=("ground", "on")),),
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
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
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
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
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
            ),
        ),
        "pay",
    ),
    Situation(
        "insurance",
        gettext_noop("单位没交社保"),
        gettext_noop("领不到失业金、报不了医药费，单位赔"),
        "shield",
        (
            Ask("contribution_years", gettext_noop("该交几年了？")),
            Ask("monthly_benefit", gettext_noop("当地失业金一个月多少（知道就填）")),
            Ask("leaving", gettext_noop("怎么离开的？")),
            Ask("ended", gettext_noop("哪天离开的？")),
            Ask("wants_work", gettext_noop("去登记失业、找工作了吗（或单位不给办）？")),
            Ask("can_make_up", gettext_noop("社保局说还能补办吗？")),
            Ask("expenses", gettext_noop("看病能报销的部分花了多少？")),
            Ask("share", gettext_noop("当地能报几成（0.7 就是七成）？"), field="reimbursement"),
        ),
        (
            Wanted(
                "unemployment_loss",
                same(
                    "contribution_years",
                    "monthly_benefit",
                    "leaving",
                    "ended",
                    "wants_work",
                    "can_make_up",
                ),
                needs=("contribution_years", "leaving"),
            ),
            Wanted(
                "social_insurance_loss",
                {**same("expenses", "can_make_up"), "reimbursement": "share"},
                {"kind": "medical"},
                ("expenses", "share"),
                gettext_noop("报不了的医药费"),
            ),
        ),
        "insurance",
    ),
    Situation(
        "death",
        gettext_noop("亲人因工作去世"),
        gettext_noop("丧葬、抚恤、一次性补助"),
        "help",
        (
            Ask("died", gettext_noop("哪天去世的？"), required=True),
            Ask("circumstance", gettext_noop("哪一种情形？")),
            Ask("insured", gettext_noop("单位给他参加工伤保险了吗？")),
            Ask("regional_average_wage", gettext_noop("当地上年度职工月平均工资（知道就填）")),
            Ask("death_paid", gettext_noop("已经领到多少？"), field="paid"),
        ),
        (
            Wanted(
                "work_death",
                {
                    **same("died", "circumstance", "insured", "regional_average_wage"),
                    "paid": "death_paid",
                },
                needs=("died",),
            ),
        ),
        "injury",
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
            ),
        ),
    ),
    Situation(
        "hourly",
        gettext_noop("小时工、钟点工"),
        gettext_noop("一天几小时以内才算，钱多久结一次"),
        "clock",
        (
            Ask("daily_hours", gettext_noop("一天平均干几小时？"), required=True),
            Ask("weekly_hours", gettext_noop("一周一共干几小时？"), required=True),
            Ask("pay_cycle", gettext_noop("几天结一次钱？")),
            Ask("hourly_pay", gettext_noop("一小时多少钱？")),
            Ask("on", gettext_noop("哪天干的？")),
        ),
        (
            Wanted(
                "part_time_work",
                same("daily_hours", "weekly_hours", "pay_cycle", "hourly_pay", "on"),
                needs=("daily_hours", "weekly_hours"),
            ),
        ),
        "pay",
    ),
    Situation(
        "papers",
        gettext_noop("拿到裁决书、判决书、调解书了"),
        gettext_noop("不服的几天内起诉，不给的怎么执行"),
        "file",
        (
            Ask("step", gettext_noop("接下来想做什么？"), field="kind", choices=PAPERS),
            Ask("received", gettext_noop("哪天收到（或生效、到期）的？"), field="from"),
            Ask("paper", gettext_noop("手里是什么文书？")),
            Ask("perform_by", gettext_noop("文书说哪天以前给？")),
        ),
        (
            Wanted("deadline", {"kind": "step", "from": "received"}, needs=("step", "received")),
            Wanted("enforcement", same("paper", "perform_by"), needs=("paper",)),
        ),
    ),
    Situation(
        "where",
        gettext_noop("该去哪里说理"),
        gettext_noop("仲裁、法院、监察还是别处"),
        "scale",
        (
            Ask("matter", gettext_noop("为什么事？"), required=True),
            Ask("on", gettext_noop("事情是哪天发生的？")),
            Ask("subject", gettext_noop("到了退休年龄的：具体争什么？")),
        ),
        (Wanted("acceptability", same("matter", "on", "subject"), needs=("matter",)),),
    ),
    Situation(
        "together",
        gettext_noop("好多人一起"),
        gettext_noop("要不要选代表、选几个"),
        "people",
        (
            Ask("workers", gettext_noop("一共多少人？"), required=True),
            Ask("stage", gettext_noop("现在到哪一步？")),
        ),
        (
            Wanted(
                "group",
                same("workers", "stage"),
                {"common": True},
                ("workers",),
            ),
        ),
    ),
)
