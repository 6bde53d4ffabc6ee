"""The rule ``parties``: who must be named on both sides of a dispute (labour_law C3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhigong.kernel.text import gettext_noop
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words

BOTH_SIDES = article("LDMA", 22, paragraph=1)


@dataclass(frozen=True, slots=True)
class Situation:
    """A situation that changes who is a party: the roles to name, the effect, the article."""

    label: str
    roles: tuple[str, ...]
    effect: str
    basis: Article
    side: str = "employer"


ROLES: Mapping[str, str] = MappingProxyType(
    {
        "worker": gettext_noop("劳动者"),
        "employer": gettext_noop("用人单位"),
        "dispatcher": gettext_noop("劳务派遣单位"),
        "host": gettext_noop("用工单位"),
        "successor": gettext_noop("合并后的单位"),
        "split_units": gettext_noop("分立后的实际用人单位"),
        "all_split_units": gettext_noop("分立后的各单位"),
        "principal": gettext_noop("发包方"),
        "contractor": gettext_noop("承包方"),
        "investor": gettext_noop("出资人、开办单位或者主管部门"),
        "lender": gettext_noop("营业执照出借方、被挂靠单位"),
        "operator": gettext_noop("营业执照登记的经营者"),
        "new_employer": gettext_noop("新的用人单位（第三人）"),
        "affiliates": gettext_noop("交替或者混同用工的关联单位"),
        "qualified_firm": gettext_noop("具备用工主体资格的承包单位"),
        "general_contractor": gettext_noop("施工总承包单位"),
        "owner": gettext_noop("建设单位"),
        "relatives": gettext_noop("近亲属"),
        "guardian": gettext_noop("法定代理人"),
        "third_party": gettext_noop("有利害关系的第三人"),
        "union": gettext_noop("工会"),
    }
)

_ROWS: tuple[tuple[str, Situation], ...] = (
    (
        "dispatch",
        Situation(
            gettext_noop("劳务派遣"),
            ("dispatcher", "host"),
            gettext_noop(
                "派遣单位和用工单位为共同当事人；用工单位给劳动者造成损害的，承担连带责任"
            ),
            article("LDMA", 22, paragraph=2),
        ),
    ),
    (
        "merged",
        Situation(
            gettext_noop("用人单位合并"),
            ("successor",),
            gettext_noop("合并前发生的争议，由合并后的单位为当事人"),
            article("JI-1", 26, paragraph=1),
        ),
    ),
    (
        "split",
        Situation(
            gettext_noop("用人单位分立"),
            ("split_units",),
            gettext_noop("由分立后的实际用人单位为当事人"),
            article("JI-1", 26, paragraph=1),
        ),
    ),
    (
        "split_unclear",
        Situation(
            gettext_noop("分立后由谁承受权利义务不明确"),
            ("all_split_units",),
            gettext_noop("分立后的单位均为当事人"),
            article("JI-1", 26, paragraph=2),
        ),
    ),
    (
        "contracting",
        Situation(
            gettext_noop("承包经营期间发生争议"),
            ("principal", "contractor"),
            gettext_noop("发包方和承包方都作为当事人"),
            article("JI-1", 28),
        ),
    ),
    (
        "personal_contracting",
        Situation(
            gettext_noop("个人承包经营违法招用劳动者"),
            ("principal", "contractor"),
            gettext_noop("给劳动者造成损害的，发包组织与个人承包经营者承担连带赔偿责任"),
            article("LCL", 94),
        ),
    ),
    (
        "unlicensed",
        Situation(
            gettext_noop("未办营业执照、被吊销或者到期仍继续经营"),
            ("employer", "investor"),
            gettext_noop("将用人单位或者其出资人列为当事人"),
            article("JI-1", 29),
        ),
    ),
    (
        "borrowed_licence",
        Situation(
            gettext_noop("挂靠、借用他人营业执照经营"),
            ("employer", "lender"),
            gettext_noop("将用人单位和营业执照出借方列为当事人"),
            article("JI-1", 30),
        ),
    ),
    (
        "individual_business",
        Situation(
            gettext_noop("个体工商户"),
            ("operator",),
            gettext_noop("以营业执照上登记的字号为当事人，没有字号的为经营者；同时注明经营者"),
            article("CPL-I", 59),
        ),
    ),
    (
        "still_employed_elsewhere",
        Situation(
            gettext_noop("招用尚未与原单位解除合同的劳动者"),
            ("employer", "new_employer"),
            gettext_noop("原单位与劳动者的争议，可以列新的用人单位为第三人"),
            article("JI-1", 27, paragraph=1),
        ),
    ),
    (
        "affiliates",
        Situation(
            gettext_noop("关联单位交替或者混同用工"),
            ("affiliates",),
            gettext_noop(
                "订有书面合同的按合同确认；未订的按用工管理、工作内容、报酬支付、社保缴纳等确认"
            ),
            article("JI-2", 3),
        ),
    ),
    (
        "illegal_subcontract",
        Situation(
            gettext_noop("转包、分包给不具备合法经营资格的组织或者个人"),
            ("qualified_firm",),
            gettext_noop("可请求具备资格的承包单位支付劳动报酬、承担认定工伤后的工伤保险责任"),
            article("JI-2", 1),
        ),
    ),
    (
        "affiliated_operation",
        Situation(
            gettext_noop("挂靠他人名义对外经营"),
            ("lender",),
            gettext_noop("可请求被挂靠单位支付劳动报酬、承担认定工伤后的工伤保险责任"),
            article("JI-2", 2),
        ),
    ),
    (
        "construction_wages",
        Situation(
            gettext_noop("工程建设领域拖欠农民工工资"),
            ("employer", "general_contractor"),
            gettext_noop(
                "分包单位拖欠的，由施工总承包单位先行清偿，再依法追偿；工资应由总承包单位通过专用账户直接发到本人"
            ),
            article("MIG", 30),
        ),
    ),
    (
        "construction_owner",
        Situation(
            gettext_noop("建设单位或者总包单位发包给无资格的个人或者单位"),
            ("owner", "general_contractor"),
            gettext_noop("由建设单位或者施工总承包单位清偿"),
            article("MIG", 36),
        ),
    ),
    (
        "construction_unplanned",
        Situation(
            gettext_noop("工程项目违反规划、工程建设等法律法规而欠薪"),
            ("owner",),
            gettext_noop("由建设单位清偿"),
            article("MIG", 37),
        ),
    ),
    (
        "worker_died",
        Situation(
            gettext_noop("劳动者死亡"),
            ("relatives",),
            gettext_noop("由其近亲属或者代理人参加"),
            article("LDMA", 25),
            side="worker",
        ),
    ),
    (
        "incapacity",
        Situation(
            gettext_noop("丧失或者部分丧失民事行为能力"),
            ("worker", "guardian"),
            gettext_noop("由法定代理人代为参加；没有的，由仲裁委员会指定"),
            article("LDMA", 25),
            side="worker",
        ),
    ),
    (
        "minor",
        Situation(
            gettext_noop("十六至十八周岁的劳动者"),
            ("worker", "guardian"),
            gettext_noop(
                "以自己的劳动收入为主要生活来源的，视为完全民事行为能力人；监护人可以协助"
            ),
            article("CIVIL", 18, paragraph=2),
            side="worker",
        ),
    ),
    (
        "third_party",
        Situation(
            gettext_noop("案外人与处理结果有利害关系"),
            ("third_party",),
            gettext_noop("可以申请参加或者由仲裁委员会通知参加"),
            article("LDMA", 23),
            side="third",
        ),
    ),
    (
        "collective_contract",
        Situation(
            gettext_noop("履行集体合同"),
            ("union",),
            gettext_noop("由工会提请仲裁、提起诉讼"),
            article("TUL", 21, paragraph=4),
            side="worker",
        ),
    ),
)
SITUATIONS: Mapping[str, Situation] = MappingProxyType(dict(_ROWS))
_LABELS = {key: row.label for key, row in SITUATIONS.items()}
# Situations in which the named units stand in place of the employer, not beside it.
_INSTEAD = frozenset({"merged", "split", "split_unclear", "individual_business"})


@rule(
    "parties",
    title=gettext_noop("当事人"),
    answer="items",
    fields=(
        read.many(
            read.choice(
                "situations",
                gettext_noop("用工情形"),
                _LABELS,
                aliases=other_words("situations"),
            )
        ),
    ),
    articles=(BOTH_SIDES,),
    formula=(
        gettext_noop("一般：劳动者和用人单位为双方当事人"),
        gettext_noop(
            "有派遣、承包、挂靠、未办照、合并分立、死亡等情形的，按各条增列或者替换当事人"
        ),
    ),
    contested=(gettext_noop("关联单位混同用工时与谁存在劳动关系，按实际用工情况综合认定"),),
    examples=({"situations": ["dispatch"]}, {"situations": ["unlicensed", "borrowed_licence"]}),
)
def parties(facts: Facts, context: Context) -> Result:
    """The roles to be named (``value``) and, one item a situation, what follows from it."""
    rows = {key: SITUATIONS[key] for key in dict.fromkeys(facts["situations"] or ())}
    worker = ["relatives"] if "worker_died" in rows else ["worker"]
    employer = [] if _INSTEAD & rows.keys() or "dispatch" in rows else ["employer"]
    named = [*worker, *employer, *(role for row in rows.values() for role in row.roles)]
    if "worker_died" in rows:
        named = [role for role in named if role != "worker"]
    result = Result(value=list(dict.fromkeys(named)))
    result.line(gettext_noop("劳动争议的双方当事人"), f"{len(set(named))}", BOTH_SIDES)
    for role in dict.fromkeys(named):
        result.item(role, ROLES[role])
    for key, row in rows.items():
        result.line(row.effect, row.label, row.basis)
        result.extra = {**(result.extra or {}), key: list(row.roles)}
    result.articles = tuple(dict.fromkeys((BOTH_SIDES, *(row.basis for row in rows.values()))))
    result.warn(
        "law.parties.mandate",
        gettext_noop("代理人须提交授权委托书，写明委托事项和权限；代为承认、放弃、和解须特别授权"),
    )
    return result
