"""A run is seen by who started it and by who may read its module over its unit."""

from django.db import migrations

from zhigong.foundation.files.access import over_its_module
from zhigong.foundation.rowsecurity import RowSecurity, mine


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [RowSecurity("imports_importrun", over_its_module() | mine("account_id"))]
