"""Periods of labour arbitration, and of the suits and applications that follow an award."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.procedure.kinds import (
    ARBITRATION,
    BODY_OVERDUE,
    COURT,
    EITHER,
    EMPLOYER,
    HEAD_APPROVES,
    RESPONDENT,
    WORKER,
    Kind,
    Unit,
)

APPLICATION = gettext_noop("收到仲裁申请之日")
ACCEPTANCE = gettext_noop("受理仲裁申请之日")
SERVED = gettext_noop("收到仲裁申请书副本之日")
AWARD_RECEIVED = gettext_noop("收到仲裁裁决书之日")
RULING_RECEIVED = gettext_noop("收到法院裁定书之日")
HEARING = gettext_noop("开庭之日")

AWARD_BINDS = gettext_noop("期满不起诉的，裁决书发生法律效力")
DIRECT_SUIT = gettext_noop(
    "逾期未作出决定或者裁决的，申请人可以就该争议向人民法院起诉（等待鉴定、另案、送达等情形除外）"
)
NO_SETTING_ASIDE = gettext_noop("期满不申请撤销的，终局裁决不再能由用人单位推翻")
COUNTING_BACK = gettext_noop(
    "“五日前”“三日前”是否含届满当日，条文未写明；按倒数第五、第三个工作日为最后一日"
)


def _arbitration_workdays(
    kind: str, title: str, who: str, trigger: str, days: int, article: str, **extra: str
) -> Kind:
    """Periods of 3, 5 and 10 days in arbitration are working days (ARB-R 80)."""
    missed = extra.pop("missed", BODY_OVERDUE)
    norm = extra.pop("norm", "LDMA")
    return Kind(
        kind,
        title,
        who,
        trigger,
        days,
        Unit.WORKDAYS,
        norm,
        article,
        missed=missed,
        **extra,  # type: ignore[arg-type]  # the fields of the period
    )


WORKDAY_PERIODS = (
    _arbitration_workdays(
        "T-ARB-F",
        gettext_noop("一次性告知补正仲裁申请材料"),
        ARBITRATION,
        APPLICATION,
        5,
        "29",
        norm="ARB-R",
    ),
    _arbitration_workdays(
        "T-ARB-A",
        gettext_noop("决定是否受理仲裁申请"),
        ARBITRATION,
        APPLICATION,
        5,
        "29",
        missed=DIRECT_SUIT,
    ),
    _arbitration_workdays(
        "T-ARB-S",
        gettext_noop("送达仲裁申请书副本"),
        ARBITRATION,
        ACCEPTANCE,
        5,
        "30(1)",
    ),
    _arbitration_workdays(
        "T-ARB-D",
        gettext_noop("提交答辩书"),
        RESPONDENT,
        SERVED,
        10,
        "30(2)",
        missed=gettext_noop("未提交答辩书的，不影响仲裁程序的进行"),
    ),
    _arbitration_workdays(
        "T-ARB-DS",
        gettext_noop("送达答辩书副本"),
        ARBITRATION,
        gettext_noop("收到答辩书之日"),
        5,
        "30(2)",
    ),
    _arbitration_workdays(
        "T-ARB-T",
        gettext_noop("书面通知仲裁庭组成情况"),
        ARBITRATION,
        ACCEPTANCE,
        5,
        "32",
    ),
    _arbitration_workdays(
        "T-ARB-CC",
        gettext_noop("提出反申请"),
        RESPONDENT,
        SERVED,
        10,
        "36",
        norm="ARB-R",
        missed=gettext_noop("答辩期满后不再作为反申请处理，可以另行申请仲裁"),
    ),
    _arbitration_workdays(
        "T-ARB-CC-D",
        gettext_noop("决定是否受理反申请"),
        ARBITRATION,
        gettext_noop("收到反申请之日"),
        5,
        "36",
        norm="ARB-R",
    ),
    _arbitration_workdays(
        "T-ARB-REC",
        gettext_noop("决定是否回避"),
        ARBITRATION,
        gettext_noop("提出回避申请之日"),
        3,
        "12",
        norm="ARB-R",
    ),
)

HEARING_PERIODS = (
    Kind(
        "T-ARB-H",
        gettext_noop("书面通知开庭"),
        ARBITRATION,
        HEARING,
        5,
        Unit.WORKDAYS,
        "LDMA",
        "35",
        missed=gettext_noop("通知不足五日的，当事人可以请求另定开庭日期"),
        counted_back=True,
        open_point=COUNTING_BACK,
    ),
    Kind(
        "T-ARB-H-D",
        gettext_noop("请求延期开庭"),
        EITHER,
        HEARING,
        3,
        Unit.WORKDAYS,
        "LDMA",
        "35",
        missed=gettext_noop("是否仍准许延期，由仲裁委员会决定"),
        counted_back=True,
        open_point=COUNTING_BACK,
    ),
)

AWARD = Kind(
    "T-ARB-E",
    gettext_noop("作出仲裁裁决"),
    ARBITRATION,
    ACCEPTANCE,
    45,
    Unit.DAYS,
    "LDMA",
    "43(1)",
    missed=DIRECT_SUIT,
    extension=15,
    extension_ground=HEAD_APPROVES,
    pausable=True,
    restartable=True,
    open_point=gettext_noop(
        "追加当事人、变更请求、反申请、移送管辖的重新起算，中止和公告送达期间不计入（办案规则第四十六条）"
    ),
)

AFTER_AWARD = (
    Kind(
        "T-SUE",
        gettext_noop("不服仲裁裁决起诉"),
        EITHER,
        AWARD_RECEIVED,
        15,
        Unit.DAYS,
        "LDMA",
        "50",
        missed=AWARD_BINDS,
        open_point=gettext_noop("对终局裁决，只有劳动者可以在此期限内起诉（第四十八条）"),
    ),
    Kind(
        "T-SETA",
        gettext_noop("用人单位申请撤销终局裁决"),
        EMPLOYER,
        AWARD_RECEIVED,
        30,
        Unit.DAYS,
        "LDMA",
        "49(1)",
        missed=NO_SETTING_ASIDE,
    ),
    Kind(
        "T-SUE2",
        gettext_noop("终局裁决被撤销后起诉"),
        EITHER,
        RULING_RECEIVED,
        15,
        Unit.DAYS,
        "LDMA",
        "49(3)",
        missed=gettext_noop("期满不起诉的，不能再就该争议起诉"),
    ),
    Kind(
        "T-SETA2",
        gettext_noop("起诉不被受理、劳动者被驳回起诉或者撤诉后，用人单位申请撤销终局裁决"),
        EMPLOYER,
        RULING_RECEIVED,
        30,
        Unit.DAYS,
        "JI-1",
        "21(2)",
        missed=NO_SETTING_ASIDE,
    ),
    Kind(
        "T-NENF",
        gettext_noop("裁决被裁定不予执行后起诉"),
        EITHER,
        RULING_RECEIVED,
        30,
        Unit.DAYS,
        "JI-1",
        "24(2)",
        missed=gettext_noop("期满不起诉的，不能再就该争议起诉"),
    ),
    Kind(
        "T-PRES",
        gettext_noop("财产保全后申请强制执行"),
        WORKER,
        gettext_noop("裁决书或者裁判文书生效之日"),
        3,
        Unit.MONTHS,
        "JI-1",
        "49(2)",
        missed=gettext_noop("逾期不申请的，法院解除保全措施"),
    ),
)

_COURT_OVERDUE = BODY_OVERDUE

COURT_PERIODS = (
    *(
        Kind(
            kind,
            title,
            COURT,
            gettext_noop("立案之日"),
            months,
            Unit.MONTHS,
            "CPL",
            article,
            missed=_COURT_OVERDUE,
            extension=extension,
            extension_ground=gettext_noop("有特殊情况经院长批准"),
            pausable=True,
        )
        for kind, title, months, article, extension in (
            ("T-C1", gettext_noop("一审普通程序审结"), 6, "152", 6),
            ("T-C1-S", gettext_noop("一审简易程序审结"), 3, "164", 1),
            ("T-C1-SC", gettext_noop("一审小额诉讼审结"), 2, "168", 1),
            ("T-C2", gettext_noop("二审判决案件审结"), 3, "183(1)", None),
        )
    ),
    Kind(
        "T-C2-R",
        gettext_noop("二审裁定案件审结"),
        COURT,
        gettext_noop("立案之日"),
        30,
        Unit.DAYS,
        "CPL",
        "183(2)",
        missed=_COURT_OVERDUE,
        pausable=True,
    ),
    Kind(
        "T-APP",
        gettext_noop("不服一审判决上诉"),
        EITHER,
        gettext_noop("收到判决书之日"),
        15,
        Unit.DAYS,
        "CPL",
        "171(1)",
        missed=gettext_noop("期满不上诉的，一审判决发生法律效力"),
    ),
    Kind(
        "T-APP-R",
        gettext_noop("不服一审裁定上诉"),
        EITHER,
        gettext_noop("收到裁定书之日"),
        10,
        Unit.DAYS,
        "CPL",
        "171(2)",
        missed=gettext_noop("期满不上诉的，一审裁定发生法律效力"),
    ),
    Kind(
        "T-ENF",
        gettext_noop("申请强制执行"),
        WORKER,
        gettext_noop(
            "法律文书规定履行期间的最后一日（分期履行的为最后一期；未规定的为文书生效之日）"
        ),
        2,
        Unit.YEARS,
        "CPL",
        "250",
        missed=gettext_noop("逾期的，对方可以提出异议；申请、要求履行、同意履行使期间中断"),
        open_point=gettext_noop("执行时效适用诉讼时效中止、中断的规定"),
    ),
)

PERIODS = (*WORKDAY_PERIODS, *HEARING_PERIODS, AWARD, *AFTER_AWARD, *COURT_PERIODS)
