"""Row security: who sees which case, and with it everything that belongs to the case."""

from django.db import migrations

from zhigong.foundation.files.access import ReadWithRecord
from zhigong.foundation.rowsecurity import (
    RowSecurity,
    acting_at_all,
    followed,
    mine,
    over,
    own,
    within,
)

CASE = (
    over("unit_path", "mediation")
    | followed("reader_paths", "mediation")
    | mine("mediator_id")
    | mine("applicant_id")
    | own("code", "mediation.case")
)
OF_CASE = ("party", "claim", "participation", "evidence", "hearing", "offer", "agreement")


def of_case(name: str) -> RowSecurity:
    table = f"mediation_{name}"
    return RowSecurity(table, within(f"{table}.case_id", "mediation_case"))


DRAFT = mine("applicant_id") | own("key_hash", "mediation.draft")


class Migration(migrations.Migration):
    dependencies = [
        ("mediation", "0001_initial"),
        ("files", "0002_files_by_reach"),
    ]

    operations = [
        RowSecurity("mediation_case", CASE, check=acting_at_all()),
        *(of_case(name) for name in OF_CASE),
        RowSecurity(
            "mediation_instalment",
            within("mediation_instalment.agreement_id", "mediation_agreement"),
        ),
        RowSecurity("mediation_draft", DRAFT),
        RowSecurity(
            "mediation_draftfile", within("mediation_draftfile.draft_id", "mediation_draft")
        ),
        ReadWithRecord("mediation.case", "mediation_case"),
    ]
