"""What else this worker may be owed, why it is asked, and what would prove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.followed import ASK, LIKELY, POSSIBLE, Following
from zhigong.law.case.following_injury import injury
from zhigong.law.case.picture import Picture
from zhigong.law.core.norms import article

# 社会保险法规定第十三条: dismissal for fault and expiry are no wish of the worker; these are.
_OWN_WISH = frozenset({"resignation", "mutual_worker", "retirement", "death"})
_ENDED_BY_EMPLOYER = frozenset(
    {"art39", "art40_illness", "art40_incompetent", "art40_change", "layoff", "expiry_not_renewed"}
)


_Look = Callable[[Picture], Iterable[Following]]


def following(case: Picture) -> list[Following]:
    """Claims not yet made that the facts suggest, the likeliest first; none twice."""
    found = [
        row
        for look in _LOOKS
        for row in look(case)
        if row.claim not in case.rules | case.impossible
    ]
    order = (LIKELY, POSSIBLE, ASK)
    unique = {row.claim: row for row in sorted(found, key=lambda r: -order.index(r.state))}
    return sorted(unique.values(), key=lambda r: (order.index(r.state), r.claim))


def _contract(case: Picture) -> Iterable[Following]:
    missing = case.unsigned_over_a_month()
    label = gettext_noop("未签书面合同的二倍工资")
    proof = gettext_noop("入职时间、工资流水、工作安排；合同是否签订、何时签订由单位举证")
    if missing:
        yield Following(
            "double_wage",
            label,
            LIKELY,
            article("LCL", 82, paragraph=1),
            gettext_noop("用工超过一个月没有书面劳动合同"),
            proof,
        )
    elif missing is None:
        yield Following(
            "double_wage",
            label,
            ASK,
            article("LCL", 82, paragraph=1),
            gettext_noop("不知道有没有、何时签的书面劳动合同"),
            proof,
            ("contract", "contract_signed", "hire"),
        )


def _ending(case: Picture) -> Iterable[Following]:
    """What the way the employment ended brings with it."""
    ending = case.ending
    if not case.ended:
        yield from _still_employed(case)
        return
    if ending is None and "unlawful_dismissal" in case.rules:
        return  # whoever claims damages says how it ended
    if ending is None:
        yield Following(
            "severance",
            gettext_noop("经济补偿或者违法解除赔偿金"),
            ASK,
            article("LCL", 46),
            gettext_noop("不知道劳动关系是怎样结束的"),
            gettext_noop("解除通知、辞职信、聊天记录；解除由单位作出的，由单位举证"),
            ("ending",),
        )
        return
    if ending.due and "unlawful_dismissal" not in case.rules:
        yield Following(
            "severance",
            gettext_noop("经济补偿"),
            LIKELY,
            ending.basis,
            ending.label,
            gettext_noop("入职和离职时间、解除或者终止的理由、离职前十二个月工资"),
        )
    if (
        ending.notice
        and case["notice_given"] is not True
        and "unlawful_dismissal" not in case.rules
    ):
        yield Following(
            "notice_pay",
            gettext_noop("代通知金"),
            LIKELY if case["notice_given"] is False else ASK,
            article("LCL", 40),
            gettext_noop("依第四十条解除，应当提前三十日书面通知或者额外支付一个月工资"),
            gettext_noop("解除通知书的日期；是否提前通知由单位举证"),
            () if case["notice_given"] is False else ("notice_given",),
        )
    yield from _unlawful(case)
    yield from _owed_and_resigned(case)


def _still_employed(case: Picture) -> Iterable[Following]:
    if case["wages_owed"] or case["insured"] is False:
        yield Following(
            "severance",
            gettext_noop("被迫解除的经济补偿"),
            POSSIBLE,
            article("LCL", 38),
            gettext_noop("单位欠薪或者未参保，劳动者可以书面说明这一理由解除合同并要求经济补偿"),
            gettext_noop("解除通知写明理由并留存送达凭证；欠薪、未参保的证据"),
        )


def _unlawful(case: Picture) -> Iterable[Following]:
    """Grounds on which an ending by the employer may be unlawful."""
    ending = case["ending"]
    label = gettext_noop("违法解除赔偿金")
    proof = gettext_noop(
        "解除通知及其理由；解除的事实和法律依据、制度的制定和公示、通知工会由单位举证"
    )
    if ending == "unlawful":
        yield Following(
            "unlawful_dismissal",
            label,
            LIKELY,
            article("LCL", 87),
            gettext_noop("单位违法解除或者终止"),
            proof,
        )
        return
    if ending not in _ENDED_BY_EMPLOYER:
        return
    protected = set(case["protected"] or ())
    if protected and ending != "art39":
        yield Following(
            "unlawful_dismissal",
            label,
            LIKELY,
            article("LCL", 42),
            gettext_noop("劳动者受特别保护，单位不得依第四十条、第四十一条解除，到期的应当顺延"),
            proof,
        )
    elif case["union"] and case["union_notified"] is False and ending.startswith("art"):
        yield Following(
            "unlawful_dismissal",
            label,
            LIKELY,
            article("JI-1", 47),
            gettext_noop("已建工会的单位解除前没有通知工会（起诉前可以补正）"),
            proof,
        )
    else:
        yield Following(
            "unlawful_dismissal",
            label,
            POSSIBLE,
            article("LCL", 87),
            gettext_noop("单位单方解除：理由不成立、制度未公示或者程序不合法的，是违法解除"),
            proof,
            ("protected", "union", "union_notified"),
        )


def _owed_and_resigned(case: Picture) -> Iterable[Following]:
    if case["ending"] == "resignation" and (case["wages_owed"] or case["insured"] is False):
        yield Following(
            "severance",
            gettext_noop("被迫解除的经济补偿"),
            POSSIBLE,
            article("LCL", 38),
            gettext_noop(
                "离职时单位欠薪或者未参保：辞职时写明这一理由的，有经济补偿；只写个人原因的很难得到支持"
            ),
            gettext_noop("辞职信或者通知写明的理由、送达凭证"),
        )


def _pay(case: Picture) -> Iterable[Following]:
    if case["wages_owed"]:
        yield Following(
            "wage_arrears",
            gettext_noop("拖欠工资"),
            LIKELY,
            article("LL", 50),
            gettext_noop("单位拖欠或者少发工资"),
            gettext_noop("工资约定、银行流水、考勤；工资支付由单位举证"),
        )
    if case["order_unpaid"]:
        yield Following(
            "late_payment_damages",
            gettext_noop("加付赔偿金"),
            LIKELY,
            article("LCL", 85),
            gettext_noop("劳动保障行政部门责令限期支付，逾期仍未支付"),
            gettext_noop("责令支付文书和期限"),
        )
    if case["overtime"]:
        yield Following(
            "overtime",
            gettext_noop("加班工资"),
            LIKELY,
            article("LL", 44),
            gettext_noop("有加班而未足额支付"),
            gettext_noop("考勤、排班、工作群记录；或者证明单位掌握加班证据"),
        )
    elif case["overtime"] is None:
        yield Following(
            "overtime",
            gettext_noop("加班工资"),
            ASK,
            article("LL", 44),
            gettext_noop("不知道有没有加班"),
            gettext_noop("考勤、排班、工作群记录；或者证明单位掌握加班证据"),
            ("overtime",),
        )
    yield from _minimum_wage(case)


def _minimum_wage(case: Picture) -> Iterable[Following]:
    on = case["end"] or case["on"]
    if case["monthly_wage"] is None or on is None:
        return
    row = case.context.find("min_wage_month", on)
    if row is not None and case["monthly_wage"] < row.value:
        yield Following(
            "minimum_wage",
            gettext_noop("低于最低工资的差额"),
            LIKELY,
            article("LL", 48),
            gettext_noop("月工资低于当地月最低工资标准"),
            gettext_noop("工资构成和实发记录（不含加班费、特殊津贴、法定福利）"),
        )


def _leave(case: Picture) -> Iterable[Following]:
    months = case.served_months()
    if case["leave_taken"] or (months is not None and months < 12):
        return
    sure = case["leave_taken"] is False
    yield Following(
        "unused_leave",
        gettext_noop("未休年休假工资"),
        LIKELY if sure and months is not None else ASK,
        article("ANL", 5, paragraph=3),
        gettext_noop("连续工作满一年即有年休假，未休的每天另付百分之二百"),
        gettext_noop("累计工龄证明（社保记录）；已安排休假由单位举证"),
        () if sure else ("leave_taken",),
    )


def _insurance(case: Picture) -> Iterable[Following]:
    if case["insured"] is not False:
        return
    yield Following(
        "insurance_arrears",
        gettext_noop("补缴社会保险费（向征收机构投诉，不属仲裁）"),
        LIKELY,
        article("SIL", 63),
        gettext_noop("单位没有依法参加社会保险"),
        gettext_noop("劳动关系证据、工资流水、参保记录"),
    )
    if case.ended and case["ending"] not in _OWN_WISH:
        yield Following(
            "unemployment_loss",
            gettext_noop("失业保险待遇损失"),
            POSSIBLE,
            article("JI-1", 1, item=5),
            gettext_noop("未参保致使不能领取失业保险金，且不能补办"),
            gettext_noop("非因本人意愿中断就业、已办失业登记、经办机构不能补办的证明"),
        )


def _papers(case: Picture) -> Iterable[Following]:
    if case.ended and case["certificate"] is False:
        yield Following(
            "certificate",
            gettext_noop("出具离职证明、办理档案和社会保险转移"),
            LIKELY,
            article("LCL", 50, paragraph=1),
            gettext_noop("单位没有出具证明或者办理转移"),
            gettext_noop("离职事实；因此受到损失的，损失的证据"),
        )
    if case["deposit"]:
        yield Following(
            "deposit",
            gettext_noop("返还押金、证件"),
            LIKELY,
            article("LCL", 84),
            gettext_noop("单位收取押金或者扣押证件"),
            gettext_noop("收据、转账记录"),
        )


def _probation(case: Picture) -> Iterable[Following]:
    months, term = case["probation_months"], case["contract_months"]
    if months is None:
        return
    limit = 6 if term is None else 0 if term < 3 else 1 if term < 12 else 2 if term < 36 else 6
    if months > limit:
        yield Following(
            "probation_damages",
            gettext_noop("违法试用期赔偿金"),
            LIKELY,
            article("LCL", 83),
            gettext_noop("试用期超过合同期限对应的上限"),
            gettext_noop("劳动合同、录用通知、转正记录"),
        )


def _non_compete(case: Picture) -> Iterable[Following]:
    if case["non_compete"] and case.ended:
        yield Following(
            "non_compete_compensation",
            gettext_noop("竞业限制补偿"),
            LIKELY,
            article("JI-1", 36),
            gettext_noop("离职后履行了竞业限制义务"),
            gettext_noop("竞业限制约定、离职后的就业情况、离职前十二个月工资"),
        )


def _maternity(case: Picture) -> Iterable[Following]:
    if "pregnancy" in (case["protected"] or ()):
        yield Following(
            "maternity_pay",
            gettext_noop("产假工资或者生育津贴"),
            POSSIBLE,
            article("FEM", 8),
            gettext_noop("孕期、产期、哺乳期的待遇"),
            gettext_noop("生育证明、产假记录、生育津贴领取情况"),
        )


_LOOKS: tuple[_Look, ...] = (
    _contract,
    _ending,
    _pay,
    _leave,
    _insurance,
    _papers,
    _probation,
    injury,
    _non_compete,
    _maternity,
)
