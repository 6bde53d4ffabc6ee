"""How many cases there are of each kind, kept as sums: a page of figures must not walk all that is open.

Cases are counted by what decides who may see them: unit, who takes part, mediator. So one's figure is the sum over
groups that one may see, and a group is seen by the same conditions as its cases; only what is somebody's as a
single case (an applicant's, one proved by its code) is asked of the cases themselves.

A trigger writes down each change as +1 and -1, and never changes a row: two steps of one group would wait for
each other, and two that change places would never end. At night ``mediation_recount`` puts one row in
place of many. It takes what is there away and counts anew in one statement, so what commits meanwhile
is in neither or in both.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

from zhigong.foundation.rowsecurity import followed, mine, over

OPEN = "('submitted', 'supplement', 'accepted', 'in_mediation', 'agreed', 'performing', 'breached')"

TABLE = """
CREATE TABLE mediation_tally (
    what text NOT NULL CHECK (what IN ('state', 'employer')),
    value text NOT NULL,
    day date CHECK ((what = 'employer') = (day IS NOT NULL)),
    unit_path text COLLATE "C" NOT NULL,
    reader_paths text[] NOT NULL,
    mediator_id bigint,
    n integer NOT NULL
);
CREATE INDEX mediation_tally_what ON mediation_tally (what, day);
"""

COUNTED = f"""
CREATE FUNCTION mediation_tally_of (state text, employer_name text, received_on date)
RETURNS TABLE (what text, value text, day date) LANGUAGE sql IMMUTABLE AS $$
    SELECT 'state', state, NULL::date WHERE state IN {OPEN}
    UNION ALL SELECT 'employer', employer_name, received_on
$$;
"""  # noqa: S608 (words of this file)

KEPT = """
CREATE FUNCTION mediation_keep_tally() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO mediation_tally
        SELECT what, value, day, OLD.unit_path, OLD.reader_paths, OLD.mediator_id, -1
        FROM mediation_tally_of(OLD.state, OLD.employer_name, OLD.received_on);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO mediation_tally
        SELECT what, value, day, NEW.unit_path, NEW.reader_paths, NEW.mediator_id, 1
        FROM mediation_tally_of(NEW.state, NEW.employer_name, NEW.received_on);
    END IF;
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION mediation_keep_tally() FROM PUBLIC;

CREATE TRIGGER tally_begins AFTER INSERT ON mediation_case
FOR EACH ROW EXECUTE FUNCTION mediation_keep_tally();

CREATE TRIGGER tally_changes
AFTER UPDATE OF unit_path, reader_paths, mediator_id, state, employer_name, received_on
ON mediation_case FOR EACH ROW WHEN (
    (OLD.unit_path, OLD.reader_paths, OLD.mediator_id, OLD.state, OLD.employer_name, OLD.received_on)
    IS DISTINCT FROM
    (NEW.unit_path, NEW.reader_paths, NEW.mediator_id, NEW.state, NEW.employer_name, NEW.received_on)
) EXECUTE FUNCTION mediation_keep_tally();

CREATE TRIGGER tally_ends AFTER DELETE ON mediation_case
FOR EACH ROW EXECUTE FUNCTION mediation_keep_tally();
"""

RECOUNT = """
CREATE FUNCTION mediation_recount() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('mediation_recount'));  -- two at once would count twice
    WITH gone AS (DELETE FROM mediation_tally)
    INSERT INTO mediation_tally
    SELECT t.what, t.value, t.day, c.unit_path, c.reader_paths, c.mediator_id, count(*)
    FROM mediation_case AS c
    CROSS JOIN LATERAL mediation_tally_of(c.state, c.employer_name, c.received_on) AS t
    GROUP BY t.what, t.value, t.day, c.unit_path, c.reader_paths, c.mediator_id;
END $$;
SELECT mediation_recount();
ANALYZE mediation_tally;
"""

SEEN = over("unit_path", "mediation") | followed("reader_paths", "mediation") | mine("mediator_id")
GUARDED = f"""
ALTER TABLE mediation_tally ENABLE ROW LEVEL SECURITY;
CREATE POLICY tally_read ON mediation_tally FOR SELECT USING ({SEEN.sql});
"""

UNDONE = """
DROP TRIGGER tally_begins ON mediation_case;
DROP TRIGGER tally_changes ON mediation_case;
DROP TRIGGER tally_ends ON mediation_case;
DROP FUNCTION mediation_keep_tally();
DROP FUNCTION mediation_recount();
DROP TABLE mediation_tally;
DROP FUNCTION mediation_tally_of(text, text, date);
"""


class Migration(migrations.Migration):
    dependencies = [("mediation", "0013_workforce_sheets")]
    operations = [RunSQL(TABLE + COUNTED + KEPT + RECOUNT + GUARDED, UNDONE)]
