"""Which step tells whom what. The whole of it: actions only say what happened.

In the house a notice may name the case; what leaves the house (``outside``) is read on a locked screen
and names nobody: at most the tail of a number that the receiver has, a day, a time, a public address.
docs/reference/mediation-notices.md is printed from this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.text import gettext_noop as _
from zhigong.mediation.rules import capabilities


class Whom(StrEnum):
    """Who is told. Persons without an account are told by their mobile, if at all."""

    WORKER = "worker"
    EMPLOYER = "employer"
    MEDIATOR = "mediator"
    FORMER = "former mediator"
    DECIDERS = "who may accept"
    SEALERS = "who may stamp"
    IN_CHARGE = "its mediator, else who may assign"
    AUTHORITIES = "the authorities that take part"


HOLDING: dict[Whom, str] = {
    Whom.DECIDERS: capabilities.ACCEPT,
    Whom.SEALERS: capabilities.SEAL,
    Whom.IN_CHARGE: capabilities.ASSIGN,
}
WHOM_LABELS: dict[Whom, str] = {
    Whom.WORKER: gettext_noop("申请人"),
    Whom.EMPLOYER: gettext_noop("被申请人"),
    Whom.MEDIATOR: gettext_noop("主办调解员"),
    Whom.FORMER: gettext_noop("原调解员"),
    Whom.DECIDERS: gettext_noop("值班主管"),
    Whom.SEALERS: gettext_noop("有权盖章的人"),
    Whom.IN_CHARGE: gettext_noop("主办调解员，没有的由值班主管"),
    Whom.AUTHORITIES: gettext_noop("参与单位"),
}


class Kind(StrEnum):
    """What people can choose about; the names are permanent."""

    PROGRESS = "mediation.progress"
    HEARING = "mediation.hearing"
    PAYMENT = "mediation.payment"
    WORK = "mediation.work"


KIND_LABELS: dict[Kind, str] = {
    Kind.PROGRESS: gettext_noop("我的求助有进展"),
    Kind.HEARING: gettext_noop("调解会的通知和提醒"),
    Kind.PAYMENT: gettext_noop("协议付款的提醒"),
    Kind.WORK: gettext_noop("案件交到我手上"),
}
OUTSIDE_KINDS = (Kind.PROGRESS, Kind.HEARING, Kind.PAYMENT)
"""Kinds that go out by SMS unless somebody chose otherwise."""

OUTSIDE_PLACES = frozenset({"tail", "day", "time", "way_words", "site_words", "position"})
"""The places that a text for outside may have."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One line of the table. ``outside`` empty: this stays in the house."""

    whom: Whom
    kind: Kind
    title: str
    body: str = ""
    outside: str = ""


M = Whom.MEDIATOR


def worker(kind: Kind, title: str, body: str = "", outside: str = "") -> Telling:
    return Telling(Whom.WORKER, kind, title, body, outside)


def employer(kind: Kind, outside: str) -> Telling:
    """An employer has no account: he is told by mobile or not at all."""
    return Telling(Whom.EMPLOYER, kind, "", "", outside)


def staff(whom: Whom, kind: Kind, title: str, body: str = "") -> Telling:
    return Telling(whom, kind, title, body)


SIGNED_AT = gettext_noop("请带身份证件到联调中心，逐条看清后再签字。")
ARBITRATE = gettext_noop("原因和您还能走的路写在进度页，您可以申请仲裁，不收费。")
MET = gettext_noop("%(day)s %(time)s，%(way_words)s，%(where)s")

