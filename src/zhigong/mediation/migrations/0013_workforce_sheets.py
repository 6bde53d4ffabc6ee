"""Rows of a workbook of several sheets are told with their sheet."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mediation", "0012_found_by_receipt")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="sheet",
            field=models.TextField(blank=True, default="", verbose_name="工作表"),
        )
        for name in ("workforceperson", "workforceproblem")
    ]
