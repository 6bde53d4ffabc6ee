"""工伤待遇汇总: every benefit of one injured worker, split by who pays, with what is missing named."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core.facts import Facts, Field, many, money
from zhigong.law.core.norms import article
from zhigong.law.core.registry import RULES, Context, rule
from zhigong.law.core.result import Item, Note, Result
from zhigong.law.injury.disability import disability_allowance, disability_subsidy
from zhigong.law.injury.ending_subsidies import injury_ending_subsidies
from zhigong.law.injury.own_wage import EMPLOYER, FUND, UNINSURED
from zhigong.law.injury.stop_work import injury_nursing, stop_work_pay

MEDICAL_COSTS = article("WII", 30)
FUND_ITEMS = article("SIL", 38)
EMPLOYER_ITEMS = article("SIL", 39)
MONTHLY = frozenset({"allowance", "nursing"})
PARTS = (
    ("disability_subsidy", disability_subsidy),
    ("stop_work_pay", stop_work_pay),
    ("disability_allowance", disability_allowance),
    ("injury_nursing", injury_nursing),
    ("injury_ending_subsidies", injury_ending_subsidies),
)
# Facts of one part that have another meaning here, or none.
_OWN = frozenset({"paid", "months", "agreed_once"})


def _fields() -> tuple[Field, ...]:
    """The fields of all parts, each once; only grade and own wage are needed."""
    found: dict[str, Field] = {}
    for name, _ in PARTS:
        for field in RULES[name].fields:
            if field.name not in _OWN:
                found.setdefault(field.name, field)
    extra = (
        many(money("medical_costs", gettext_noop("符合目录的治疗、康复费用"))),
        many(money("other_costs", gettext_noop("住院伙食补助、转外地交通食宿、辅助器具等费用"))),
        many(money("stop_work_paid", gettext_noop("停工留薪期内已发的工资"))),
    )
    return (*(_optional(field) for field in found.values()), *extra)


def _optional(field: Field) -> Field:
    needed = field.name in ("grade", "own_wage")
    return Field(
        field.name, field.kind, field.meaning, field.read, required=needed, unit=field.unit,
        choices=field.choices, parts=field.parts,
    )  # fmt: skip


@rule(
    "work_injury",
    title=gettext_noop("工伤待遇汇总（基金和单位各付多少）"),
    answer="items",
    fields=_fields(),
    articles=(FUND_ITEMS, EMPLOYER_ITEMS, UNINSURED),
    parameters=RULES["injury_ending_subsidies"].parameters,
    formula=(
        gettext_noop("逐项计算：伤残补助金、停工留薪期工资、伤残津贴、护理费、解除时两项补助金、费用"),
        gettext_noop("按月的项目不并入一次性合计；缺少参数的项目列明缺什么，不按零计"),
        gettext_noop("答案的金额为一次性项目之和，另列基金、单位各自的合计"),
    ),
    contested=(
        gettext_noop("各项的争议见各自的规则说明"),
        gettext_noop("第三人侵权（如交通事故）造成的工伤，侵权赔偿和工伤待遇可以都要，医疗费不重复；各地掌握略有不同"),
        gettext_noop("没有认定工伤、单位又不承认的，不能按工伤待遇请求，可以按人身损害起诉"),
    ),
    examples=(
        {"grade": 9, "own_wage": "6000", "insured": False, "monthly_wage": "6000", "start": "2024-03-01", "end": "2024-05-31"},
    ),
)  # fmt: skip
def work_injury(facts: Facts, context: Context) -> Result:
    """All injury benefits as items with their payer; ``amount`` is the sum of the one-off items. Yuan.

    A part whose facts or rows are missing is listed with ``value`` ``missing`` and a warning, never as zero.
    """
    result = Result(on=facts["accident"], articles=(FUND_ITEMS, EMPLOYER_ITEMS))
    for name, function in PARTS:
        if _asked(name, facts):
            _part(name, function, facts, context, result)
    _costs(facts, result)
    once = [
        (item.payer, item.amount)
        for item in result.items
        if item.amount is not None and not _monthly(item)
    ]
    result.amount = sum((amount for _, amount in once), Decimal(0))
    for payer, label in (
        (FUND, gettext_noop("其中基金支付")),
        (EMPLOYER, gettext_noop("其中单位支付")),
    ):
        total = sum((amount for who, amount in once if who == payer), Decimal(0))
        result.money(label, total)
    result.change(
        "law.injury.settlement",
        gettext_noop("评残前签订、明显低于法定待遇的赔偿协议可以请求撤销，请与本表合计比较"),
    )
    return result


def _asked(name: str, facts: Facts) -> bool:
    """Whether the facts ask for a part: only what can be owed at this grade and was told of."""
    grade = facts["grade"]
    if name == "stop_work_pay":
        return facts["monthly_wage"] is not None or facts["base"] is not None
    if name == "injury_nursing":
        return facts["level"] is not None
    if name == "disability_allowance":
        return grade <= 4 or (grade <= 6 and facts["suitable_work"] is False)
    if name == "injury_ending_subsidies":
        return grade >= 5 and (facts["ending"] is not None or facts["ended"] is not None)
    return True


def _part(name: str, function: Any, facts: Facts, context: Context, result: Result) -> None:
    known = {field: facts.get(field) for field in RULES[name].known if field not in _OWN}
    known |= dict.fromkeys(_OWN)
    if name == "stop_work_pay":
        known["paid"] = facts["stop_work_paid"]
    try:
        part = function(known, context)
    except Refused as refusal:
        result.item(name, RULES[name].title, value="missing")
        result.warnings.extend(Note(r.code, r.reason, r.params) for r in refusal.refusals)
        return
    result.items.extend(part.items)
    result.working.extend(line for line in part.working if line not in result.working)
    articles = part.articles or RULES[name].articles
    result.articles += tuple(one for one in articles if one not in result.articles)
    seen = {note.code for note in (*result.warnings, *result.changes)}
    result.warnings.extend(note for note in part.warnings if note.code not in seen)
    result.changes.extend(note for note in part.changes if note.code not in seen)


def _monthly(item: Item) -> bool:
    return item.name in MONTHLY


def _costs(facts: Facts, result: Result) -> None:
    payer = EMPLOYER if facts["insured"] is False else FUND
    for name, label in (
        ("medical_costs", gettext_noop("治疗、康复费用")),
        ("other_costs", gettext_noop("伙食补助、交通食宿、辅助器具等")),
    ):
        if facts[name]:
            total = sum(facts[name], Decimal(0))
            result.money(label, total, MEDICAL_COSTS)
            result.item(name, label, amount=total, basis=MEDICAL_COSTS, payer=payer)
