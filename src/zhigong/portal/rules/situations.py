"""算一算: what happened, what must be asked, and which rules of law answer.

A situation asks only what its rules need, in plain words; the kind of each answer, its choices and
the legal word beside it come from the rules themselves (``law.rulebook.RULES``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.rulebook import RULES


@dataclass(frozen=True, slots=True)
class Ask:
    """One question. ``label`` in plain words; empty: the rule's own words are plain enough."""

    name: str
    label: str = ""
    hint: str = ""
    required: bool = False
    field: str = ""  # the rule's field where it is called otherwise

    @property
    def source(self) -> str:
        return self.field or self.name


@dataclass(frozen=True, slots=True)
class Wanted:
    """A claim made of answers: ``fields`` maps the rule's fields to questions; ``fixed`` is given.

    It is only made when every question of ``needs`` was answered.
    """

    rule: str
    fields: Mapping[str, str]
    fixed: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Situation:
    key: str
    title: str
    note: str
    icon: str
    asks: tuple[Ask, ...]
    claims: tuple[Wanted, ...]
    cause: str = "other"  # of mediation's list, where it is carried into a request


HIRE = Ask("hire", gettext_noop("哪天开始上班？"), required=True)
END = Ask("end", gettext_noop("最后一天上班是哪天？"), required=True)
WAGE = Ask(
    "monthly_wage",
    gettext_noop("离职前一年，一个月平均多少工资？"),
    gettext_noop("加班费、奖金、提成都算在内，扣社保和个税之前。"),
    required=True,
)
SERVICE = {"hire": "hire", "end": "end", "monthly_wage": "monthly_wage"}
NEED_SERVICE = ("hire", "end", "monthly_wage")

_ALL = (
    Situation(
        "dismissed",
        gettext_noop("被辞退了"),
        gettext_noop("看单位占不占理：不占理两倍，占理一倍"),
        "help",
        (
            HIRE,
            END,
            WAGE,
            Ask("leave_days", gettext_noop("今年还有几天年休假没休？"), field="days"),
        ),
        (
            Wanted(
                "unlawful_dismissal",
                SERVICE,
                needs=NEED_SERVICE,
                title=gettext_noop("单位没有理由或程序不对：赔偿金"),
            ),
            Wanted(
                "severance",
                SERVICE,
                {"ending": "mutual_employer"},
                NEED_SERVICE,
                gettext_noop("单位依法解除或和您商量好：经济补偿（和赔偿金只能要一样）"),
            ),
            Wanted(
                "unused_leave",
                {"monthly_wage": "monthly_wage", "days": "leave_days"},
                needs=("monthly_wage", "leave_days"),
            ),
        ),
        "ending",
    ),
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
                {"known": "start"},
                {"claim": "wage_arrears"},
                ("start",),
                gettext_noop("还来得及吗"),
            ),
        ),
        "pay",
    ),
    Situation(
        "forced",
        gettext_noop("单位欠薪、不交社保，我不干了"),
        gettext_noop("写明原因再走，也有补偿"),
        "logout",
        (HIRE, END, WAGE),
        (Wanted("severance", SERVICE, {"ending": "worker_art38"}, NEED_SERVICE),),
        "ending",
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
            Ask("ending", gettext_noop("怎么没续上？"), field="ending"),
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
                    )
                },
                needs=("monthly_wage",),
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
            Ask("taken", gettext_noop("今年休了几天？")),
            Ask("days", gettext_noop("还有几天没休？")),
            Ask("monthly_wage", gettext_noop("一个月多少工资（不算加班费）？")),
        ),
        (
            Wanted(
                "annual_leave_days",
                {"service_years": "service_years", "taken": "taken"},
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
            Ask("grade", gettext_noop("鉴定是几级？"), gettext_noop("1 到 10，1 最重。")),
            Ask("own_wage", gettext_noop("受伤前十二个月，月缴费工资平均多少？")),
            Ask("insured", gettext_noop("单位给您参加工伤保险了吗？")),
            Ask("regional_average_wage", gettext_noop("当地上年度职工月平均工资（知道就填）")),
            Ask("ended", gettext_noop("已经离开的，哪天离开？")),
            Ask("injury_ending", gettext_noop("怎么离开的？"), field="ending"),
        ),
        (
            Wanted("injury_recognition", {"accident": "accident"}, needs=("accident",)),
            Wanted(
                "work_injury",
                {
                    "grade": "grade",
                    "own_wage": "own_wage",
                    "accident": "accident",
                    "insured": "insured",
                    "regional_average_wage": "regional_average_wage",
                    "ended": "ended",
                    "ending": "injury_ending",
                },
                needs=("grade", "own_wage"),
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
        ),
        "women",
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
        ),
        (
            Wanted(
                "probation_limit",
                {"contract_months": "contract_months"},
                needs=("contract_months",),
            ),
            Wanted(
                "probation_damages",
                {
                    "contract_months": "contract_months",
                    "served_months": "served_months",
                    "full_wage": "full_wage",
                },
                needs=("contract_months", "served_months", "full_wage"),
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
        ),
        (
            Wanted(
                "service_period_penalty",
                {
                    n: n
                    for n in ("training_cost", "total_months", "served_months", "agreed_penalty")
                },
                needs=("training_cost", "total_months", "served_months"),
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
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
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
            ),
        ),
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
            Ask("minimum_wage", gettext_noop("当地最低工资（不知道就空着）")),
            Ask("on", gettext_noop("哪天停的？")),
        ),
        (
            Wanted(
                "stoppage_pay",
                {n: n for n in ("monthly_wage", "cycle_days", "later_days", "minimum_wage", "on")},
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
        ),
        (
            Wanted(
                "limitation",
                {"claim": "claim", "known": "known", "end": "left"},
                needs=("claim", "known"),
            ),
        ),
    ),
)
SITUATIONS: dict[str, Situation] = {one.key: one for one in _ALL}


def field_of(situation: Situation, ask: Ask) -> Any:
    """The law's own field behind a question: its kind, unit, choices and legal meaning."""
    for wanted in situation.claims:
        for name, source in wanted.fields.items():
            if source == ask.name and name in RULES[wanted.rule].known:
                return RULES[wanted.rule].known[name]
    raise KeyError(f"{situation.key}: no rule asks {ask.name}")


def claims_for(situation: Situation, answers: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The claims that can be made of what has been answered so far, as documents for the law.

    ``answers`` are plain texts; an empty one counts as not given. Nothing is guessed: a claim whose
    needs are not met is left out until they are.
    """
    given = {k: v for k, v in answers.items() if v not in (None, "")}
    found = []
    for wanted in situation.claims:
        if not given or not all(need in given for need in wanted.needs):
            continue
        facts = {name: given[source] for name, source in wanted.fields.items() if source in given}
        found.append({"rule": wanted.rule, **wanted.fixed, **facts})
    return found


def title_for(situation: Situation, rule: str) -> str:
    """What a claim is called in this situation."""
    own = next((w.title for w in situation.claims if w.rule == rule and w.title), "")
    return own or RULES[rule].title
