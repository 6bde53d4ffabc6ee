"""Who holds a post is seen by those who may read the unit, and by the holder."""

from django.db import migrations

from zhigong.foundation.rowsecurity import RowSecurity, mine, over


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]
    operations = [
        RowSecurity(
            "org_holding",
            over("unit_path", "org") | mine("account_id"),
            check=over("unit_path", "org"),
        )
    ]
