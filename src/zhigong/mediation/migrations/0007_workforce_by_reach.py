"""Row security: a computed workforce is seen with its case, by its maker, and by who reads over its unit."""

from django.db import migrations

from zhigong.foundation.files.access import ReadWithRecord
from zhigong.foundation.rowsecurity import RowSecurity, mine, over, within

RUN = (
    over("unit_path", "mediation")
    | mine("made_by_id")
    | within("mediation_workforcerun.case_id", "mediation_case")
)


def of_run(name: str) -> RowSecurity:
    table = f"mediation_{name}"
    return RowSecurity(table, within(f"{table}.run_id", "mediation_workforcerun"))


class Migration(migrations.Migration):
    dependencies = [
        ("mediation", "0006_workforce"),
        ("files", "0002_files_by_reach"),
    ]

    operations = [
        RowSecurity("mediation_workforcerun", RUN),
        of_run("workforceperson"),
        of_run("workforceproblem"),
        ReadWithRecord("mediation.workforcerun", "mediation_workforcerun"),
    ]
