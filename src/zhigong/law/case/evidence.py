"""What must be proven in this case, by whom, and with what (labour_law A20)."""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.picture import Picture
from zhigong.law.core.norms import Article, article

WORKER, EMPLOYER = "worker", "employer"
BURDENS = {
    WORKER: gettext_noop("劳动者举证"),
    EMPLOYER: gettext_noop("用人单位举证"),
}
_HELD = article("LDMA", 6)
_ORDERED = article("LDMA", 39, paragraph=2)


@dataclass(frozen=True, slots=True)
class Proof:
    """One fact: who bears the burden, by which article, what serves as proof, for which claims."""

    fact: str
    burden: str
    basis: Article
    papers: str
    rules: frozenset[str] = frozenset()
    note: str = ""


_N = frozenset({"severance", "unlawful_dismissal", "notice_pay"})
_PAY = frozenset(
    {"wage_arrears", "overtime", "minimum_wage", "stoppage_pay", "sick_pay_floor", "double_wage"}
)
_INJURY = frozenset(
    {
        "work_injury",
        "disability_subsidy",
        "disability_allowance",
        "injury_ending_subsidies",
        "stop_work_pay",
        "injury_nursing",
        "injury_recognition",
        "work_death",
    }
)
_ANY = frozenset[str]()
_NO_INJURY = gettext_noop("不是工伤")

_TABLE = (
    Proof(
        gettext_noop("劳动关系存在（初步证据）"),
        WORKER,
        article("REL-2005", 2),
        gettext_noop(
            "工资流水、社保记录、工作证、工作群、考勤、同事证言；招用登记、工资表、考勤由单位提供"
        ),
        _ANY,
    ),
    Proof(
        gettext_noop("工资发放"),
        EMPLOYER,
        article("WPR", 6),
        gettext_noop("单位应保存两年以上的工资支付记录；劳动者先提供银行流水、工资条"),
        _PAY | _N,
        gettext_noop("农民工工资台账单位至少保存三年"),
    ),
    Proof(
        gettext_noop("月工资、离职前十二个月平均工资"),
        WORKER,
        _HELD,
        gettext_noop(
            "劳动合同、银行流水、个税记录、社保缴费基数；工资表由单位掌握的，单位不提供承担不利后果"
        ),
        _N | _PAY | {"unused_leave", "non_compete_compensation"},
    ),
    Proof(
        gettext_noop("解除、终止的决定及其理由，减少报酬，工作年限的计算"),
        EMPLOYER,
        article("JI-1", 44),
        gettext_noop(
            "解除通知书、规章制度及其公示、违纪事实、通知工会的材料；劳动者保存收到的通知和聊天记录"
        ),
        _N,
    ),
    Proof(
        gettext_noop("规章制度经民主程序制定并公示"),
        EMPLOYER,
        article("JI-1", 50),
        gettext_noop("职代会或者全体职工讨论记录、公示或者签收记录"),
        frozenset({"unlawful_dismissal"}),
    ),
    Proof(
        gettext_noop("因单位过错而解除的理由"),
        WORKER,
        article("LCL", 38),
        gettext_noop("写明欠薪、未参保等理由的解除通知及送达凭证"),
        frozenset({"severance"}),
    ),
    Proof(
        gettext_noop("加班的事实"),
        WORKER,
        article("JI-1", 42),
        gettext_noop(
            "考勤、排班、打卡、工作群、加班审批；或者证明单位掌握加班证据，单位不提供的承担不利后果"
        ),
        frozenset({"overtime"}),
    ),
    Proof(
        gettext_noop("书面劳动合同已签订并交付"),
        EMPLOYER,
        _HELD,
        gettext_noop("合同原件、签收记录；电子合同须可查阅、下载"),
        frozenset({"double_wage"}),
    ),
    Proof(
        gettext_noop("入职时间"),
        WORKER,
        _HELD,
        gettext_noop("录用通知、入职登记、首笔工资、社保起缴时间；有争议时工作年限由单位举证"),
        frozenset({"double_wage", "severance", "unlawful_dismissal"}),
    ),
    Proof(
        gettext_noop("年休假已安排或者已补偿"),
        EMPLOYER,
        article("ANL-R", 9),
        gettext_noop("休假审批、考勤；累计工龄由劳动者以社保记录、档案证明"),
        frozenset({"unused_leave"}),
    ),
    Proof(
        _NO_INJURY,
        EMPLOYER,
        article("WII", 19, paragraph=2),
        gettext_noop("单位不认为是工伤的，由单位举证；劳动者提供诊断证明、事故经过、证人"),
        _INJURY,
    ),
    Proof(
        gettext_noop("工伤认定和劳动能力鉴定"),
        WORKER,
        article("WII", 17),
        gettext_noop("工伤认定决定书、鉴定结论书、医疗票据"),
        _INJURY,
    ),
    Proof(
        gettext_noop("培训费用、损失、竞业限制的违反"),
        EMPLOYER,
        article("LCL", 22),
        gettext_noop("培训费用凭证、服务期约定、商业秘密和违约事实"),
        frozenset({"service_period_penalty", "non_compete_breach"}),
    ),
    Proof(
        gettext_noop("履行了竞业限制义务"),
        WORKER,
        article("JI-1", 36),
        gettext_noop("离职后的就业、社保、无业证明；违反义务由单位举证"),
        frozenset({"non_compete_compensation"}),
    ),
    Proof(
        gettext_noop("没有参保或者参保不足，以及不能补办"),
        WORKER,
        article("JI-1", 1, item=5),
        gettext_noop(
            "参保记录、工资流水、失业登记、经办机构不能补办的答复；是否依法参保由单位举证"
        ),
        frozenset({"unemployment_loss", "social_insurance_loss"}),
    ),
    Proof(
        gettext_noop("扣款、收取财物的依据"),
        EMPLOYER,
        article("WPR", 15),
        gettext_noop("扣款的约定、制度和损失凭证；劳动者提供工资条、收据、转账记录"),
        frozenset({"deductions"}),
    ),
    Proof(
        gettext_noop("在高温条件下作业"),
        WORKER,
        article("HEAT", 17),
        gettext_noop("岗位和工作地点、气象台的气温记录、室内温度的照片和记录；降温措施由单位举证"),
        frozenset({"heat_allowance"}),
    ),
    Proof(
        gettext_noop("责令支付且逾期未付"),
        WORKER,
        article("LCL", 85),
        gettext_noop("劳动保障监察的限期改正指令书、处理决定"),
        frozenset({"late_payment_damages"}),
    ),
    Proof(
        gettext_noop("约定的试用期和已履行的期间"),
        WORKER,
        article("LCL", 83),
        gettext_noop("劳动合同、录用通知、转正审批；合同由单位掌握的，单位应当提供"),
        frozenset({"probation_damages", "probation_wage_floor"}),
    ),
)

