"""Who sees a record sees its deadlines."""

from django.db import migrations

from zhigong.foundation.rowsecurity import SeenWithRecord

RECORDS = ("matter", "resourcerequest", "duty", "meeting", "paper", "practice", "endorsement")


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0003_found_by_reach"),
        ("clocks", "0004_clocks_by_reach"),
    ]
    operations = [SeenWithRecord("clocks_clock", "subject", f"governance.{name}") for name in RECORDS]
