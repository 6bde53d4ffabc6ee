"""Which ways are open for this case, which is advised, and why (labour_law B5, C5, D4)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.clocks import CaseDeadline, deadlines
from zhigong.law.case.picture import INJURY_BENEFITS, Picture
from zhigong.law.core.norms import Article, article
from zhigong.law.core.spoken import Words, words
from zhigong.law.procedure.deadlines import due

ADVISED, OPEN, CLOSED = "advised", "open", "closed"
STATES = {
    ADVISED: gettext_noop("建议"),
    OPEN: gettext_noop("可以"),
    CLOSED: gettext_noop("现在不行"),
}
NEAR = 30  # days before the end of the year of limitation
GROUP = 10
_PAY_RULES = frozenset(
    {
        "wage_arrears",
        "overtime",
        "minimum_wage",
        "probation_wage_floor",
        "sick_pay_floor",
        "stoppage_pay",
        "heat_allowance",
    }
)
_INSPECTED = _PAY_RULES | {
    "severance",
    "late_payment_damages",
    "unused_leave",
    "double_wage",
    "deposit",
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way: whether it is advised, open or closed now, the reasons, the article."""

    id: str
    label: str
    state: str
    reasons: tuple[Words, ...]
    basis: Article


class Scene:
    """The case and its days, as the ways look at them."""

    def __init__(self, case: Picture, days: Sequence[CaseDeadline]) -> None:
        self.case, self.days, self.rules = case, days, case.rules
        last = [d.due for d in days if d.kind == "limitation"]
        self.first_last_day = min(last, default=None)
        on = case["on"]
        self.over = bool(last and on and on > max(last))
        self.near = min((day for day in last if on and 0 <= (day - on).days < NEAR), default=None)

    def __getitem__(self, name: str) -> Any:
        return self.case[name]


_Look = Callable[[Scene], Way | None]


def route(case: Picture, days: Sequence[CaseDeadline] | None = None) -> list[Way]:
    """The ways of this case, advised ones first, in the order in which they are usually taken."""
    scene = Scene(case, deadlines(case) if days is None else days)
    found = [way for look in _LOOKS if (way := look(scene)) is not None]
    order = {ADVISED: 0, OPEN: 1, CLOSED: 2}
    return sorted(found, key=lambda way: order[way.state])


def _says(text: str, **params: object) -> tuple[Words, ...]:
    return (words(text, **params),)


def _pay_is_owed(case: Scene) -> bool:
    return bool(case["wages_owed"] or case.rules & _PAY_RULES)


def _negotiate(case: Scene) -> Way | None:
    label = gettext_noop("协商（可请工会参加）")
    basis = article("LDMA", 4)
    if case["filed"] or case["award_received"]:
        return None
    if case["fled"]:
        return Way(
            "negotiate",
            label,
            CLOSED,
            _says(gettext_noop("负责人逃匿或者转移财产，协商只会耽误时间")),
            basis,
        )
    return Way(
        "negotiate",
        label,
        OPEN,
        _says(
            gettext_noop(
                "最快，不收费；对方五日内不答复视为拒绝。主张过权利即中断时效，请留下书面证据"
            )
        ),
        basis,
    )


def _mediate(case: Scene) -> Way | None:
    label = gettext_noop("到联调中心调解")
    basis = article("LDMA", 10)
    if case["award_received"]:
        return None
    if case["filed"]:
        return Way(
            "mediate",
            label,
            OPEN,
            _says(gettext_noop("仲裁已受理：由仲裁庭调解，或者经双方同意由仲裁委员会委托调解")),
            article("ARB-R", 70),
        )
    if case.near:
        reason = words(
            gettext_noop(
                "可以调解，但时效将在 %(last)s 届满：请同时申请仲裁，或者取得调解申请的书面回执"
            ),
            last=case.near,
        )
        return Way("mediate", label, OPEN, (reason,), basis)
    if case["willing"] is False or case["fled"]:
        return Way(
            "mediate",
            label,
            CLOSED,
            _says(gettext_noop("调解须双方自愿，对方不愿意或者找不到人")),
            basis,
        )
    return Way(
        "mediate",
        label,
        ADVISED,
        _says(
            gettext_noop(
                "免费，收到申请十五日内办结；达成的协议可以申请仲裁审查、司法确认或者支付令"
            )
        ),
        basis,
    )


