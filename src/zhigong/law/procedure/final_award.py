"""The rule ``final_award``: which items of an award are final at once, and who may still go to court."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.kernel.verdict import Refused
from zhigong.law.core import facts as read
from zhigong.law.core.facts import Facts, Field, refused
from zhigong.law.core.norms import Article, article
from zhigong.law.core.registry import Context, rule
from zhigong.law.core.result import Result
from zhigong.law.core.synonyms import other_words
from zhigong.law.procedure.award_items import DISPUTED, ITEM_LABELS, LIMB_LABELS, LIMBS, Limb
from zhigong.law.procedure.deadlines import due

SMALL = article("LDMA", 47, item=1)
STANDARDS = article("LDMA", 47, item=2)
PER_ITEM = article("ARB-R", 50)
LABEL_DECIDES = article("JI-1", 18)
MIXED = article("JI-1", 20)
WORKER_SUES = article("LDMA", 48)
SET_ASIDE = article("LDMA", 49)
BOTH_SUE = article("LDMA", 50)
MONTHS = 12
_OWN_LABELS = {
    "final": gettext_noop("裁决书写明为终局裁决"),
    "not_final": gettext_noop("裁决书写明为非终局裁决"),
}
_AMOUNT = gettext_noop("裁决确定的金额")
_KIND = gettext_noop("裁决事项的种类")


class AwardItem(msgspec.Struct, frozen=True):
    """One item of an award: its sum, what it is, and what the award itself calls it."""

    amount: Decimal
    kind: str = "money"
    own_label: str = ""
    text: str = ""


def _item_field() -> Field:
    """A sum, or ``{"amount", "kind"}``; read as an ``AwardItem``."""
    amount = read.money("amount", _AMOUNT, required=True)
    kind = read.choice("kind", _KIND, ITEM_LABELS, aliases=other_words("claims"))
    whole = read.record("items", _AMOUNT, (amount, kind))

    def one(raw: Any, name: str) -> AwardItem:
        if not isinstance(raw, dict):
            return AwardItem(amount.read(raw, name))
        found = whole.read(raw, name)
        return AwardItem(found["amount"], found["kind"] or "money")

    return Field("items", "money or record", gettext_noop("裁决的各项金额"), one, parts=whole.parts)


@rule(
    "final_award",
    title=gettext_noop("一裁终局"),
    answer="items",
    fields=(
        read.many(_item_field(), required=True),
        read.money("minimum_wage", gettext_noop("仲裁委员会所在地的月最低工资标准")),
        read.many(
            read.text(
                "labels",
                gettext_noop(
                    "逐项写明的种类（如 severance、work_injury）或者裁决书自己的定性（final、not_final）"
                ),
            )
        ),
        read.day("on", gettext_noop("作出裁决之日")),
        read.day("received", gettext_noop("收到裁决书之日")),
        read.flag("separate", gettext_noop("终局与非终局事项已分别制作裁决书")),
    ),
    articles=(SMALL, STANDARDS, PER_ITEM),
    parameters=("min_wage_month",),
    formula=(
        gettext_noop(
            "逐项看裁决确定的金额：不超过当地月最低工资标准十二个月金额的，该项终局；恰好相等也终局"
        ),
        gettext_noop("执行国家劳动标准（工时、休息休假、社会保险）的争议，不论金额，终局"),
        gettext_noop("裁决书写明终局或者非终局的，以裁决书为准"),
        gettext_noop("同一裁决书既有终局又有非终局事项、没有分开制作的，按非终局处理"),
    ),
    contested=(
        gettext_noop(
            "裁决书没有写明类型而含数项金钱给付的，每项都不超过限额才按终局处理（解释（一）第十九条）"
        ),
        gettext_noop(
            "劳动者就终局裁决起诉的，中级人民法院不受理用人单位的撤销申请（解释（一）第二十一条）"
        ),
        gettext_noop("“当地”按仲裁委员会所在地，最低工资按作出裁决之日的标准"),
        gettext_noop(
            "未休年休假工资、停工留薪期工资属于第一项还是第二项，各地不一；超过十二个月金额时请核对"
        ),
    ),
    examples=(
        {"items": ["20000", "18000"], "minimum_wage": "1720"},
        {"items": [{"amount": "100971", "kind": "work_injury"}], "minimum_wage": "1990"},
    ),
)
def final_award(facts: Facts, context: Context) -> Result:
    """``final`` or ``not_final`` for each item, and what follows for both sides.

    Refuses without the minimum wage where an item depends on it, and labels that do not match the
    items in number. 劳动争议调解仲裁法 第四十七条至第五十条.
    """
    on = facts["on"] or facts["received"]
    items = _labelled(facts["items"], facts["labels"])
    result = Result(on=on, unit="")
    limit = _limit(facts, context, on, result) if _needs_limit(items) else Decimal(0)
    value = [_finality(index, item, limit, result) for index, item in enumerate(items, 1)]
    result.value = value
    _consequence(value, facts, result)
    return result


def _labelled(items: list[AwardItem], labels: list[str] | None) -> list[AwardItem]:
    """Items with the words given for them; one word stands for all items."""
    if not items:
        raise Refused((read.missing_field("items", _AMOUNT),))
    if not labels:
        return items
    if len(labels) == 1:
        labels = labels * len(items)
    if len(labels) != len(items):
        raise refused(
            "law.final-award.labels",
            gettext_noop(
                "裁决写明的类别（labels）有 %(labels)s 项，数额（items）有 %(items)s 项，对不上"
            ),
            gettext_noop("请逐项对应填写，或者只填一个表示全部"),
            labels=len(labels),
            items=len(items),
        )
    return [_with_label(item, label) for item, label in zip(items, labels, strict=True)]


def _with_label(item: AwardItem, label: str) -> AwardItem:
    if label in _OWN_LABELS:
        return AwardItem(item.amount, item.kind, own_label=label)
    known = other_words("claims").get(label, label)
    if known in LIMBS:
        return AwardItem(item.amount, known)
    return AwardItem(item.amount, item.kind, text=label)


def _needs_limit(items: list[AwardItem]) -> bool:
    return any(not item.own_label and LIMBS[item.kind] is Limb.MONEY for item in items)


def _limit(facts: Facts, context: Context, on: date | None, result: Result) -> Decimal:
    """Twelve months of the local minimum wage, given or from the rows of the day of the award."""
    wage = facts["minimum_wage"]
    if wage is None and on is None:
        raise Refused(
            (
                read.missing_field(
                    "minimum_wage",
                    gettext_noop(
                        "仲裁委员会所在地的月最低工资标准（不知道的填裁决之日 on 和地区 place）"
                    ),
                ),
            )
        )
    if wage is None and on is not None:
        wage = Decimal(context.row("min_wage_month", on).value)
    if not wage:
        raise refused(
            "law.final-award.no-minimum-wage",
            gettext_noop("月最低工资标准不能为零"),
            gettext_noop("请填写仲裁委员会所在地的月最低工资标准"),
        )
    limit: Decimal = wage * MONTHS
    result.money(gettext_noop("当地月最低工资标准十二个月金额"), limit, SMALL, f"{wage} × {MONTHS}")
    return limit


def _finality(index: int, item: AwardItem, limit: Decimal, result: Result) -> str:
    """One item's answer, its working line and its place among the items."""
    answer, basis = _judge(item, limit)
    label = item.text or ITEM_LABELS[item.kind]
    limb = _OWN_LABELS[item.own_label] if item.own_label else LIMB_LABELS[LIMBS[item.kind]]
    result.money(
        gettext_noop("第%(index)s项 %(label)s：%(limb)s"),
        item.amount,
        basis,
        "" if item.own_label or LIMBS[item.kind] is not Limb.MONEY else _compared(item, limit),
        index=index,
        label=label,
        limb=limb,
    )
    result.item(f"item_{index}", label, amount=item.amount, value=answer, basis=basis)
    if item.kind in DISPUTED and not item.own_label:
        result.warn(
            "law.final-award.disputed-limb",
            gettext_noop(
                "第%(index)s项属于第一项还是第二项，各地不一；按第一项处理时须不超过十二个月金额"
            ),
            index=index,
        )
    return answer


