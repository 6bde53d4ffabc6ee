"""The cases of the last months are found without reading those of all years."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mediation", "0011_next_deadline")]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["received_on"], name="case_received"),
        ),
    ]
