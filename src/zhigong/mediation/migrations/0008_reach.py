"""In whose reach each case is, as rows: what PostgreSQL could not find by ``reader_paths &&``.

Under row security only leakproof operators may use an index, and the overlap of arrays is none; equality
is. A row says that the case is listed under a key: the path of its unit and of everything above it
(``over``), the paths of whoever takes part (``follow``), its mediator, its applicant. A trigger keeps it,
not the actions: cases also change when units move, when a district is imported or copied, and a list must
not forget one. It runs as the owner of the table; the program reads, each actor under his own keys.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

OPEN = "('submitted', 'supplement', 'accepted', 'in_mediation', 'agreed', 'performing', 'breached')"

TABLE = """
CREATE TABLE mediation_reach (
    kind text NOT NULL,
    who text COLLATE "C" NOT NULL,
    open boolean NOT NULL,
    case_id bigint NOT NULL REFERENCES mediation_case (id) ON DELETE CASCADE,
    PRIMARY KEY (kind, who, open, case_id)
);
CREATE INDEX mediation_reach_case ON mediation_reach (case_id);
"""

KEYS = """
CREATE FUNCTION mediation_reach_of
    (unit_path text, reader_paths text[], mediator bigint, applicant bigint)
RETURNS TABLE (kind text, who text) LANGUAGE sql IMMUTABLE AS $$
    SELECT 'over', array_to_string(part[1:n], '/') || '/'
    FROM string_to_array(rtrim(unit_path, '/'), '/') AS part,
        generate_series(1, cardinality(part)) AS n
    UNION SELECT 'follow', path FROM unnest(reader_paths) AS path
    UNION SELECT 'mediator', mediator::text WHERE mediator IS NOT NULL
    UNION SELECT 'applicant', applicant::text WHERE applicant IS NOT NULL
$$;
"""

KEPT = f"""
CREATE FUNCTION mediation_keep_reach() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM mediation_reach WHERE case_id = OLD.id;
    END IF;
    INSERT INTO mediation_reach (kind, who, open, case_id)
    SELECT kind, who, NEW.state IN {OPEN}, NEW.id
    FROM mediation_reach_of(NEW.unit_path, NEW.reader_paths, NEW.mediator_id, NEW.applicant_id);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION mediation_keep_reach() FROM PUBLIC;

CREATE TRIGGER reach_begins AFTER INSERT ON mediation_case
FOR EACH ROW EXECUTE FUNCTION mediation_keep_reach();

CREATE TRIGGER reach_changes
AFTER UPDATE OF unit_path, reader_paths, mediator_id, applicant_id, state ON mediation_case
FOR EACH ROW WHEN (
    (OLD.unit_path, OLD.reader_paths, OLD.mediator_id, OLD.applicant_id, OLD.state IN {OPEN})
    IS DISTINCT FROM
    (NEW.unit_path, NEW.reader_paths, NEW.mediator_id, NEW.applicant_id, NEW.state IN {OPEN})
) EXECUTE FUNCTION mediation_keep_reach();
"""  # noqa: S608 (words of this file)

FILLED = f"""
INSERT INTO mediation_reach (kind, who, open, case_id)
SELECT r.kind, r.who, c.state IN {OPEN}, c.id FROM mediation_case AS c
CROSS JOIN LATERAL mediation_reach_of(c.unit_path, c.reader_paths, c.mediator_id, c.applicant_id) AS r;
ANALYZE mediation_reach;  -- pages keep their plans, and without figures the first would be bad ones
"""  # noqa: S608

GUARDED = """
ALTER TABLE mediation_reach ENABLE ROW LEVEL SECURITY;
CREATE POLICY reach_read ON mediation_reach FOR SELECT USING (
    (kind = 'over' AND who ^@ ANY
        ((SELECT string_to_array(current_setting('zhigong.over_mediation', true), ','))::text[]))
    OR (kind = 'follow' AND who = ANY
        ((SELECT string_to_array(current_setting('zhigong.follow_mediation', true), ','))::text[]))
    OR (kind IN ('mediator', 'applicant')
        AND who = (SELECT current_setting('zhigong.actor', true)))
);
"""

UNDONE = """
DROP TRIGGER reach_begins ON mediation_case;
DROP TRIGGER reach_changes ON mediation_case;
DROP TABLE mediation_reach;
DROP FUNCTION mediation_keep_reach();
DROP FUNCTION mediation_reach_of(text, text[], bigint, bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("mediation", "0007_workforce_by_reach")]
    operations = [
        RunSQL(TABLE + KEYS + KEPT + FILLED + GUARDED, UNDONE),
    ]
