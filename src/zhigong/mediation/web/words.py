"""How states and events are said on pages: tone of a state, sentence of an event."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from zhigong.kernel.money import grouped
from zhigong.mediation.rules.workflow import CASE, CaseState

S = CaseState
TONES: dict[CaseState, str] = {
    S.SUBMITTED: "wait",
    S.SUPPLEMENT: "warn",
    S.ACCEPTED: "run",
    S.IN_MEDIATION: "run",
    S.AGREED: "run",
    S.PERFORMING: "run",
    S.BREACHED: "late",
    S.PERFORMED: "good",
    S.REFUSED: "wait",
    S.WITHDRAWN: "wait",
    S.FAILED: "wait",
    S.EXPIRED: "wait",
}

# What a worker is told about where his case stands, and what comes next.
NEXT: dict[CaseState, str] = {
    S.SUBMITTED: gettext_noop("值班主任会在三个工作日内决定是否受理，结果写在这里。"),
    S.SUPPLEMENT: gettext_noop("请补充下面的材料，补好后点“补充好了”。"),
    S.ACCEPTED: gettext_noop("已经受理，正在给您安排调解员。"),
    S.IN_MEDIATION: gettext_noop("调解员会约您和单位一起谈，时间地点写在下面。"),
    S.AGREED: gettext_noop("协议已经写好，请到联调中心签字；签字前请逐条看清。"),
    S.PERFORMING: gettext_noop("协议已经生效，单位应按下面的日期付款。没收到请告诉调解员。"),
    S.BREACHED: gettext_noop("单位没有按期付款。您可以凭协议申请支付令，调解员会帮您准备。"),
    S.PERFORMED: gettext_noop("已经全部履行。祝您一切顺利。"),
    S.REFUSED: gettext_noop("没有受理，原因和您还能走的路写在下面。"),
    S.WITHDRAWN: gettext_noop("您撤回了申请，以后还可以再申请。"),
    S.FAILED: gettext_noop("没有谈成。您可以申请仲裁，不收费。"),
    S.EXPIRED: gettext_noop("十五天已满没有谈成。您可以申请仲裁，不收费。"),
}

EVENTS: dict[str, str] = {
    "mediation.case.begin": gettext_noop("提交申请"),
    "mediation.case.invite": gettext_noop("邀请参与：%(unit)s"),
    "mediation.case.release": gettext_noop("参与单位退出"),
    "mediation.hearing.call": gettext_noop("召集调解会"),
    "mediation.hearing.move": gettext_noop("调解会改期"),
    "mediation.tie.declare": gettext_noop("申报利害关系"),
    "mediation.look_up": gettext_noop("凭回执号查询"),
    "clocks.missed": gettext_noop("期限已过：%(label_words)s"),
    "mediation.hearing.held": gettext_noop("召开调解会"),
    "mediation.hearing.missed": gettext_noop("调解会有人未到"),
    "mediation.hearing.cancelled": gettext_noop("取消调解会"),
    "mediation.offer.note": gettext_noop("记录方案"),
    "mediation.offer.accepted": gettext_noop("方案被接受"),
    "mediation.offer.declined": gettext_noop("方案未被接受"),
    "mediation.evidence.add": gettext_noop("提交证据"),
    "mediation.party.correct": gettext_noop("登记当事人资料"),
    "mediation.claim.add": gettext_noop("增加了请求"),
    "mediation.claim.revise": gettext_noop("更正计算事实"),
    "mediation.claim.remove": gettext_noop("去掉请求"),
    "mediation.sheet.make": gettext_noop("测算表第 %(number)s 版"),
    "mediation.claim.positions": gettext_noop("记录双方金额"),
    "mediation.agreement.sign": gettext_noop("登记签名"),
    "mediation.payment.record": gettext_noop("登记到账 %(paid)s 元"),
    "looked": gettext_noop("查阅案卷"),
    "secrets.reveal": gettext_noop("查看完整号码"),
}


def spoken(after: Mapping[str, Any]) -> dict[str, Any]:
    """What an event kept, as it is said: sums with their thousands apart, words translated."""
    said = {k: _(v) if k.endswith("_words") else v for k, v in after.items()}
    return said | ({"paid": grouped(Decimal(said["paid"]))} if "paid" in said else {})


def sentence(verb: str, after: Mapping[str, Any]) -> str:
    """An event in words; a step of the workflow by its label, an unknown verb as it is."""
    if verb in EVENTS:
        text = _(EVENTS[verb])
        return text % spoken(after) if "%(" in text and after else text
    prefix = f"{CASE.name}."
    if verb.startswith(prefix):
        return _(CASE.step(verb.removeprefix(prefix)).label)
    return verb
