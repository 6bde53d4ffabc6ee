"""A deadline is seen by whoever sees its record: each module says so for its own records.

A step that one person takes starts and ends deadlines that he may not see any more when it is done (a
request sent without an account, a task handed on), so they are written through functions of the owner, as the inbox
is. Otherwise the system alone reads and writes: it reminds, and follows units that move.
"""

from django.db import migrations

from zhigong.foundation.rowsecurity import RowSecurity, system

ACTS = """
    IF coalesce(current_setting('zhigong.label', true), '') = '' THEN
        RAISE EXCEPTION 'zhigong: nobody acts: a deadline must be written within acting()'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
"""
OWNERS = "SECURITY DEFINER SET search_path = public, pg_temp"
START = f"""
CREATE FUNCTION clocks_start(
    subject text, name text, label text, start date, due date, basis text, provisional boolean,
    working jsonb, unit_path text
) RETURNS void LANGUAGE plpgsql {OWNERS} AS $$
BEGIN
    {ACTS}
    INSERT INTO clocks_clock
        (subject, name, label, state, start, due, paused_days, basis, provisional, working, unit_path)
    VALUES ($1, $2, $3, 'running', $4, $5, 0, $6, $7, $8, $9);
END $$
"""
END = f"""
CREATE FUNCTION clocks_end(wanted text, names text[], ended text, today date)
RETURNS void LANGUAGE plpgsql {OWNERS} AS $$
BEGIN
    {ACTS}
    UPDATE clocks_clock AS c SET state = ended, ended_on = today, paused_on = NULL
    WHERE c.subject = wanted AND c.name = ANY (names) AND c.ended_on IS NULL;
END $$
"""
PAUSE = f"""
CREATE FUNCTION clocks_pause(wanted text, names text[], today date)
RETURNS void LANGUAGE plpgsql {OWNERS} AS $$
BEGIN
    {ACTS}
    UPDATE clocks_clock AS c SET state = 'paused', paused_on = today
    WHERE c.subject = wanted AND c.name = ANY (names) AND c.state = 'running';
END $$
"""
RESUME = f"""
CREATE FUNCTION clocks_resume(wanted text, names text[], today date)
RETURNS void LANGUAGE plpgsql {OWNERS} AS $$
BEGIN
    {ACTS}
    UPDATE clocks_clock AS c SET
        state = 'running', paused_on = NULL,
        due = c.due + (today - c.paused_on), paused_days = c.paused_days + (today - c.paused_on),
        reminded = CASE WHEN today > c.paused_on THEN NULL ELSE c.reminded END,
        missed_on = CASE WHEN today > c.paused_on THEN NULL ELSE c.missed_on END
    WHERE c.subject = wanted AND c.name = ANY (names) AND c.state = 'paused';
END $$
"""
NEXT = f"""
CREATE FUNCTION clocks_next(wanted text)
RETURNS date LANGUAGE sql STABLE {OWNERS} AS $$
    SELECT min(c.due) FROM clocks_clock AS c WHERE c.subject = wanted AND c.state = 'running'
$$
"""
FUNCTIONS = (
    (START, "clocks_start(text, text, text, date, date, text, boolean, jsonb, text)"),
    (END, "clocks_end(text, text[], text, date)"),
    (PAUSE, "clocks_pause(text, text[], date)"),
    (RESUME, "clocks_resume(text, text[], date)"),
    (NEXT, "clocks_next(text)"),
)


class Migration(migrations.Migration):
    dependencies = [("clocks", "0003_reminded_and_missed")]
    operations = [
        RowSecurity("clocks_clock", system()),
        *(migrations.RunSQL(made, f"DROP FUNCTION {name}") for made, name in FUNCTIONS),
    ]
