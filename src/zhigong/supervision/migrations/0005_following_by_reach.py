"""Row security of what following up added: each is seen with what it belongs to.

A letter is the supervisors' until it is sent. A yearly assessment shows each unit its own row, and
the whole table once it is published (the rows' ``reader_paths`` say so).
"""

from django.db import migrations

from zhigong.foundation.rowsecurity import (
    Condition,
    RowSecurity,
    acting_at_all,
    followed,
    over,
    within,
)

LETTER = over("unit_path", "supervision") | (
    Condition("(state = 'sent')")
    & within("supervision_letter.assignment_id", "supervision_assignment")
)
WHOLE = Condition(
    "(EXISTS (SELECT FROM supervision_assessment AS whole"
    " WHERE whole.id = supervision_assessmentrow.assessment_id"
    f" AND {over('whole.unit_path', 'supervision').sql}))"
)
ROW = within("supervision_assessmentrow.assessment_id", "supervision_assessment") & (
    followed("reader_paths", "supervision") | WHOLE
)


def of_document(name: str) -> RowSecurity:
    table = f"supervision_{name}"
    return RowSecurity(table, within(f"{table}.document_id", "supervision_sourcedocument"))


class Migration(migrations.Migration):
    dependencies = [("supervision", "0004_following_up")]

    operations = [
        RowSecurity(
            "supervision_reportedfigure",
            within("supervision_reportedfigure.report_id", "supervision_progressreport"),
        ),
        of_document("binding"),
        of_document("filledtext"),
        RowSecurity("supervision_knowntext", over("unit_path", "supervision")),
        RowSecurity("supervision_letter", LETTER),
        RowSecurity(
            "supervision_assessment",
            over("unit_path", "supervision") | followed("reader_paths", "supervision"),
            check=acting_at_all(),
        ),
        RowSecurity("supervision_assessmentrow", ROW),
    ]
