"""What pages count and sort is found in one narrow index, without the wide rows themselves."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0012_state_words")]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("closed_on__isnull", True), ("look_back_by__isnull", False), _connector="OR"
                ),
                fields=["last_day", "id"],
                include=(
                    "unit_path", "reader_paths", "state", "closed_on", "look_back_by", "lead",
                    "issued_on", "near_from", "next_report_on", "progress", "setback", "weight",
                ),
                name="assignment_live",
            ),
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(
                    ("closed_on__isnull", True), models.Q(("missed_reports", []), _negated=True)
                ),
                fields=["unit_path"],
                name="assignment_open_missed",
            ),
        ),
        migrations.RemoveIndex(model_name="assignment", name="assignment_open_days"),
        migrations.RemoveIndex(model_name="assignment", name="assignment_drawn"),
    ]  # fmt: skip
