"""Dividing: items, times, deliverables, rhythm, tags, and exactly one lead with its reason."""

from __future__ import annotations

from datetime import date

import pytest

from tests.supervision.rules.reading.material import HERE, reading_of, shared
from zhigong.supervision.rules.dividing import Division, Tag, UnitProfile, divide, with_lead
from zhigong.supervision.rules.reading import Reading, leaves_of, read_text
from zhigong.supervision.rules.terms import Rhythm, TimeClass

ON = date(2027, 3, 15)
TERM_ENDS = date(2032, 3, 14)
UNITS = (
    UnitProfile("办公室", ("决策部署", "督查", "会议")),
    UnitProfile("宣传教育部", ("思想", "宣讲", "宣传", "文化", "故事"), ("区总宣教部",)),
    UnitProfile("经济工作部", ("竞赛", "技能", "创新", "成果转化", "劳模", "工匠", "产业")),
    UnitProfile("基层工作部", ("建会", "入会", "蹲点", "阵地", "组织体制", "基层")),
    UnitProfile("权益保障部", ("维权", "法律", "纠纷", "源头参与", "民主管理", "帮扶")),
)


def divided(text: str, units: tuple[UnitProfile, ...] = UNITS, dated: date | None = ON) -> Division:
    reading = read_text(f"某工作推进会上的讲话\n同志们：\n{text}", dated=dated)
    (task,) = leaves_of(reading)
    return divide(reading, task, units, on=ON, term_ends=TERM_ENDS)


def of_document(name: str, task_id: str) -> Division:
    reading = reading_of(HERE / name)
    return divide(reading, reading.task(task_id), UNITS, on=ON, term_ends=TERM_ENDS)


def items(division: Division) -> list[tuple[str, str]]:
    return [(item.verb, item.object) for item in division.items]


def test_a_list_gives_an_item_for_each_thing() -> None:
    division = divided("要抓好文化工作，积极组织思想教育活动、文化摄影展演、竞技体育赛事等。")

    assert items(division) == [
        ("组织", "思想教育活动"), ("组织", "文化摄影展演"), ("组织", "竞技体育赛事"),
    ]  # fmt: skip


def test_what_only_describes_is_no_thing_of_its_own() -> None:
    division = divided("要抓好选树，培育一批扎根一线、职工认可的劳模工匠群体。")

    assert items(division) == [("培育", "一批扎根一线、职工认可的劳模工匠群体")]


def test_members_with_their_own_verbs_keep_them() -> None:
    division = divided("要改进服务，通过加强服务阵地、优化关爱保障、打造工作品牌推动共享。")

    assert items(division)[:3] == [
        ("加强", "服务阵地"), ("优化", "关爱保障"), ("打造", "工作品牌推动共享"),
    ]  # fmt: skip


def test_a_thing_taken_and_turned_is_verb_thing_and_end() -> None:
    division = divided("要学以致用，把学习成效转化为工作举措。")

    assert items(division) == [("转化为", "学习成效 → 工作举措")]


def test_purposes_and_backgrounds_are_no_items() -> None:
    division = divided("要办好竞赛，围绕主导产业，举办技能比武，为高质量发展提供支撑。")

    assert items(division) == [("举办", "技能比武")]


def test_a_measure_stays_with_its_item() -> None:
    (item,) = of_document("notice_with_units.txt", "R1.2").items

    assert (item.verb, item.measure and item.measure.value) == ("新建", "30")


TIMES = [
    ("要摸清底数，6月30日前建立台账。", TimeClass.BY_DATE, date(2027, 6, 30)),
    ("要摸清底数，2028年3月底前建立台账。", TimeClass.BY_DATE, date(2028, 3, 31)),
    ("要摸清底数，2月底前建立台账。", TimeClass.BY_DATE, date(2028, 2, 29)),
    ("要摸清底数，上半年建立台账。", TimeClass.BY_DATE, date(2027, 6, 30)),
    ("要摸清底数，三季度前建立台账。", TimeClass.BY_DATE, date(2027, 9, 30)),
    ("要摸清底数，春节前建立台账。", TimeClass.THIS_YEAR, date(2027, 12, 31)),
    ("要摸清底数，五个工作日内建立台账。", TimeClass.THIS_YEAR, date(2027, 12, 31)),
    ("要摸清底数，立即建立台账。", TimeClass.AT_ONCE, date(2027, 4, 14)),
    ("要摸清底数，年底前建立台账。", TimeClass.THIS_YEAR, date(2027, 12, 31)),
    ("要摸清底数，建立台账不少于3本，走访50户。", TimeClass.THIS_YEAR, date(2027, 12, 31)),
    ("要摸清底数，本届任期内建立台账。", TimeClass.THIS_TERM, TERM_ENDS),
    ("要常态化开展走访。", TimeClass.STANDING, None),
    ("要建立台账。", TimeClass.THIS_YEAR, date(2027, 12, 31)),
]


@pytest.mark.parametrize(("text", "kind", "day"), TIMES)
def test_the_time_class_and_its_day(text: str, kind: TimeClass, day: date | None) -> None:
    timing = divided(text).timing

    assert (timing.kind, timing.day) == (kind, day)
    assert timing.reason.text()


