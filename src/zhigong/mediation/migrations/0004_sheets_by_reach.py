"""Row security: a calculation sheet is seen with its case."""

from django.db import migrations

from zhigong.foundation.rowsecurity import RowSecurity, within


class Migration(migrations.Migration):
    dependencies = [("mediation", "0003_calculation_sheets")]

    operations = [
        RowSecurity(
            "mediation_calculationsheet",
            within("mediation_calculationsheet.case_id", "mediation_case"),
        )
    ]