def _arbitrate(case: Scene) -> Way | None:
    label = gettext_noop("申请劳动仲裁")
    basis = article("LDMA", 5)
    if case["filed"] or case["award_received"] or case["arbitration_refused"]:
        return None
    if case.over:
        text = gettext_noop(
            "各项请求的一年时效都已届满（最早 %(last)s）：仍可申请，但对方提出抗辩的不会得到支持；请先找中断时效的证据"
        )
        return Way(
            "arbitrate", label, OPEN, _says(text, last=case.first_last_day), article("LDMA", 27)
        )
    if case.near:
        return Way(
            "arbitrate",
            label,
            ADVISED,
            _says(gettext_noop("时效将在 %(last)s 届满，请尽快申请"), last=case.near),
            basis,
        )
    if case["willing"] is False or case["fled"]:
        return Way(
            "arbitrate",
            label,
            ADVISED,
            (
                *_says(gettext_noop("对方不愿意协商、调解：仲裁是起诉前的必经程序，不收费")),
                *_preserve(case),
            ),
            basis,
        )
    text = gettext_noop("协商、调解不成或者不履行时申请；不收费，一般四十五日内裁决")
    return Way("arbitrate", label, OPEN, _says(text), basis)


def _preserve(case: Scene) -> tuple[Words, ...]:
    """What keeps the money where it is, when the owner is about to be gone (解释（一） 第四十九条)."""
    if not case["fled"]:
        return ()
    return _says(
        gettext_noop(
            "可以通过仲裁委员会申请财产保全；有证据证明单位可能欠薪逃匿的，法院减轻或者免除担保"
        )
    )


def _sue(case: Scene) -> Way | None:
    label = gettext_noop("向人民法院起诉")
    direct: tuple[str, Article] | None = None
    if case["award_received"]:
        text = gettext_noop(
            "不服裁决的，自收到裁决书之日起十五日内起诉（终局裁决只有劳动者可以起诉）"
        )
        direct = (text, article("LDMA", 50))
    elif case["arbitration_refused"]:
        text = gettext_noop("仲裁不予受理或者逾期未作决定，可以直接起诉")
        direct = (text, article("LDMA", 29))
    elif case["iou"]:
        text = gettext_noop("持工资欠条、没有其他争议的，按普通民事纠纷直接起诉")
        direct = (text, article("JI-1", 15))
    elif case["agreement"] == "pay_only" and case["agreement_broken"]:
        text = gettext_noop("仅就劳动报酬达成的调解协议不履行的，可以直接起诉")
        direct = (text, article("JI-1", 51, paragraph=2))
    if direct is None and _injury_barred(case):
        text = gettext_noop(
            "没有工伤认定、申请认定的一年也已经过去的，工伤保险待遇难以得到支持：可以按人身损害赔偿起诉（一般自受伤起三年内）"
        )
        return Way("sue", label, OPEN, _says(text), article("CIVIL", 1179))
    if direct is None:
        return Way(
            "sue", label, CLOSED, _says(gettext_noop("劳动争议须先仲裁")), article("LDMA", 5)
        )
    return Way("sue", label, ADVISED, _says(direct[0]), direct[1])


def _inspect(case: Scene) -> Way | None:
    label = gettext_noop("向劳动保障监察投诉")
    basis = article("LDMA", 9)
    if not (
        _pay_is_owed(case) or case.rules & _INSPECTED or case["insured"] is False or case["deposit"]
    ):
        return None
    if case["filed"] or case["award_received"]:
        text = gettext_noop(
            "已经申请仲裁或者起诉的事项，监察会告知按该程序办理；未参保等事项仍可投诉"
        )
        return Way("inspect", label, CLOSED, _says(text), article("INSP", 21, paragraph=2))
    if case["on"] and case["end"] and _over_two_years(case):
        text = gettext_noop("违法行为终了已超过两年，监察不再查处")
        return Way("inspect", label, CLOSED, _says(text), article("INSP", 20))
    reasons = [
        words(
            gettext_noop("监察可以责令限期支付；逾期不付的，可另主张百分之五十至一百的加付赔偿金")
        )
    ]
    if (case["workers"] or 1) >= GROUP or case["migrant"]:
        reasons.append(
            words(gettext_noop("涉及多人或者农民工工资，监察优先处理，可核查工资专用账户和保证金"))
        )
    advised = _pay_is_owed(case) and (case["certain"] or case["migrant"] or case["fled"])
    return Way("inspect", label, ADVISED if advised else OPEN, tuple(reasons), basis)


def _over_two_years(case: Scene) -> bool:
    """Two years from the end of the breach, which is at the latest the end of the employment."""
    return bool(due("T-INSP-L", case["end"]).due < case["on"])


