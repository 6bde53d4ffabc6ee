"""A case is found by whoever sees it: its authorities, its mediator, those over its unit."""

from django.db import migrations

from zhigong.foundation.search.access import FindWithRecord


class Migration(migrations.Migration):
    dependencies = [
        ("mediation", "0008_reach"),
        ("search", "0003_follow_moves"),
    ]

    operations = [FindWithRecord("mediation.case", "mediation_case")]
