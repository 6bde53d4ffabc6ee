"""The sums of figures, put together anew at night (``mediation_tally``, see its migration)."""

from __future__ import annotations

from zhigong.foundation.statements import rows_of


def recount() -> None:
    """One row of each group in place of all that the day's changes wrote down."""
    rows_of("SELECT mediation_recount()")
