"""Rows of files are seen by reach, the uploader and the proven owner; modules add their records'."""

from django.db import migrations

from zhigong.foundation.files.access import TABLE, its_subject_is_own, over_its_module
from zhigong.foundation.rowsecurity import RowSecurity, acting_at_all, mine


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]
    operations = [
        RowSecurity(
            TABLE,
            over_its_module() | mine("uploaded_by") | its_subject_is_own(),
            check=acting_at_all(),
        )
    ]
