"""Claims that cannot stand side by side, and what the claims that can come to together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, permutations

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.picture import INJURY_BENEFITS, OVER_AGE, Claim, Picture
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import RULES
from zhigong.law.core.spoken import Words, words
from zhigong.law.ending.endings import ENDINGS

ONE_OF, OVERLAP, CONDITION = "one_of", "overlap", "condition"
RELATIONS = {
    ONE_OF: gettext_noop("二者只能选一"),
    OVERLAP: gettext_noop("同一段时间或者同一笔钱，不能重复计算"),
    CONDITION: gettext_noop("前提互相矛盾，请核对事实"),
}
_MOST_COMPARED = 14  # beyond that many claims the sum is taken greedily, largest first


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Two claims of the case (by their places), how they are at odds, why and by which article."""

    first: int
    second: int
    relation: str
    why: Words
    basis: Article | None


_Pair = Callable[[Claim, Claim], bool]


def _always(one: Claim, other: Claim) -> bool:
    return True


def _same_days(one: Claim, other: Claim) -> bool:
    """Whether both say which days they are about, and share some."""
    return bool(one.span and other.span and one.span.overlap(other.span))


def _same_term(one: Claim, other: Claim) -> bool:
    """Whether both are about the same service, or about the same year without a contract."""
    return bool(one.term and other.term and one.term.overlap(other.term))


def _wants_total(one: Claim, other: Claim) -> bool:
    return "total" in (one.facts.get("part"), other.facts.get("part"))


def _resumes(one: Claim, other: Claim) -> bool:
    return "resume" in (one.facts.get("remedy"), other.facts.get("remedy"))


def _pays_damages(one: Claim, other: Claim) -> bool:
    return not _resumes(one, other)


# The items of the total of injury benefits, by the rule that computes each alone.
_PARTS = {
    "disability_subsidy": {"subsidy"},
    "disability_allowance": {"allowance"},
    "injury_ending_subsidies": {"medical", "employment"},
    "stop_work_pay": {"stop_work_pay"},
    "injury_nursing": {"nursing"},
}


def _in_total(one: Claim, other: Claim) -> bool:
    """Whether the total of injury benefits holds the part that is claimed beside it (all, where it was refused)."""
    total, part = (one, other) if one.rule == "work_injury" else (other, one)
    told = {item.name for item in total.result.items if item.amount is not None}
    return not told or bool(told & _PARTS[part.rule])


def _kept_back(one: Claim, other: Claim) -> bool:
    """Whether a deduction is part of the wages that are claimed as unpaid: of the same days, and no more than these."""
    taken, unpaid = (one, other) if one.rule == "deductions" else (other, one)
    if taken.facts.get("reason") == "deposit" or taken.amount is None or unpaid.amount is None:
        return False
    on, span = taken.facts.get("on"), unpaid.span
    return taken.amount <= unpaid.amount and (not on or not span or span.start <= on <= span.end)


def _breach_stands(one: Claim, other: Claim) -> bool:
    """Whether anything is owed for a breach of the non-compete."""
    breach = one if one.rule == "non_compete_breach" else other
    return bool(breach.amount)


@dataclass(frozen=True, slots=True)
class _Rule:
    one: str
    other: str
    relation: str
    why: str
    basis: Article
    when: _Pair = _always


