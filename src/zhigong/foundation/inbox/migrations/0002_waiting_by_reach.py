"""What waits is seen by whom it waits for: its holder, or who was granted what it waits for.

Whoever moves a record brings its entry up to date, whether or not it waits for himself, through
functions of the owner; otherwise only the system writes, when a unit moves.
"""

from django.db import migrations

from zhigong.foundation.rowsecurity import RowSecurity, held, mine, system

ACTS = """
    IF coalesce(current_setting('zhigong.label', true), '') = '' THEN
        RAISE EXCEPTION 'zhigong: nobody acts: an inbox entry must be written within acting()'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
"""
FIELDS = "kind, title, state, state_label, url, unit_path, capability, holder_id, since, due"
WAIT = f"""
CREATE FUNCTION inbox_wait(
    subject text, kind text, title text, state text, state_label text, url text, unit_path text,
    capability text, holder_id bigint, since timestamptz, due date
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    {ACTS}
    INSERT INTO inbox_waiting (subject, {FIELDS})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT ON CONSTRAINT inbox_waiting_subject_key DO UPDATE SET
        ({FIELDS}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
END $$
"""
REST = f"""
CREATE FUNCTION inbox_rest(wanted text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    {ACTS}
    DELETE FROM inbox_waiting AS entry WHERE entry.subject = wanted;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("inbox", "0001_initial")]
    operations = [
        RowSecurity(
            "inbox_waiting",
            mine("holder_id") | held("capability", "unit_path"),
            check=system(),
        ),
        migrations.RunSQL(
            WAIT,
            "DROP FUNCTION inbox_wait(text, text, text, text, text, text, text, text, bigint,"
            " timestamptz, date)",
        ),
        migrations.RunSQL(REST, "DROP FUNCTION inbox_rest(text)"),
    ]
