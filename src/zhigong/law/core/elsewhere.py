"""Claims that people make and that no rule reckons: why not, and which rule or body helps instead."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop, halfwidth
from zhigong.kernel.verdict import Refusal
from zhigong.law.core.synonyms import other_words

# Why nothing is reckoned, and what to do; the words that name the claim stand in the file of other names.
_TOLD: dict[str, tuple[str, str]] = {
    "n_and_notice": (
        gettext_noop("“%(name)s”是两项：经济补偿（N）和代通知金（1）"),
        gettext_noop("请分两项填：severance，以及依第四十条解除而没有提前三十日书面通知时的 notice_pay"),
    ),
    "certificate": (
        gettext_noop("“%(name)s”没有固定算式：因不出具证明、不办转移造成的损失按实际举证，由裁审酌定（劳动合同法第八十九条）"),
        gettext_noop("失业金损失用 unemployment_loss；时效用 limitation（claim 填 certificate）；是否受理用 acceptability（matter 填 ending 或者 files）"),
    ),
    "housing_fund": (
        gettext_noop("“%(name)s”不属于劳动争议：向住房公积金管理中心投诉，由其责令限期缴存"),
        gettext_noop("是否受理用 acceptability（matter 填 housing_fund）"),
    ),
    "insurance_arrears": (
        gettext_noop("“%(name)s”不按数额裁决：由社会保险费征收机构、劳动保障监察责令补缴"),
        gettext_noop("应缴基数用 contribution_base；不能补办造成的损失用 social_insurance_loss 或者 unemployment_loss；是否受理用 acceptability（matter 填 insurance_arrears）"),
    ),
    "mental_damages": (
        gettext_noop("“%(name)s”不在劳动仲裁受案范围，数额由法院酌定"),
        gettext_noop("是否受理用 acceptability（matter 填 mental_damages）"),
    ),
    "bonus_share": (
        gettext_noop("“%(name)s”没有全国统一的算式：有没有、多少、中途离职是否按月折算，由合同、制度和惯例决定"),
        gettext_noop("请把应得数额（如全年数额 × 工作月数 ÷ 12）填入 wage_arrears 的 due"),
    ),
    "care": (
        gettext_noop("“%(name)s”没有固定算式：停工留薪期需要护理的由单位负责，按护理人的收入或者当地护工报酬举证"),
        gettext_noop("已有数额的填入 work_injury 的 other_costs；停工留薪期工资用 stop_work_pay；评残后的生活护理费用 injury_nursing"),
    ),
    "costs": (
        gettext_noop("“%(name)s”没有固定算式：凭票据，按目录和统筹地区的标准"),
        gettext_noop("工伤的填入 work_injury 的 medical_costs、other_costs；不能报销的医疗费用 social_insurance_loss"),
    ),
    "leaving_early": (
        gettext_noop("“%(name)s”没有固定算式：除服务期和竞业限制外不得约定由劳动者承担违约金；违法离职造成的损失由单位举证（劳动合同法第二十五条、第九十条）"),
        gettext_noop("服务期用 service_period_penalty；竞业限制用 non_compete_breach；单位已从工资中扣的用 deductions"),
    ),
    "nursing_time": (
        gettext_noop("“%(name)s”算作劳动时间，工资照发，没有另外的算式"),
        gettext_noop("被扣的工资用 wage_arrears（due、paid）；哺乳时间内安排工作的用 overtime；起止日期用 women_protection"),
    ),
    "paid_leave": (
        gettext_noop("“%(name)s”没有另外的算式：婚丧假、探亲假工资照发，事假按约定"),
        gettext_noop("少发的工资用 wage_arrears（due、paid）"),
    ),
    "allowances": (
        gettext_noop("“%(name)s”没有全国统一的标准，按约定、制度或者当地规定"),
        gettext_noop("请把应得和已得的数额填入 wage_arrears（due、paid）；高温津贴用 heat_allowance"),
    ),
    "tort": (
        gettext_noop("“%(name)s”是人身损害赔偿，不是劳动法上的待遇，这里不计算"),
        gettext_noop("能认定工伤的用 injury_recognition、work_injury、work_death；包工头招用的看 labour_relation 和 parties"),
    ),
    "fees": (
        gettext_noop("“%(name)s”这里不计算：劳动仲裁不收费，律师费一般各自承担，少数地方另有规定"),
        gettext_noop("其余请求照填；全部规则见 law rules"),
    ),
    "interest": (
        gettext_noop("“%(name)s”在劳动争议中一般不另算利息"),
        gettext_noop("监察责令后逾期不付的用 late_payment_damages；裁判生效后迟延履行的用 late_performance_interest"),
    ),
    "resume": (
        gettext_noop("“%(name)s”本身没有数额"),
        gettext_noop("期间的工资用 reinstatement_pay；能不能解除用 dismissal_protection；与赔偿金只能选一"),
    ),
    "equity": (
        gettext_noop("“%(name)s”多数不作为劳动报酬处理，这里不计算"),
        gettext_noop("是否受理用 acceptability（matter 填 equity 或者 shareholder）"),
    ),
    "employer_loss": (
        gettext_noop("“%(name)s”没有固定算式：按过错、损失和收入酌定"),
        gettext_noop("从工资中扣赔的限度用 deductions；是否受理用 acceptability（matter 填 worker_damage）"),
    ),
}  # fmt: skip


def elsewhere(name: str) -> Refusal | None:
    """The refusal of a claim that is known but reckoned by no rule; ``None`` for any other name."""
    said = halfwidth(name).casefold().replace(" ", "")
    for word, claim in other_words("elsewhere").items():
        if word in said:
            reason, remedy = _TOLD[claim]
            return Refusal("law.rule.none", reason, remedy, {"name": name})
    return None
