"""The last day by the original date, and which report days were missed instead of how many.

How many were missed was kept without their days. They were counted when the next report came, so
they are put down to the day of the matter's last report, one for each.
"""

from datetime import date, timedelta

import chinese_calendar
import django.contrib.postgres.fields
from django.db import migrations, models


def shifted(day: date) -> date:
    """The first working day from a day on, by the arrangement of its year where there is one."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def is_working_day(day: date) -> bool:
    try:
        return chinese_calendar.is_workday(day)
    except NotImplementedError:
        return day.weekday() < 5


def settle(apps, schema_editor):
    Assignment = apps.get_model("supervision", "Assignment")
    with schema_editor.connection.cursor() as cursor:
        # Checked at each row, for a table with checks still to come cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE supervision_assignment DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE supervision_assignment SET original_last = last_day WHERE original_due = due"
        )
        cursor.execute(
            "UPDATE supervision_assignment AS a SET missed_reports = array_fill(coalesce("
            "(SELECT max(r.reported_on) FROM supervision_progressreport AS r"
            " WHERE r.assignment_id = a.id), a.issued_on, a.original_due), ARRAY[missing_reports])"
            " WHERE missing_reports > 0"
        )
        moved = Assignment.objects.filter(original_due__isnull=False, original_last__isnull=True)
        for day in moved.order_by().values_list("original_due", flat=True).distinct():
            moved.filter(original_due=day).update(original_last=shifted(day))
        cursor.execute("ALTER TABLE supervision_assignment ENABLE TRIGGER USER")


class Migration(migrations.Migration):
    dependencies = [("supervision", "0006_drawn_are_found")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="original_last",
            field=models.DateField(blank=True, null=True, verbose_name="原定最后一天"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="missed_reports",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="漏报的日子",
            ),
        ),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.RemoveField(model_name="assignment", name="missing_reports"),
    ]
