"""代通知金: one month's wage in place of thirty days' notice."""

from __future__ import annotations

from decimal import Decimal

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, choice, day, flag, money
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.ending.endings import ALIASES, ENDINGS, LABELS

NOTICE = article("LCL", 40)
LAST_MONTH = article("LCLR", 20)


@rule(
    "notice_pay",
    title=gettext_noop("代通知金"),
    answer="amount",
    fields=(
        money("last_month_wage", gettext_noop("解除前上一个月的应得工资"), required=True),
        day("end", gettext_noop("解除之日"), last=True),
        choice("ending", gettext_noop("怎样结束的"), LABELS, aliases=ALIASES),
        flag("notice_given", gettext_noop("单位是否提前三十日书面通知")),
    ),
    articles=(NOTICE, LAST_MONTH),
    formula=(
        gettext_noop("代通知金 = 上一个月工资；不用十二个月平均数，也没有三倍封顶"),
        gettext_noop("只适用于第四十条的解除，且没有提前三十日书面通知"),
    ),
    contested=(
        gettext_noop("上一个月工资不正常（如只有病假工资）时，一些地方改用正常工资或平均工资"),
        gettext_noop(
            "合同期满不续订的提前通知义务（如北京）出自地方规定，没有通知的按当地规定赔偿"
        ),
    ),
    examples=({"last_month_wage": "7600"},),
)
def notice_pay(facts: Facts, context: Context) -> Result:
    """One month's pay where the employer ended under 劳动合同法 第四十条 without 30 days' written notice.

    Yuan; the wage of the month before the ending, whole (实施条例 第二十条). Zero with a conclusion for
    other endings and where notice was given. Refuses without a wage.
    """
    result = Result(on=facts["end"])
    ending = ENDINGS.get(facts["ending"] or "")
    if (ending is not None and not ending.notice) or facts["notice_given"]:
        result.amount = Decimal(0)
        result.conclusion = gettext_noop("不支付代通知金")
        if ending is not None:
            result.line(gettext_noop("解除或者终止的情形"), ending.label, NOTICE)
        return result
    wage = facts["last_month_wage"]
    result.money(gettext_noop("上一个月工资"), wage, LAST_MONTH)
    result.amount = wage
    result.change(
        "notice_pay.with-2n",
        gettext_noop("解除被认定违法的，支付二倍赔偿金，不再支付代通知金"),
    )
    return result
