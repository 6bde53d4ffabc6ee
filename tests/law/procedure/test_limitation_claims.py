"""Which claim a rule computes, as limitation sees it."""

from zhigong.law.procedure.limitation_claims import CLAIM_KINDS, kind_of_rule


def test_a_rule_is_found_by_its_own_name_and_by_the_name_of_its_claim() -> None:
    assert kind_of_rule("severance") is CLAIM_KINDS["severance"]
    assert kind_of_rule("lump_sum_wage") is CLAIM_KINDS["wage_arrears"]
    assert kind_of_rule("deadline") is None
