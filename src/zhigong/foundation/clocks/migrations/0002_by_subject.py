"""The deadlines of a record are found by it, ended ones too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clocks", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="clock",
            index=models.Index(fields=["subject"], name="clock_subject"),
        ),
    ]
