"""Who reads the trail: who caused the event, who was granted ``audit.read`` over its unit, and whoever
sees the record that it is about.

The last is asked by ``audit_trail``: it runs as its caller, so the record's own policy decides, and
it opens this one record for as long as it reads. One statement for a page, as without policies.
Events are written under one's own name or none. What triggers kept (facts) holds whole rows, so the
system alone reads it.
"""

from django.db import migrations

from zhigong.foundation.rowsecurity import (
    Condition,
    RowSecurity,
    acting_at_all,
    held,
    mine,
    opened,
    system,
)

# Events of no unit (a refused sign-in) are for those who read the trail of the whole tree.
OF_NO_UNIT = Condition(
    "(unit_path = '' AND (SELECT coalesce(current_setting('zhigong.held', true), '')"
    " ~ '(^|,)audit[.]read:[0-9]+/(,|$)'))"
)
READ = opened("subject") | mine("actor_id") | held("'audit.read'", "unit_path") | OF_NO_UNIT
WRITTEN = acting_at_all() & (Condition("(actor_id IS NULL)") | mine("actor_id") | system())
TRAIL = """
CREATE FUNCTION audit_trail(wanted text, course integer, looks integer)
RETURNS SETOF audit_auditevent LANGUAGE plpgsql AS $$
DECLARE
    place text := replace(split_part(wanted, ':', 1), '.', '_');
    seen boolean := false;
BEGIN
    IF to_regclass(quote_ident(place)) IS NOT NULL THEN
        EXECUTE format(
            'SELECT EXISTS (SELECT FROM %I WHERE id = %L)', place, split_part(wanted, ':', 2)
        ) INTO seen;
    END IF;
    PERFORM set_config('zhigong.opened', CASE WHEN seen THEN wanted ELSE '' END, true);
    RETURN QUERY
        (SELECT * FROM audit_auditevent
            WHERE subject = wanted AND verb NOT IN ('looked', 'secrets.reveal')
            ORDER BY id DESC LIMIT course)
        UNION ALL
        (SELECT * FROM audit_auditevent
            WHERE subject = wanted AND verb IN ('looked', 'secrets.reveal')
            ORDER BY id DESC LIMIT looks);
    PERFORM set_config('zhigong.opened', '', true);
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_course_is_found_at_once")]
    operations = [
        RowSecurity("audit_auditevent", READ, check=WRITTEN),
        RowSecurity("audit_auditfact", system(), check=acting_at_all()),
        migrations.RunSQL(TRAIL, "DROP FUNCTION audit_trail(text, integer, integer)"),
    ]
