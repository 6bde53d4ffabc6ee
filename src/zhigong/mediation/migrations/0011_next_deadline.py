"""The earliest running deadline of a case stands in the case's own row, for lists.

A list that looks it up pays for every policy of every module that has deadlines (ADR 78). In the row it is
seen by whoever sees the case, by the policy that answers anyway. A trigger keeps it, as it keeps
``mediation_reach``: steps, resumed clocks and imports all change deadlines, and a list must forget none. The
columns are the trigger's alone: the model does not know them, so no ``save()`` puts an older day back.

What follows from ``clocks_clock`` is no change of the case: the triggers that keep who changed what are not
asked for it (``pgtrigger.ignore``), and its version stays.
"""

from django.db import migrations
from django.db.migrations.operations import RunSQL

COLUMNS = "ALTER TABLE mediation_case ADD COLUMN next_due date, ADD COLUMN next_clock text;"

KEPT = """
CREATE FUNCTION mediation_keep_next() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    ignored text := coalesce(nullif(current_setting('pgtrigger.ignore', true), ''), '{}');
    of_case text := CASE WHEN TG_OP = 'DELETE' THEN OLD.subject ELSE NEW.subject END;
    earliest date;
    its_label text;
BEGIN
    SELECT due, label INTO earliest, its_label FROM clocks_clock
    WHERE subject = of_case AND state = 'running' ORDER BY due, id LIMIT 1;
    PERFORM set_config('pgtrigger.ignore', '{pgtrigger_kept_32eab}', true);
    UPDATE mediation_case SET next_due = earliest, next_clock = its_label
    WHERE id = split_part(of_case, ':', 2)::bigint
        AND (next_due, next_clock) IS DISTINCT FROM (earliest, its_label);
    PERFORM set_config('pgtrigger.ignore', ignored, true);
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION mediation_keep_next() FROM PUBLIC;

CREATE TRIGGER case_next_begins AFTER INSERT ON clocks_clock
FOR EACH ROW WHEN (NEW.subject ^@ 'mediation.case:') EXECUTE FUNCTION mediation_keep_next();
CREATE TRIGGER case_next_changes AFTER UPDATE OF state, due, label ON clocks_clock
FOR EACH ROW WHEN (NEW.subject ^@ 'mediation.case:') EXECUTE FUNCTION mediation_keep_next();
CREATE TRIGGER case_next_ends AFTER DELETE ON clocks_clock
FOR EACH ROW WHEN (OLD.subject ^@ 'mediation.case:') EXECUTE FUNCTION mediation_keep_next();
"""

FILLED = """
SET LOCAL pgtrigger.ignore = '{pgtrigger_kept_32eab}';
UPDATE mediation_case AS c SET next_due = k.due, next_clock = k.label
FROM (
    SELECT DISTINCT ON (subject) split_part(subject, ':', 2)::bigint AS id, due, label
    FROM clocks_clock WHERE subject ^@ 'mediation.case:' AND state = 'running'
    ORDER BY subject, due, clocks_clock.id
) AS k WHERE c.id = k.id;
SET LOCAL pgtrigger.ignore = '{}';
"""

UNDONE = """
DROP TRIGGER case_next_begins ON clocks_clock;
DROP TRIGGER case_next_changes ON clocks_clock;
DROP TRIGGER case_next_ends ON clocks_clock;
DROP FUNCTION mediation_keep_next();
ALTER TABLE mediation_case DROP COLUMN next_due, DROP COLUMN next_clock;
"""


class Migration(migrations.Migration):
    dependencies = [("mediation", "0010_deadlines_with_cases")]
    operations = [RunSQL(COLUMNS + FILLED + KEPT, UNDONE)]
