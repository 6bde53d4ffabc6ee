"""督办函 in GB/T 9704 form."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from zhigong.foundation.documents.official import Official, official
from zhigong.supervision.models import Letter


def letter_docx(letter: Letter) -> bytes:
    """The letter to the lead unit; a draft until it is sent, and then under its number."""
    assignment = letter.assignment
    with translation.override("zh-hans"):
        to = assignment.lead.name if assignment.lead else ""
        return official(
            Official(
                title=_("关于“%(matter)s”的督办函") % {"matter": assignment.headline},
                body=letter.text,
                issuer=assignment.unit.name,
                date=letter.sent_on or letter.proposed_on,
                mark=assignment.unit.name,
                number=letter.number or _("（草稿，未发出）"),
                to=_("%(unit)s：") % {"unit": to},
            )
        )
