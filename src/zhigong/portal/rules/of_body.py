"""Situations about body, family and what insurance should have paid."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.of_ending import MINIMUM
from zhigong.portal.rules.situation import NO, Ask, Situation, Wanted, same

REST = {"monthly_wage": "monthly_wage", "start": "rest_from", "end": "rest_to"}
# 供养亲属: how the law counts them, and the question that tells how many.
KEPT = {"spouse": "kept_spouse", "other": "kept_others", "lone": "kept_lone"}
REGIONAL = Ask(
    "regional_average_wage",
    gettext_noop("当地上年度职工月平均工资多少？"),
    gettext_noop("不知道就空着，丧葬补助金先不算。"),
    known="regional_avg_wage_month",
)

SITUATIONS = (
    Situation(
        "injury",
        gettext_noop("工作时受伤"),
        gettext_noop("基金付多少、单位付多少"),
        "help",
        (
            Ask("accident", gettext_noop("哪天受的伤？"), required=True),
            Ask("circumstance", gettext_noop("怎么受的伤？")),
            Ask("insured", gettext_noop("单位给您参加工伤保险了吗？")),
            Ask("graded", gettext_noop("做过鉴定、定了级吗？"), kind="yes-no"),
            Ask(
                "grade",
                gettext_noop("鉴定是几级？"),
                gettext_noop("1 到 10，1 最重。"),
                required=True,
                gate="graded",
                unit=gettext_noop("级"),
            ),
            Ask(
                "own_wage",
                gettext_noop("受伤前十二个月，月缴费工资平均多少？"),
                required=True,
                gate="graded",
            ),
            Ask(
                "regional_average_wage",
                gettext_noop("当地上年度职工月平均工资多少？"),
                gettext_noop("不知道就空着。"),
                gate="graded",
            ),
            Ask("rested", gettext_noop("停工养过伤吗？"), kind="yes-no"),
            Ask("monthly_wage", gettext_noop("受伤以前一个月多少工资？"), gate="rested"),
            Ask("rest_from", gettext_noop("养伤从哪天开始？"), field="start", gate="rested"),
            Ask("rest_to", gettext_noop("养伤到哪天？"), field="end", gate="rested"),
            Ask(
                "rest_paid",
                gettext_noop("养伤期间发过多少工资？"),
                field="stop_work_paid",
                gate="rested",
            ),
            Ask("gone", gettext_noop("已经离开这家单位了吗？"), kind="yes-no"),
            Ask("ended", gettext_noop("哪天离开的？"), gate="gone"),
            Ask("injury_ending", gettext_noop("怎么离开的？"), field="ending", gate="gone"),
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
            MINIMUM,
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
            Ask("born", gettext_noop("孩子生了吗？"), kind="yes-no"),
            Ask("due", gettext_noop("预产期是哪天？"), gate="born", opened=NO),
            Ask("birth", gettext_noop("哪天生的？"), gate="born"),
            Ask("babies", gettext_noop("生了几个？"), gate="born", unit=gettext_noop("个")),
            Ask("difficult", gettext_noop("是难产吗？"), gate="born"),
            Ask("contract_end", gettext_noop("合同到哪天？")),
            Ask("days", gettext_noop("产假休多少天？")),
            Ask("monthly_wage", gettext_noop("产假以前一个月多少工资？")),
            Ask("insured", gettext_noop("单位给您参加生育保险（医保）了吗？")),
            Ask(
                "employer_average_wage",
                gettext_noop("单位去年人均月工资多少？"),
                gettext_noop("生育津贴按它发，问单位或医保局。"),
                gate="insured",
            ),
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
        "death",
        gettext_noop("亲人因工作去世"),
        gettext_noop("丧葬、抚恤、一次性补助"),
        "help",
        (
            Ask("died", gettext_noop("哪天去世的？"), required=True),
            Ask("circumstance", gettext_noop("哪一种情形？")),
            Ask("insured", gettext_noop("单位给他（她）参加工伤保险了吗？")),
            REGIONAL,
            Ask("death_paid", gettext_noop("已经领到多少？"), field="paid"),
            Ask(
                "kept",
                gettext_noop("有没有靠他（她）养活、自己没有劳动能力的亲人？"),
                gettext_noop("如没有工作能力的配偶、年老的父母、没成年的子女。"),
                kind="yes-no",
            ),
            Ask("kept_spouse", gettext_noop("其中有配偶吗？"), kind="yes-no", gate="kept"),
            Ask(
                "kept_others",
                gettext_noop("父母、子女等其他亲人几个？"),
                gettext_noop("孤身的老人、孤儿不算在这里。"),
                kind="whole",
                gate="kept",
                unit=gettext_noop("人"),
            ),
            Ask(
                "kept_lone",
                gettext_noop("孤身一人的老人、没有父母的孩子几个？"),
                gettext_noop("他们每人多一成。"),
                kind="whole",
                gate="kept",
                unit=gettext_noop("人"),
            ),
            Ask(
                "own_wage",
                gettext_noop("出事前十二个月，月缴费工资平均多少？"),
                gettext_noop("抚恤金按它的几成每月发。"),
                gate="kept",
            ),
        ),
        (
            Wanted(
                "work_death",
                {
                    **same("died", "circumstance", "insured", "regional_average_wage", "own_wage"),
                    "paid": "death_paid",
                },
                needs=("died",),
                counted={"dependants": KEPT},
            ),
        ),
        "injury",
    ),
    Situation(
        "insurance",
        gettext_noop("单位没交社保"),
        gettext_noop("领不到失业金、报不了医药费，单位赔"),
        "shield",
        (
            Ask("can_make_up", gettext_noop("社保局说还能补办吗？")),
            Ask("jobless", gettext_noop("离开单位后，没领到失业金吗？"), kind="yes-no"),
            Ask("contribution_years", gettext_noop("该交几年了？"), required=True, gate="jobless"),
            Ask("leaving", gettext_noop("怎么离开的？"), required=True, gate="jobless"),
            Ask("ended", gettext_noop("哪天离开的？"), gate="jobless"),
            Ask(
                "wants_work",
                gettext_noop("去登记失业、找工作了吗（或单位不给办）？"),
                gate="jobless",
            ),
            Ask(
                "monthly_benefit",
                gettext_noop("当地失业金一个月多少？"),
                gettext_noop("社保局能查到。"),
                gate="jobless",
            ),
            Ask("treated", gettext_noop("看病花了钱，报不了吗？"), kind="yes-no"),
            Ask(
                "expenses",
                gettext_noop("看病能报销的部分花了多少？"),
                required=True,
                gate="treated",
            ),
            Ask(
                "share",
                gettext_noop("当地能报几成？"),
                gettext_noop("0.7 就是七成。"),
                required=True,
                gate="treated",
                field="reimbursement",
            ),
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
)
