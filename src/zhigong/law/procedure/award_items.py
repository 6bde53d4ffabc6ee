"""Items of an award as 一裁终局 sees them: small money, labour standards, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from zhigong.kernel.text import gettext_noop


class Limb(StrEnum):
    """Which limb of 劳动争议调解仲裁法 第四十七条 an item falls under."""

    MONEY = "money"
    STANDARD = "standard"
    NEITHER = "neither"


LIMB_LABELS = {
    Limb.MONEY: gettext_noop("小额金钱给付（第一项）"),
    Limb.STANDARD: gettext_noop("执行国家劳动标准（第二项）"),
    Limb.NEITHER: gettext_noop("不属于终局裁决范围"),
}

_MONEY = {
    "wage_arrears": gettext_noop("劳动报酬"),
    "overtime": gettext_noop("加班工资"),
    "bonus": gettext_noop("奖金、提成"),
    "minimum_wage": gettext_noop("最低工资差额"),
    "probation_wage_floor": gettext_noop("试用期工资差额"),
    "sick_pay_floor": gettext_noop("病假工资"),
    "stoppage_pay": gettext_noop("停工期间工资"),
    "injury_medical": gettext_noop("工伤医疗费"),
    "severance": gettext_noop("经济补偿"),
    "notice_pay": gettext_noop("代通知金"),
    "non_compete_compensation": gettext_noop("竞业限制经济补偿"),
    "unlawful_dismissal": gettext_noop("违法解除赔偿金"),
    "double_wage": gettext_noop("未签书面合同第二倍工资"),
    "probation_damages": gettext_noop("违法试用期赔偿金"),
    "late_payment_damages": gettext_noop("加付赔偿金"),
    "money": gettext_noop("追索劳动报酬、工伤医疗费、经济补偿或者赔偿金"),
}
_STANDARD = {
    "hours": gettext_noop("工作时间"),
    "rest": gettext_noop("休息休假"),
    "unused_leave": gettext_noop("未休年休假工资"),
    "social_insurance": gettext_noop("社会保险"),
    "insurance_loss": gettext_noop("社会保险待遇损失"),
    "work_injury": gettext_noop("工伤保险待遇"),
    "disability_subsidy": gettext_noop("一次性伤残补助金"),
    "disability_allowance": gettext_noop("伤残津贴"),
    "injury_end_subsidies": gettext_noop("一次性工伤医疗、伤残就业补助金"),
    "stop_work_pay": gettext_noop("停工留薪期待遇"),
    "work_death": gettext_noop("工亡待遇"),
    "standard": gettext_noop("执行国家劳动标准的争议"),
}
_NEITHER = {
    "relation": gettext_noop("确认劳动关系"),
    "reinstatement": gettext_noop("继续履行劳动合同"),
    "certificate": gettext_noop("离职证明、档案转移"),
    "deposit": gettext_noop("返还押金、证件"),
    "service_period_penalty": gettext_noop("服务期违约金"),
    "non_compete_penalty": gettext_noop("竞业限制违约金"),
    "damage": gettext_noop("劳动者赔偿用人单位损失"),
    "neither": gettext_noop("其他争议"),
}
# Of these the limb is disputed: money owed for time off is pay to some and a labour standard to others.
DISPUTED = frozenset({"unused_leave", "stop_work_pay", "insurance_loss"})

ITEM_LABELS: Mapping[str, str] = MappingProxyType({**_MONEY, **_STANDARD, **_NEITHER})
LIMBS: Mapping[str, Limb] = MappingProxyType(
    {
        **dict.fromkeys(_MONEY, Limb.MONEY),
        **dict.fromkeys(_STANDARD, Limb.STANDARD),
        **dict.fromkeys(_NEITHER, Limb.NEITHER),
    }
)
