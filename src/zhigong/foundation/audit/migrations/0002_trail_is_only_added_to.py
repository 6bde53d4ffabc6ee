"""The program adds to the trail and reads it; nobody but the owner could do more, and a trigger
refuses even the owner. Roles are taken from the table's own rights, whatever they are called."""

from django.db import migrations

REVOKE = """
DO $$
DECLARE other text;
BEGIN
    FOR other IN
        SELECT DISTINCT grantee FROM information_schema.role_table_grants
        WHERE table_schema = current_schema()
          AND table_name IN ('audit_auditevent', 'audit_auditfact')
          AND grantee NOT IN (current_user, 'PUBLIC')
    LOOP
        EXECUTE format(
            'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'
            ' ON audit_auditevent, audit_auditfact FROM %I', other);
    END LOOP;
    REVOKE ALL ON audit_auditevent, audit_auditfact FROM PUBLIC;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(REVOKE, migrations.RunSQL.noop)]
