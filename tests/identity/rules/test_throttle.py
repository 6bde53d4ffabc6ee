"""How guessing is slowed down without locking anybody out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.identity.rules.throttle import (
    NAME,
    NETWORK,
    PAIR,
    Failures,
    Slowing,
    may_send,
    may_try,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def ago(*seconds: float) -> list[datetime]:
    return [NOW - timedelta(seconds=one) for one in seconds]


def test_a_few_failures_cost_nothing():
    assert may_try(Failures(pair=ago(1, 2, 3, 4)), NOW).codes == ()


def test_the_fifth_failure_makes_the_next_attempt_wait_ten_seconds():
    verdict = may_try(Failures(pair=ago(0, 1, 2, 3, 4)), NOW)

    assert verdict.codes == ("identity.sign_in.slow-down",)
    assert verdict.refusals[0].params == {"seconds": 10}


@pytest.mark.parametrize(
    ("failures", "seconds"), [(5, 10), (6, 20), (7, 40), (8, 80), (11, 640), (12, 900), (60, 900)]
)
def test_the_wait_doubles_up_to_a_quarter_of_an_hour(failures, seconds):
    assert PAIR.wait(ago(*[0] * failures), NOW) == timedelta(seconds=seconds)


def test_the_wait_ends_by_itself():
    assert PAIR.wait(ago(*[10] * 5), NOW) == timedelta(0)
    assert PAIR.wait(ago(*[9.5] * 5), NOW) == timedelta(seconds=0.5)


def test_failures_outside_the_window_are_forgotten():
    assert PAIR.wait(ago(*[13 * 3600] * 50), NOW) == timedelta(0)


def test_a_stranger_elsewhere_delays_a_known_network_by_nothing():
    flood = ago(*[0] * 150)

    assert may_try(Failures(name=flood, known_network=True), NOW).codes == ()
    assert may_try(Failures(name=flood), NOW).refusals[0].params == {"seconds": 60}


def test_one_network_trying_many_names_waits_at_most_ten_seconds():
    assert NETWORK.wait(ago(*[0] * 150), NOW) == timedelta(seconds=10)


def test_the_longest_wait_counts():
    failures = Failures(pair=ago(*[0] * 8), name=ago(*[0] * 40), network=ago(*[0] * 61))

    assert may_try(failures, NOW).refusals[0].params == {"seconds": 80}


@given(st.lists(st.floats(0, 100_000), max_size=300), st.sampled_from([PAIR, NAME, NETWORK]))
def test_no_wait_is_ever_longer_than_its_cap(seconds, slowing: Slowing):
    assert timedelta(0) <= slowing.wait(ago(*seconds), NOW) <= slowing.cap


def test_a_second_code_waits_a_minute():
    assert may_send(ago(59.2), [], NOW).codes == ("identity.code.too-soon",)
    assert may_send(ago(59.2), [], NOW).refusals[0].params == {"seconds": 1}
    assert may_send(ago(60), [], NOW).codes == ()


@pytest.mark.parametrize(
    ("to_mobile", "network"),
    [
        (ago(*[100 * n for n in range(1, 6)]), []),
        (ago(*[7000 * n for n in range(1, 11)]), []),
        ([], ago(*[1] * 200)),
    ],
    ids=["five an hour", "ten a day", "a network"],
)
def test_too_many_codes_are_refused(to_mobile, network):
    assert may_send(to_mobile, network, NOW).codes == ("identity.code.too-many",)


def test_one_less_is_still_sent():
    assert may_send(ago(*[100 * n for n in range(1, 5)]), ago(*[1] * 199), NOW).codes == ()
