"""Situations about how work begins and ends."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.situation import Ask, Situation, Wanted, same

HIRE = Ask("hire", gettext_noop("哪天开始上班？"), required=True)
END = Ask("end", gettext_noop("最后一天上班是哪天？"), required=True)
WAGE = Ask(
    "monthly_wage",
    gettext_noop("离职前一年，一个月平均多少工资？"),
    gettext_noop("加班费、奖金、提成都算在内，扣社保和个税之前。"),
    required=True,
)
MINIMUM = Ask(
    "minimum_wage",
    gettext_noop("当地最低工资一个月多少？"),
    gettext_noop("不知道就空着。"),
    known="min_wage_month",
)
AVERAGE = Ask(
    "local_average_wage",
    gettext_noop("当地上年度职工月平均工资多少？"),
    gettext_noop("超过它三倍的，按三倍算，最多算十二年。统计局或社保局有公布。"),
    known="avg_wage_month",
    rare=gettext_noop("月工资两万以上的，再答一问"),
)
SERVICE = {
    "hire": "hire",
    "end": "end",
    "monthly_wage": "monthly_wage",
    "local_average_wage": "local_average_wage",
}
NEED_SERVICE = ("hire", "end", "monthly_wage")
# What an employer says when it dismisses, in the worker's words.
SAID = {
    "unlawful": gettext_noop("没说理由，或者只是口头叫我别来了"),
    "art39": gettext_noop("说我严重违反制度"),
    "art40_incompetent": gettext_noop("说我干不了这份工作"),
    "art40_illness": gettext_noop("说我病没好，干不了活"),
    "art40_change": gettext_noop("说搬迁、合并，岗位没了"),
    "layoff": gettext_noop("一次裁了很多人"),
    "mutual_employer": gettext_noop("单位提出来，我也同意了"),
}
UNFIT = ("art40_incompetent", "art40_illness", "art40_change")

SITUATIONS = (
    Situation(
        "dismissed",
        gettext_noop("被辞退了"),
        gettext_noop("看单位占不占理：不占理两倍，占理一倍"),
        "help",
        (
            Ask(
                "ending",
                gettext_noop("单位怎么说的？"),
                gettext_noop("照实选。说法不同，法律给的数也不同。"),
                choices=tuple(SAID),
                words=SAID,
            ),
            Ask(
                "notice_given",
                gettext_noop("单位提前一个月书面通知您了吗？"),
                gate="ending",
                opened=UNFIT,
            ),
            Ask(
                "last_month_wage",
                gettext_noop("走之前那个月工资多少？"),
                gate="ending",
                opened=UNFIT,
            ),
            HIRE,
            END,
            WAGE,
            Ask("leave_days", gettext_noop("今年还有几天年休假没休？"), field="days"),
            AVERAGE,
        ),
        (
            Wanted(
                "unlawful_dismissal",
                SERVICE,
                needs=NEED_SERVICE,
                title=gettext_noop("单位没有理由：赔偿金"),
                only={"ending": ("unlawful",)},
            ),
            Wanted(
                "severance",
                {**SERVICE, "ending": "ending"},
                {"ending": "mutual_employer"},
                NEED_SERVICE,
                gettext_noop("单位依法解除或和您商量好：经济补偿"),
                only={"ending": (None, "art39", *UNFIT, "layoff", "mutual_employer")},
            ),
            Wanted(
                "notice_pay",
                {
                    "last_month_wage": "last_month_wage",
                    "notice_given": "notice_given",
                    "ending": "ending",
                },
                needs=("last_month_wage",),
                title=gettext_noop("没有提前一个月通知：代通知金"),
            ),
            Wanted(
                "unused_leave",
                {"monthly_wage": "monthly_wage", "days": "leave_days"},
                needs=("monthly_wage", "leave_days"),
            ),
            Wanted(
                "unlawful_dismissal",
                SERVICE,
                needs=NEED_SERVICE,
                title=gettext_noop("理由不成立，或者程序不对：赔偿金（和经济补偿只能要一样）"),
                only={"ending": (None, "art39", *UNFIT, "layoff")},
                instead=True,
            ),
        ),
        "ending",
        same("ending", "notice_given"),
    ),
    Situation(
        "forced",
        gettext_noop("单位欠薪、不交社保，我不干了"),
        gettext_noop("写明原因再走，也有补偿"),
        "logout",
        (HIRE, END, WAGE, AVERAGE),
        (
            Wanted(
                "severance",
                SERVICE,
                {"ending": "worker_art38"},
                NEED_SERVICE,
                gettext_noop("单位有错您才走的：经济补偿"),
            ),
        ),
        "ending",
        told={"ending": "worker_art38"},
    ),
    Situation(
        "expired",
        gettext_noop("合同到期不续了"),
        gettext_noop("单位不续，或降低条件"),
        "file",
        (
            HIRE,
            END,
            WAGE,
            Ask(
                "ending",
                gettext_noop("怎么没续上？"),
                words={
                    "expiry_not_renewed": gettext_noop("单位不续，或者降了条件我没答应"),
                    "expiry_worker_refused": gettext_noop("条件没降，是我不想续"),
                },
                choices=("expiry_not_renewed", "expiry_worker_refused"),
            ),
            AVERAGE,
        ),
        (
            Wanted(
                "severance",
                {**SERVICE, "ending": "ending"},
                {"ending": "expiry_not_renewed"},
                NEED_SERVICE,
            ),
        ),
        "ending",
    ),
    Situation(
        "probation",
        gettext_noop("试用期"),
        gettext_noop("最长几个月，约定多了怎么赔"),
        "clock",
        (
            Ask("contract_months", gettext_noop("合同签了几个月？"), required=True),
            Ask("served_months", gettext_noop("试用期已经做了几个月？")),
            Ask("full_wage", gettext_noop("转正以后一个月多少工资？")),
            Ask("paid_wage", gettext_noop("试用期一个月发多少工资？")),
            Ask("on", gettext_noop("试用期从哪天开始？")),
        ),
        (
            Wanted(
                "probation_limit",
                {"contract_months": "contract_months"},
                needs=("contract_months",),
                title=gettext_noop("试用期最多几个月"),
            ),
            Wanted(
                "probation_damages",
                {
                    "contract_months": "contract_months",
                    "served_months": "served_months",
                    "full_wage": "full_wage",
                },
                needs=("contract_months", "served_months", "full_wage"),
                title=gettext_noop("试用期超了，单位该赔的"),
            ),
            Wanted(
                "probation_wage_floor",
                {"agreed_wage": "full_wage", "paid_wage": "paid_wage", "on": "on"},
                needs=("full_wage", "on"),
                title=gettext_noop("试用期工资每月至少"),
            ),
        ),
        "contract",
    ),
    Situation(
        "retirement",
        gettext_noop("什么时候能退休"),
        gettext_noop("2025 年起逐步推迟"),
        "sun",
        (
            Ask("birth", gettext_noop("哪天出生的？"), required=True),
            Ask("kind", gettext_noop("属于哪一类？"), required=True),
        ),
        (Wanted("retirement_date", {"birth": "birth", "kind": "kind"}, needs=("birth", "kind")),),
    ),
    Situation(
        "training",
        gettext_noop("单位培训过，走要赔钱"),
        gettext_noop("违约金最多多少"),
        "file",
        (
            Ask("training_cost", gettext_noop("单位花了多少培训费？"), required=True),
            Ask("total_months", gettext_noop("约好干满几个月？"), required=True),
            Ask("served_months", gettext_noop("已经干了几个月？"), required=True),
            Ask("agreed_penalty", gettext_noop("合同上写赔多少？")),
            Ask("reason", gettext_noop("为什么走的？")),
        ),
        (
            Wanted(
                "service_period_penalty",
                {
                    n: n
                    for n in (
                        "training_cost",
                        "total_months",
                        "served_months",
                        "agreed_penalty",
                        "reason",
                    )
                },
                needs=("training_cost", "total_months", "served_months"),
                title=gettext_noop("单位最多能要您赔（服务期违约金）"),
            ),
        ),
    ),
    Situation(
        "non_compete",
        gettext_noop("走后不让干同行"),
        gettext_noop("每个月该补偿多少"),
        "lock",
        (
            Ask("monthly_wage", gettext_noop("走之前一个月平均多少工资？"), required=True),
            Ask("months", gettext_noop("已经守约几个月？"), required=True),
            Ask("agreed", gettext_noop("约好每个月补偿多少？")),
            MINIMUM,
            Ask("left", gettext_noop("哪天离职的？"), field="end"),
        ),
        (
            Wanted(
                "non_compete_compensation",
                {
                    "monthly_wage": "monthly_wage",
                    "months": "months",
                    "agreed": "agreed",
                    "minimum_wage": "minimum_wage",
                    "end": "left",
                },
                needs=("monthly_wage", "months"),
                title=gettext_noop("守约这些月，单位该补偿的"),
            ),
        ),
    ),
)
