from __future__ import annotations

import copy
import logging
import pickle
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.exceptions import FieldError
from django.db import models
from django.test.utils import isolate_apps

from tests.trail import events
from zhigong.foundation.acting import acting
from zhigong.foundation.secrets.actions import reseal_batch, reseal_everything
from zhigong.foundation.secrets.fields import LookUpHash, SealedText
from zhigong.foundation.secrets.lookup import look_up
from zhigong.foundation.secrets.reveal import reveal
from zhigong.foundation.secrets.ring import add_key
from zhigong.foundation.secrets.sealed import Sealed
from zhigong.kernel.actor import SYSTEM, Actor
from zhigong.kernel.verdict import ALLOWED, Refused, refuse

MEDIATOR = Actor(id=7, label="李调解")
PLAIN = "13912345678"


@pytest.fixture
def person() -> Iterator[type[models.Model]]:
    with isolate_apps("zhigong.foundation.secrets"):

        class Person(models.Model):
            mobile = SealedText(kind="mobile")
            card = SealedText(kind="bank_card")
            mobile_look = LookUpHash(of="mobile")

            class Meta:
                app_label = "secrets"

        yield Person


@pytest.fixture
def table(
    person: type[models.Model], transactional_db: None, owner: psycopg.Connection
) -> type[models.Model]:
    owner.execute(
        "CREATE TABLE secrets_person (id bigserial PRIMARY KEY, mobile bytea NOT NULL,"
        " card bytea NOT NULL, mobile_look bytea)"
    )
    return person


def test_a_record_keeps_and_shows_no_plain_text(person: type[models.Model]) -> None:
    record = person(mobile=f" {PLAIN} ")

    assert f"{record.mobile}" == "139****5678"
    assert PLAIN not in repr(record.mobile) + repr(vars(record))
    assert PLAIN.encode() not in record.mobile.sealed
    assert record.mobile.matches("+86 139 1234 5678")
    assert not record.mobile.matches("13912345679")


def test_nothing_given_is_false_and_empty(person: type[models.Model]) -> None:
    record = person()

    assert (bool(record.mobile), str(record.mobile), record.mobile.sealed) == (False, "", b"")
    assert record.mobile.matches("")
    assert look_up("mobile", " ") is None


def test_a_value_carried_to_another_column_is_sealed_for_it(person: type[models.Model]) -> None:
    record = person(mobile=PLAIN)
    record.card = record.mobile

    assert record.card.masked == "1391***5678"
    stolen = Sealed(record.mobile.sealed, kind="bank_card", context=record.card.context)
    assert stolen.masked == "（无法读取）"


def test_a_damaged_value_is_logged_without_its_text(
    person: type[models.Model], caplog: pytest.LogCaptureFixture
) -> None:
    record = person(mobile=PLAIN)
    damaged = Sealed(
        record.mobile.sealed[:-1] + b"\x00", kind="mobile", context=record.mobile.context
    )
    if damaged.sealed == record.mobile.sealed:
        damaged = Sealed(
            record.mobile.sealed[:-1] + b"\x01", kind="mobile", context=record.mobile.context
        )

    with caplog.at_level(logging.ERROR):
        assert damaged.masked == "（无法读取）"
    assert "secrets.person.mobile" in caplog.text
    assert PLAIN not in caplog.text


def test_a_sealed_value_is_neither_pickled_nor_serialised(person: type[models.Model]) -> None:
    record = person(mobile=PLAIN)

    with pytest.raises(TypeError):
        pickle.dumps(record.mobile)
    with pytest.raises(TypeError):
        person._meta.get_field("mobile").value_to_string(record)


def test_a_sealed_column_is_not_searched_by_its_text(person: type[models.Model]) -> None:
    with pytest.raises(FieldError, match="LookUpHash"):
        person._default_manager.filter(mobile=PLAIN)


def test_a_migration_can_write_the_fields_down(person: type[models.Model]) -> None:
    for name in ("mobile", "mobile_look"):
        field = person._meta.get_field(name)
        _, _, args, extra = field.deconstruct()
        again = type(field)(*args, **extra)
        assert again.deconstruct()[3] == extra
        assert copy.copy(field).deconstruct()[3] == extra


def test_it_is_found_by_hash_and_read_back(table: type[models.Model]) -> None:
    table._default_manager.create(mobile="139-1234-5678", card="6222000011112222")

    found = table._default_manager.get(mobile_look=look_up("mobile", "+8613912345678"))

    assert (found.mobile.masked, found.card.masked) == ("139****5678", "6222********2222")
    found.mobile = "13700000000"
    found.save()
    assert not table._default_manager.filter(mobile_look=look_up("mobile", PLAIN)).exists()


def test_an_update_of_many_seals_too(table: type[models.Model]) -> None:
    table._default_manager.create(mobile=PLAIN)
    table._default_manager.update(card="6222000011112222")

    assert table._default_manager.get().card.masked == "6222********2222"
    assert table._default_manager.defer("card").get().card.masked == "6222********2222"


def test_revealing_is_asked_reasoned_and_recorded(table: type[models.Model]) -> None:
    record = table._default_manager.create(mobile=PLAIN)

    with acting(MEDIATOR):
        plain = reveal(
            actor=MEDIATOR, record=record, field="mobile", why="联系当事人", verdict=ALLOWED
        )

    assert plain == PLAIN
    [event] = events(verb="secrets.reveal")
    assert (event.actor_id, event.after, event.note) == (7, {"field": "mobile"}, "联系当事人")
    assert PLAIN not in repr(vars(event))


@pytest.mark.django_db
def test_revealing_without_right_or_reason_is_refused_with_both(
    person: type[models.Model],
) -> None:
    record = person(mobile=PLAIN)

    with acting(MEDIATOR), pytest.raises(Refused) as caught:
        reveal(actor=MEDIATOR, record=record, field="mobile", why=" ", verdict=refuse("no", "不行"))

    assert [r.code for r in caught.value.refusals] == ["no", "secrets.reveal.no-reason"]
    assert events(verb="secrets.reveal") == []


def test_a_new_key_seals_everything_anew_in_batches(
    table: type[models.Model], own_keys: Path
) -> None:
    for number in range(5):
        table._default_manager.create(mobile=f"1391234567{number}")
    before = {r.pk: r.mobile.sealed for r in table._default_manager.all()}
    add_key()
    field = table._meta.get_field("mobile")
    assert isinstance(field, SealedText)

    counts = [reseal_batch(actor=SYSTEM, model=table, field=field, limit=3) for _batch in range(3)]

    assert counts == [3, 2, 0]
    for record in table._default_manager.all():
        assert record.mobile.sealed[:5] != before[record.pk][:5]
        assert record.mobile.matches(f"1391234567{record.pk - 1}")
        assert record.mobile_look == look_up("mobile", f"1391234567{record.pk - 1}")


@pytest.mark.django_db
def test_sealing_anew_is_an_event() -> None:
    reseal_everything(actor=SYSTEM)

    [event] = events(verb="secrets.reseal")
    assert (event.after["version"], event.after["cipher"]) == (1, "sm4-gcm")
