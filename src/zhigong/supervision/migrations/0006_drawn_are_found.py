"""The few closed matters that were drawn to be looked back upon are found without walking over all."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0005_following_by_reach")]

    operations = [
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                condition=models.Q(("look_back_by__isnull", False)),
                fields=["unit_path"],
                name="assignment_drawn",
            ),
        ),
    ]
