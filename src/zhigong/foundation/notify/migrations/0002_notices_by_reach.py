"""Notices are read by whom they tell; messages that leave the house by the system alone."""

from django.db import migrations

from zhigong.foundation.notify.access import the_system
from zhigong.foundation.rowsecurity import RowSecurity, acting_at_all, mine


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]
    operations = [
        RowSecurity("notify_notice", mine("account_id") | the_system(), check=acting_at_all()),
        RowSecurity("notify_delivery", the_system(), check=acting_at_all()),
    ]
