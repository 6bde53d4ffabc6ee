"""The table of deadlines and the function the platform's clocks ask."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhigong.kernel.period import Period
from zhigong.kernel.verdict import Refused
from zhigong.law.calendar import OFFICIAL, Arrangement, WorkCalendar
from zhigong.law.core.norms import NORMS, article
from zhigong.law.procedure.deadlines import (
    ALIASES,
    KINDS,
    WITHOUT_NUMBER,
    cited,
    due,
    due_after,
    kind_of,
    provisional,
)
from zhigong.law.procedure.kinds import UNIT_LABELS, Unit

# Every id of the table B3, its length and unit, and the most it can be
# prolonged (None: the law has no number).
LENGTHS = [
    ("T-NEG", 5, "days", 0),
    ("T-MACC", 3, "workdays", 0),
    ("T-MED", 15, "days", 15),
    ("T-MED-E", 15, "days", 15),
    ("T-MREV", 15, "days", 0),
    ("T-MREV-D", 5, "workdays", 5),
    ("T-JC", 30, "days", 0),
    ("T-JC-A", 3, "days", 0),
    ("T-JC-D", 15, "days", 10),
    ("T-JC-D30", 30, "days", None),
    ("T-PO-N", 5, "days", 0),
    ("T-PO-I", 15, "days", 0),
    ("T-PO-D", 15, "days", 0),
    ("T-ARB-M", 10, "workdays", 0),
    ("T-PRE-30", 30, "days", None),
    ("T-PRE-15", 15, "days", None),
    ("T-PRE-7", 7, "days", None),
    ("T-ONL", 30, "days", None),
    ("T-ONL-15", 15, "days", None),
    ("T-ONL-7", 7, "days", None),
    ("T-ONL-C", 2, "workdays", 0),
    ("T-ONL-AS", 3, "workdays", 0),
    ("T-ONL-A", 3, "workdays", 0),
    ("T-ARB-F", 5, "workdays", 0),
    ("T-ARB-A", 5, "workdays", 0),
    ("T-ARB-S", 5, "workdays", 0),
    ("T-ARB-D", 10, "workdays", 0),
    ("T-ARB-DS", 5, "workdays", 0),
    ("T-ARB-T", 5, "workdays", 0),
    ("T-ARB-CC", 10, "workdays", 0),
    ("T-ARB-CC-D", 5, "workdays", 0),
    ("T-ARB-REC", 3, "workdays", 0),
    ("T-ARB-H", 5, "workdays", 0),
    ("T-ARB-H-D", 3, "workdays", 0),
    ("T-ARB-E", 45, "days", 15),
    ("T-SUE", 15, "days", 0),
    ("T-SETA", 30, "days", 0),
    ("T-SUE2", 15, "days", 0),
    ("T-SETA2", 30, "days", 0),
    ("T-NENF", 30, "days", 0),
    ("T-PRES", 3, "months", 0),
    ("T-C1", 6, "months", 6),
    ("T-C1-S", 3, "months", 1),
    ("T-C1-SC", 2, "months", 1),
    ("T-C2", 3, "months", None),
    ("T-C2-R", 30, "days", 0),
    ("T-APP", 15, "days", 0),
    ("T-APP-R", 10, "days", 0),
    ("T-ENF", 2, "years", 0),
    ("T-INJ-E", 30, "days", None),
    ("T-INJ-W", 1, "years", 0),
    ("T-INJ-D", 60, "days", 0),
    ("T-INJ-D-S", 15, "days", 0),
    ("T-INJ-G", 60, "days", 30),
    ("T-INJ-RG", 15, "days", 0),
    ("T-INJ-RC", 1, "years", 0),
    ("T-INSP", 60, "workdays", 30),
    ("T-INSP-L", 2, "years", 0),
    ("T-PET", 15, "days", 0),
    ("T-PET-H", 60, "days", 30),
    ("T-PET-R", 30, "days", 0),
    ("T-PET-RA", 30, "days", 0),
    ("T-PET-RR", 30, "days", 0),
    ("T-PET-RRA", 30, "days", 0),
    ("T-LA", 7, "days", 0),
    ("T-LA-A", 3, "days", 0),
    ("T-CERT", 15, "days", 0),
    ("T-UN-R", 5, "workdays", 0),
    ("T-UN-W", 10, "days", 0),
]
DAYS = st.dates(date(2012, 1, 1), date(2030, 12, 31))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.parametrize("kind", ["T-PO", "T-PRE-15/7", "T-MREV-A"])
def test_ids_of_rows_with_several_lengths_or_none_are_known(kind: str) -> None:
    assert kind not in KINDS
    assert ALIASES.get(kind) in KINDS or kind in WITHOUT_NUMBER


def test_the_table_holds_each_length_as_the_law_has_it() -> None:
    assert [(k.id, k.length, k.unit.value, k.extension) for k in KINDS.values()] == sorted(
        LENGTHS, key=lambda row: list(KINDS).index(row[0])
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_complete(kind: str) -> None:
    row = KINDS[kind]

    assert row.title
    assert row.who
    assert row.trigger
    assert row.missed or row.earliest
    assert row.norm in NORMS
    assert row.confidence in ("read", "secondary", "memory")
    assert bool(row.extension_ground) is (row.extension != 0)


@given(DAYS, st.sampled_from(sorted(KINDS)))
def test_every_deadline_is_a_day_with_its_working(start: date, kind: str) -> None:
    found = due(kind, start)
    row = KINDS[kind]

    assert found.kind == kind
    assert found.working
    assert found.article.norm.id == row.norm
    if row.counted_back:
        assert found.due < start
    else:
        assert start < found.due
    if row.rolls:
        assert OFFICIAL.is_workday(found.due)
        assert found.raw <= found.due
    assert found.provisional is bool(found.unpublished)
    assert all(year > 2026 for year in found.unpublished)


@given(DAYS, st.sampled_from(sorted(KINDS)))
def test_a_later_trigger_never_gives_an_earlier_day(start: date, kind: str) -> None:
    assert due(kind, start).due <= due(kind, start + timedelta(days=1)).due


def test_the_mediation_period_for_the_clocks() -> None:
    found = due("T-MED", date(2026, 9, 18))

    assert found.start == date(2026, 9, 18)
    assert found.raw == date(2026, 10, 3)
    assert found.due == date(2026, 10, 8)
    assert found.excluded == tuple(date(2026, 10, day) for day in range(3, 8))
    assert not found.provisional
    assert found.unpublished == ()
    assert found.article.text == "劳动争议调解仲裁法 第十四条第三款"
    assert found.title == "调解期限"
    assert found.who == "调解组织"
    assert found.trigger == "收到调解申请之日"
    assert found.missed.startswith("期满未达成协议的，当事人可以申请仲裁")
    assert [(line.what, line.value) for line in found.working] == [
        ("起算日（当日不计入）", date(2026, 9, 18)),
        ("期间%(length)s%(unit)s，计至", date(2026, 10, 3)),
        ("届满日是休息日，顺延至其后第一个工作日", date(2026, 10, 8)),
    ]
    assert found.working[1].params == {"length": 15, "unit": "日"}
    assert found.working[1].basis == found.article
    assert [note.code for note in found.warnings] == ["law.deadline.open-point"]


def test_an_agreed_prolongation_is_a_step_of_its_own() -> None:
    found = due("T-MED", date(2026, 4, 21), extension=10)

    assert found.due == date(2026, 5, 18)  # 16 May is a Saturday
    assert found.working[1].what == "延长（%(ground)s）"
    assert found.working[1].value == 10
    assert found.working[1].params == {"ground": "双方当事人同意"}
    assert found.working[2].params == {"length": 25, "unit": "日"}


def test_days_off_between_are_counted_in_the_working() -> None:
    found = due("T-ARB-A", date(2026, 9, 30))

    assert found.excluded == (*(date(2026, 10, d) for d in range(1, 8)), date(2026, 10, 11))
    assert found.working[2].what == "其间休息日、节假日不计入（天数）"
    assert found.working[2].value == 8


def test_a_stopped_clock_is_a_step_of_the_working() -> None:
    pause = Period(date(2026, 3, 10), date(2026, 3, 19))
    found = due("T-ARB-E", date(2026, 3, 2), pauses=[pause])

    assert [line.value for line in found.working if line.what.startswith("中止")] == [10]
    assert (found.raw, found.due) == (date(2026, 4, 26), date(2026, 4, 27))


def test_a_restart_keeps_the_first_trigger() -> None:
    found = due("T-ARB-E", date(2026, 3, 2), restarted=date(2026, 3, 20))

    assert found.start == date(2026, 3, 2)
    assert found.working[0].value == date(2026, 3, 20)
    assert due("T-ARB-E", date(2026, 3, 2), restarted=date(2026, 3, 2)).due == date(2026, 4, 16)


@pytest.mark.parametrize(
    ("start", "text"),
    [
        (date(2026, 1, 5), "民事诉讼法 第二百零五条"),
        (date(2024, 1, 1), "民事诉讼法 第二百零五条"),
        (date(2023, 12, 31), "民事诉讼法 第二百零一条"),
        (date(2022, 1, 1), "民事诉讼法 第二百零一条"),
        (date(2021, 12, 31), "民事诉讼法 第一百九十四条"),
    ],
)
def test_the_civil_procedure_law_is_cited_as_numbered_then(start: date, text: str) -> None:
    assert due("T-JC", start).article.text == text


def test_other_laws_keep_their_numbers() -> None:
    assert cited(KINDS["T-SUE"], date(2010, 1, 1)) == article("LDMA", 50)
    assert due_after(date(2020, 1, 1), 1, Unit.DAYS).article.text == "民事诉讼法 第八十二条"


def test_every_numbering_of_the_civil_procedure_law_can_be_cited() -> None:
    for row in KINDS.values():
        if row.norm == "CPL":
            assert len({cited(row, date(y, 6, 1)).text for y in (2014, 2022, 2025)}) >= 2


def test_a_date_in_an_unpublished_year_says_so() -> None:
    found = due("T-ENF", date(2025, 3, 3))

    assert found.provisional
    assert found.unpublished == (2027,)
    assert found.warnings[0].code == "law.deadline.provisional"
    assert found.warnings[0].params == {"years": "2027"}


def test_a_period_that_moves_into_an_unpublished_year_says_so() -> None:
    assert due("T-ARB-A", date(2026, 12, 29)).unpublished == (2027,)
    assert due("T-SUE", date(2026, 12, 10)).unpublished == ()
    assert due("T-SUE", date(2026, 12, 16)).unpublished == ()  # 31 December is worked
    assert due("T-NEG", date(2026, 12, 28)).unpublished == (2027,)
    assert due("T-ARB-H", date(2028, 1, 3)).unpublished == (
        2027,
        2028,
    )  # counted back over New Year


def test_a_period_that_does_not_roll_is_never_provisional() -> None:
    found = due("T-INSP-L", date(2026, 1, 5))

    assert found.due == date(2028, 1, 5)
    assert not found.provisional
    assert found.warnings == ()


def test_no_years_give_no_warning() -> None:
    assert provisional(()) == ()
    assert provisional((2027, 2028))[0].params == {"years": "2027, 2028"}


def test_an_arrangement_entered_by_hand_settles_the_date() -> None:
    off = frozenset({date(2027, 1, 1)})
    calendar = WorkCalendar({2027: Arrangement(2027, off, frozenset({date(2027, 1, 2)}))})
    found = due("T-NEG", date(2026, 12, 28), calendar=calendar)

    assert found.due == date(2027, 1, 2)
    assert not found.provisional
    assert due("T-NEG", date(2026, 12, 28)).due == date(2027, 1, 4)


def test_the_first_day_a_step_is_possible() -> None:
    found = due("T-INJ-RC", date(2025, 3, 10))

    assert found.earliest
    assert (found.due, found.raw) == (date(2026, 3, 11), date(2026, 3, 11))


def test_aliases_name_the_first_of_a_row() -> None:
    assert due("T-PO", date(2026, 3, 2)).kind == "T-PO-N"
    assert due("T-PRE-15/7", date(2026, 3, 2)).kind == "T-PRE-15"


@pytest.mark.parametrize(
    ("kind", "change", "code"),
    [
        ("T-SUE", {"extension": 1}, "law.deadline.not-extendable"),
        ("T-ARB-E", {"extension": 16}, "law.deadline.extension-too-long"),
        ("T-ARB-E", {"extension": -1}, "law.deadline.negative-extension"),
        ("T-INJ-E", {"extension": -1}, "law.deadline.negative-extension"),
        ("T-MED", {"extension": -1}, "law.deadline.negative-extension"),
        (
            "T-MED",
            {"pauses": [Period(date(2026, 3, 3), date(2026, 3, 4))]},
            "law.deadline.not-pausable",
        ),
        ("T-MED", {"restarted": date(2026, 3, 5)}, "law.deadline.not-restartable"),
        ("T-ARB-E", {"restarted": date(2026, 3, 1)}, "law.deadline.not-restartable"),
        ("T-MREV-A", {}, "law.deadline.no-number"),
        ("T-NONE", {}, "law.deadline.unknown-kind"),
    ],
)
def test_what_the_law_does_not_know_is_refused(
    kind: str, change: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        due(kind, date(2026, 3, 2), **change)  # type: ignore[arg-type]  # told by name, checked when run

    assert codes(refused) == [code]
    assert refused.value.refusals[0].reason_text()
    assert refused.value.refusals[0].remedy_text()


def test_an_unknown_kind_is_told_the_nearest() -> None:
    with pytest.raises(Refused) as refused:
        kind_of("t-sui")
    assert refused.value.refusals[0].params == {"kind": "t-sui", "near": "T-SUE"}

    with pytest.raises(Refused) as refused:
        kind_of("x" * 100)
    assert refused.value.refusals[0].params == {"kind": "x" * 40, "near": "—"}


def test_a_period_with_no_number_for_its_prolongation_takes_any() -> None:
    assert due("T-INJ-E", date(2026, 3, 2), extension=100).raw == date(2026, 7, 10)


def test_the_longest_prolongation_is_allowed() -> None:
    assert due("T-ARB-E", date(2026, 3, 2), extension=15).raw == date(2026, 5, 1)


def test_secondary_sources_and_later_norms_are_named() -> None:
    found = [note.code for note in due("T-UN-R", date(2020, 3, 2)).warnings]

    assert found == ["law.deadline.secondary", "law.deadline.before-norm"]


def test_free_periods_have_no_kind() -> None:
    found = due_after(date(2026, 9, 16), 15, Unit.WORKDAYS)

    assert (found.kind, found.due, found.raw) == ("", date(2026, 10, 13), date(2026, 10, 13))
    assert found.start == date(2026, 9, 16)
    assert len(found.excluded) == 12
    assert found.working[1].params == {"length": 15, "unit": UNIT_LABELS[Unit.WORKDAYS]}
    assert not found.provisional
    assert due_after(date(2026, 12, 31), 1, Unit.WORKDAYS).provisional
    assert due_after(date(2025, 12, 31), 1, Unit.YEARS).unpublished == ()
    assert due_after(date(2026, 12, 31), 1, Unit.WORKDAYS).unpublished == (2027,)
    assert due_after(date(2026, 12, 31), 1, Unit.YEARS).warnings[0].params == {"years": "2027"}
