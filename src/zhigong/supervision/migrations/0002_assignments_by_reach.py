"""Row security: who sees which document and assignment, and with it everything that belongs to it."""

from django.db import migrations

from zhigong.foundation.files.access import ReadWithRecord
from zhigong.foundation.rowsecurity import RowSecurity, acting_at_all, followed, over, within

DOCUMENT = over("unit_path", "supervision")
ASSIGNMENT = over("unit_path", "supervision") | followed("reader_paths", "supervision")
OF_DOCUMENT = ("original", "passage", "correction")
OF_ASSIGNMENT = ("joinedunit", "progressreport", "extensionrequest", "countersign", "urging")


def belonging(name: str, parent: str) -> RowSecurity:
    table = f"supervision_{name}"
    return RowSecurity(table, within(f"{table}.{parent}_id", PARENTS[parent]))


PARENTS = {
    "document": "supervision_sourcedocument",
    "assignment": "supervision_assignment",
}


class Migration(migrations.Migration):
    dependencies = [
        ("supervision", "0001_initial"),
        ("files", "0002_files_by_reach"),
    ]

    operations = [
        RowSecurity("supervision_sourcedocument", DOCUMENT, check=acting_at_all()),
        RowSecurity("supervision_assignment", ASSIGNMENT, check=acting_at_all()),
        *(belonging(name, "document") for name in OF_DOCUMENT),
        *(belonging(name, "assignment") for name in OF_ASSIGNMENT),
        ReadWithRecord("supervision.assignment", "supervision_assignment"),
    ]
