"""What a dispute is about, and whether it is one the arbitrator hears (labour_law C1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.norms import Article, article


class Answer(StrEnum):
    """Where a matter belongs."""

    LABOUR = "labour"
    PERSONNEL = "personnel"
    CIVIL = "civil"
    ADMINISTRATIVE = "administrative"
    CRIMINAL = "criminal"
    INTERNAL = "internal"
    EITHER = "either"
    LOCAL = "local"


ANSWER_LABELS = {
    Answer.LABOUR: gettext_noop("属于劳动争议：调解 → 仲裁 → 诉讼"),
    Answer.PERSONNEL: gettext_noop("属于人事争议：按劳动争议的程序仲裁"),
    Answer.CIVIL: gettext_noop("不属于劳动争议：按普通民事纠纷处理，可直接起诉"),
    Answer.ADMINISTRATIVE: gettext_noop("不属于劳动争议：由行政部门处理，可行政复议、行政诉讼"),
    Answer.CRIMINAL: gettext_noop("涉嫌犯罪：线索移送公安机关，民事部分继续支持"),
    Answer.INTERNAL: gettext_noop("不属于受案范围：按单位或者主管部门的申诉程序"),
    Answer.LOCAL: gettext_noop("各地处理不一：请先核对当地仲裁和法院的做法"),
    Answer.EITHER: gettext_noop("两条路都可以：普通民事起诉，或者按劳动争议处理"),
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One situation: where it belongs, by which article, where to go and what to mind."""

    label: str
    answer: Answer
    basis: Article
    go_to: str = ""
    mind: str = ""


_ARBITRATE = gettext_noop(
    "申请调解，或者向劳动合同履行地、用人单位所在地的劳动人事争议仲裁委员会申请仲裁"
)
_COURT = gettext_noop("向人民法院起诉；各方愿意的，仍可在联调中心调解")
_DISPUTE = {n: article("LDMA", 2, item=n) for n in range(1, 7)}
_LABOUR_ROWS = (
    ("relation", gettext_noop("确认劳动关系"), _DISPUTE[1]),
    ("factual_relation", gettext_noop("没有书面合同但已形成劳动关系"), article("JI-1", 1, item=2)),
    ("contract", gettext_noop("订立、履行、变更劳动合同"), _DISPUTE[2]),
    ("ending", gettext_noop("解除、终止劳动合同，除名、辞退、辞职、离职"), _DISPUTE[3]),
    ("hours", gettext_noop("工作时间、休息休假"), _DISPUTE[4]),
    ("welfare", gettext_noop("福利、培训、劳动保护"), _DISPUTE[4]),
    ("wages", gettext_noop("劳动报酬（工资、加班工资、奖金）"), _DISPUTE[5]),
    ("injury_medical", gettext_noop("工伤医疗费"), _DISPUTE[5]),
    ("severance", gettext_noop("经济补偿、赔偿金"), _DISPUTE[5]),
    ("deposit", gettext_noop("返还押金、保证金、证件"), article("JI-1", 1, item=4)),
    ("files", gettext_noop("办理档案、社会保险关系转移"), article("JI-1", 1, item=4)),
    (
        "insurance_loss",
        gettext_noop("未办社会保险且不能补办造成的待遇损失"),
        article("JI-1", 1, item=5),
    ),
    (
        "retired_uninsured",
        gettext_noop("退休人员向未参保的原单位追索待遇"),
        article("JI-1", 1, item=6),
    ),
    ("injury_benefits", gettext_noop("工伤、职业病待遇"), article("JI-1", 1, item=7)),
    ("surcharge", gettext_noop("加付赔偿金"), article("JI-1", 1, item=8)),
    ("restructuring", gettext_noop("企业自主改制"), article("JI-1", 1, item=9)),
    ("non_compete", gettext_noop("竞业限制、保密"), article("LCL", 23)),
    ("worker_damage", gettext_noop("用人单位要求劳动者赔偿"), article("LCL", 90)),
    ("service_period", gettext_noop("培训服务期违约金"), article("LCL", 22)),
    ("domestic_company", gettext_noop("与家政公司（员工制）的争议"), _DISPUTE[1]),
    (
        "unregistered_employer",
        gettext_noop("用人单位未办照、被吊销或者到期仍经营"),
        article("JI-1", 29),
    ),
    (
        "foreigner_permitted",
        gettext_noop("外国人已经依法取得就业证件或者永久居留而工作"),
        article("JI-2", 4),
    ),
    ("platform_employee", gettext_noop("新就业形态：符合确立劳动关系情形"), article("NEWEMP", 2)),
)
_LABOUR = {
    key: Matter(label, Answer.LABOUR, basis, _ARBITRATE) for key, label, basis in _LABOUR_ROWS
}

