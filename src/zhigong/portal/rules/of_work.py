"""Situations about pay, time, body and family while one works."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.of_ending import HIRE
from zhigong.portal.rules.situation import Ask, Situation, Wanted

REST = {"monthly_wage": "monthly_wage", "start": "rest_from", "end": "rest_to"}

SITUATIONS = (
    Situation(
        "unpaid",
        gettext_noop("工资没发"),
        gettext_noop("欠了多久、还差多少"),
        "clock",
        (
            Ask("start", gettext_noop("从哪天开始没发？"), required=True),
            Ask("until", gettext_noop("没发到哪天？"), required=True, field="end"),
            Ask("monthly_wage", gettext_noop("说好一个月多少？"), required=True),
            Ask("base_paid", gettext_noop("这段时间已经发过多少？"), field="deducted"),
            Ask("left", gettext_noop("已经走了的，哪天走的？"), field="end"),
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
            ),
        ),
        "pay",
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
            Ask("filed", gettext_noop("哪天申请（或打算申请）仲裁？")),
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
            ),
        ),
        "contract",
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
            Ask("months", gettext_noop("这些加班是几个月里的？")),
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
            Ask("days", gettext_noop("还有几天没休？")),
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
            ),
            Wanted(
                "unused_leave",
                {"monthly_wage": "monthly_wage", "days": "days"},
                needs=("monthly_wage", "days"),
            ),
        ),
        "leave",
    ),
    Situation(
        "injury",
        gettext_noop("工作时受伤"),
        gettext_noop("基金付多少、单位付多少"),
        "help",
        (
            Ask("accident", gettext_noop("哪天受的伤？"), required=True),
            Ask("circumstance", gettext_noop("怎么受的伤？")),
            Ask("grade", gettext_noop("鉴定是几级？"), gettext_noop("1 到 10，1 最重。")),
            Ask("own_wage", gettext_noop("受伤前十二个月，月缴费工资平均多少？")),
            Ask("insured", gettext_noop("单位给您参加工伤保险了吗？")),
            Ask("regional_average_wage", gettext_noop("当地上年度职工月平均工资（知道就填）")),
            Ask("monthly_wage", gettext_noop("受伤以前一个月多少工资？")),
            Ask("rest_from", gettext_noop("养伤从哪天开始？"), field="start"),
            Ask("rest_to", gettext_noop("养伤到哪天？"), field="end"),
            Ask("rest_paid", gettext_noop("养伤期间发过多少工资？"), field="stop_work_paid"),
            Ask("ended", gettext_noop("已经离开的，哪天离开？")),
            Ask("injury_ending", gettext_noop("怎么离开的？"), field="ending"),
        ),
        (
            Wanted(
                "injury_recognition",
                {"accident": "accident", "circumstance": "circumstance"},
                needs=("accident",),
            ),
            Wanted(
                "work_injury",
                {
                    "grade": "grade",
                    "own_wage": "own_wage",
                    "accident": "accident",
                    "insured": "insured",
                    "regional_average_wage": "regional_average_wage",
                    **REST,
                    "stop_work_paid": "rest_paid",
                    "ended": "ended",
                    "ending": "injury_ending",
                },
                needs=("grade", "own_wage"),
            ),
            Wanted(
                "stop_work_pay",
                {**REST, "paid": "rest_paid"},
                needs=("monthly_wage", "rest_from", "rest_to"),
                title=gettext_noop("养伤期间的工资（停工留薪期，工伤待遇合计里已经包含）"),
            ),
        ),
        "injury",
    ),
    Situation(
        "sick",
        gettext_noop("生病住院"),
        gettext_noop("能休多久、工资至少多少"),
        "help",
        (
            Ask("service_years", gettext_noop("一共工作几年了？"), required=True),
            Ask("unit_service_years", gettext_noop("在这家单位几年了？"), required=True),
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
            Ask("on", gettext_noop("哪天开始病休的？"), required=True),
        ),
        (
            Wanted(
                "medical_period",
                {
                    "service_years": "service_years",
                    "unit_service_years": "unit_service_years",
                    "on": "on",
                },
                needs=("service_years", "unit_service_years"),
            ),
            Wanted("sick_pay_floor", {"minimum_wage": "minimum_wage", "on": "on"}, needs=("on",)),
        ),
    ),
    Situation(
        "birth",
        gettext_noop("怀孕、生孩子、喂奶"),
        gettext_noop("假有多少天、哪些日子不能辞退"),
        "people",
        (
            Ask("due", gettext_noop("预产期是哪天？（还没生的填）")),
            Ask("birth", gettext_noop("哪天生的？（已经生的填）")),
            Ask("babies", gettext_noop("生了几个？")),
            Ask("difficult", gettext_noop("是难产吗？")),
            Ask("contract_end", gettext_noop("合同到哪天？")),
            Ask("insured", gettext_noop("单位给您参加生育保险（医保）了吗？")),
            Ask("days", gettext_noop("产假休多少天？")),
            Ask("monthly_wage", gettext_noop("产假以前一个月多少工资？")),
            Ask("employer_average_wage", gettext_noop("单位去年人均月工资多少（知道就填）")),
        ),
        (
            Wanted(
                "women_protection",
                {
                    "due": "due",
                    "birth": "birth",
                    "babies": "babies",
                    "contract_end": "contract_end",
                },
            ),
            Wanted(
                "maternity_leave",
                {"birth": "birth", "babies": "babies", "difficult": "difficult"},
                needs=("birth",),
            ),
            Wanted(
                "maternity_pay",
                {n: n for n in ("insured", "days", "monthly_wage", "employer_average_wage")},
                needs=("insured", "days"),
            ),
            Wanted(
                "paternity_leave",
                {"birth": "birth"},
                needs=("birth",),
                title=gettext_noop("孩子爸爸的护理假"),
            ),
        ),
        "women",
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
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
            Ask("on", gettext_noop("哪天扣的？")),
        ),
        (
            Wanted(
                "deductions",
                {n: n for n in ("reason", "deducted", "monthly_wage", "minimum_wage", "on")},
                needs=("reason", "deducted"),
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
            Ask("later_days", gettext_noop("一个月以后又停了几个工作日？")),
            Ask("worked", gettext_noop("一个月以后，您有没有给单位干活？")),
            Ask("living_allowance", gettext_noop("没干活的，生活费一个月多少（知道就填）")),
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
            Ask("on", gettext_noop("哪天停的？")),
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
            ),
        ),
        "pay",
    ),
    Situation(
        "platform",
        gettext_noop("骑手、司机、主播"),
        gettext_noop("算不算劳动关系，看哪些事实"),
        "people",
        tuple(
            Ask(name)
            for name in (
                "managed",
                "must_accept",
                "fixed_schedule",
                "penalties",
                "price_set",
                "main_income",
                "regular_pay",
                "own_tools",
                "free_elsewhere",
                "pay_records",
                "work_card",
                "channel",
                "algorithm_managed",
            )
        ),
        (
            Wanted(
                "new_form_work",
                {
                    n: n
                    for n in (
                        "managed",
                        "must_accept",
                        "fixed_schedule",
                        "penalties",
                        "price_set",
                        "main_income",
                        "regular_pay",
                        "own_tools",
                        "free_elsewhere",
                        "pay_records",
                        "work_card",
                        "channel",
                        "algorithm_managed",
                    )
                },
            ),
        ),
        "new_form",
    ),
    Situation(
        "in_time",
        gettext_noop("还来得及申请仲裁吗"),
        gettext_noop("一年的时效从哪天算"),
        "clock",
        (
            Ask("claim", gettext_noop("要的是什么？"), required=True),
            Ask("known", gettext_noop("哪天知道吃了亏？"), required=True),
            Ask("left", gettext_noop("已经离职的，哪天离的？"), field="end"),
            Ask(
                "interruptions",
                gettext_noop("中间最后一次向单位要、投诉或者申请调解是哪天？"),
                gettext_noop("要有证据，如聊天记录、投诉回执。"),
            ),
            Ask("filed", gettext_noop("哪天申请（或打算申请）仲裁？")),
        ),
        (
            Wanted(
                "limitation",
                {
                    "claim": "claim",
                    "known": "known",
                    "end": "left",
                    "interruptions": "interruptions",
                    "filed": "filed",
                },
                needs=("claim", "known"),
            ),
        ),
    ),
)
