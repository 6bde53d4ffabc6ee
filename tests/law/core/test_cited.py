"""What an answer cites, by the day that decides."""

from datetime import date

from zhigong.law.core.norms import Citations, article


def test_only_what_began_after_the_day_is_later() -> None:
    cited = Citations((article("LCL", 47), article("JI-2", 20)))
    assert [norm.id for norm in cited.later(date(2007, 12, 31))] == ["LCL", "JI-2"]
    assert [norm.id for norm in cited.later(date(2008, 1, 1))] == ["JI-2"]
    assert [norm.id for norm in cited.later(date(2010, 6, 1))] == ["JI-2"]
    assert cited.later(date(2025, 9, 1)) == ()
    assert cited.newest == date(2025, 9, 1)
