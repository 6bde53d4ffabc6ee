"""Row security: the file goes with the person, to the union where he is or is being received."""

from django.db import migrations

from zhigong.foundation.rowsecurity import Condition, RowSecurity, over, within
from zhigong.foundation.search.access import FindWithRecord

# "" would lie under every path: a person who is not on his way has no receiver.
RECEIVED = Condition("(target_path <> '')") & over("target_path", "membership")


class Migration(migrations.Migration):
    dependencies = [
        ("membership", "0001_initial"),
        ("search", "0002_found_by_reach"),
    ]

    operations = [
        RowSecurity("membership_person", over("unit_path", "membership") | RECEIVED),
        RowSecurity(
            "membership_membership",
            within("membership_membership.person_id", "membership_person"),
        ),
        FindWithRecord("membership.person", "membership_person"),
    ]
