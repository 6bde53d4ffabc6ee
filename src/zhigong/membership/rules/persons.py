"""What is known of a person, and whether it can be true. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhigong.kernel.identifiers import birth_of, check_citizen_id, check_mobile
from zhigong.kernel.period import add_years
from zhigong.kernel.text import gettext_noop, squeeze
from zhigong.kernel.verdict import ALLOWED, Verdict, refuse

SHORTEST_NAME, LONGEST_NAME = 2, 50
YOUNGEST = 16  # 劳动法 第十五条

SEXES = {"female": gettext_noop("女"), "male": gettext_noop("男")}
KINDS = {"ordinary": gettext_noop("单位职工"), "new_form": gettext_noop("新就业形态劳动者")}
# 新就业形态: the eight groups of the trade unions' drive, and those that joined since.
OCCUPATIONS = {
    "lorry": gettext_noop("货车司机"),
    "courier": gettext_noop("快递员"),
    "rider": gettext_noop("外卖配送员"),
    "ride_hailing": gettext_noop("网约车司机"),
    "care_worker": gettext_noop("护工护理员"),
    "domestic": gettext_noop("家政服务员"),
    "shop": gettext_noop("商场信息员"),
    "estate": gettext_noop("房产中介员"),
    "guard": gettext_noop("保安员"),
    "driver": gettext_noop("代驾司机"),
    "streamer": gettext_noop("网络主播"),
    "other": gettext_noop("其他"),
}


@dataclass(frozen=True, slots=True)
class Facts:
    """A person as the registration form asks. Sex and birth are read from the citizen id."""

    name: str
    citizen_id: str
    mobile: str = ""
    kind: str = "ordinary"
    occupation: str = ""
    employer_name: str = ""
    job: str = ""

    @property
    def number(self) -> str:
        """The citizen id in its one shape."""
        return check_citizen_id(self.citizen_id).normalised

    @property
    def sex(self) -> str:
        return "male" if int(self.number[16]) % 2 else "female"

    @property
    def birth(self) -> date:
        return birth_of(self.number)


def check_facts(facts: Facts, today: date) -> Verdict:
    """Whether the facts can be those of a member; every reason against.

    The code of a refusal ends in the field it is about.
    """
    return _name(facts) & _citizen_id(facts, today) & _mobile(facts) & _occupation(facts)


def _name(facts: Facts) -> Verdict:
    if SHORTEST_NAME <= len(squeeze(facts.name)) <= LONGEST_NAME:
        return ALLOWED
    return refuse(
        "membership.person.name",
        gettext_noop("姓名应为 %(shortest)s 至 %(longest)s 个字"),
        gettext_noop("请按身份证上的姓名填写"),
        shortest=SHORTEST_NAME,
        longest=LONGEST_NAME,
    )


def _citizen_id(facts: Facts, today: date) -> Verdict:
    found = check_citizen_id(facts.citizen_id, today=today)
    if not found.valid:
        return refuse(
            "membership.person.citizen_id",
            found.reason,
            gettext_noop("请对照身份证逐位核对"),
            **found.params,
        )
    if add_years(birth_of(found.normalised), YOUNGEST) > today:
        return refuse(
            "membership.person.citizen_id",
            gettext_noop("按身份证号还不满 %(age)s 周岁"),
            gettext_noop("未满十六周岁不能就业，也不能入会（劳动法第十五条）；请核对号码"),
            age=YOUNGEST,
        )
    return ALLOWED


def _mobile(facts: Facts) -> Verdict:
    found = check_mobile(facts.mobile)
    if not facts.mobile or found.valid:
        return ALLOWED
    return refuse(
        "membership.person.mobile",
        found.reason,
        gettext_noop("请填写本人的手机号，没有的可以空着"),
        **found.params,
    )


def _occupation(facts: Facts) -> Verdict:
    if facts.kind == "ordinary" and not facts.occupation:
        return ALLOWED
    if facts.kind == "new_form" and facts.occupation in OCCUPATIONS:
        return ALLOWED
    return refuse(
        "membership.person.occupation",
        gettext_noop("会员类别和职业不相符"),
        gettext_noop("新就业形态劳动者请选一种职业，单位职工不用选"),
    )