def test_without_a_day_of_the_document_no_day_is_invented() -> None:
    reading = read_text("某会上的讲话\n同志们：\n要摸清底数，6月30日前建立台账。")

    (deadline,) = reading.tasks[0].deadlines
    assert (deadline.kind, deadline.day, deadline.text) == ("by_date", None, "6月30日前")


def test_what_is_handed_in() -> None:
    assert divided("要摸清底数，建立驿站台账。").deliverable == "驿站台账"
    assert divided("要走访职工不少于50户。").deliverable == "走访职工不少于50户"
    assert divided("要加强学习。").deliverable == "办理情况报告和佐证材料"


RHYTHMS = [
    ("要每月25日前报送进展情况。", Rhythm.MONTHLY),
    ("要每季度报告进展。", Rhythm.QUARTERLY),
    ("要立即整改。", Rhythm.WEEKLY),
    ("要4月10日前建立台账。", Rhythm.WEEKLY),
    ("要常态化开展走访。", Rhythm.YEARLY),
    ("要在本届任期内建成职工中心。", Rhythm.HALF_YEARLY),
]


@pytest.mark.parametrize(("text", "rhythm"), RHYTHMS)
def test_how_often_to_report(text: str, rhythm: Rhythm) -> None:
    assert divided(text).rhythm is rhythm


def test_tags_are_the_three_tests() -> None:
    assert divided("要围绕重大项目建设举办劳动竞赛。").tags == (Tag.NEEDED, Tag.ABLE)
    assert divided("要做好困难职工帮扶。").tags == (Tag.URGENT,)


def test_the_unit_named_in_the_text_leads() -> None:
    division = of_document("notice_with_units.txt", "R1.4")

    assert division.lead is not None
    assert (division.lead.unit, division.lead.reason.text()) == ("宣传教育部", "原文写明牵头单位")


def test_the_unit_whose_functions_fit_leads_and_others_join() -> None:
    division = divided("要深化法律维权，用好纠纷调解，讲好维权故事。")

    assert division.lead is not None
    assert division.lead.unit == "权益保障部"
    assert division.lead.reason.words == ("维权", "法律", "纠纷")
    assert [s.unit for s in division.co_units] == []


def test_a_tie_goes_to_the_unit_listed_first() -> None:
    units = (UnitProfile("甲部", ("帮扶",)), UnitProfile("乙部", ("帮扶",)))

    division = divided("要做好帮扶。", units)

    assert division.lead is not None
    assert (division.lead.unit, [s.unit for s in division.co_units]) == ("甲部", ["乙部"])


def test_where_nothing_fits_the_office_leads_and_says_so() -> None:
    division = divided("要保密。")

    assert division.lead is not None
    assert (division.lead.unit, division.lead.score) == ("办公室", 0)


def test_without_any_fitting_unit_nobody_is_proposed() -> None:
    assert divided("要保密。", (UnitProfile("甲部", ("帮扶",)),)).lead is None


def test_duties_of_others_are_theirs() -> None:
    division = of_document("three_said_four_given.txt", "S2")

    assert division.lead is not None
    assert division.lead.unit == "各职能部门"


def test_a_person_chooses_another_lead() -> None:
    division = with_lead(of_document("notice_with_units.txt", "R1.2"), "各街道总工会")

    assert division.lead is not None
    assert division.lead.unit == "各街道总工会"
    assert [s.unit for s in division.co_units] == ["区总财务部"]


def test_only_leaves_are_divided() -> None:
    found = [t.id for t in leaves_of(reading_of(HERE / "notice_with_units.txt"))]

    assert found == ["R1.1", "R1.2", "R1.3", "R1.4", "R2.1", "R2.2", "R2.3"]


@pytest.fixture(scope="module")
def speech() -> Reading:
    return reading_of(shared("speech.txt"))


SEED = {
    "R1.2": ("开展好", "进基层、进企业、进楼宇"),
    "R1.3": ("思想教育活动", "文化摄影展演", "竞技体育赛事", "职工技能竞赛"),
    "R2.1": ("产业工人队伍建设改革", "职工劳动和技能竞赛"),
    "R2.2": ("职工创新工作体系", "职工创新成果转化机制", "技术工艺革新", "管理服务出新", "业态模式创新"),
    "R2.3": ("劳模工匠和技术工人群体",),
    "R3.1": ("“濯锦工匠”品牌", "经典产品", "匠心作品", "艺术精品"),
    "R3.3": ("劳动者故事", "职工社会公德"),
    "R4.1": ("组织体制", "管理模式", "运行机制", "活动方式", "智慧工会", "从严治会", "干部队伍"),
    "R4.2": ("大兴调查研究", "县级工会加强年", "蹲点", "急难愁盼", "服务阵地", "关爱保障", "工作品牌"),
    "R4.3": ("源头参与", "联调中心", "法律维权", "民主管理", "社会治理", "政治安全"),
}  # fmt: skip


@pytest.mark.parametrize("task_id", SEED)
def test_the_seed_yields_the_items_an_office_would_write(speech: Reading, task_id: str) -> None:
    division = divide(speech, speech.task(task_id), UNITS, on=ON, term_ends=TERM_ENDS)
    found = " ".join(f"{i.verb} {i.object}" for i in division.items)

    assert [word for word in SEED[task_id] if word not in found] == []
    assert division.timing.kind is TimeClass.THIS_TERM