_CIVIL_ROWS = (
    ("domestic_family", gettext_noop("家庭或者个人与家政服务人员之间"), article("JI-1", 2, item=4)),
    ("craftsman", gettext_noop("个体工匠与帮工、学徒之间"), article("JI-1", 2, item=5)),
    ("rural_household", gettext_noop("农村承包经营户与受雇人之间"), article("JI-1", 2, item=6)),
    ("housing_reform", gettext_noop("住房制度改革的公有住房转让"), article("JI-1", 2, item=2)),
    (
        "platform_managed",
        gettext_noop("新就业形态：不完全符合确立劳动关系情形"),
        article("NEWEMP", 2),
    ),
    ("self_employed", gettext_noop("依托平台自主经营"), article("NEWEMP", 2)),
    ("intern", gettext_noop("在校学生实习、勤工助学"), article("LL-OPINION", 12)),
    ("shareholder", gettext_noop("股东、董事依公司法的报酬和分红"), article("CPL", 3)),
    ("equal_employment", gettext_noop("平等就业权（求职被歧视）"), article("EPL", 62)),
    (
        "services",
        gettext_noop("劳务、承揽、委托等平等主体的合同（没有劳动关系）"),
        article("CPL", 3),
    ),
    (
        "foreigner_unpermitted",
        gettext_noop("外国人没有依法取得就业证件而工作"),
        article("JI-1", 33, paragraph=1),
    ),
    ("harassment", gettext_noop("性骚扰损害责任"), article("CIVIL", 1010)),
)
_CIVIL = {key: Matter(label, Answer.CIVIL, basis, _COURT) for key, label, basis in _CIVIL_ROWS}

_COLLECT = gettext_noop("向社会保险费征收机构投诉，或者向劳动保障监察举报，要求责令补缴")
_AUTHORITY_ROWS = (
    ("insurance_arrears", gettext_noop("要求补缴社会保险费"), article("SIL", 63), _COLLECT),
    (
        "insurance_agency",
        gettext_noop("请求社会保险经办机构发放社会保险金"),
        article("JI-1", 2, item=1),
        gettext_noop("对经办机构申请行政复议或者提起行政诉讼"),
    ),
    (
        "housing_fund",
        gettext_noop("要求缴存、补缴住房公积金"),
        article("HPF", 38),
        gettext_noop("向当地住房公积金管理中心投诉，由其责令限期缴存，逾期可申请法院强制执行"),
    ),
    (
        "grading_objection",
        gettext_noop("对伤残等级、职业病诊断鉴定结论有异议"),
        article("JI-1", 2, item=3),
        gettext_noop("收到结论十五日内向省级劳动能力鉴定委员会申请再次鉴定"),
    ),
    (
        "injury_recognition",
        gettext_noop("对工伤认定决定不服，或者要求认定工伤"),
        article("WII", 55),
        gettext_noop("申请工伤认定；对决定不服的，申请行政复议或者提起行政诉讼"),
    ),
)
_AUTHORITY = {
    key: Matter(label, Answer.ADMINISTRATIVE, basis, go_to)
    for key, label, basis, go_to in _AUTHORITY_ROWS
}

