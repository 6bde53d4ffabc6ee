"""Entries follow a unit that moves: rewritten by a function of the owner, as all filing is."""

from django.db import migrations

from zhigong.foundation.search.access import TABLE

REPATH = f"""
CREATE FUNCTION search_repath(was text, is_now text)
RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moved bigint;
BEGIN
    IF coalesce(current_setting('zhigong.label', true), '') = '' THEN
        RAISE EXCEPTION 'zhigong: nobody acts: filing must be within acting()'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    UPDATE {TABLE} AS entry SET unit_path = is_now || substr(entry.unit_path, length(was) + 1)
    WHERE entry.unit_path ^@ was;
    GET DIAGNOSTICS moved = ROW_COUNT;
    RETURN moved;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0002_found_by_reach")]
    operations = [migrations.RunSQL(REPATH, "DROP FUNCTION search_repath(text, text)")]
