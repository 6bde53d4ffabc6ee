"""A department of a union's office is a kind of unit."""


from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('org', '0003_party_committees'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='unit',
            name='unit_kind_known',
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['federation', 'township', 'park', 'industry', 'area', 'trade', 'community', 'building', 'grassroots', 'joint', 'branch', 'group', 'centre', 'arbitration', 'court', 'justice', 'petitions', 'human_resources', 'other_agency', 'party_committee', 'department'])), name='unit_kind_known'),
        ),
    ]
