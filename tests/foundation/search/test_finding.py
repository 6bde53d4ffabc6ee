from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import ProgrammingError, connection
from pytest_django import Settings

from zhigong.foundation.acting import acting
from zhigong.foundation.search.access import FindWithRecord
from zhigong.foundation.search.actions import index, unindex
from zhigong.foundation.search.models import SearchEntry
from zhigong.foundation.search.queries import find
from zhigong.foundation.secrets.sealed import Sealed
from zhigong.kernel.actor import NOBODY, SYSTEM, Actor, Grant

WORKER = Actor(id=5, label="陈会员")
HERE = Actor(id=7, label="李调解", grants=(Grant("mediation.read", "1/7/"),))
ELSEWHERE = Actor(id=8, label="外人", grants=(Grant("mediation.read", "1/8/"),))
DAY = date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_keys(settings: Settings, tmp_path: Path) -> None:
    settings.KEYS, settings.KEYS_FILE = "", tmp_path / "keys.json"


def file(number: int = 42, title: str = "张三与示范物流有限公司", *, path: str = "1/7/9/") -> None:
    with acting(WORKER):
        index(
            f"mediation.case:{number}",
            kind="mediation.case",
            module="mediation",
            unit_path=path,
            title=title,
            url=f"/cases/{number}/",
            at=DAY - timedelta(days=number),
            note="（2026）示工调字第12号",
            words=("拖欠工资，加班费未付",),
            names=("张三",),
            exact=(
                ("mobile", "139 1234 5678"),
                ("citizen_id", Sealed.of("11010519491231002X", kind="citizen_id", context="x.y")),
                ("mobile", ""),
            ),
        )


def found(text: str, actor: Actor = HERE) -> list[str]:
    with acting(actor):
        return [entry.subject for entry in find(actor, text)]


@pytest.mark.parametrize(
    "text",
    [
        "张三",
        "张三 物流",
        "示范物流有限公司",
        "加班费",
        "zs",
        "示工调字第12号",
        "13912345678",
        "＋86 139-1234-5678",
        "110105491231002",
        "11010519491231002x",
    ],
)
def test_a_record_is_found(text: str) -> None:
    file()

    assert found(text) == ["mediation.case:42"]


@pytest.mark.parametrize(
    "text", ["李四", "范示", "13912345679", "1391234", "工资公司", "", " ", "\x00", "%", "'; --"]
)
def test_what_does_not_occur_finds_nothing(text: str) -> None:
    file()

    assert found(text) == []


def test_pairs_scattered_over_a_text_are_no_phrase() -> None:
    file(1, "北京物流，京东物资")

    assert found("北京物资") == []
    assert found("北京物流") == ["mediation.case:1"]


def test_only_who_may_see_finds() -> None:
    file()

    assert found("张三", SYSTEM) == ["mediation.case:42"]
    for actor in (ELSEWHERE, WORKER, NOBODY):
        assert found("张三", actor) == []


@pytest.mark.django_db(transaction=True)
def test_whoever_sees_the_record_finds_it(owner: psycopg.Connection) -> None:
    file()
    owner.execute("CREATE TABLE sample_case (id bigint PRIMARY KEY)")
    owner.execute("INSERT INTO sample_case VALUES (42)")
    policy = FindWithRecord("mediation.case", "sample_case").sql
    assert isinstance(policy, str)
    owner.execute(policy)

    assert found("张三", WORKER) == ["mediation.case:42"]


def test_filing_again_replaces_and_unfiling_removes() -> None:
    file()
    file(42, "李四与示范快递")

    assert found("示范物流") == []
    assert found("示范快递") == ["mediation.case:42"]
    with acting(WORKER):
        unindex("mediation.case:42")
    assert found("示范快递") == []


def test_the_newest_come_first_and_no_more_than_asked() -> None:
    for number in (3, 1, 2):
        file(number)

    assert found("张三") == ["mediation.case:1", "mediation.case:2", "mediation.case:3"]
    with acting(HERE):
        assert len(find(HERE, "张三", limit=2)) == 2
        assert find(HERE, "张三", kinds=("org.unit",)) == []


def test_no_number_is_kept_as_it_is() -> None:
    file()

    with acting(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT e::text FROM search_searchentry e")
        (row,) = cursor.fetchone()
    assert "13912345678" not in row
    assert "1949" not in row


def test_nobody_files_by_a_back_door() -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), acting(SYSTEM):
        SearchEntry.objects.create(
            subject="x:1", kind="x", module="mediation", unit_path="1/", title="t", url="/",
            at=DAY, text="t", tokens=["t"],
        )  # fmt: skip


def test_what_is_in_reach_is_not_crowded_out(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 6):
        file(number, path="1/8/")
    file(30)
    monkeypatch.setattr("zhigong.foundation.search.queries.MOST", 2)

    assert found("张三") == ["mediation.case:30"]


def test_either_the_initials_or_the_word(monkeypatch: pytest.MonkeyPatch) -> None:
    file(1)
    file(2, "ZS-2000 型机床")

    assert found("zs") == ["mediation.case:1", "mediation.case:2"]
    assert found("zs 机床") == ["mediation.case:2"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_finding_asks_the_index_and_not_every_row(owner: psycopg.Connection) -> None:
    owner.execute(
        "INSERT INTO search_searchentry SELECT 'x.y:' || n, 'x.y', 'mediation', '1/7/', 't', '', '/',"
        " '2026-01-01', 't', ARRAY['a' || n, 'b' || n % 100], '{}' FROM generate_series(1, 60000) n"
    )
    owner.execute("ANALYZE search_searchentry")
    file()
    assert found("张三") == ["mediation.case:42"]
    before = _rows_read_in_turn(owner)

    assert found("张三") == ["mediation.case:42"]

    assert _rows_read_in_turn(owner) == before


def _rows_read_in_turn(owner: psycopg.Connection) -> int:
    """How many rows were ever read by walking through the whole table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
    row = owner.execute(
        "SELECT seq_tup_read FROM pg_stat_user_tables WHERE relname = 'search_searchentry'"
    ).fetchone()
    assert row is not None
    return int(row[0])
