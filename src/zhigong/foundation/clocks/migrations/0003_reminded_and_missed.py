"""A deadline keeps at which mark it last called, and when it was found to be missed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clocks", "0002_by_subject")]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="reminded",
            field=models.SmallIntegerField(null=True, verbose_name="最近提醒于剩余天数"),
        ),
        migrations.AddField(
            model_name="clock",
            name="missed_on",
            field=models.DateField(null=True, verbose_name="记为逾期于"),
        ),
        migrations.AddConstraint(
            model_name="clock",
            constraint=models.CheckConstraint(
                condition=models.Q(missed_on__isnull=True) | models.Q(missed_on__gt=models.F("due")),
                name="clock_missed_after_its_day",
            ),
        ),
    ]
