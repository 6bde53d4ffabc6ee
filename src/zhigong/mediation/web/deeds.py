"""The deeds on a case as a table: the form, the check, the action, what is said afterwards.

One view (``views/deed.py``) serves them all; the case page draws its buttons from here.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zhigong.foundation.audit.record import subject_of
from zhigong.foundation.files.actions import keep_upload
from zhigong.kernel.actor import Actor
from zhigong.mediation.actions import assignment, ending, parties, settlement, talks, triage
from zhigong.mediation.forms import desk
from zhigong.mediation.forms.party import PartyForm
from zhigong.mediation.models import Case
from zhigong.mediation.permissions import (
    may_add_evidence,
    may_correct_party,
    may_invite,
    may_record_payment,
    may_sign,
    may_stamp,
    may_work_on,
)
from zhigong.mediation.rules.workflow import CaseState
from zhigong.mediation.web.deed import Deed, common, step

S = CaseState


def add_evidence(actor: Actor, case: Case, version: int, form: Any) -> object:
    values = form.cleaned_data
    stored = keep_upload(
        actor=actor,
        upload=values["file"],
        subject=subject_of(case),
        module="mediation",
        unit_path=case.unit_path,
    )
    return talks.add_evidence(
        actor=actor,
        case_id=case.pk,
        file=stored,
        side=values["side"],
        title=values["title"],
        proves=values["proves"],
    )


IN_TALKS = frozenset({S.IN_MEDIATION})
TALKING = frozenset({S.ACCEPTED, S.IN_MEDIATION, S.AGREED})
PAYING = frozenset({S.PERFORMING, S.BREACHED})

_DEEDS = (
    Deed(
        "accept",
        _("受理"),
        desk.PlainForm,
        step("accept"),
        lambda a, c, v, f: triage.accept_request(**common(a, c, v)),
        _("已受理，案号已编好，下一步请指派调解员"),
        frozenset({S.SUBMITTED}),
        kind="primary",
        hint=_("受理后立即编案号；十五日从收到申请那天的第二天起算，不从今天起算。"),
    ),
    Deed(
        "ask_supplement",
        _("请补充材料"),
        desk.SupplementForm,
        step("ask_supplement"),
        lambda a, c, v, f: triage.ask_supplement(
            **common(a, c, v), missing=f.cleaned_data["missing"]
        ),
        _("已请申请人补充，受理期限暂停"),
        frozenset({S.SUBMITTED}),
    ),
    Deed(
        "refuse",
        _("决定不予受理"),
        desk.RefuseForm,
        step("refuse"),
        lambda a, c, v, f: triage.refuse_request(
            **common(a, c, v), reason=f.cleaned_data["reason"], note=f.cleaned_data["note"]
        ),
        _("已告知不予受理和仲裁权利"),
        frozenset({S.SUBMITTED, S.SUPPLEMENT}),
        kind="danger",
    ),
    Deed(
        "assign",
        _("指派调解员"),
        desk.AssignForm,
        step("assign"),
        lambda a, c, v, f: assignment.assign_mediator(
            **common(a, c, v), mediator_id=f.cleaned_data["mediator"]
        ),
        _("已指派，调解开始"),
        frozenset({S.ACCEPTED}),
        kind="primary",
        hint=_("系统会核对调解员申报的关系，有关系的不能指派。"),
    ),
    Deed(
        "hearing",
        _("召集调解会"),
        desk.HearingForm,
        may_work_on,
        lambda a, c, v, f: talks.call_hearing(
            **common(a, c, v),
            starts_at=f.starts_at(),
            way=f.cleaned_data["way"],
            place=f.cleaned_data["place"],
        ),
        _("已约定调解会"),
        IN_TALKS,
    ),
    Deed(
        "move_hearing",
        _("调解会改期"),
        desk.MoveHearingForm,
        may_work_on,
        lambda a, c, v, f: talks.move_hearing(
            **common(a, c, v),
            hearing_id=f.cleaned_data["hearing"],
            starts_at=f.starts_at(),
            way=f.cleaned_data["way"],
            place=f.cleaned_data["place"],
        ),
        _("已改期，双方会收到通知"),
        frozenset(),
        starts_from=("hearing",),
        hint=_("改好后系统会通知申请人、被申请人和参与单位。"),
    ),
    Deed(
        "close_hearing",
        _("记录调解"),
        desk.CloseHearingForm,
        may_work_on,
        lambda a, c, v, f: talks.close_hearing(
            **common(a, c, v),
            hearing_id=f.cleaned_data["hearing"],
            state=f.cleaned_data["state"],
            present=f.cleaned_data["present"],
            minutes=f.cleaned_data["minutes"],
        ),
        _("已记录调解会"),
        frozenset(),
        starts_from=("hearing",),
    ),
    Deed(
        "offer",
        _("记录方案"),
        desk.OfferForm,
        may_work_on,
        lambda a, c, v, f: talks.note_offer(**common(a, c, v), **f.cleaned_data),
        _("已记录方案"),
        IN_TALKS,
    ),
    Deed(
        "answer",
        _("记录答复"),
        desk.AnswerForm,
        may_work_on,
        lambda a, c, v, f: talks.answer_offer(
            **common(a, c, v),
            offer_id=f.cleaned_data["offer"],
            accepted=f.cleaned_data["accepted"],
        ),
        _("已记录答复"),
        frozenset(),
        starts_from=("offer",),
    ),
    Deed(
        "positions",
        _("记录双方金额"),
        desk.PositionsForm,
        may_work_on,
        lambda a, c, v, f: talks.set_positions(
            **common(a, c, v),
            claim_id=f.cleaned_data["claim"],
            asked=f.cleaned_data["asked"],
            conceded=f.cleaned_data["conceded"],
        ),
        _("已记录双方金额"),
        frozenset(),
        starts_from=("claim",),
    ),
    Deed(
        "figures",
        _("记录各项双方金额"),
        desk.FiguresForm,
        may_work_on,
        lambda a, c, v, f: talks.set_all_positions(**common(a, c, v), figures=f.figures()),
        _("已记录双方金额"),
        frozenset(),
        template="mediation/figures.html",
    ),
    Deed(
        "party",
        _("登记当事人"),
        PartyForm,
        may_correct_party,
        lambda a, c, v, f: parties.correct_party(
            **common(a, c, v), party_id=f.cleaned_data["party"], given=f.given()
        ),
        _("已登记"),
        frozenset(),
        starts_from=("party",),
    ),
    Deed(
        "evidence",
        _("添加证据"),
        desk.EvidenceForm,
        may_add_evidence,
        add_evidence,
        _("证据已入卷"),
        frozenset(),
    ),
    Deed(
        "agree",
        _("起草协议"),
        desk.AgreementForm,
        step("agree"),
        lambda a, c, v, f: settlement.draft_agreement(
            **common(a, c, v), terms=f.cleaned_data["terms"], payments=f.payments()
        ),
        _("协议已成文，请打印后双方签字"),
        IN_TALKS,
        kind="primary",
        template="mediation/agree.html",
        hint=_("成文后不能再改；有人不签，可以“继续调解”重新起草。"),
    ),
    Deed(
        "sign",
        _("登记签名"),
        desk.SignForm,
        may_sign,
        lambda a, c, v, f: settlement.record_signature(
            **common(a, c, v), who=f.cleaned_data["who"], on=f.cleaned_data["on"]
        ),
        _("已登记签名"),
        frozenset({S.AGREED}),
    ),
    Deed(
        "stamp",
        _("盖章生效"),
        desk.PlainForm,
        may_stamp,
        lambda a, c, v, f: settlement.stamp_agreement(**common(a, c, v)),
        _("协议已生效，开始跟踪履行"),
        frozenset({S.AGREED}),
        kind="primary",
        hint=_("双方和调解员都签好后，由本中心盖章；盖章那天协议生效。"),
    ),
    Deed(
        "resume",
        _("继续调解"),
        desk.NoteForm,
        step("resume"),
        lambda a, c, v, f: settlement.return_to_talks(
            **common(a, c, v), why=f.cleaned_data["note"]
        ),
        _("已回到调解"),
        frozenset({S.AGREED}),
    ),
    Deed(
        "payment",
        _("登记到账"),
        desk.PaymentForm,
        may_record_payment,
        lambda a, c, v, f: settlement.record_payment(
            **common(a, c, v),
            instalment_id=f.cleaned_data["instalment"],
            paid=f.cleaned_data["paid"],
            on=f.cleaned_data["on"],
            note=f.cleaned_data["note"],
        ),
        _("已登记到账"),
        frozenset(),
        starts_from=("instalment",),
    ),
    Deed(
        "complete",
        _("履行完毕"),
        desk.PlainForm,
        step("complete"),
        lambda a, c, v, f: settlement.complete_case(**common(a, c, v)),
        _("已办结"),
        PAYING,
        kind="primary",
    ),
    Deed(
        "breach",
        _("记为未按期履行"),
        desk.NoteForm,
        step("breach"),
        lambda a, c, v, f: settlement.mark_breach(**common(a, c, v), note=f.cleaned_data["note"]),
        _("已记录；可以申请支付令、仲裁审查确认的按强制执行办理"),
        frozenset({S.PERFORMING}),
        kind="danger",
    ),
    Deed(
        "extend",
        _("延长期限"),
        desk.ExtendForm,
        step("extend"),
        lambda a, c, v, f: assignment.extend_term(**common(a, c, v), **f.cleaned_data),
        _("已延长，新的届满日在期限里"),
        IN_TALKS,
        hint=_("只能延长一次，最多十五天，双方都同意才行。"),
    ),
    Deed(
        "reassign",
        _("更换调解员"),
        desk.ReassignForm,
        step("reassign"),
        lambda a, c, v, f: assignment.reassign_mediator(
            **common(a, c, v),
            mediator_id=f.cleaned_data["mediator"],
            why=f.cleaned_data["why"],
        ),
        _("已更换调解员"),
        IN_TALKS,
    ),
    Deed(
        "invite",
        _("请单位参与"),
        desk.InviteForm,
        may_invite,
        lambda a, c, v, f: assignment.invite_authority(
            **common(a, c, v),
            unit_id=f.cleaned_data["unit"],
            purpose=f.cleaned_data["purpose"],
        ),
        _("已邀请，对方现在能看到本案"),
        frozenset({S.ACCEPTED, S.IN_MEDIATION, S.AGREED, S.PERFORMING, S.BREACHED}),
    ),
    Deed(
        "fail",
        _("终止调解"),
        desk.FailForm,
        step("fail"),
        lambda a, c, v, f: ending.fail(
            **common(a, c, v), reason=f.cleaned_data["reason"], note=f.cleaned_data["note"]
        ),
        _("已终止，申请人会看到可以申请仲裁"),
        frozenset({S.IN_MEDIATION, S.AGREED}),
        kind="danger",
    ),
    Deed(
        "expire",
        _("期满终结"),
        desk.PlainForm,
        step("expire"),
        lambda a, c, v, f: ending.expire(**common(a, c, v)),
        _("已因期满终结"),
        frozenset({S.ACCEPTED, S.IN_MEDIATION, S.AGREED}),
        kind="danger",
    ),
    Deed(
        "withdraw",
        _("撤回申请"),
        desk.OptionalNoteForm,
        step("withdraw"),
        lambda a, c, v, f: ending.withdraw(**common(a, c, v), why=f.cleaned_data["note"]),
        _("已撤回，以后还可以再申请"),
        frozenset({S.SUBMITTED, S.SUPPLEMENT, S.ACCEPTED, S.IN_MEDIATION, S.AGREED}),
        kind="danger",
    ),
    Deed(
        "supply",
        _("补充好了"),
        desk.OptionalNoteForm,
        step("supply"),
        lambda a, c, v, f: triage.supply(**common(a, c, v), note=f.cleaned_data["note"]),
        _("已交上，等待审查"),
        frozenset({S.SUPPLEMENT}),
        kind="primary",
    ),
)
DEEDS: dict[str, Deed] = {deed.name: deed for deed in _DEEDS}
