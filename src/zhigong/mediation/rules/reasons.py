"""Why a request is refused or a mediation ends, and where the worker can go then.

Codes are permanent: they are stored with the case and counted in statistics.
Articles: 调解仲裁法 第二条、第五条、第十四条、第十五条; 企业劳动争议协商调解规定 第二十二条.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhigong.kernel.text import gettext_noop


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason in words and the way that stays open."""

    label: str
    route: str


ARBITRATE = gettext_noop(
    "您可以向劳动合同履行地或单位所在地的劳动人事争议仲裁委员会申请仲裁，不收费。"
)
INSPECT = gettext_noop("您可以向劳动保障监察机构投诉举报，或继续申请仲裁。")
COURT = gettext_noop("您可以向人民法院起诉；需要帮助的，可申请法律援助。")

REFUSALS: dict[str, Reason] = {
    "not_labour": Reason(gettext_noop("不属于劳动人事争议"), COURT),
    "elsewhere": Reason(gettext_noop("不属于本中心的管辖地域"), ARBITRATE),
    "pending": Reason(gettext_noop("同一争议已由仲裁委员会或人民法院处理"), COURT),
    "other_side_declines": Reason(gettext_noop("对方当事人不同意调解"), ARBITRATE),
    "decided": Reason(gettext_noop("已有生效的裁决、判决或经确认的协议"), COURT),
    "administrative": Reason(gettext_noop("属于行政处理事项，如社会保险费征缴"), INSPECT),
    "no_supplement": Reason(gettext_noop("逾期未补充必要材料"), ARBITRATE),
}
ENDINGS: dict[str, Reason] = {
    "no_agreement": Reason(gettext_noop("双方未能达成协议"), ARBITRATE),
    "absent": Reason(gettext_noop("一方无法联系或不到场"), ARBITRATE),
    "refuses_to_sign": Reason(gettext_noop("一方反悔，拒绝签字"), ARBITRATE),
    "unsuitable": Reason(gettext_noop("发现不宜调解的情形"), ARBITRATE),
}
EXPIRY = Reason(gettext_noop("自收到申请之日起十五日内未达成协议"), ARBITRATE)

CHANNELS: dict[str, str] = {
    "web": gettext_noop("网上申请"),
    "counter": gettext_noop("窗口来访"),
    "hotline": gettext_noop("12351 热线"),
    "union": gettext_noop("基层工会移送"),
    "arbitration": gettext_noop("仲裁委员会委托"),
    "court": gettext_noop("人民法院委派委托"),
    "petition": gettext_noop("信访转送"),
    "inspection": gettext_noop("劳动监察移送"),
}
CAUSES: dict[str, str] = {
    "pay": gettext_noop("拖欠工资"),
    "ending": gettext_noop("被辞退、离职补偿"),
    "overtime": gettext_noop("加班费"),
    "contract": gettext_noop("没签合同"),
    "leave": gettext_noop("年休假"),
    "injury": gettext_noop("工伤"),
    "insurance": gettext_noop("社会保险"),
    "women": gettext_noop("孕产哺乳期"),
    "new_form": gettext_noop("骑手、司机等平台用工"),
    "relation": gettext_noop("确认劳动关系"),
    "other": gettext_noop("其他"),
}
