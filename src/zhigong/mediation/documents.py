"""调解协议书: what 调解仲裁法 第十四条 and 协商调解规定 第二十六条 want in it, ready to print and sign."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation.documents.paper import Paper, Table
from zhigong.foundation.secrets.sealed import unsealed
from zhigong.kernel.money import capitals, grouped
from zhigong.mediation.models import Agreement, CalculationSheet, Case, Party
from zhigong.mediation.rules.sheet import content_in

UNGROUPED = re.compile(r"-?\d{4,}\.\d\d")  # a sum as the law tells it


def agreement_docx(case: Case, agreement: Agreement) -> bytes:
    """The agreement as .docx. It is a Chinese document whatever language the reader uses."""
    with translation.override("zh-hans"):
        return _agreement(case, agreement)


def _agreement(case: Case, agreement: Agreement) -> bytes:
    paper = Paper(title=_("调解协议书"), author=case.unit.name)
    paper.line(case.unit.name, font="black", align="centre")
    paper.title(_("调解协议书"))
    paper.line(case.number or "", align="right")
    for side, label in (("worker", _("申请人")), ("employer", _("被申请人"))):
        for party in case.parties.all():
            if party.side == side:
                _party(paper, label, party)
    paper.heading(_("一、争议事项"))
    paper.text(case.story)
    paper.heading(_("二、请求事项"))
    for claim in case.claims.all():
        asked = _("%(sum)s 元") % {"sum": grouped(claim.asked)} if claim.asked is not None else ""
        paper.text(f"{claim.position}. {claim.title} {asked}".strip())
    paper.heading(_("三、协议内容"))
    paper.text(_("经本中心调解，双方自愿达成如下协议："))
    paper.text(agreement.terms)
    _payments(paper, agreement)
    paper.heading(_("四、效力"))
    paper.text(
        _(
            "本协议由双方签名或者盖章，经调解员签名并加盖调解组织印章后生效，对双方具有约束力，应当履行。"
            "双方可以自协议生效之日起十五日内共同向仲裁委员会申请审查确认，或者自生效之日起三十日内共同向人民法院"
            "申请司法确认。因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金事项达成协议，用人单位在约定期限内不履行的，"
            "劳动者可以持本协议依法向人民法院申请支付令。"
        )
    )
    paper.text(_("本协议一式三份，双方各执一份，调解组织存档一份。"))
    _signatures(paper, case, agreement)
    paper.line(_("文本校验值（SHA-256）：%(hash)s") % {"hash": agreement.text_hash}, align="left")
    return paper.content()


def _party(paper: Paper, label: str, party: Party) -> None:
    paper.pair(_("%(role)s：") % {"role": label}, party.name)
    if party.citizen_id:
        paper.pair(_("身份证号："), unsealed(party.citizen_id))
    if party.credit_code:
        paper.pair(_("统一社会信用代码："), party.credit_code)
    if party.address:
        paper.pair(_("地址："), party.address)
    if party.representative:
        paper.pair(_("代表人或代理人："), party.representative)


def _payments(paper: Paper, agreement: Agreement) -> None:
    rows = list(agreement.instalments.all())
    if not rows:
        return
    paper.text(
        _("被申请人共应支付 %(sum)s 元（大写：%(capitals)s），按下表支付：")
        % {"sum": grouped(agreement.total), "capitals": capitals(agreement.total)}
    )
    paper.table(
        Table(
            head=(_("期数"), _("付款日期"), _("金额（元）"), _("大写")),
            rows=[
                (str(r.position), _day(r.due), grouped(r.amount), capitals(r.amount)) for r in rows
            ],
            widths=(1, 2.4, 2, 4),
        )
    )


def _signatures(paper: Paper, case: Case, agreement: Agreement) -> None:
    paper.space()
    blank = _("    年  月  日")
    for label, signed in (
        (_("申请人（签名）："), agreement.worker_signed_on),
        (_("被申请人（签名或盖章）："), agreement.employer_signed_on),
        (_("调解员（签名）："), agreement.mediator_signed_on),
        (_("调解组织（盖章）：%(name)s") % {"name": case.unit.name}, agreement.stamped_on),
    ):
        paper.pair(label, "")
        paper.line(_day(signed) if signed else blank, align="right")
    paper.line(settings.FEDERATION_NAME, align="right")


def _day(day: date) -> str:
    return _("%(year)d年%(month)d月%(day)d日") % {
        "year": day.year,
        "month": day.month,
        "day": day.day,
    }


def sheet_docx(case: Case, sheet: CalculationSheet) -> bytes:
    """A version of the calculation sheet as .docx, in Chinese whatever language the reader uses."""
    with translation.override("zh-hans"):
        return _sheet(case, sheet)


def _sheet(case: Case, sheet: CalculationSheet) -> bytes:
    paper = Paper(title=_("测算表"), author=case.unit.name)
    paper.line(case.unit.name, font="black", align="centre")
    paper.title(_("测算表"))
    made = _("%(case)s　第 %(number)d 版　%(day)s") % {
        "case": case.number or case.code,
        "number": sheet.number,
        "day": sheet.content["on"],
    }
    paper.line(made, align="centre")
    paper.heading(_("一、三方金额（元）"))
    content = content_in(sheet.content, _)
    rows = [
        (
            f"{row['position']}. {row['title']}",
            *(_yuan(row[name]) for name in ("asked", "conceded", "amount")),
        )
        for row in content["claims"]
    ]
    sums = content["sums"]
    rows.append((_("合计"), *(_yuan(sums[name]) for name in ("asked", "conceded", "amount"))))
    head = (_("请求"), _("职工主张"), _("单位认可"), _("依法测算"))
    paper.table(Table(head=head, rows=rows, widths=(4, 2, 2, 2)))
    paper.heading(_("二、怎么算"))
    for row in content["claims"]:
        _working(paper, row)
    _whole(paper, content["case"])
    paper.text(_("本表照已知事实和现行法律测算，供调解参考，不是裁决。事实变了，结果也会变。"))
    return paper.content()


def _yuan(amount: str | None) -> str:
    return grouped(Decimal(amount)) if amount else "—"


def _told(value: object) -> str:
    """A step's value as people read it: sums in groups, whatever else as it is."""
    text = str(value)
    return grouped(Decimal(text)) if UNGROUPED.fullmatch(text) else text


