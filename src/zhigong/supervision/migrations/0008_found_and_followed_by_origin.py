"""An assignment says whose matter it comes from, is found by whoever sees it, and the open ones have
an index by their last day."""

from django.db import migrations, models

from zhigong.foundation.search.access import FindWithRecord


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0007_judged_by_days"),
        ("search", "0003_follow_moves"),
    ]

    operations = [
        migrations.AddField(
            model_name="assignment",
            name="origin_path",
            field=models.TextField(blank=True, db_collation="C", default="", verbose_name="来源单位路径"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("closed_on__isnull", True)),
                fields=["last_day", "id"],
                name="assignment_open_days",
            ),
        ),
        FindWithRecord("supervision.assignment", "supervision_assignment"),
    ]
