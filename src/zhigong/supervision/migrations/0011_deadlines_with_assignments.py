"""Who sees an assignment sees its deadlines."""

from django.db import migrations

from zhigong.foundation.rowsecurity import SeenWithRecord


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0010_closed_of_lead"),
        ("clocks", "0004_clocks_by_reach"),
    ]
    operations = [SeenWithRecord("clocks_clock", "subject", "supervision.assignment")]
