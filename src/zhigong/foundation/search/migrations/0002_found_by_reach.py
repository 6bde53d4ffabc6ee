"""What can be found is found by reach; whoever acts may file, through functions of the owner.

Filing replaces what was filed before, and row security would ask the filer to see it first: a worker
who sends an application need not be able to find it among the cases.
"""

from django.db import migrations

from zhigong.foundation.rowsecurity import Condition, RowSecurity
from zhigong.foundation.search.access import TABLE

OVER = Condition(
    "(unit_path ^@ ANY (string_to_array(current_setting('zhigong.over_' || module, true), ',')))"
)
NOBODY = Condition("(false)")
FIELDS = "kind, module, unit_path, title, note, url, at, text, tokens, hashes"
ACTS = """
    IF coalesce(current_setting('zhigong.label', true), '') = '' THEN
        RAISE EXCEPTION 'zhigong: nobody acts: filing must be within acting()'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
"""
FILE = f"""
CREATE FUNCTION search_file(
    subject text, kind text, module text, unit_path text, title text, note text, url text,
    at date, body text, tokens text[], hashes bytea[]
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    {ACTS}
    INSERT INTO {TABLE} (subject, {FIELDS})
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT ON CONSTRAINT {TABLE}_pkey DO UPDATE SET
        ({FIELDS}) = ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11);
END $$
"""
UNFILE = f"""
CREATE FUNCTION search_unfile(wanted text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    {ACTS}
    DELETE FROM {TABLE} AS entry WHERE entry.subject = wanted;
END $$
"""

# Row security lets no condition but "leakproof" ones near the rows, and those on arrays are not: with
# it PostgreSQL would read the whole table. So a function of the owner asks the index, and gives back
# keys only; the rows behind them are read under row security like all others. What lies in the
# actor's reach comes first, so that it is not crowded out.
CANDIDATES = f"""
CREATE FUNCTION search_candidates(
    sure text[], choices jsonb, phrases text[], numbers bytea[], kinds text[], most integer
) RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
ROWS 500 AS $$
DECLARE
    words text := 'false';
    choice jsonb;
    phrase text;
BEGIN
    IF cardinality(sure) > 0 OR jsonb_array_length(choices) > 0 THEN
        words := format('tokens @> %L::text[]', sure);
        FOR choice IN SELECT jsonb_array_elements(choices) LOOP
            words := words || format(
                ' AND tokens && %L::text[]',
                ARRAY(SELECT jsonb_array_elements_text(choice)));
        END LOOP;
        FOREACH phrase IN ARRAY phrases LOOP
            words := words || format(' AND strpos(text, %L) > 0', phrase);
        END LOOP;
    END IF;
    RETURN QUERY EXECUTE format(
        'SELECT subject FROM {TABLE}'
        ' WHERE ((%s) OR (cardinality($1) > 0 AND hashes && $1))'
        ' AND (cardinality($2) = 0 OR kind = ANY ($2))'
        ' ORDER BY coalesce({OVER.sql.replace("'", "''")}, false) DESC, at DESC, subject LIMIT $3',
        words) USING numbers, kinds, most;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        RowSecurity(TABLE, OVER, check=NOBODY),
        migrations.RunSQL(
            FILE,
            "DROP FUNCTION search_file(text, text, text, text, text, text, text, date, text,"
            " text[], bytea[])",
        ),
        migrations.RunSQL(UNFILE, "DROP FUNCTION search_unfile(text)"),
        migrations.RunSQL(
            CANDIDATES,
            "DROP FUNCTION search_candidates(text[], jsonb, text[], bytea[], text[], integer)",
        ),
    ]
