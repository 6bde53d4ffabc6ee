"""Practices and endorsements: evidence, somebody else's word, who took it over, figures by term."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pypdf import PdfWriter

from tests.governance.conftest import DAY, of, state
from zhigong.foundation.inbox.queries import waiting_for
from zhigong.governance.actions import practices
from zhigong.governance.actions.steps import keep_file, take_step
from zhigong.governance.actions.terms import set_term
from zhigong.governance.models import Endorsement, Practice, Promotion, Term
from zhigong.governance.queries.overview import figures
from zhigong.kernel.verdict import Refused


def blank_page() -> bytes:
    """A PDF that is one."""
    held, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(72, 72)
    writer.write(held)
    return held.getvalue()


PDF = blank_page()
YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def submitted(practice, as_):
    keep_file(
        **of(practice, as_("office"), model=Practice, upload=SimpleUploadedFile("a.pdf", PDF))
    )
    return practices.submit_practice(**of(practice, as_("office")))


def verified(practice, as_):
    submitted(practice, as_)
    return practices.verify(
        **of(practice, as_("leader"), model=Practice, text="看过现场，与首创单位核对")
    )


def test_a_practice_without_evidence_is_not_put_forward(practice, as_):
    with pytest.raises(Refused, match="no-evidence"):
        practices.submit_practice(**of(practice, as_("office")))


def test_somebody_else_verifies(practice, as_):
    submitted(practice, as_)
    assert waiting_for(as_("leader")).filter(title=practice.headline).exists()
    with pytest.raises(Refused, match="own-work"):
        practices.verify(**of(practice, as_("office"), model=Practice, text="属实"))
    assert practices.verify(
        **of(practice, as_("office2"), model=Practice, text="与首创单位核对")
    ).state == "verified"  # fmt: skip


def test_what_spread_is_counted_when_it_is_verified(practice, as_):
    assert figures(as_("leader"), *YEAR).practices == 0
    verified(practice, as_)
    office = as_("office")
    practices.promote(
        **of(practice, office, level="city", event="conference", title="全市现场会", on=DAY)
    )
    practices.adopt(
        **of(practice, office, name="示例区总工会", since=DAY, confirmed="来函〔2026〕3号")
    )
    with pytest.raises(Refused, match="adopter-twice"):
        practices.adopt(**of(practice, office, name="示例区 总工会".replace(" ", ""), since=DAY,
                             confirmed="电话"))  # fmt: skip
    with pytest.raises(Refused, match="no-words"):
        practices.adopt(**of(practice, office, name="另一区", since=DAY, confirmed=" "))

    found = figures(office, *YEAR)
    assert (found.practices, found.promotions, found.adopters) == (1, 1, 1)
    assert {level: n for level, _p, n in found.by_level}["city"] == 1
    take_step(**of(practice, as_("leader"), model=Practice, verb="retire", note="设备停产"))
    assert figures(as_("office"), *YEAR).adopters == 0


def test_a_practice_is_edited_until_it_is_put_forward(practice, as_, place):
    case = practices.Case("新名称", "做法", "成效", place.street.pk, date(2026, 3, 1))
    practices.edit_practice(**of(practice, as_("office"), case=case))
    submitted(practice, as_)
    with pytest.raises(Refused, match="wrong-stage"):
        practices.edit_practice(**of(practice, as_("office"), case=case))
    take_step(**of(practice, as_("leader"), model=Practice, verb="return", note="补数据"))
    assert state(practice) == "drafted"


def test_an_endorsement_counts_when_somebody_else_saw_it(endorsement, as_):
    assert figures(as_("leader"), *YEAR).endorsements == 0
    with pytest.raises(Refused, match="own-work"):
        practices.verify(**of(endorsement, as_("office"), model=Endorsement, text="属实"))

    practices.verify(**of(endorsement, as_("leader"), model=Endorsement, text="见到批示件"))

    found = figures(as_("leader"), *YEAR)
    assert found.endorsements == 1
    assert found.by_level[1] == ("city", 1, 0)
    take_step(**of(endorsement, as_("leader"), model=Endorsement, verb="strike", note="重复"))
    assert figures(as_("leader"), *YEAR).endorsements == 0


@pytest.mark.parametrize("name", ["party", "outsider", "street_officer", "nobody"])
def test_strangers_verify_nothing(endorsement, as_, name):
    values = of(endorsement, as_("office"), model=Endorsement, text="属实")
    values["actor"] = as_(name)
    with pytest.raises(Refused):
        practices.verify(**values)
    as_("system")
    assert state(endorsement) == "registered"


def test_the_database_refuses_that_somebody_verifies_his_own(endorsement, as_):
    as_("office")
    with pytest.raises(IntegrityError), transaction.atomic():
        Endorsement.objects.filter(pk=endorsement.pk).update(
            verified_by=endorsement.added_by_id, verified_on=DAY
        )
    assert not Promotion.objects.exists()


def test_terms_do_not_overlap_and_are_changed_by_name(as_, place):
    here = {"actor": as_("office"), "unit_id": place.district.pk}
    set_term(**here, name="第三届", begins=date(2021, 6, 1), ends=date(2026, 6, 1))
    set_term(**here, name="第四届", begins=date(2026, 6, 1), ends=date(2031, 6, 1))
    with pytest.raises(Refused, match="overlaps"):
        set_term(**here, name="第五届", begins=date(2030, 6, 1), ends=date(2035, 6, 1))
    with pytest.raises(Refused, match="overlaps"):
        set_term(**here, name="第六届", begins=date(2036, 6, 1), ends=date(2035, 6, 1))
    set_term(**here, name="第四届", begins=date(2026, 6, 1), ends=date(2031, 5, 1))

    assert [t.ends for t in Term.objects.all()] == [date(2026, 6, 1), date(2031, 5, 1)]
    with pytest.raises(Refused, match="not-granted"):
        set_term(**{**here, "actor": as_("leader")}, name="x", begins=DAY, ends=date(2040, 1, 1))
