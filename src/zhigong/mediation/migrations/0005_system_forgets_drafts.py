"""The system sees drafts, so that old ones can be forgotten; people see their own as before."""

from django.db import migrations

from zhigong.foundation.rowsecurity import mine, own, system

OWN = mine("applicant_id") | own("key_hash", "mediation.draft")
SEEN = OWN | system()


def using(condition: str) -> list[str]:
    return [
        f"ALTER POLICY reach_read ON mediation_draft USING ({condition})",
        f"ALTER POLICY reach_change ON mediation_draft USING ({condition}) WITH CHECK ({condition})",
        f"ALTER POLICY reach_remove ON mediation_draft USING ({condition})",
    ]


class Migration(migrations.Migration):
    dependencies = [("mediation", "0004_sheets_by_reach")]

    operations = [migrations.RunSQL(using(SEEN.sql), using(OWN.sql))]