def _judge(item: AwardItem, limit: Decimal) -> tuple[str, Article]:
    if item.own_label:
        return item.own_label, LABEL_DECIDES
    limb = LIMBS[item.kind]
    if limb is Limb.STANDARD:
        return "final", STANDARDS
    if limb is Limb.MONEY:
        return ("final" if item.amount <= limit else "not_final"), SMALL
    return "not_final", BOTH_SUE


def _compared(item: AwardItem, limit: Decimal) -> str:
    return f"{item.amount} {'≤' if item.amount <= limit else '>'} {limit}"


def _consequence(value: list[str], facts: Facts, result: Result) -> None:
    """What the answer means for the worker and for the employer, with the days where known."""
    finals = value.count("final")
    mixed = 0 < finals < len(value)
    award = (
        "mixed" if mixed and facts["separate"] else "final" if finals == len(value) else "not_final"
    )
    result.extra = {"award": award}
    if mixed and not facts["separate"]:
        result.warn(
            "law.final-award.not-split",
            gettext_noop(
                "仲裁庭应当就终局与非终局事项分别制作裁决书；没有分开的，起诉时按非终局裁决处理"
            ),
        )
        result.articles = (SMALL, STANDARDS, PER_ITEM, MIXED)
    result.conclusion = {
        "final": gettext_noop(
            "终局裁决：自作出之日起生效；劳动者不服可在十五日内起诉，用人单位只能在三十日内向中级人民法院申请撤销"
        ),
        "not_final": gettext_noop("非终局裁决：双方不服都可以自收到之日起十五日内起诉"),
        "mixed": gettext_noop(
            "分别处理：终局裁决书用人单位只能申请撤销，非终局裁决书双方都可以在十五日内起诉"
        ),
    }[award]
    if facts["received"]:
        _days(award, facts["received"], result)


def _days(award: str, received: date, result: Result) -> None:
    suit = due("T-SUE", received)
    result.date = suit.due
    basis = WORKER_SUES if award == "final" else BOTH_SUE
    result.item("sue", gettext_noop("起诉的最后一日"), date=suit.due, basis=basis)
    result.warnings.extend(
        note for note in suit.warnings if note.code == "law.deadline.provisional"
    )
    if award != "not_final":
        aside = due("T-SETA", received)
        result.item(
            "set_aside", gettext_noop("用人单位申请撤销的最后一日"), date=aside.due, basis=SET_ASIDE
        )