_TABLE = (
    _Rule(
        "non_compete_compensation",
        "non_compete_breach",
        CONDITION,
        gettext_noop("违反竞业限制的期间没有补偿，已付的应当返还：是否违反决定哪一项成立"),
        article("JI-1", 40),
        _breach_stands,
    ),
    _Rule(
        "severance",
        "unlawful_dismissal",
        ONE_OF,
        gettext_noop("支付了违法解除赔偿金的，不再支付经济补偿：解除是否合法决定选哪一项"),
        article("LCLR", 25),
        _pays_damages,
    ),
    _Rule(
        "severance",
        "unlawful_dismissal",
        ONE_OF,
        gettext_noop("要求继续履行劳动合同的，劳动关系没有结束，没有经济补偿"),
        article("LCL", 48),
        _resumes,
    ),
    _Rule(
        "notice_pay",
        "unlawful_dismissal",
        ONE_OF,
        gettext_noop(
            "代通知金只适用于依第四十条合法解除而未提前三十日通知的情形，与违法解除赔偿金不能并得"
        ),
        article("LCL", 40),
    ),
    *(
        _Rule(
            rule,
            "reinstatement_pay",
            ONE_OF,
            gettext_noop(
                "继续履行合同期间的工资以劳动关系没有结束为前提，与结束劳动关系的补偿、赔偿不能并得"
            ),
            article("LCL", 48),
            _pays_damages,
        )
        for rule in ("severance", "unlawful_dismissal", "notice_pay")
    ),
    _Rule(
        "unlawful_dismissal",
        "reinstatement_pay",
        OVERLAP,
        gettext_noop("要求继续履行的，违法解除一项里算的就是恢复履行前的工资"),
        article("JI-2", 18),
        _resumes,
    ),
    _Rule(
        "lump_sum_wage",
        "overtime",
        OVERLAP,
        gettext_noop("包薪不足的部分就是加班工资的差额，不能再算一次加班工资"),
        article("LL", 44),
    ),
    _Rule(
        "lump_sum_wage",
        "minimum_wage_check",
        OVERLAP,
        gettext_noop("包薪检验已经按最低工资计算，不能再补一次最低工资差额"),
        article("LL", 48),
    ),
    *(
        _Rule(
            rule,
            "illegal_employment_injury",
            ONE_OF,
            gettext_noop("非法用工按一次性赔偿办法赔偿，不再按工伤保险待遇计算"),
            article("WII", 66),
        )
        for rule in ("work_injury", "work_death", "disability_subsidy", "injury_ending_subsidies")
    ),
    _Rule(
        "double_wage",
        "wage_arrears",
        OVERLAP,
        gettext_noop("按两倍全额计算的二倍工资已含第一倍工资，与同期拖欠工资重复"),
        article("LCL", 82, paragraph=1),
        _wants_total,
    ),
    *(
        _Rule(
            rule,
            "wage_arrears",
            OVERLAP,
            gettext_noop("与拖欠工资是同一段时间的同一份报酬，不能重复计算"),
            article("LL", 50),
            _same_days,
        )
        for rule in (
            "stop_work_pay",
            "stoppage_pay",
            "sick_pay_floor",
            "maternity_pay",
            "reinstatement_pay",
        )
    ),
    _Rule(
        "disability_subsidy",
        "work_injury",
        OVERLAP,
        gettext_noop("工伤待遇总额已含一次性伤残补助金"),
        article("WII", 35),
        _in_total,
    ),
    *(
        _Rule(
            rule,
            "work_injury",
            OVERLAP,
            gettext_noop("工伤待遇总额已含该项待遇"),
            article("WII", 35),
            _in_total,
        )
        for rule in (
            "disability_allowance",
            "injury_ending_subsidies",
            "stop_work_pay",
            "injury_nursing",
        )
    ),
    _Rule(
        "deductions",
        "wage_arrears",
        OVERLAP,
        gettext_noop("从工资里扣下的钱，已经算在少发的工资里"),
        article("WPR", 15),
        _kept_back,
    ),
    _Rule(
        "uninsured_lump_sum",
        "work_injury",
        ONE_OF,
        gettext_noop("协商一次性支付待遇的，不再按月计算长期待遇"),
        article("WII-SC", 33),
    ),
)


_BY_PAIR = {
    pair: tuple(row for row in _TABLE if frozenset((row.one, row.other)) == pair)
    for pair in {frozenset((row.one, row.other)) for row in _TABLE}
}


def exclusions(case: Picture) -> list[Exclusion]:
    """Every pair of claims at odds; claims that were refused are compared too."""
    found = []
    for one, other in _pairs(case):
        for row in _BY_PAIR.get(frozenset((one.rule, other.rule)), ()):
            if row.when(one, other):
                why = words(row.why)
                found.append(Exclusion(one.index, other.index, row.relation, why, row.basis))
        found += _same_claim(one, other)
    return [*found, *_notice_without_article_40(case), *_over_age(case)]


