"""Who sees a case sees its deadlines."""

from django.db import migrations

from zhigong.foundation.rowsecurity import SeenWithRecord


class Migration(migrations.Migration):
    dependencies = [
        ("mediation", "0009_found_by_reach"),
        ("clocks", "0004_clocks_by_reach"),
    ]
    operations = [SeenWithRecord("clocks_clock", "subject", "mediation.case")]