_SPECIAL = {
    "wage_iou": Matter(
        gettext_noop("只凭工资欠条要钱，没有其他争议"),
        Answer.EITHER,
        article("JI-1", 15),
        gettext_noop("持欠条直接向人民法院起诉，或者申请调解、仲裁"),
        gettext_noop("诉讼请求涉及劳动关系其他争议的，须先仲裁"),
    ),
    "public_institution": Matter(
        gettext_noop("事业单位聘用合同人员与本单位的争议"),
        Answer.PERSONNEL,
        article("LDMA", 52),
        _ARBITRATE,
        gettext_noop("法律、行政法规或者国务院另有规定的，依照其规定"),
    ),
    "assessment": Matter(
        gettext_noop("事业单位人员对考核结果、处分不服"),
        Answer.INTERNAL,
        article("LDMA", 52),
        gettext_noop("依事业单位人事管理条例申请复核、提出申诉"),
    ),
    "government_restructuring": Matter(
        gettext_noop("政府主导的企业改制、划转中的争议"),
        Answer.INTERNAL,
        article("JI-1", 1, item=9),
        gettext_noop("向改制的主管部门、国有资产管理部门反映"),
        gettext_noop("只有企业自主改制引起的争议才由法院受理；改制以外的欠薪、解除等仍可仲裁"),
    ),
    "pension_difference": Matter(
        gettext_noop("缴费年限或者基数不足造成养老金减少的差额"),
        Answer.LOCAL,
        article("JI-1", 1, item=5),
        gettext_noop("能补缴的先投诉补缴；不能补办的，再主张待遇损失"),
    ),
    "equity": Matter(
        gettext_noop("股权激励、期权（因劳动关系授予）"),
        Answer.LOCAL,
        article("LDMA", 2),
        gettext_noop("与工作业绩、报酬挂钩的可以先申请仲裁；单纯股权归属、变更的向法院起诉"),
    ),
    "civil_servant": Matter(
        gettext_noop("公务员、参公管理人员、现役军人与单位的争议"),
        Answer.INTERNAL,
        article("LDMA", 2),
        gettext_noop("依公务员法等规定申请复核、提出申诉"),
    ),
    "mental_damages": Matter(
        gettext_noop("在劳动争议中请求精神损害赔偿"),
        Answer.CIVIL,
        article("LDMA", 2),
        gettext_noop("仲裁不予受理；确有人格权等侵权的，另行提起民事诉讼"),
    ),
    "collective_contract": Matter(
        gettext_noop("履行集体合同"),
        Answer.LABOUR,
        article("TUL", 21, paragraph=4),
        gettext_noop("协商不成的，由工会提请仲裁；不予受理或者不服裁决的，由工会起诉"),
    ),
    "wage_refusal_crime": Matter(
        gettext_noop("以转移财产、逃匿等方法拒不支付劳动报酬"),
        Answer.CRIMINAL,
        article("CRIME", 276, inserted=1),
        gettext_noop("先向劳动保障监察投诉，经责令支付仍不支付的，移送公安机关；同时可调解、仲裁"),
        gettext_noop(
            "数额较大：一人三个月以上且五千至二万元以上，或者十人以上且累计三万至十万元以上；"
            "各省在此幅度内确定，请核对当地标准"
        ),
    ),
    "forced_labour": Matter(
        gettext_noop("强迫劳动、限制人身自由"),
        Answer.CRIMINAL,
        article("CRIME", 244),
        gettext_noop("立即报警，并向劳动保障监察、工会求助"),
    ),
}

OVERAGE = "overage"
MATTERS: Mapping[str, Matter] = MappingProxyType({**_LABOUR, **_CIVIL, **_AUTHORITY, **_SPECIAL})
MATTER_LABELS = {
    **{key: matter.label for key, matter in MATTERS.items()},
    OVERAGE: gettext_noop("超过法定退休年龄的劳动者与用工单位的争议"),
}
