"""工作年限: the length of service as a claim of its own, with service merged from former employers."""

from __future__ import annotations

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.facts import Facts, day, flag, many, record
from zhigong.law.core.norms import article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.ending.compensation import YEARS, read_service
from zhigong.law.service_time import units_of

STEP = article("CIVIL", 202)
MERGED = article("LCLR", 10)
BY_INTERPRETATION = article("JI-1", 46)


@rule(
    "service_time",
    title=gettext_noop("工作年限折算"),
    answer="value",
    unit="months",
    fields=(
        day("hire", gettext_noop("入职（用工）之日"), required=True),
        day("end", gettext_noop("最后一个工作日"), required=True, last=True),
        many(
            record(
                "earlier",
                gettext_noop("非因本人原因从原单位转来的工龄"),
                (
                    day("from", gettext_noop("原单位入职之日"), required=True),
                    day("to", gettext_noop("原单位最后一日"), required=True, last=True),
                    flag("compensated", gettext_noop("原单位是否已付经济补偿")),
                ),
            )
        ),
    ),
    articles=(YEARS, STEP, MERGED, BY_INTERPRETATION),
    formula=(
        gettext_noop("自入职日起逐年、逐月推算，首尾两日都计入；没有对应日的取月末"),
        gettext_noop("满一年计1；剩余六个月以上计1，不满六个月计0.5"),
        gettext_noop("非本人原因转来且原单位未付经济补偿的工龄合并计算"),
    ),
    contested=(gettext_noop("无固定期限合同的十年，合并工龄即使原单位已付补偿也计入（实施条例第九条、第十条）"),),
    examples=(
        {"hire": "2016-08-27", "end": "2021-08-26"},
        {
            "hire": "2020-01-01",
            "end": "2024-06-30",
            "earlier": [{"from": "2015-01-01", "to": "2019-12-31"}],
        },
    ),
)  # fmt: skip
def service_time(facts: Facts, context: Context) -> Result:
    """Months of pay for a length of service (劳动合同法 第四十七条). Refuses dates that run backwards."""
    result = Result(on=facts["end"])
    served = read_service({**facts, "units": None}, result)
    assert served.span is not None
    result.value = units_of(served.span)
    result.line(gettext_noop("折算月数"), result.value, YEARS)
    result.extra = {
        "served": {
            "years": served.span.years,
            "months": served.span.months,
            "days": served.span.days,
        }
    }
    return result
