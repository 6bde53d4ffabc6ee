from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0004_trail_by_reach'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['-at', '-id'], name='audit_at'),
        ),
        migrations.AddIndex(
            model_name='auditevent',
            index=models.Index(fields=['verb', '-at', '-id'], name='audit_verb'),
        ),
    ]