def _pairs(case: Picture) -> Iterator[tuple[Claim, Claim]]:
    """Every two claims of the same worker."""
    return (
        (one, other) for one, other in combinations(case.claims, 2) if one.worker == other.worker
    )


def _same_claim(one: Claim, other: Claim) -> list[Exclusion]:
    """The same claim twice over the same days, or twice with no days at all."""
    if one.rule != other.rule or RULES[one.rule].answer not in ("amount", "range"):
        return []
    if not one.facts or not other.facts:
        return []
    same = _same_days(one, other) or _same_term(one, other) or one.facts == other.facts
    if not same:
        return []
    why = words(gettext_noop("同一项请求算了两次"))
    return [Exclusion(one.index, other.index, OVERLAP, why, None)]


def _notice_without_article_40(case: Picture) -> list[Exclusion]:
    """Notice pay beside a severance whose ending is none of article 40."""
    found = []
    for one, other in _pairs(case):
        if {one.rule, other.rule} != {"severance", "notice_pay"}:
            continue
        severance = one if one.rule == "severance" else other
        ending = ENDINGS.get(severance.facts.get("ending") or "")
        if ending and not ending.notice:
            why = words(
                gettext_noop("“%(ending)s”没有代通知金：只有第四十条的解除才有"),
                ending=ending.label,
            )
            found.append(Exclusion(one.index, other.index, CONDITION, why, article("LCL", 40)))
    return found


_LABOUR_ONLY = frozenset({"severance", "unlawful_dismissal", "notice_pay", "double_wage"})


def _over_age(case: Picture) -> list[Exclusion]:
    """Claims that only a labour relation gives, beside the finding that the worker is over the age."""
    return [
        Exclusion(
            min(one.index, other.index),
            max(one.index, other.index),
            CONDITION,
            words(
                gettext_noop("超龄劳动者不是劳动关系的，没有经济补偿、赔偿金、代通知金和二倍工资")
            ),
            article("OVERAGE", 8),
        )
        for one, other in permutations(case.claims, 2)
        if one.rule == "over_age_worker"
        and one.result.value in OVER_AGE
        and other.rule in _LABOUR_ONLY
        and one.worker == other.worker
    ]


@dataclass(frozen=True, slots=True)
class Together:
    """The claims that can stand together with the largest sum, and that sum."""

    claims: tuple[int, ...]
    amount: Decimal


def together(case: Picture, against: Sequence[Exclusion]) -> Together:
    """The largest sum of claims none of which excludes another; only claims with a sum count."""
    lost = {
        index
        for each in against
        for index in (each.first, each.second)
        if each.relation == CONDITION and case.over_age and case.claims[index].rule in _LABOUR_ONLY
    }
    sums = {
        claim.index: claim.owed_to_worker
        for claim in case.claims
        if claim.owed_to_worker is not None
        and claim.index not in lost
        and not (case.recognition_over and claim.rule in INJURY_BENEFITS)
    }
    barred = {frozenset((e.first, e.second)) for e in against}
    entangled = [i for i in sums if any(i in pair for pair in barred)]
    free = [i for i in sums if i not in entangled]
    chosen = _best(entangled, sums, barred)
    kept = tuple(sorted([*free, *chosen]))
    return Together(kept, sum((sums[i] for i in kept), Decimal(0)))


def _best(
    entangled: list[int], sums: dict[int, Decimal], barred: set[frozenset[int]]
) -> tuple[int, ...]:
    if len(entangled) > _MOST_COMPARED:
        return _greedy(entangled, sums, barred)
    best: tuple[int, ...] = ()
    most = Decimal(-1)
    for size in range(len(entangled), -1, -1):
        for chosen in combinations(entangled, size):
            if any(frozenset(pair) in barred for pair in combinations(chosen, 2)):
                continue
            total = sum((sums[i] for i in chosen), Decimal(0))
            if total > most:
                best, most = chosen, total
    return best


def _greedy(
    entangled: list[int], sums: dict[int, Decimal], barred: set[frozenset[int]]
) -> tuple[int, ...]:
    chosen: list[int] = []
    for index in sorted(entangled, key=lambda i: -sums[i]):
        if not any(frozenset((index, other)) in barred for other in chosen):
            chosen.append(index)
    return tuple(chosen)