NOTICES: dict[str, tuple[Telling, ...]] = {
    "begin": (
        worker(
            Kind.PROGRESS,
            _("您的求助已收到，回执号 %(code)s"),
            _("值班主任会在三个工作日内决定是否受理。"),
            _("您的求助已收到（回执号尾号%(tail)s），三个工作日内答复。请在原网站“查进度”查看。"),
        ),
        staff(Whom.DECIDERS, Kind.WORK, _("新的求助：%(headline)s")),
    ),
    "ask_supplement": (
        worker(
            Kind.PROGRESS,
            _("请补充材料：%(headline)s"),
            _("缺什么写在进度页，请在 %(due)s 前补好。"),
            _("您的求助（回执号尾号%(tail)s）需要补充材料，请在%(day)s前到“查进度”查看并补好。"),
        ),
    ),
    "supply": (staff(Whom.DECIDERS, Kind.WORK, _("已补充材料：%(headline)s")),),
    "accept": (
        worker(
            Kind.PROGRESS,
            _("您的求助已受理，案号 %(number)s"),
            _("正在给您安排调解员；调解期限到 %(due)s。"),
            _("您的求助（回执号尾号%(tail)s）已受理，正在安排调解员。"),
        ),
    ),
    "refuse": (
        worker(
            Kind.PROGRESS,
            _("您的求助没有受理：%(headline)s"),
            ARBITRATE,
            _("您的求助（回执号尾号%(tail)s）没有受理，原因和还能走的路请到“查进度”查看。"),
        ),
    ),
    "assign": (
        worker(
            Kind.PROGRESS,
            _("已给您安排调解员：%(mediator)s"),
            _("调解员会约您和单位一起谈，时间地点会再通知。"),
            _("您的求助（回执号尾号%(tail)s）已安排调解员，会与您联系。"),
        ),
        staff(M, Kind.WORK, _("案件指派给您：%(headline)s"), _("%(number)s，调解期限到 %(due)s。")),
    ),
    "reassign": (
        worker(
            Kind.PROGRESS,
            _("您的调解员换为 %(mediator)s"),
            _("已约的调解会以新的通知为准。"),
            _("您的求助（回执号尾号%(tail)s）换了调解员，新的调解员会与您联系。"),
        ),
        staff(M, Kind.WORK, _("案件指派给您：%(headline)s"), _("%(number)s，调解期限到 %(due)s。")),
        staff(
            Whom.FORMER,
            Kind.WORK,
            _("案件已改由他人主办：%(headline)s"),
            _("%(number)s 不用再办。"),
        ),
    ),
    "extend": (
        worker(
            Kind.PROGRESS,
            _("调解期限延长到 %(due)s"),
            _("这是双方都同意的；期满没有谈成的，您可以申请仲裁。"),
            _("您的求助（回执号尾号%(tail)s）调解期限延长到%(day)s。"),
        ),
        employer(Kind.PROGRESS, _("贵单位的劳动争议调解（案号尾号%(tail)s）期限延长到%(day)s。")),
    ),
    "invite": (
        staff(
            Whom.AUTHORITIES,
            Kind.WORK,
            _("请贵单位参与调解：%(headline)s"),
            _("%(number)s，案卷现在可以查看。"),
        ),
    ),
    "hearing.call": (
        worker(
            Kind.HEARING,
            _("约您参加调解会：%(day)s %(time)s"),
            MET,
            _(
                "劳动争议调解会（回执号尾号%(tail)s）：%(day)s %(time)s，%(way_words)s%(site_words)s。"
                "不能参加请提前告诉联调中心。"
            ),
        ),
        employer(
            Kind.HEARING,
            _(
                "请派员参加劳动争议调解会（案号尾号%(tail)s）：%(day)s %(time)s，%(way_words)s%(site_words)s。"
                "请带营业执照复印件和授权书。"
            ),
        ),
        staff(M, Kind.HEARING, _("已约调解会：%(headline)s"), MET),
        staff(Whom.AUTHORITIES, Kind.HEARING, _("调解会：%(headline)s"), MET),
    ),
    "hearing.move": (
        worker(
            Kind.HEARING,
            _("调解会改到 %(day)s %(time)s"),
            MET,
            _(
                "劳动争议调解会（回执号尾号%(tail)s）改到%(day)s %(time)s，%(way_words)s%(site_words)s。"
            ),
        ),
        employer(
            Kind.HEARING,
            _(
                "劳动争议调解会（案号尾号%(tail)s）改到%(day)s %(time)s，%(way_words)s%(site_words)s。"
            ),
        ),
        staff(M, Kind.HEARING, _("调解会改期：%(headline)s"), MET),
        staff(Whom.AUTHORITIES, Kind.HEARING, _("调解会改期：%(headline)s"), MET),
    ),
    "hearing.cancelled": (
        worker(
            Kind.HEARING,
            _("%(day)s %(time)s 的调解会取消"),
            _("另约时间会再通知您。"),
            _("劳动争议调解会（回执号尾号%(tail)s）：%(day)s %(time)s的一场取消。"),
        ),
        employer(
            Kind.HEARING, _("劳动争议调解会（案号尾号%(tail)s）：%(day)s %(time)s的一场取消。")
        ),
        staff(M, Kind.HEARING, _("调解会取消：%(headline)s"), MET),
        staff(Whom.AUTHORITIES, Kind.HEARING, _("调解会取消：%(headline)s"), MET),
    ),
    "hearing.tomorrow": (
        worker(
            Kind.HEARING,
            _("明天 %(time)s 有您的调解会"),
            MET,
            _(
                "提醒：明天%(time)s劳动争议调解会（回执号尾号%(tail)s），%(way_words)s%(site_words)s。"
            ),
        ),
        employer(
            Kind.HEARING,
            _(
                "提醒：明天%(time)s劳动争议调解会（案号尾号%(tail)s），%(way_words)s%(site_words)s。"
            ),
        ),
        staff(M, Kind.HEARING, _("明天 %(time)s 调解会：%(headline)s"), MET),
        staff(Whom.AUTHORITIES, Kind.HEARING, _("明天 %(time)s 调解会：%(headline)s"), MET),
    ),
    "evidence.add": (staff(Whom.IN_CHARGE, Kind.WORK, _("新的证据：%(headline)s")),),
    "agree": (
        worker(
            Kind.PROGRESS,
            _("调解协议已写好，请来签字"),
            SIGNED_AT,
            _("调解协议已写好（回执号尾号%(tail)s），请带身份证件到联调中心，看清后签字。"),
        ),
        employer(
            Kind.PROGRESS,
            _("调解协议已写好（案号尾号%(tail)s），请派有权签字的人带公章到联调中心签字。"),
        ),
    ),
    "signed": (
        staff(
            Whom.SEALERS,
            Kind.WORK,
            _("协议已签齐，待盖章：%(headline)s"),
            _("%(number)s，盖章那天协议生效。"),
        ),
    ),
    "resume": (
        worker(
            Kind.PROGRESS,
            _("协议没有签成，继续调解"),
            _("调解员会再约您；期限不变。"),
            _("您的求助（回执号尾号%(tail)s）协议没有签成，继续调解。"),
        ),
    ),
    "conclude": (
        worker(
            Kind.PROGRESS,
            _("调解协议今天生效"),
            _("付款日期写在进度页；没收到请告诉调解员。"),
            _("调解协议今天生效（回执号尾号%(tail)s）。到期没收到款，请告诉联调中心。"),
        ),
        employer(Kind.PROGRESS, _("调解协议今天生效（案号尾号%(tail)s），请按约定的日期履行。")),
        staff(M, Kind.WORK, _("协议生效，请跟进履行：%(headline)s")),
    ),
    "payment.soon": (
        employer(
            Kind.PAYMENT,
            _("提醒：调解协议（案号尾号%(tail)s）第%(position)s期款项%(day)s到期，请按时支付。"),
        ),
    ),
    "payment.due": (
        worker(Kind.PAYMENT, _("第 %(position)s 期款项今天应付"), _("没有收到的，请告诉调解员。")),
        employer(Kind.PAYMENT, _("调解协议（案号尾号%(tail)s）第%(position)s期款项今天到期。")),
        staff(
            M, Kind.PAYMENT, _("第 %(position)s 期款项今天应付：%(headline)s"), _("到账后请登记。")
        ),
    ),
    "payment.late": (
        worker(
            Kind.PAYMENT,
            _("第 %(position)s 期款项没有登记到账"),
            _("如果收到了，请告诉调解员；没有收到，可以申请支付令。"),
            _(
                "调解协议（回执号尾号%(tail)s）第%(position)s期款项过期未登记到账，请与联调中心联系。"
            ),
        ),
        employer(
            Kind.PAYMENT,
            _(
                "调解协议（案号尾号%(tail)s）第%(position)s期款项已过期，请尽快支付，以免被申请强制执行。"
            ),
        ),
        staff(
            M,
            Kind.PAYMENT,
            _("第 %(position)s 期款项已过期：%(headline)s"),
            _("请核实；确实没付的，记为未按期履行。"),
        ),
    ),
    "payment.record": (
        worker(
            Kind.PAYMENT,
            _("第 %(position)s 期到账 %(paid)s 元，已登记"),
            _("和您收到的不一样，请告诉调解员。"),
        ),
    ),
    "breach": (
        worker(
            Kind.PROGRESS,
            _("单位没有按期付款，已经记录"),
            _("您可以凭协议申请支付令，调解员会帮您准备。"),
            _("单位没有按期付款，已经记录（回执号尾号%(tail)s），请与联调中心联系。"),
        ),
        employer(
            Kind.PROGRESS,
            _("调解协议（案号尾号%(tail)s）已记为未按期履行，对方可以申请支付令或强制执行。"),
        ),
    ),
    "complete": (
        worker(
            Kind.PROGRESS,
            _("协议已全部履行：%(headline)s"),
            outside=_("调解协议已全部履行（回执号尾号%(tail)s）。"),
        ),
        employer(Kind.PROGRESS, _("调解协议已全部履行（案号尾号%(tail)s），本案办结。")),
    ),
    "withdraw": (
        staff(Whom.IN_CHARGE, Kind.WORK, _("申请人撤回了：%(headline)s")),
        worker(Kind.PROGRESS, _("您的申请已撤回"), _("以后还可以再申请。")),
    ),
    "fail": (
        worker(
            Kind.PROGRESS,
            _("调解终止，没有达成协议"),
            ARBITRATE,
            _("您的求助（回执号尾号%(tail)s）没有谈成，可以申请仲裁，请到“查进度”查看。"),
        ),
        employer(Kind.PROGRESS, _("劳动争议调解（案号尾号%(tail)s）终止，没有达成协议。")),
        staff(Whom.AUTHORITIES, Kind.WORK, _("调解终止：%(headline)s")),
    ),
    "expire": (
        worker(
            Kind.PROGRESS,
            _("调解期限已满，没有达成协议"),
            ARBITRATE,
            _("您的求助（回执号尾号%(tail)s）十五天已满没有谈成，可以申请仲裁，请到“查进度”查看。"),
        ),
        employer(Kind.PROGRESS, _("劳动争议调解（案号尾号%(tail)s）期满终结，没有达成协议。")),
        staff(Whom.IN_CHARGE, Kind.WORK, _("期满终结：%(headline)s")),
        staff(Whom.AUTHORITIES, Kind.WORK, _("期满终结：%(headline)s")),
    ),
}
MARKS: dict[str, tuple[int, ...]] = {
    "decide": (1, 0, -1),
    "supply": (2, 0, -1),
    "mediate": (7, 3, 1, 0),
}
"""At how many days left each deadline calls (foundation.clocks). Payments have days of their own."""

PAYMENT_SOON = 3
"""Days before an instalment is due at which the employer is reminded."""
