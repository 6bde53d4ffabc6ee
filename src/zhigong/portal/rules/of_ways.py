"""Situations about the way: whom to ask, where to go, and whether it is in time."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.portal.rules.situation import Ask, Situation, Wanted, same

PAPERS = ("T-SUE", "T-APP", "T-APP-R", "T-MREV", "T-JC", "T-ENF", "T-INJ-RG", "T-SETA")
# What a worker comes with, in plain words; employers' and courts' matters are left to the officer.
MATTERS = {
    "wages": gettext_noop("工资、加班费、奖金"),
    "severance": gettext_noop("补偿金、赔偿金"),
    "ending": gettext_noop("被辞退、离职"),
    "factual_relation": gettext_noop("没签合同，单位不认我是它的人"),
    "contract": gettext_noop("合同没签好，或者单位改了合同"),
    "hours": gettext_noop("上班时间、休息、休假"),
    "deposit": gettext_noop("押金、证件不还"),
    "files": gettext_noop("不给办离职证明、档案、社保转移"),
    "injury_recognition": gettext_noop("要认定工伤，或者不服认定"),
    "injury_benefits": gettext_noop("工伤的钱"),
    "grading_objection": gettext_noop("不服伤残等级"),
    "insurance_arrears": gettext_noop("要单位补交社保"),
    "insurance_loss": gettext_noop("没交社保又补不了，受了损失"),
    "housing_fund": gettext_noop("公积金没交"),
    "wage_iou": gettext_noop("手里只有工资欠条"),
    "wage_refusal_crime": gettext_noop("老板跑了、藏起钱不发工资"),
    "forced_labour": gettext_noop("不让走、强迫干活"),
    "harassment": gettext_noop("性骚扰"),
    "equal_employment": gettext_noop("求职被歧视"),
    "overage": gettext_noop("到了退休年龄还在干活"),
    "platform_employee": gettext_noop("骑手、司机、主播，平台像管员工一样管我"),
    "platform_managed": gettext_noop("骑手、司机、主播，平台管我，但上线自己定"),
    "self_employed": gettext_noop("骑手、司机、主播，自己接单做生意"),
    "intern": gettext_noop("在校实习、勤工助学"),
    "domestic_company": gettext_noop("家政，由家政公司派工"),
    "domestic_family": gettext_noop("家政，由雇主家直接雇"),
    "services": gettext_noop("劳务、承揽，没有单位管"),
    "non_compete": gettext_noop("不让干同行、保密"),
    "service_period": gettext_noop("单位培训过，要我赔违约金"),
    "worker_damage": gettext_noop("单位要我赔损失"),
    "public_institution": gettext_noop("学校、医院等事业单位的聘用"),
    "civil_servant": gettext_noop("公务员、军人"),
}
# Who stands beside or behind the employer, as a worker would tell it: the law's situation ← the question.
BEHIND = {
    "dispatch": Ask(
        "dispatched",
        gettext_noop("合同是和派遣公司签的，人在别的单位干活吗？"),
        kind="yes-no",
    ),
    "construction_wages": Ask("site", gettext_noop("是在工地上干活吗？"), kind="yes-no"),
    "illegal_subcontract": Ask(
        "foreman",
        gettext_noop("是包工头、没有执照的个人招您来的吗？"),
        kind="yes-no",
    ),
    "affiliated_operation": Ask(
        "hung",
        gettext_noop("是挂在别的公司名下做的吗（如挂靠的车队、工程队）？"),
        kind="yes-no",
    ),
    "unlicensed": Ask(
        "unlicensed", gettext_noop("单位没有执照，或者执照被吊销了吗？"), kind="yes-no"
    ),
    "individual_business": Ask("shop", gettext_noop("是个体户（小店、小作坊）吗？"), kind="yes-no"),
    "affiliates": Ask(
        "mixed", gettext_noop("几家公司换来换去，说不清是哪家的人吗？"), kind="yes-no"
    ),
    "merged": Ask("merged", gettext_noop("原来的单位并到别的单位了吗？"), kind="yes-no"),
}


SITUATIONS = (
    Situation(
        "whom",
        gettext_noop("该向谁要"),
        gettext_noop("派遣、包工头、挂靠、小店、换了公司的"),
        "building",
        tuple(BEHIND.values()),
        (
            Wanted(
                "parties",
                {},
                one_of=tuple(ask.name for ask in BEHIND.values()),
                counted={"situations": {kind: ask.name for kind, ask in BEHIND.items()}},
                title=gettext_noop("该向谁要"),
            ),
        ),
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
                today="on",
                title=gettext_noop("最晚哪天申请（仲裁时效）"),
            ),
        ),
    ),
    Situation(
        "where",
        gettext_noop("该去哪里说理"),
        gettext_noop("仲裁、法院、监察还是别处"),
        "scale",
        (
            Ask(
                "matter",
                gettext_noop("为什么事？"),
                required=True,
                choices=tuple(MATTERS),
                words=MATTERS,
            ),
            Ask(
                "subject",
                gettext_noop("具体争什么？"),
                gate="matter",
                opened=("overage",),
            ),
            Ask("on", gettext_noop("事情是哪天发生的？")),
        ),
        (
            Wanted(
                "acceptability",
                same("matter", "on", "subject"),
                needs=("matter",),
                title=gettext_noop("归哪里管"),
            ),
        ),
    ),
    Situation(
        "papers",
        gettext_noop("拿到裁决书、判决书、调解书了"),
        gettext_noop("不服的几天内起诉，不给的怎么执行"),
        "file",
        (
            Ask("step", gettext_noop("接下来想做什么？"), field="kind", choices=PAPERS),
            Ask("received", gettext_noop("哪天收到（或生效、到期）的？"), field="from"),
            Ask("paper", gettext_noop("手里是什么文书？")),
            Ask("perform_by", gettext_noop("文书说哪天以前给？")),
        ),
        (
            Wanted(
                "deadline",
                {"kind": "step", "from": "received"},
                needs=("step", "received"),
                title=gettext_noop("最晚哪天去办"),
            ),
            Wanted(
                "enforcement",
                same("paper", "perform_by"),
                needs=("paper",),
                today="on",
                title=gettext_noop("不给的，申请强制执行"),
            ),
        ),
    ),
    Situation(
        "together",
        gettext_noop("好多人一起"),
        gettext_noop("要不要选代表、选几个"),
        "people",
        (
            Ask("workers", gettext_noop("一共多少人？"), required=True, unit=gettext_noop("人")),
            Ask("stage", gettext_noop("现在到哪一步？")),
        ),
        (
            Wanted(
                "group",
                same("workers", "stage"),
                {"common": True},
                ("workers",),
                gettext_noop("要不要选代表（集体争议）"),
            ),
        ),
    ),
)
