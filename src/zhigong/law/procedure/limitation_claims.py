"""Which claim starts its year when: pay for work after the end, the others from knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.synonyms import other_words


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """A claim as limitation sees it.

    ``pay``: remuneration for work, free of the year during employment (第二十七条第四款).
    ``from_end``: where no day of knowledge is given, the end of employment starts the year.
    """

    label: str
    pay: bool = False
    from_end: bool = False
    note: str = ""


_PAY = {
    "wage_arrears": gettext_noop("拖欠工资"),
    "overtime": gettext_noop("加班工资"),
    "minimum_wage": gettext_noop("低于最低工资的差额"),
    "probation_wage_floor": gettext_noop("试用期工资差额"),
    "sick_pay_floor": gettext_noop("病假工资"),
    "bonus": gettext_noop("奖金、提成"),
    "stoppage_pay": gettext_noop("停工期间工资"),
}
_FROM_END = {
    "severance": gettext_noop("经济补偿"),
    "notice_pay": gettext_noop("代通知金"),
    "unlawful_dismissal": gettext_noop("违法解除赔偿金"),
    "reinstatement": gettext_noop("继续履行劳动合同"),
    "certificate": gettext_noop("离职证明、档案和社会保险转移"),
    "deposit": gettext_noop("返还押金、证件"),
    "unemployment_loss": gettext_noop("失业保险待遇损失"),
}
_OTHERS = {
    "double_wage": gettext_noop("二倍工资"),
    "unused_leave": gettext_noop("未休年休假工资"),
    "late_payment_damages": gettext_noop("加付赔偿金"),
    "probation_damages": gettext_noop("违法试用期赔偿金"),
    "service_period_penalty": gettext_noop("服务期违约金"),
    "insurance_loss": gettext_noop("社会保险待遇损失"),
    "damage": gettext_noop("赔偿损失"),
    "other": gettext_noop("其他请求"),
}
_INJURY_NOTE = gettext_noop(
    "工伤待遇的起算日通常是收到劳动能力鉴定结论之日；就业、医疗补助金自劳动关系解除之日"
)
_INJURY = {
    "work_injury": gettext_noop("工伤保险待遇"),
    "disability_subsidy": gettext_noop("一次性伤残补助金"),
    "disability_allowance": gettext_noop("伤残津贴"),
    "injury_end_subsidies": gettext_noop("一次性工伤医疗、伤残就业补助金"),
    "work_death": gettext_noop("工亡待遇"),
}

CLAIM_KINDS: Mapping[str, ClaimKind] = MappingProxyType(
    {
        **{key: ClaimKind(label, pay=True) for key, label in _PAY.items()},
        **{key: ClaimKind(label, from_end=True) for key, label in _FROM_END.items()},
        **{key: ClaimKind(label) for key, label in _OTHERS.items()},
        **{key: ClaimKind(label, note=_INJURY_NOTE) for key, label in _INJURY.items()},
        "injury_end_subsidies": ClaimKind(
            _INJURY["injury_end_subsidies"], from_end=True, note=_INJURY_NOTE
        ),
        "non_compete_compensation": ClaimKind(
            gettext_noop("竞业限制补偿"),
            note=gettext_noop("竞业限制补偿按月到期，每个月的补偿自其应付之日分别起算"),
        ),
        "relation": ClaimKind(
            gettext_noop("确认劳动关系"),
            from_end=True,
            note=gettext_noop(
                "单纯确认劳动关系是否适用一年时效，各地做法不一；按一年提示，以免错过"
            ),
        ),
    }
)


def kind_of_rule(rule: str) -> ClaimKind | None:
    """The claim that a rule computes, as limitation sees it; ``None`` where no year runs for it."""
    return CLAIM_KINDS.get(rule) or CLAIM_KINDS.get(other_words("claims").get(rule, ""))


CLAIM_LABELS = {key: kind.label for key, kind in CLAIM_KINDS.items()}

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "demand": gettext_noop("向对方主张权利"),
        "negotiation": gettext_noop("要求协商，或者协商被拒、五日不回应、期限届满"),
        "mediation": gettext_noop("申请调解"),
        "mediation_end": gettext_noop("调解被拒、终止或者期满未成"),
        "unperformed": gettext_noop("和解、调解协议逾期未履行"),
        "complaint": gettext_noop("向劳动监察、工会、信访等有关部门投诉求助"),
        "legal_aid": gettext_noop("申请法律援助"),
        "arbitration": gettext_noop("申请仲裁"),
        "suit": gettext_noop("起诉或者申请支付令"),
        "promise": gettext_noop("对方同意履行义务"),
        "other": gettext_noop("其他中断事由"),
    }
)
