"""The rule ``deadline``: the last day of a period of the law, or of so many days from a date."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, need_one
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.deadlines import ALIASES, KINDS, WITHOUT_NUMBER, Deadline, due, due_after
from zhigong.law.procedure.kinds import Unit

_LENGTHS = tuple(unit.value for unit in Unit)
_LONGEST = {"days": 20_000, "workdays": 5_000, "months": 600, "years": 50}
_CHOICES = {
    **{kind.id: kind.title for kind in KINDS.values()},
    **{alias: KINDS[kind].title for alias, kind in ALIASES.items()},
    **dict.fromkeys(WITHOUT_NUMBER, gettext_noop("受理仲裁审查申请（“及时”，没有具体天数）")),
}


@rule(
    "deadline",
    title=gettext_noop("期限"),
    answer="date",
    fields=(
        read.choice(
            "kind",
            gettext_noop("法定期限的编号"),
            _CHOICES,
            aliases={**{key.casefold(): key for key in _CHOICES}, **other_words("periods")},
        ),
        read.whole("days", gettext_noop("自然日数"), high=_LONGEST["days"], unit="days"),
        read.whole("workdays", gettext_noop("工作日数"), high=_LONGEST["workdays"], unit="days"),
        read.whole("months", gettext_noop("月数"), high=_LONGEST["months"], unit="months"),
        read.whole("years", gettext_noop("年数"), high=_LONGEST["years"], unit="years"),
        read.day("from", gettext_noop("起算事件发生之日（当日不计入）"), required=True),
        read.whole("extension", gettext_noop("依法延长的长度，单位同该期限"), high=365),
        read.spans("pauses", gettext_noop("依法不计入期限的期间")),
        read.day("restarted", gettext_noop("依法重新起算之日")),
    ),
    articles=(
        article("CPL", 85),
        article("CIVIL", 203),
        article("ARB-R", 19),
        article("ARB-R", 80),
    ),
    formula=(
        gettext_noop("起算事件发生的当日不计入，自次日起算"),
        gettext_noop("按日计算的，加上日数；按月、年计算的，到期月的对应日，没有对应日的为月末日"),
        gettext_noop("仲裁的三日、五日、十日指工作日，逐日跳过休息日和节假日，调休上班日算工作日"),
        gettext_noop("最后一日是法定节假日或者休息日的，顺延至其后第一个工作日"),
    ),
    contested=(
        gettext_noop("邮寄的在途时间不计，期满前交邮的不算过期（民事诉讼法第八十五条）"),
        gettext_noop(
            "因不可抗力等正当理由耽误的，障碍消除后十日内可以申请顺延（民事诉讼法第八十六条）"
        ),
        gettext_noop("有权机关逾期不作决定的，当事人取得下一步的权利，不因此丧失权利"),
        gettext_noop(
            "调解期限、工会函书期限届满日遇休息日是否顺延，没有明文；按民法典和民事诉讼法的规则顺延"
        ),
        gettext_noop("最后一日“法定休假日”是否包括周末和调休日，通说包括"),
        gettext_noop("尚未公布放假安排的年份，日期是暂定的"),
    ),
    examples=(
        {"kind": "T-SUE", "from": "2026-09-18"},
        {"kind": "T-MED", "from": "2026-04-21", "extension": 10},
        {"workdays": 15, "from": "2026-09-16"},
    ),
)
def deadline(facts: Facts, context: Context) -> Result:
    """The last day in time for a step of the table B3, or so many days from a date."""
    chosen = need_one(facts, "kind", *_LENGTHS)
    if chosen == "kind":
        found = due(
            facts["kind"],
            facts["from"],
            extension=facts["extension"] or 0,
            pauses=facts["pauses"] or (),
            restarted=facts["restarted"],
        )
    else:
        found = due_after(facts["from"], facts[chosen], Unit(chosen))
    return answered(found)


def answered(found: Deadline) -> Result:
    """A deadline as the result of a claim."""
    result = Result(date=found.due, on=found.start, articles=(found.article,))
    result.working.extend(found.working)
    # That a norm began later is said of every claim alike.
    result.warnings.extend(w for w in found.warnings if w.code != "law.deadline.before-norm")
    result.extra = {"provisional": found.provisional}
    if found.earliest:
        result.conclusion = gettext_noop("自该日起才可以办理")
    if found.missed:
        result.change("law.deadline.missed", found.missed)
    return result
