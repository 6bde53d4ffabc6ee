"""Passwords, names, codes, sessions, networks, roles: pure rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from zhigong.identity.rules.agents import spoken
from zhigong.identity.rules.grants import fit, not_own, with_reason
from zhigong.identity.rules.keys import hashed_key, new_key
from zhigong.identity.rules.names import as_login_name, may_be_mobile, may_be_name
from zhigong.identity.rules.network import network_of
from zhigong.identity.rules.onetime import (
    app_address,
    as_typed,
    code_at,
    matching_step,
    new_code,
    new_recovery_code,
    new_secret,
)
from zhigong.identity.rules.passwords import acceptable
from zhigong.identity.rules.reference import permissions_page
from zhigong.identity.rules.roles import CAPABILITIES, GRANTABLE, ROLES, expand, needs_strong, role
from zhigong.identity.rules.sessions import IdleLimits, has_idled, needs_touch
from zhigong.kernel.actor import Grant

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("tree-and-river-7", ()),
        ("工会大楼前的石榴树7", ()),
        ("onlyletterslongenough", ()),
        ("short7a", ("identity.password.length",)),
        ("x7" * 65, ("identity.password.length", "identity.password.simple")),
        ("abcdqwertyz", ("identity.password.kinds",)),
        ("1234567890", ("identity.password.kinds", "identity.password.simple")),
        ("aaaaaaaa77", ("identity.password.simple",)),
        ("wangzhuren-77", ("identity.password.name",)),
        ("ab", ("identity.password.length", "identity.password.kinds", "identity.password.simple")),
    ],
)
def test_every_reason_against_a_password_is_told(password, codes):
    assert acceptable(password, names=("Wangzhuren", "王")).codes == codes


@pytest.mark.parametrize(
    ("name", "fit_name"),
    [
        ("wang", True),
        ("王主任", True),
        ("a", False),
        ("a b", False),
        ("x" * 61, False),
        ("a.b@c", True),
    ],
)
def test_names(name, fit_name):
    assert bool(may_be_name(name)) is fit_name


def test_a_name_is_one_thing_however_typed():
    assert as_login_name("  ＷANG ") == "wang"


@pytest.mark.parametrize(
    ("number", "fit_number"),
    [("13912345678", True), ("12912345678", False), ("1391234567", False), ("१३९१२३४५६७८", False)],
)
def test_mobiles(number, fit_number):
    assert bool(may_be_mobile(number)) is fit_number


def test_a_code_of_the_app_works_in_its_step_and_one_to_either_side():
    secret = new_secret()
    for seconds, works in ((-61, False), (-30, True), (0, True), (30, True), (61, False)):
        code = pyotp.TOTP(secret).at(NOW + timedelta(seconds=seconds))
        found = matching_step(secret, code, NOW, after=0)
        assert (found is not None) is works, seconds


def test_a_code_of_the_app_works_once():
    secret = new_secret()
    step = matching_step(secret, code_at(secret, NOW), NOW, after=0)

    assert step == int(NOW.timestamp()) // 30
    assert matching_step(secret, code_at(secret, NOW), NOW, after=step) is None


def test_codes_are_read_however_typed():
    assert as_typed(" １２３ 456 ") == "123456"
    assert as_typed("ABCDE-23456") == "abcde23456"


def test_the_app_is_told_who_and_where():
    address = app_address("ABCDEFGH" * 4, name="wang", issuer="示范区总工会")
    assert address.startswith("otpauth://totp/")
    assert "secret=ABCDEFGHABCD" in address


def test_new_codes_have_their_shape():
    assert len(new_code()) == 6
    assert new_code().isdigit()
    assert len(as_typed(new_recovery_code())) == 10


def test_keys_are_long_and_kept_as_a_hash():
    key = new_key()
    assert len(key) >= 43
    assert hashed_key(key) != key
    assert len(hashed_key(key)) == 64


def test_idle_limits_by_kind():
    limits = IdleLimits(officer=timedelta(minutes=30), worker=timedelta(days=30))
    assert limits.of("officer") == limits.of("service") == timedelta(minutes=30)
    assert limits.of("worker") == timedelta(days=30)
    assert limits.of(None) == timedelta(days=30)


def test_a_session_idles_out_exactly_at_its_limit():
    limit = timedelta(minutes=30)
    assert not has_idled(NOW - limit + timedelta(seconds=1), NOW, limit)
    assert has_idled(NOW - limit, NOW, limit)
    assert not has_idled(NOW + limit, NOW, limit)


def test_last_seen_is_written_once_a_minute():
    assert not needs_touch(NOW - timedelta(seconds=59), NOW)
    assert needs_touch(NOW - timedelta(seconds=60), NOW)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix", ""),
        ("", ""),
    ],
)
def test_networks(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (iPhone; …) MicroMessenger/8", ["iPhone", "微信"]),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120", ["Windows 电脑", "Edge"]),
        ("curl", ["未知设备"]),
    ],
)
def test_browsers_are_named_in_words(agent, words):
    assert spoken(agent) == words


def test_roles_become_capabilities_where_they_were_granted():
    assert expand([("agency_officer", "1/7/")], strong=True) == (
        Grant("mediation.follow", "1/7/"),
        Grant("org.read", "1/7/"),
    )


def test_a_role_that_needs_a_second_factor_gives_nothing_without_it():
    assert expand([("mediator", "1/7/")], strong=False) == ()
    assert Grant("mediation.mediate", "1/7/") in expand([("mediator", "1/7/")], strong=True)


def test_a_role_that_is_no_more_gives_nothing():
    assert expand([("emperor", "1/")], strong=True) == ()
    assert not needs_strong(["emperor", "leader"])
    assert needs_strong(["leader", "mediator"])


def test_every_role_that_opens_personal_files_needs_a_second_factor():
    personal = {"mediation.read", "mediation.follow", "membership.read", "identity.read"}
    wrong = [r.key for r in ROLES.values() if r.capabilities & personal and not r.needs_strong]
    assert wrong == []


def test_no_capability_is_invented_or_left_unused():
    used = {capability for one in ROLES.values() for capability in one.capabilities}
    assert used == set(CAPABILITIES)
    with pytest.raises(AssertionError):
        role("x", "x", "x", "mediation.fly")


def test_a_worker_needs_no_grant():
    assert "worker" not in GRANTABLE


def test_the_matrix_in_the_docs_is_printed_from_the_roles():
    assert (ROOT / "docs/reference/permissions.md").read_text("utf-8") == permissions_page()


def test_what_makes_a_grant_unfit():
    day = date(2026, 11, 23)
    assert fit("mediator", "officer", day, None).codes == ()
    assert fit("mediator", "officer", day, day).codes == ()
    assert fit("worker", "worker", day, day - timedelta(days=1)).codes == (
        "identity.role.unknown",
        "identity.grant.worker",
        "identity.grant.days",
    )


def test_nobody_acts_on_himself():
    assert not_own(7, 7).codes == ("identity.own-account",)
    assert not_own(7, 8).codes == not_own(None, 8).codes == ()


def test_a_reason_is_words():
    assert with_reason("  ").codes == ("identity.reason.missing",)
    assert with_reason("岗位调整").codes == ()
