"""The calculation sheet: three sides, the whole case, every version kept."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from docx import Document

from tests.identity import people
from tests.mediation.moves import version
from zhigong.foundation.acting import acting, announce_actor
from zhigong.foundation.audit.models import AuditEvent
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.mediation.actions.sheets import make_sheet, remove_claim, revise_claim
from zhigong.mediation.actions.talks import set_positions
from zhigong.mediation.models import CalculationSheet
from zhigong.mediation.rules.sheet import (
    compared,
    content_in,
    differences,
    gone,
    meant,
)

OVERTIME = {"rule": "notice_pay", "law_last_month_wage": "7,600", "note": "漏了一项"}


def sheet_of(as_, case, **extra):
    return make_sheet(actor=as_("mediator"), case_id=case.pk, seen_version=version(case), **extra)


def codes(refused):
    return tuple(one.code for one in refused.value.refusals)


def browser(place, name):
    announce_actor(SYSTEM)
    return people.signed_in(getattr(place, name))


def text(response, status: int = 200) -> str:
    assert response.status_code == status
    return response.content.decode()


def test_a_sheet_shows_each_claim_by_three_sides_and_the_case_as_a_whole(in_talks, as_):
    first = in_talks.claims.first()
    set_positions(
        actor=as_("mediator"), case_id=in_talks.pk, seen_version=version(in_talks),
        claim_id=first.pk, asked=Decimal("70000.00"), conceded=Decimal("20000.00"),
    )  # fmt: skip
    content = sheet_of(as_, in_talks).content

    row = content["claims"][0]
    assert (row["rule"], row["asked"], row["conceded"]) == (
        "unlawful_dismissal", "70000.00", "20000.00",
    )  # fmt: skip
    assert row["amount"] == f"{first.lawful:f}" == "74400.00"
    assert row["result"]["working"]
    assert set(content["case"]) >= {"exclusions", "following", "earliest", "route", "evidence"}
    assert content["case"]["earliest"]["kind"] == "limitation"
    assert content["sums"]["conceded"] == "20000.00"


def test_every_version_stays_and_cannot_be_changed(in_talks, as_):
    sheet_of(as_, in_talks, note="初算")
    sheet_of(as_, in_talks)
    assert [(s.number, s.note) for s in in_talks.sheets.all()] == [(2, ""), (1, "初算")]
    for change in (lambda q: q.update(note="改"), lambda q: q.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(CalculationSheet.objects.filter(case=in_talks, number=1))


def test_a_corrected_claim_keeps_what_stood_before(in_talks, as_):
    claim = in_talks.claims.get(rule="unlawful_dismissal")
    facts = {**claim.facts, "monthly_wage": "7000.00"}
    newest = revise_claim(
        actor=as_("mediator"), case_id=in_talks.pk, seen_version=version(in_talks),
        claim_id=claim.pk, facts=facts, note="工资条显示七千",
    )  # fmt: skip
    claim.refresh_from_db()
    older = in_talks.sheets.get(number=1)

    assert (newest.number, claim.lawful) == (2, Decimal("84000.00"))
    assert differences(newest.content, older.content) == {claim.position: "74400.00"}
    event = AuditEvent.objects.get(verb="mediation.claim.revise")
    assert (event.before["lawful"], event.after["lawful"]) == ("74400.00", "84000.00")


def test_a_claim_taken_off_stands_in_the_versions_made_before(in_talks, as_):
    claim = in_talks.claims.get(rule="unlawful_dismissal")
    kept = in_talks.claims.count() - 1
    newest = remove_claim(
        actor=as_("mediator"), case_id=in_talks.pk, seen_version=version(in_talks),
        claim_id=claim.pk, note="改为继续履行",
    )  # fmt: skip
    older = in_talks.sheets.get(number=1)

    assert (newest.number, in_talks.claims.count()) == (2, kept)
    assert [row["title"] for row in gone(newest.content, older.content)] == [claim.title]
    event = AuditEvent.objects.get(verb="mediation.claim.remove")
    assert (event.before["rule"], event.note) == ("unlawful_dismissal", "改为继续履行")


def test_the_last_claim_and_a_stale_page_are_refused(in_talks, as_):
    first = in_talks.claims.first()
    in_talks.claims.exclude(pk=first.pk).delete()
    told = {"actor": as_("mediator"), "case_id": in_talks.pk, "claim_id": first.pk}
    with pytest.raises(Refused) as refused:
        remove_claim(seen_version=version(in_talks), **told)
    assert codes(refused) == ("mediation.claim.last",)
    with pytest.raises(Refused) as refused:
        remove_claim(seen_version=0, **told)
    assert codes(refused) == ("mediation.case.changed-meanwhile",)


def test_two_versions_are_told_apart_by_facts_amounts_and_claims():
    row = {"claim": 1, "position": 1, "rule": "notice_pay", "amount": "7600.00", "facts": {}}
    row |= {"asked": "7600.00", "conceded": None}
    old = {"claims": [{**row, "facts": {"last_month_wage": "7600"}}]}
    changed = {"amount": "8000.00", "facts": {"last_month_wage": "8000"}, "conceded": "5000.00"}
    new = {
        "claims": [
            {**row, **changed},
            {**row, "claim": 2, "position": 2},
        ]
    }

    told = compared(new, old, str)

    assert told[1] == {
        "new": False,
        "before": "7600.00",
        "sides": {"asked": None, "conceded": ""},
        "facts": [{"label": "解除前上一个月的应得工资", "before": "7600", "after": "8000"}],
    }
    assert (told[2]["new"], told[2]["facts"]) == (True, [])
    assert gone(new, old) == []


def test_a_refusal_names_what_is_meant_and_not_its_code():
    assert meant("severance", "“end”早于“hire”", str) == (
        "“解除或者终止之日，即最后一个工作日”早于“入职（用工）之日”"
    )
    assert meant("severance", "“解除之日（end）”早于“入职（hire）”", str) == "“解除之日”早于“入职”"


@pytest.mark.parametrize("name", ["outsider", "worker", "arbitrator", "other_mediator"])
def test_only_who_conducts_the_case_makes_a_sheet(in_talks, as_, name):
    seen = version(in_talks)
    with pytest.raises(Refused):
        make_sheet(actor=as_(name), case_id=in_talks.pk, seen_version=seen)


def test_a_stale_page_and_a_case_without_claims_are_refused(in_talks, as_):
    with pytest.raises(Refused) as refused:
        make_sheet(actor=as_("mediator"), case_id=in_talks.pk, seen_version=0)
    assert codes(refused) == ("mediation.case.changed-meanwhile",)
    in_talks.claims.all().delete()
    with pytest.raises(Refused) as refused:
        sheet_of(as_, in_talks)
    assert codes(refused) == ("mediation.sheet.no-claims",)


def test_a_sheet_is_hidden_from_strangers_by_the_database(in_talks, as_):
    sheet_of(as_, in_talks)
    seen = {}
    for name in ("mediator", "director", "outsider", "other_mediator", "nobody"):
        as_(name)
        seen[name] = CalculationSheet.objects.exists()
    assert seen == {
        "mediator": True, "director": True, "outsider": False, "other_mediator": False,
        "nobody": False,
    }  # fmt: skip


def test_on_the_pages_a_claim_is_added_and_corrected(in_talks, place):
    desk = browser(place, "mediator")
    address = f"/cases/{in_talks.pk}"
    assert "还没有测算表" in text(desk.get(f"{address}/sheet/"))
    assert "代通知金" in text(desk.get(f"{address}/claims/new/"))
    assert "law_last_month_wage" in text(desk.get(f"{address}/claims/new/?rule=notice_pay"))
    said = {**OVERTIME, "seen_version": in_talks.version}
    page = text(desk.post(f"{address}/claims/new/", said, follow=True))
    assert "7,600.00" in page
    assert "不能同时主张" in page  # notice pay with twice the severance
    with acting(SYSTEM):
        claim = in_talks.claims.get(rule="notice_pay")
        now = version(in_talks)
    said = {"law_last_month_wage": "8000", "seen_version": now}
    page = text(desk.post(f"{address}/claims/{claim.pk}/", said, follow=True))
    assert "第 2 版" in page
    assert "8,000.00" in page
    assert "8,000.00" not in text(desk.get(f"{address}/sheet/?version=1"))
    assert desk.get(f"{address}/sheet/?version=9").status_code == 404


def test_what_is_typed_wrong_stays_and_is_explained(in_talks, place):
    desk = browser(place, "mediator")
    said = {**OVERTIME, "law_last_month_wage": "很多", "seen_version": in_talks.version}
    page = text(desk.post(f"/cases/{in_talks.pk}/claims/new/", said), 422)
    assert "很多" in page
    said = {**OVERTIME, "seen_version": "0"}
    assert "页面已过期" in text(desk.post(f"/cases/{in_talks.pk}/claims/new/", said), 409)
    with acting(SYSTEM):
        assert not in_talks.claims.filter(rule="notice_pay").exists()


def test_what_the_law_cannot_compute_is_not_kept(in_talks, place):
    client = browser(place, "mediator")
    claim = in_talks.claims.get(rule="unlawful_dismissal")
    typed = {"law_hire": "2026-09-09", "law_end": "2020-01-01", "law_monthly_wage": "6200"}

    answer = client.post(
        f"/cases/{in_talks.pk}/claims/{claim.pk}/", {**typed, "seen_version": version(in_talks)}
    )

    said = text(answer, 422)
    assert "早于" in said
    assert 'value="2020-01-01"' in said
    assert not in_talks.sheets.exists()


def test_on_the_pages_a_claim_is_taken_off_and_versions_compared(in_talks, place):
    client = browser(place, "mediator")
    claim = in_talks.claims.get(rule="unlawful_dismissal")
    address = f"/cases/{in_talks.pk}/claims/{claim.pk}/"
    assert "去掉这一项" in text(client.get(address))

    stale = client.post(f"{address}remove/", {"seen_version": 0, "why": ""})
    assert stale.status_code == 409
    client.post(f"{address}remove/", {"seen_version": version(in_talks), "why": "不要了"})

    page = text(client.get(f"/cases/{in_talks.pk}/sheet/?version=2&against=1"))
    assert "已去掉" in page
    assert "与第 2 版对照" in page
    assert client.get(f"/cases/{in_talks.pk}/sheet/?version=2&against=9").status_code == 404


def test_what_both_sides_named_stands_in_the_form_and_beside_the_version_before(in_talks, place):
    desk = browser(place, "mediator")
    claim = in_talks.claims.get(rule="unlawful_dismissal")
    make = f"/cases/{in_talks.pk}/sheet/new/"
    desk.post(make, {"seen_version": version(in_talks)})
    asked = desk.get(f"/cases/{in_talks.pk}/do/positions/?claim={claim.pk}")
    assert f'value="{claim.asked}"' in text(asked)

    named = {
        "claim": claim.pk,
        "asked": "8万",
        "conceded": "三万",
        "seen_version": version(in_talks),
    }
    desk.post(f"/cases/{in_talks.pk}/do/positions/?claim={claim.pk}", named)
    desk.post(make, {"seen_version": version(in_talks)})

    page = text(desk.get(f"/cases/{in_talks.pk}/sheet/"))
    assert "80,000.00<small>第 1 版 74,400.00</small>" in page
    assert "30,000.00<small>第 1 版 —</small>" in page
    assert f"do/positions/?claim={claim.pk}" in page


def test_both_sides_figures_of_all_claims_are_named_on_one_page(in_talks, place):
    desk = browser(place, "mediator")
    address = f"/cases/{in_talks.pk}/do/figures/"
    first, second = in_talks.claims.order_by("pk")[:2]
    assert f'name="asked_{first.pk}" value="{first.asked}"' in text(desk.get(address))
    named = {
        f"asked_{first.pk}": "8万",
        f"conceded_{first.pk}": "三万",
        f"asked_{second.pk}": f"{second.asked}",
        f"conceded_{second.pk}": "",
    }

    wrong = desk.post(address, {**named, f"asked_{first.pk}": "很多", "seen_version": 1})
    stale = desk.post(address, {**named, "seen_version": 0})
    done = desk.post(address, {**named, "seen_version": version(in_talks)})

    assert 'value="很多"' in text(wrong, 422)
    assert stale.status_code == 409
    assert done.status_code == 302
    first.refresh_from_db()
    assert (first.asked, first.conceded) == (Decimal("80000.00"), Decimal("30000.00"))
    recorded = AuditEvent.objects.filter(verb="mediation.claim.positions")
    assert recorded.count() == 1  # nothing happened to the second


def test_a_new_claim_takes_only_facts_its_rule_knows(in_talks, place):
    desk = browser(place, "mediator")
    told = {"rule": "unused_leave", "law_monthly_wage": "6000", "law_days": "5"}

    desk.post(f"/cases/{in_talks.pk}/claims/new/", {**told, "seen_version": version(in_talks)})

    facts = in_talks.claims.get(rule="unused_leave").facts
    assert facts.keys() == {"monthly_wage", "days", "end"} & facts.keys()
    assert "hire" not in facts


def test_the_sheet_is_made_and_printed(in_talks, place):
    desk = browser(place, "mediator")
    address = f"/cases/{in_talks.pk}/sheet"
    stale = text(desk.post(f"{address}/new/", {"seen_version": "0"}), 409)
    assert "页面已过期" in stale
    made = desk.post(f"{address}/new/", {"seen_version": in_talks.version, "note": "初算"})
    assert made.status_code == 302
    paper = Document(BytesIO(desk.get(f"{address}/1.docx").content))
    words = "\n".join(p.text for p in paper.paragraphs)
    cells = [c.text for table in paper.tables for row in table.rows for c in row.cells]
    assert "第 1 版" in words
    assert "三、整案" in words
    assert "74,400.00" in cells
    assert "引用前请核对：月最低工资标准" in words
    page = text(desk.get(f"{address}/"))
    assert "整案用到的标准" in page
    assert "引用前请核对：月最低工资标准" in page
    assert desk.get(f"{address}/2.docx").status_code == 404


@pytest.mark.parametrize("name", ["worker", "outsider", "other_mediator"])
def test_for_others_there_is_no_sheet(in_talks, place, name):
    for part in ("sheet/", "claims/new/"):
        assert browser(place, name).get(f"/cases/{in_talks.pk}/{part}").status_code == 404


def test_the_case_leads_to_its_sheet_and_speaks_english(in_talks, place):
    desk = browser(place, "mediator")
    assert f"/cases/{in_talks.pk}/sheet/" in text(desk.get(f"/cases/{in_talks.pk}/"))
    desk.cookies["zhigong_language"] = "en"
    assert "Calculation sheet" in text(desk.get(f"/cases/{in_talks.pk}/sheet/"))


def test_a_stored_version_is_read_in_english_and_stays_in_chinese(in_talks, as_, place):
    kept = sheet_of(as_, in_talks).content
    desk = browser(place, "mediator")
    address = f"/cases/{in_talks.pk}/sheet/"
    assert kept["claims"][0]["result"]["working"][0]["what"] in text(desk.get(address))
    desk.cookies["zhigong_language"] = "en"
    page = text(desk.get(address))
    assert "years" in page or "months" in page  # a message with its places filled
    assert "Labour Contract Law art. 4" in page
    cell = page[page.index("<tbody>") : page.index("</tbody>")]
    spoken = re.sub(r"<[^>]+>|[^()<>]*[\u4e00-\u9fff][^()<>]*\([^()]+(\(\d\))?\)", " ", cell)
    assert re.findall(r"[\u4e00-\u9fff]+", spoken) == []


def test_a_version_made_before_messages_were_kept_is_still_read(in_talks, as_):
    content = sheet_of(as_, in_talks).content
    old = {name: part for name, part in content.items() if name != "messages"}
    told = content_in(old, lambda message: message)
    assert told["claims"][0]["result"]["working"] == content["claims"][0]["result"]["working"]
    assert [row["title"] for row in told["case"].pop("parameters")] == ["月最低工资标准"]
    assert told["case"] == {k: v for k, v in content["case"].items() if k != "parameters"}