def _payment_order(case: Scene) -> Way | None:
    label = gettext_noop("申请支付令")
    if case["agreement"] in ("pay_only", "payment") and case["agreement_broken"]:
        text = gettext_noop("调解协议到期不履行：持协议书申请；对方异议的，可以依据协议直接起诉")
        return Way("payment_order", label, ADVISED, _says(text), article("LDMA", 16))
    if not _pay_is_owed(case):
        return None
    basis = article("LCL", 30, paragraph=2)
    if case["certain"]:
        text = gettext_noop("欠薪金额确定、没有争议时快捷；对方书面异议即终结，须再仲裁")
        return Way("payment_order", label, OPEN, _says(text), basis)
    text = gettext_noop("只有金额确定、双方没有争议的欠薪才适合支付令")
    return Way("payment_order", label, CLOSED, _says(text), basis)


def _advance(case: Scene) -> Way | None:
    if not case["hardship"] or not (_pay_is_owed(case) or "injury_medical" in case.rules):
        return None
    text = gettext_noop("生活困难、权利义务明确：申请仲裁时一并申请先予执行，劳动者可以不提供担保")
    return Way(
        "advance_enforcement", gettext_noop("申请先予执行"), OPEN, _says(text), article("LDMA", 44)
    )


def _criminal(case: Scene) -> Way | None:
    label = gettext_noop("拒不支付劳动报酬的线索移送")
    basis = article("CRIME", 276, inserted=1)
    if not _pay_is_owed(case) or not (case["fled"] or case["order_unpaid"]):
        return None
    if case["order_unpaid"]:
        text = gettext_noop("政府有关部门责令支付仍不支付：数额达到当地标准的，由监察移送公安机关")
        return Way("criminal", label, ADVISED, _says(text), basis)
    text = gettext_noop(
        "转移财产、逃匿以逃避支付：先由监察责令支付，仍不支付的移送公安机关；请保存逃匿证据"
    )
    return Way("criminal", label, OPEN, _says(text), basis)


def _injury_barred(case: Scene) -> bool:
    """Whether benefits of an injury are asked for that can no longer be recognised as one of work."""
    injured = case["injured"] or bool(case.rules & INJURY_BENEFITS)
    return injured and case.case.recognition_over


def _recognition(case: Scene) -> Way | None:
    told = INJURY_BENEFITS | {"injury_recognition"}
    if not (case["injured"] or case.rules & told) or case["recognised"]:
        return None
    label = gettext_noop("申请工伤认定")
    if _injury_barred(case):
        text = gettext_noop(
            "本人申请工伤认定的一年在 %(last)s 已过：不是因本人原因耽误的时间可以扣除，请带证据向社会保险行政部门核对"
        )
        last = due("T-INJ-W", case["accident"]).due
        return Way("recognition", label, CLOSED, _says(text, last=last), article("WII", 17))
    text = gettext_noop(
        "未认定工伤的，先申请认定：单位三十日内、本人一年内；再鉴定等级，然后主张待遇"
    )
    return Way("recognition", label, ADVISED, _says(text), article("WII", 17))


def _collection(case: Scene) -> Way | None:
    if case["insured"] is not False:
        return None
    text = gettext_noop("补缴社会保险费不属仲裁范围，由征收机构责令限期缴纳")
    return Way(
        "collection",
        gettext_noop("向社会保险费征收机构投诉"),
        OPEN,
        _says(text),
        article("SIL", 63),
    )


def _confirm(case: Scene) -> Way | None:
    if not case["agreement"] or case["agreement_broken"]:
        return None
    text = gettext_noop(
        "把调解协议变成可强制执行的文书：十五日内共同申请仲裁审查，或者三十日内共同申请司法确认"
    )
    return Way(
        "confirm", gettext_noop("仲裁审查或者司法确认"), ADVISED, _says(text), article("CPL", 205)
    )


def _group(case: Scene) -> Way | None:
    if (case["workers"] or 0) < GROUP:
        return None
    text = gettext_noop(
        "%(workers)s 人有共同请求：推举三至五名代表，优先立案；每人签名并列明各自金额"
    )
    return Way(
        "group",
        gettext_noop("按集体争议处理"),
        ADVISED,
        _says(text, workers=case["workers"]),
        article("LDMA", 7),
    )


def _legal_aid(case: Scene) -> Way | None:
    if not (case["hardship"] or case["migrant"]):
        return None
    text = gettext_noop("请求支付劳动报酬、工伤待遇等可申请法律援助；农民工免予核查经济困难状况")
    basis = article("LAL", 42) if case["migrant"] else article("LAL", 31)
    return Way("legal_aid", gettext_noop("申请法律援助"), ADVISED, _says(text), basis)


_LOOKS: tuple[_Look, ...] = (
    _confirm,
    _negotiate,
    _mediate,
    _inspect,
    _payment_order,
    _arbitrate,
    _advance,
    _sue,
    _recognition,
    _collection,
    _group,
    _legal_aid,
    _criminal,
)
