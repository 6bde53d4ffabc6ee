"""A roster from a sheet: what is refused row by row, and that nothing comes in by halves."""

from __future__ import annotations

import csv
import io

import pytest

from tests.membership.conftest import number
from zhigong.kernel.actor import SYSTEM
from zhigong.kernel.verdict import Refused
from zhigong.membership.actions.roster import judged_roster, take_in
from zhigong.membership.models import Membership, Person
from zhigong.membership.queries import possible_doubles

HEAD = ["序号", "姓名", "身份证号码", "手机", "会员类别", "职业", "工作单位"]


def sheet(*rows: list[str]) -> io.BytesIO:
    text = io.StringIO()
    csv.writer(text).writerows([["会员花名册"], HEAD, *rows, ["合计", str(len(rows))]])
    return io.BytesIO(text.getvalue().encode("gb18030"))


def judged(*rows: list[str]):
    found = judged_roster(actor=SYSTEM, file=sheet(*rows), extension="csv")
    return [(row, verdict) for row, verdict in found if not row.skipped]


def row(serial: int, name: str = "周会员", **changed: str) -> list[str]:
    told = {"citizen_id": number(serial), "mobile": f"1990004{serial:04d}", "kind": "", "job": ""}
    told |= changed
    return [
        str(serial),
        name,
        told["citizen_id"],
        told["mobile"],
        told["kind"],
        told["job"],
        "晴川",
    ]


def test_a_good_roster_is_taken_in_whole(place, as_):
    as_("system")
    found = judged(row(21), row(22, "吴会员", job="快递员"), row(23, "郑会员", kind="单位职工"))

    assert [verdict.codes for _row, verdict in found] == [(), (), ()]
    assert take_in(SYSTEM, place.one.path, iter([one.values for one, _v in found])) == 3
    assert Membership.objects.filter(unit=place.one, state="member").count() == 3
    rider = Person.objects.get(name="吴会员")
    assert (rider.kind, rider.occupation) == ("new_form", "courier")


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"name": "周"}, "membership.person.name"),
        ({"name": ""}, "imports.empty"),
        ({"citizen_id": "510199199006150010"}, "membership.person.citizen_id"),
        ({"citizen_id": "<b>x</b>"}, "membership.person.citizen_id"),
        ({"mobile": "123"}, "membership.person.mobile"),
        ({"kind": "临时工"}, "membership.roster.kind"),
        ({"job": "宇航员"}, "membership.person.occupation"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(place, as_, changed, code):
    as_("system")
    ((_row, verdict),) = judged(row(24, **changed))

    assert code in verdict.codes


def test_who_stands_twice_in_it_or_is_known_already_is_refused(place, as_, member):
    as_("system")
    first, again, known = (v for _row, v in judged(row(25), row(25), row(1, "陈会员")))

    assert first
    assert again.codes == ("imports.repeated",)
    assert known.codes == ("membership.person.here",)


def test_a_sheet_without_the_columns_is_refused_as_a_whole(place):
    with pytest.raises(Refused) as refused:
        list(judged_roster(actor=SYSTEM, file=io.BytesIO("甲,乙\n1,2".encode()), extension="csv"))

    assert [one.code for one in refused.value.refusals] == ["imports.no-head"]


def test_one_bad_row_lets_none_in(place, as_):
    as_("system")
    rows = [one.values for one, _verdict in judged(row(26), row(27, mobile="123"))]

    with pytest.raises(Refused):
        take_in(SYSTEM, place.one.path, iter(rows))

    assert not Person.objects.filter(name="周会员").exists()


def test_persons_who_may_be_one_are_found_by_mobile_and_by_name_and_birth(place, as_):
    as_("system")
    rows = [
        row(31), row(32, "吴会员", mobile="19900040031"),
        row(33, "郑会员"), row(34, "郑会员"), row(35, "王会员"),
    ]  # fmt: skip
    take_in(SYSTEM, place.one.path, iter([one.values for one, _v in judged(*rows)]))

    found = {(why, tuple(p.name for p in people)) for why, people in possible_doubles()}

    assert found == {("mobile", ("周会员", "吴会员")), ("name", ("郑会员", "郑会员"))}
