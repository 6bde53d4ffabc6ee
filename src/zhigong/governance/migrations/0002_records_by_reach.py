"""Row security: the office sees its unit's records, a Party committee those that concern it."""

from django.db import migrations

from zhigong.foundation.files.access import ReadWithRecord
from zhigong.foundation.rowsecurity import RowSecurity, followed, over, within

RECORD = over("unit_path", "governance") | followed("reader_paths", "governance")
RECORDS = ("matter", "resourcerequest", "duty", "meeting", "paper", "practice", "endorsement")
BELONGING = (
    ("delivery", "resource", "resourcerequest"),
    ("topic", "meeting", "meeting"),
    ("decision", "meeting", "meeting"),
    ("promotion", "practice", "practice"),
    ("adopter", "practice", "practice"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0001_initial"),
        ("files", "0002_files_by_reach"),
    ]

    operations = [
        *(
            RowSecurity(f"governance_{name}", RECORD, check=over("unit_path", "governance"))
            for name in RECORDS
        ),
        *(
            RowSecurity(f"governance_{name}", over("unit_path", "governance"))
            for name in ("meetingrule", "term")
        ),
        *(
            RowSecurity(
                f"governance_{name}",
                within(f"governance_{name}.{parent}_id", f"governance_{table}"),
            )
            for name, parent, table in BELONGING
        ),
        *(ReadWithRecord(f"governance.{name}", f"governance_{name}") for name in RECORDS),
    ]