def _working(paper: Paper, row: dict[str, Any]) -> None:
    result = row["result"]
    paper.heading(f"{row['position']}. {row['title']}", level=2)
    lines = [
        (line["what"], _told(line["value"]), line.get("how", ""), line.get("basis", ""))
        for line in result["working"]
    ]
    if lines:
        head = (_("步骤"), _("结果"), _("算式"), _("依据"))
        paper.table(Table(head=head, rows=lines, widths=(3, 2, 3, 3)))
    _standards(paper, result)
    for note in (*result.get("warnings", ()), *result.get("changes", ())):
        paper.text(note["text"])
    for refusal in result.get("refusals", ()):
        paper.text(f"{refusal['reason']} {refusal.get('remedy', '')}")


def _standards(paper: Paper, told: dict[str, Any]) -> None:
    """The dated rows an answer rests on."""
    for used in told.get("parameters", ()):
        paper.text(f"{used['title']} {used['value']}（{used['from']}，{used['source']}）")


def _whole(paper: Paper, whole: dict[str, Any]) -> None:
    paper.heading(_("三、整案"))
    if first := whole["earliest"]:
        paper.text(f"{first['date']} {first['label']}", lead=_("最早的期限："))
    for pair in whole["exclusions"]:
        paper.text(f"{pair['label']} {pair['why']}", lead=_("不能同时主张："))
    for one in whole["following"]:
        paper.text(
            f"{one['label']}（{one['state_label']}）{one['because']}", lead=_("还可以主张：")
        )
    for way in whole["route"]:
        paper.text(f"{way['label']}（{way['state_label']}）", lead=_("路径："))
    _standards(paper, whole)
    for note in whole.get("warnings", ()):
        paper.text(note["text"])
    rows = [(one["fact"], one["burden_label"], one["papers"]) for one in whole["evidence"]]
    if rows:
        head = (_("要证明的事"), _("谁举证"), _("要什么"))
        paper.table(Table(head=head, rows=rows, widths=(3, 2, 5)))
