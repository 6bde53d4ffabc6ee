"""Situations about pay and time while one works."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.of_ending import HIRE, MINIMUM
from zhigong.portal.rules.situation import YES, Ask, Situation, Wanted

# What tells the three classes of new-form work apart, as a rider would say it.
ON_PLATFORM = {
    "channel": gettext_noop("怎么在平台上干的？"),
    "managed": gettext_noop("干活听站点、平台安排，受它管吗？"),
    "must_accept": gettext_noop("派来的单必须接吗？"),
    "fixed_schedule": gettext_noop("上线时间、在线时长由它定吗？"),
    "penalties": gettext_noop("有罚款、扣分、淘汰吗？"),
    "algorithm_managed": gettext_noop("用算法派单、限时、考核、封号吗？"),
    "price_set": gettext_noop("单价由它定吗？"),
    "regular_pay": gettext_noop("工钱按月（按周）固定发吗？"),
    "main_income": gettext_noop("主要靠这份收入生活吗？"),
    "own_tools": gettext_noop("车、手机这些是您自己的吗？"),
    "free_elsewhere": gettext_noop("可以同时在别的平台干吗？"),
    "pay_records": gettext_noop("有工资条、转账记录或社保记录吗？"),
    "work_card": gettext_noop("有工作证、工牌、工作服吗？"),
}


SITUATIONS = (
    Situation(
        "unpaid",
        gettext_noop("工资没发、少发"),
        gettext_noop("欠了多久、还差多少，工地上的也在这里算"),
        "clock",
        (
            Ask("start", gettext_noop("从哪天开始没发？"), required=True),
            Ask("until", gettext_noop("没发到哪天？"), required=True, field="end"),
            Ask("monthly_wage", gettext_noop("说好一个月多少？"), required=True),
            Ask("base_paid", gettext_noop("这段时间已经发过多少？"), field="deducted"),
            Ask(
                "left",
                gettext_noop("已经走了的，哪天走的？"),
                gettext_noop("还在干的空着。"),
                field="end",
            ),
            Ask("site", gettext_noop("是在工地上干活吗？"), kind="yes-no"),
            Ask(
                "foreman",
                gettext_noop("是包工头、没有执照的个人招您来的吗？"),
                kind="yes-no",
                gate="site",
            ),
        ),
        (
            Wanted(
                "wage_arrears",
                {
                    "start": "start",
                    "end": "until",
                    "monthly_wage": "monthly_wage",
                    "paid": "base_paid",
                },
                needs=("start", "until", "monthly_wage"),
            ),
            Wanted(
                "limitation",
                {"known": "start", "end": "left"},
                {"claim": "wage_arrears"},
                ("start",),
                gettext_noop("还来得及吗"),
                today="on",
            ),
            Wanted(
                "parties",
                {},
                title=gettext_noop("工地上的，该向谁要"),
                only={"site": YES},
                counted={
                    "situations": {"construction_wages": "site", "illegal_subcontract": "foreman"}
                },
            ),
        ),
        "pay",
        {"end": "left", "migrant": "site"},
        {"wages_owed": True},
    ),
    Situation(
        "no_contract",
        gettext_noop("一直没签合同"),
        gettext_noop("第二个月起，最多十一个月二倍工资"),
        "file",
        (
            HIRE,
            Ask("contract_signed", gettext_noop("后来哪天补签的？")),
            Ask("left", gettext_noop("已经走了的，哪天走的？"), field="end"),
            Ask("monthly_wage", gettext_noop("一个月多少工资？"), required=True),
            Ask(
                "filed",
                gettext_noop("哪天申请（或打算申请）仲裁？"),
                gettext_noop("空着按今天算。早申请多得，超过一年的日子会掉。"),
            ),
        ),
        (
            Wanted(
                "double_wage",
                {
                    "hire": "hire",
                    "contract_signed": "contract_signed",
                    "end": "left",
                    "monthly_wage": "monthly_wage",
                    "filed": "filed",
                },
                needs=("hire", "monthly_wage"),
                title=gettext_noop("没签合同的二倍工资（已发的一倍以外）"),
                today="filed",
            ),
        ),
        "contract",
        {"end": "left"},
    ),
    Situation(
        "overtime",
        gettext_noop("加班没给钱"),
        gettext_noop("平时一点五倍，周末两倍，法定节日三倍"),
        "clock",
        (
            Ask(
                "monthly_wage",
                gettext_noop("正常上班一个月多少工资？"),
                gettext_noop("不算加班费。"),
                required=True,
            ),
            Ask("workday_hours", gettext_noop("平时延长了多少小时？")),
            Ask("rest_days", gettext_noop("周末加了几天，没有补休？")),
            Ask("holiday_days", gettext_noop("法定节日加了几天？")),
            Ask("paid", gettext_noop("已经给过多少加班费？")),
            Ask("months", gettext_noop("这些加班是几个月里的？"), unit=gettext_noop("个月")),
            Ask("hours_system", gettext_noop("单位实行哪种工时？不知道就空着。")),
        ),
        (
            Wanted(
                "overtime",
                {
                    name: name
                    for name in (
                        "monthly_wage",
                        "workday_hours",
                        "rest_days",
                        "holiday_days",
                        "paid",
                        "months",
                        "hours_system",
                    )
                },
                needs=("monthly_wage",),
                one_of=("workday_hours", "rest_days", "holiday_days"),
            ),
        ),
        "overtime",
    ),
    Situation(
        "leave",
        gettext_noop("年休假没休"),
        gettext_noop("几天、多少钱"),
        "sun",
        (
            Ask(
                "service_years",
                gettext_noop("一共工作几年了？"),
                gettext_noop("所有单位加起来。"),
                required=True,
            ),
            Ask("joined", gettext_noop("今年才来的，哪天来的？")),
            Ask("left", gettext_noop("今年走的，哪天走的？")),
            Ask("taken", gettext_noop("今年休了几天？")),
            Ask(
                "days",
                gettext_noop("还有几天没休？"),
                gettext_noop("不知道就空着，照上面算出的天数算。"),
            ),
            Ask("monthly_wage", gettext_noop("一个月多少工资（不算加班费）？")),
        ),
        (
            Wanted(
                "annual_leave_days",
                {
                    "service_years": "service_years",
                    "joined": "joined",
                    "left": "left",
                    "taken": "taken",
                },
                needs=("service_years",),
                title=gettext_noop("今年还有几天没休（年休假）"),
            ),
            Wanted(
                "unused_leave",
                {"monthly_wage": "monthly_wage", "days": "days"},
                needs=("monthly_wage",),
                found={"days": "annual_leave_days"},
                title=gettext_noop("没休的年休假，单位另付的工资"),
            ),
        ),
        "leave",
    ),
    Situation(
        "deducted",
        gettext_noop("被扣钱、收押金"),
        gettext_noop("哪些能扣，最多扣多少"),
        "warn",
        (
            Ask("reason", gettext_noop("为什么扣的？"), required=True),
            Ask("deducted", gettext_noop("扣了或收了多少？"), required=True),
            Ask("monthly_wage", gettext_noop("那个月工资多少？")),
            MINIMUM,
            Ask("on", gettext_noop("哪天扣的？")),
        ),
        (
            Wanted(
                "deductions",
                {n: n for n in ("reason", "deducted", "monthly_wage", "minimum_wage", "on")},
                needs=("reason", "deducted"),
                title=gettext_noop("单位该退的"),
            ),
        ),
        "pay",
    ),
    Situation(
        "stopped",
        gettext_noop("单位停工放假"),
        gettext_noop("停工期间该发多少"),
        "sun",
        (
            Ask("monthly_wage", gettext_noop("正常一个月多少工资？"), required=True),
            Ask("cycle_days", gettext_noop("头一个月停了几个工作日？")),
            Ask("on", gettext_noop("哪天停的？")),
            Ask("went_on", gettext_noop("停了一个月以上吗？"), kind="yes-no"),
            Ask("later_days", gettext_noop("一个月以后又停了几个工作日？"), gate="went_on"),
            Ask("worked", gettext_noop("一个月以后，您有没有给单位干活？"), gate="went_on"),
            Ask(
                "living_allowance",
                gettext_noop("没干活的，当地生活费一个月多少？"),
                gettext_noop("不知道就空着。"),
                gate="went_on",
            ),
            MINIMUM,
        ),
        (
            Wanted(
                "stoppage_pay",
                {
                    n: n
                    for n in (
                        "monthly_wage",
                        "cycle_days",
                        "later_days",
                        "worked",
                        "living_allowance",
                        "minimum_wage",
                        "on",
                    )
                },
                needs=("monthly_wage",),
                title=gettext_noop("停工期间该发的"),
            ),
        ),
        "pay",
    ),
    Situation(
        "platform",
        gettext_noop("骑手、司机、主播"),
        gettext_noop("算不算劳动关系，看哪些事实"),
        "people",
        tuple(Ask(name, label) for name, label in ON_PLATFORM.items()),
        (
            Wanted(
                "new_form_work",
                {name: name for name in ON_PLATFORM},
                title=gettext_noop("像哪一类：员工、平台管的，还是自己做生意"),
            ),
        ),
        "new_form",
    ),
)
