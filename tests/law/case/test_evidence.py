"""Which facts a case needs proof of: the reason of a resignation only where somebody resigned, or nobody knows."""

from typing import Any

import pytest

from tests.law.case.test_exclusions import DAMAGES, SEVERANCE, case_of
from zhigong.law.case.evidence import evidence

RESIGNED = "劳动合同法 第三十八条"


@pytest.mark.parametrize(
    ("claims", "facts", "asked"),
    [
        ((SEVERANCE,), {}, True), ((SEVERANCE, DAMAGES), {}, False), ((SEVERANCE, DAMAGES), {"ending": "resignation"}, True),
        ((SEVERANCE,), {"ending": "worker_art38"}, True), ((SEVERANCE,), {"ending": "art40_change"}, False),
    ],
)  # fmt: skip
def test_the_reason_of_a_resignation_is_asked_for_where_it_matters(
    claims: tuple[dict[str, Any], ...], facts: dict[str, Any], asked: bool
) -> None:
    bases = [row.basis.text for row in evidence(case_of(*claims, **facts))]
    assert (RESIGNED in bases) is asked