UNION = Proof(
    gettext_noop("解除前已将理由通知工会"),
    EMPLOYER,
    article("LCL", 43),
    gettext_noop("通知工会的函件和签收、工会的意见；单位在起诉前补正的也可以"),
    frozenset({"unlawful_dismissal"}),
    gettext_noop("已建工会而没有通知的，解除违法"),
)
INTERRUPTION = Proof(
    gettext_noop("时效中断、中止的事由"),
    WORKER,
    article("LDMA", 27),
    gettext_noop("催要记录、调解申请回执、投诉受理单、对方承诺付款的文字；由主张的一方举证"),
)
SETTLEMENT = Proof(
    gettext_noop("和解、离职结清协议存在欺诈、胁迫、重大误解或者显失公平"),
    WORKER,
    article("JI-1", 35),
    gettext_noop("签订经过、法定应得数额与协议数额的差距"),
)


def evidence(case: Picture) -> list[Proof]:
    """The checklist of this case: every fact once, the relation first, limitation last."""
    rows = [row for row in _TABLE if not row.rules or row.rules & case.rules]
    rows = [row for row in rows if _concerns(row, case)]
    if case["union"] and not case["union_notified"] and UNION.rules & case.rules:
        rows.append(UNION)
    tail = [INTERRUPTION] if case["interruptions"] or _limits_matter(case) else []
    return [*rows, *([SETTLEMENT] if case["agreement"] else []), *tail]


def _concerns(row: Proof, case: Picture) -> bool:
    """The reason of a resignation matters only where one is claimed or nothing is known; no injury is denied twice."""
    if row.fact == _NO_INJURY:
        return case["recognised"] is not True
    if row.basis == article("LCL", 38):
        by_employer = case["ending"] is None and "unlawful_dismissal" in case.rules
        return case["ending"] in (None, "worker_art38", "resignation") and not by_employer
    return True


def _limits_matter(case: Picture) -> bool:
    return bool(case["suspensions"] or (case["end"] and (case["on"] or case["filed"])))


def concerned(row: Proof, case: Picture) -> tuple[int, ...]:
    """The claims of the case that a fact is needed for; all where it is needed for any."""
    return tuple(c.index for c in case.claims if not row.rules or c.rule in row.rules)
