"""Records are found by whoever sees them; assignments made of them before now say whose they were."""

from django.db import migrations

from zhigong.foundation.search.access import FindWithRecord

KINDS = ("matter", "resourcerequest", "duty", "meeting", "paper", "practice", "endorsement")
# The committee of each record that assignments name as their origin.
COMMITTEES = """
    SELECT 'governance.matter:' || r.id AS subject, u.path FROM governance_matter AS r
        JOIN org_unit AS u ON u.id = r.committee_id
    UNION ALL SELECT 'governance.paper:' || r.id, u.path FROM governance_paper AS r
        JOIN org_unit AS u ON u.id = r.committee_id
    UNION ALL SELECT 'governance.decision:' || d.id, u.path FROM governance_decision AS d
        JOIN governance_meeting AS r ON r.id = d.meeting_id
        JOIN org_unit AS u ON u.id = r.committee_id
"""
ABOVE = """
    SELECT array_to_string(parts[1:n], '/') || '/'
    FROM string_to_array(trim(BOTH '/' FROM c.path), '/') AS parts,
        generate_series(1, cardinality(parts)) AS n
"""
FOLLOW = f"""
    ALTER TABLE supervision_assignment DISABLE TRIGGER USER;
    UPDATE supervision_assignment AS a SET origin_path = c.path, reader_paths = ARRAY(
        SELECT DISTINCT one FROM (SELECT unnest(a.reader_paths) UNION ({ABOVE})) AS every (one)
        ORDER BY one)
    FROM ({COMMITTEES}) AS c WHERE a.origin_subject = c.subject;
    ALTER TABLE supervision_assignment ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0002_records_by_reach"),
        ("org", "0002_holdings_by_reach"),
        ("search", "0003_follow_moves"),
        ("supervision", "0008_found_and_followed_by_origin"),
    ]

    operations = [
        migrations.RunSQL(FOLLOW, migrations.RunSQL.noop),
        *(FindWithRecord(f"governance.{name}", f"governance_{name}") for name in KINDS),
    ]
