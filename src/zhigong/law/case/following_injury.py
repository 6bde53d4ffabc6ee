"""What who was hurt at work may be owed besides."""

from __future__ import annotations

from collections.abc import Iterable

from zhigong.kernel.text import gettext_noop
from zhigong.law.case.followed import ASK, LIKELY, POSSIBLE, Following
from zhigong.law.case.picture import Picture
from zhigong.law.core.norms import article

MILD = 5  # from this grade on the two subsidies are paid at the end of employment


def injury(case: Picture) -> Iterable[Following]:
    """The benefits, and those that the total claimed does not hold yet."""
    if not case["injured"]:
        return
    yield Following(
        "work_injury",
        gettext_noop("工伤保险待遇"),
        LIKELY if case["recognised"] else ASK,
        article("WII", 30),
        gettext_noop("因工受伤：认定工伤、鉴定等级后按等级计算"),
        gettext_noop("工伤认定决定、劳动能力鉴定结论、医疗费票据；单位不认为是工伤的，由单位举证"),
        () if case["recognised"] else ("recognised", "grade"),
    )
    told = {
        item.name
        for claim in case.claims
        if claim.rule == "work_injury"
        for item in claim.result.items
    }
    grades = {claim.facts["grade"] for claim in case.claims if claim.facts.get("grade")}
    if case.ended and "employment" not in told and any(grade >= MILD for grade in grades):
        yield Following(
            "injury_ending_subsidies",
            gettext_noop("一次性工伤医疗补助金和伤残就业补助金"),
            LIKELY if case["recognised"] else POSSIBLE,
            article("WII", 37, item=2),
            gettext_noop("五级至十级的，劳动关系解除或者终止时支付"),
            gettext_noop("鉴定结论、解除或者终止的证明；月数按当地规定"),
            ("ended", "medical_months", "employment_months"),
        )
    if "stop_work_pay" in told:
        return
    yield Following(
        "stop_work_pay",
        gettext_noop("停工留薪期工资"),
        POSSIBLE,
        article("WII", 33),
        gettext_noop("停工留薪期内原工资福利待遇不变"),
        gettext_noop("诊断证明、停工留薪期确认、受伤前十二个月工资"),
    )
