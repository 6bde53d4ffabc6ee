from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from zhigong.foundation.acting import acting
from zhigong.foundation.notify.models import Delivery
from zhigong.foundation.secrets.actions import columns_that_do_not_open
from zhigong.foundation.secrets.keyring import WrongKeys, new_ring
from zhigong.foundation.secrets.ring import add_key, ring
from zhigong.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db
COLUMN = "notify.delivery.to"


def deliver() -> Delivery:
    """A row with a sealed column of the platform's own."""
    from zhigong.foundation.notify.actions import send_to  # noqa: PLC0415

    with acting(SYSTEM):
        send_to(channel="sms", to="13912345678", kind="k", text="x")
        return Delivery.objects.get()


def test_keys_may_be_given_whole(settings: Settings, own_keys: Path) -> None:
    given = new_ring()
    settings.KEYS = given.to_text()

    assert ring().unseal(given.seal(b"x", "c"), "c") == b"x"
    assert not own_keys.exists()
    with pytest.raises(WrongKeys, match="ZHIGONG_KEYS"):
        add_key()
    with pytest.raises(CommandError):
        call_command("rotate_keys")


def test_the_command_makes_a_key_and_seals_everything_anew(own_keys: Path) -> None:
    deliver()
    told = StringIO()

    call_command("rotate_keys", stdout=told)

    assert json.loads(own_keys.read_text("utf-8"))["current"] == 2
    assert f"{COLUMN}\t1\n" in told.getvalue()
    with acting(SYSTEM):
        row = Delivery.objects.get()
    assert ring().is_current(row.to.sealed)
    assert row.to.matches("13912345678")


def test_a_change_of_cipher_seals_anew_without_a_new_key(
    settings: Settings, own_keys: Path
) -> None:
    deliver()
    settings.SEAL_CIPHER = "aes-gcm"

    call_command("rotate_keys", "--reseal-only", stdout=StringIO())

    with acting(SYSTEM):
        row = Delivery.objects.get()
    assert row.to.sealed[0] == 2
    assert row.to.matches("13912345678")
    assert json.loads(own_keys.read_text("utf-8"))["current"] == 1


def test_lost_keys_are_found_out_and_nothing_is_broken_by_sealing_anew(own_keys: Path) -> None:
    deliver()
    assert columns_that_do_not_open() == []
    own_keys.unlink()

    assert columns_that_do_not_open() == [COLUMN]
    with pytest.raises(CommandError):
        call_command("rotate_keys", stdout=StringIO())
