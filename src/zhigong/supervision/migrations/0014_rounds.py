"""Work that is returned or taken up again begins a new round; what was there before is the first.

Matters returned before this stay as they were: their reports do not say which round they belong to.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0013_live_ones_by_index")]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="attempt",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, verbose_name="第几轮办理"
            ),
        ),
        migrations.AddField(
            model_name="progressreport",
            name="attempt",
            field=models.PositiveSmallIntegerField(
                db_default=1, default=1, verbose_name="第几轮办理"
            ),
        ),
    ]
