"""Invented speeches and notices of differing shape, each against what a person makes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.supervision.rules.reading.material import HERE, INVENTED, gold_of, reading_of
from zhigong.supervision.rules.reading import read_file, read_text

documents = pytest.mark.parametrize("path", INVENTED, ids=lambda p: p.stem)


@documents
def test_every_passage_has_the_role_a_person_gives(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    assert {p.pos: p.role.value for p in reading.passages} == gold.roles


@documents
def test_the_tasks_are_those_a_person_finds(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    assert [(t.id, t.title, t.passages) for t in reading.tasks] == gold.tasks


@documents
def test_claims_dates_and_warnings_are_noted(path: Path) -> None:
    reading, gold = reading_of(path), gold_of(path)

    dated = reading.dated.isoformat() if reading.dated else None
    assert (reading.claimed_points, dated) == (gold.claimed, gold.dated)
    assert [w.code for w in reading.warnings] == gold.warnings


@documents
def test_nothing_is_lost_and_everything_is_explained(path: Path) -> None:
    reading = reading_of(path)
    original = "".join("".join(line.text for line in reading.source.lines).split())

    assert "".join("".join(p.text for p in reading.passages).split()) == original
    assert [p.pos for p in reading.passages if not p.why.rule or not p.why.text()] == []


def test_units_deadlines_and_measures_of_a_notice_are_read() -> None:
    task = reading_of(HERE / "notice_with_units.txt").task("R1.2")

    assert task.duty.lead == ("区总权益保障部",)
    assert task.duty.support == ("区总财务部", "各街道总工会")
    assert [(d.kind, str(d.day)) for d in task.deadlines] == [("by_date", "2027-10-31")]
    assert [(m.object, m.compare, m.value, m.unit) for m in task.measures] == [
        ("驿站", "不少于", "30", "个"),
        ("24小时驿站", "不少于", "5", "个"),
    ]


def test_a_unit_that_leads_and_one_that_joins_are_told_apart_without_labels() -> None:
    task = reading_of(HERE / "notice_with_units.txt").task("R1.3")

    assert task.duty.lead == ("区总权益保障部",)
    assert task.duty.support == ("区总职工服务中心",)
    assert [(m.object, m.value, m.unit) for m in task.measures] == [("设施完好率", "95", "%")]


def test_a_table_of_tasks_is_read_row_by_row_with_its_columns() -> None:
    task = reading_of(HERE / "duties_table.txt").task("R2")

    assert (task.duty.lead, task.duty.support) == (("权益保障部",), ("职工服务中心",))
    assert [str(d.day) for d in task.deadlines] == ["2027-10-31"]
    assert [(m.object, m.value, m.unit) for m in task.measures] == [
        ("户外劳动者驿站", "30", "个"),
        ("", "10", "个"),
    ]


def test_a_row_without_a_task_goes_on_with_the_one_above() -> None:
    task = reading_of(HERE / "plan_table_goes_on.md").task("R3")

    assert (task.duty.lead, task.duty.support) == (("经济工作部",), ("区人社局",))
    assert [(m.object, m.value, m.unit) for m in task.measures] == [("创新工作室", "10", "家")]
    assert [str(d.day) for d in task.deadlines] == ["2027-12-31"]


def test_what_stands_beside_a_figure_is_a_figure_too_and_its_object_is_the_noun() -> None:
    reading = reading_of(HERE / "county_five_demands.txt")
    told = {t.id: [(m.object, m.value, m.unit) for m in t.measures] for t in reading.tasks}

    assert told["R3"] == [("职工子女暑期托管班", "8", "个"), ("户外劳动者驿站", "20", "个")]
    assert told["R4"] == [("争议案件调解成功率", "80", "%")]
    assert told["R5"] == [("会员实名制信息录入率", "100", "%")]
    assert reading.task("R2").duty.support == ("县工信局", "县人社局")
    assert [d.text for d in reading.task("R4").deadlines] == ["24小时内"]
    assert [t.addressee for t in reading.tasks if t.id[0] == "S"] == ["各级党委", "各级政府"]


def test_a_period_that_is_only_told_of_sets_no_time() -> None:
    reading = reading_of(HERE / "notice_of_annexes.txt")

    assert reading.task("R1.2").deadlines == ()
    assert {reading.passage(f"P{n}.S1").why.rule for n in (19, 20, 21)} == {"frame.contact"}
    assert [str(d.day) for d in reading.task("R2").deadlines] == ["2027-07-05"]
    text = "各单位：\n一、完成“十五五”时期经济社会发展目标任务。\n二、报送6月1日至7月31日期间发生的调整（如材料由5项压减至3项）。"
    for task in read_text("关于做好工作的通知\n" + text).tasks:
        assert (task.deadlines, task.measures) == ((), ())


def test_minutes_name_doers_by_what_they_do() -> None:
    reading = reading_of(HERE / "minutes_loose_end.txt")
    duties = [reading.task(f"R{n}").duty for n in (2, 3, 4)]

    assert [(d.lead, d.support) for d in duties] == [
        (("区自然资源局",), ("区总工会",)),
        (("区人社局",), ("区住建局", "区总工会")),
        (("区税务局",), ("区总工会",)),
    ]


def test_the_speaker_mends_his_own_count() -> None:
    reading = reading_of(HERE / "count_corrected.txt")

    assert [(c.claimed, c.found) for c in reading.claims] == [(4, 4)]


def test_an_instruction_of_one_line_says_who_when_and_which_day_it_is() -> None:
    reading = read_text(
        "请区总工会会同区人社局认真研究办理，于8月15日前将结果报区委。林某某 2027年7月28日"
    )
    told = reading_of(HERE / "instruction_told.txt").tasks[0].duty

    assert (str(reading.dated), str(reading.tasks[0].deadlines[0].day)) == (
        "2027-07-28",
        "2027-08-15",
    )
    assert (reading.tasks[0].duty.lead, reading.tasks[0].duty.support) == (
        ("区总工会",),
        ("区人社局",),
    )
    assert (told.lead, told.support) == (("区总工会",), ("区人社", "交通", "市监"))


def test_main_points_of_a_speech_are_a_speech_and_ask_the_finance_office_itself() -> None:
    reading = read_text(
        "某书记在听取区总工会汇报时的讲话要点（根据录音整理）\n我强调两点：第一，要抓好工会建会；第二，要带好工会队伍。"
        "区财政局要在工会经费上给予倾斜。省总领导上次来讲，“要打造样板”，这个目标不能降。"
    )

    assert [(t.id, t.addressee) for t in reading.tasks] == [
        ("R1", ""),
        ("R2", ""),
        ("S1", "区财政局"),
    ]
    assert reading.passage("P2.S4").role.value == "background"


def test_general_provisions_of_rules_are_no_tasks() -> None:
    reading = read_text(
        "某区职工之家管理办法（试行）\n第一章　总则\n第一条　为加强建设，制定本办法。\n第二条　本办法适用于各级工会。\n"
        "第二章　管理\n第三条　各街道总工会应当每年12月10日前报送建设情况。\n第三章　附则\n第四条　本办法自印发之日起施行。"
    )

    assert [t.title for t in reading.tasks if not t.parent] == ["管理"]


def test_beside_a_lead_column_the_units_answering_join() -> None:
    task = reading_of(HERE / "list_under_notice.txt").task("R1")

    assert (task.duty.lead, task.duty.support) == (("区民政局",), ("各街道",))


def test_minutes_say_who_does_what_without_labels() -> None:
    reading = reading_of(HERE / "joint_meeting_minutes.txt")
    duties = [reading.task(task_id).duty for task_id in ("R1.1", "R1.3", "R3.2")]

    assert [(d.lead, d.support) for d in duties] == [
        (("区总工会",), ("区住建局", "区城管局")),
        (("各街道",), ()),
        (("区人社局",), ()),
    ]


def test_clauses_are_done_by_the_units_their_passage_names() -> None:
    reading = reading_of(HERE / "proposals_list.txt")

    assert {reading.task(f"R1.{n}").duty.lead for n in (1, 2, 3)} == {("区总工会权益保障部",)}
    assert reading.task("R1.1").duty.support == ("园区工会联合会",)


def test_units_in_a_bracket_at_the_end_lead_and_join() -> None:
    duty = reading_of(HERE / "keypoints_by_unit.txt").task("R1.2").duty

    assert (duty.lead, duty.support) == (("宣教部",), ("职工服务中心",))


def test_an_instruction_names_its_lead_its_partners_and_its_days() -> None:
    task = reading_of(HERE / "instruction.txt").task("R1")

    assert (task.duty.lead, task.duty.support) == (("区总工会",), ("区人社局", "区住建局"))
    assert ("within", "2027-08-03") in [(d.kind, str(d.day)) for d in task.deadlines]


def test_what_was_built_last_year_is_no_figure_to_reach() -> None:
    reading = reading_of(HERE / "five_said_four_numbered.txt")

    assert reading.task("R2").measures == ()


def test_a_day_that_does_not_exist_is_said() -> None:
    reading = read_text(
        "关于报送材料的通知\n各单位：\n一、请于2028年2月30日前报送。\n二、请于2028年2月29日前建档。"
    )

    assert [(w.code, w.pos, w.params["text"]) for w in reading.warnings] == [
        ("no-such-day", "P3.S1", "2028年2月30日前")
    ]


def test_blanks_of_every_writing_have_their_type() -> None:
    passage = reading_of(HERE / "blanks_and_wrong_count.txt").passage("P17.S1")

    assert [(p.text, p.type) for p in passage.placeholders] == [
        ("______", "blank"), ("___月___日", "date"), ("【牵头单位待定】", "blank"),
    ]  # fmt: skip


def test_a_short_item_is_a_heading_where_the_next_of_its_kind_is_one() -> None:
    reading = read_text(
        "关于做好送清凉工作的通知\n各单位：\n一、有关要求\n（一）高度重视，加强领导。\n"
        "（二）严守纪律。严禁虚报冒领。\n（三）及时报送信息。请于9月5日前报送总结。"
    )

    assert [(t.id, t.title) for t in reading.tasks] == [
        ("R1", "有关要求"),
        ("R1.1", "高度重视，加强领导"),
        ("R1.2", "严守纪律"),
        ("R1.3", "及时报送信息"),
    ]


def test_a_bold_numbered_title_ends_without_its_stop() -> None:
    reading = read_file("# 工作要点\n\n**1.办好竞赛。** 全年办好20项。".encode(), "a.md")

    assert [h.title for h in reading.headings] == ["办好竞赛"]


def test_a_little_more_is_no_count_of_points() -> None:
    reading = read_text("同志们：\n希望大家辛苦一点，多替职工想一想。希望街道多支持。")

    assert (reading.claimed_points, reading.warnings) == (None, ())


def test_a_quarter_is_named_with_its_ordinal() -> None:
    reading = read_text(
        "关于推进调解工作的通知\n各单位：\n一、第三季度前实现全覆盖。\n2027年3月1日"
    )

    assert [(d.text, str(d.day)) for d in reading.tasks[0].deadlines] == [
        ("第三季度前", "2027-09-30")
    ]


def test_a_sentence_that_lists_objects_at_length_is_no_title_of_its_paragraph() -> None:
    listed = "加强全民健身教育、职工书屋建设、户外驿站建设和各级阵地建设的日常管理维护。"
    told = (
        "落实责任，分级办理，按月检查，全年走访六百家企业，让每一处阵地都有人管、有人用、常年开放。"
    )
    reading = read_text(
        f"工作报告\n各位代表：\n一、今后任务\n强化思想引领。{told}\n做优服务品牌。{told}\n{listed}{told}{told}"
    )

    assert [h.title for h in reading.headings if h.run_in] == ["强化思想引领", "做优服务品牌"]


@pytest.mark.parametrize(
    ("heading", "titles"), [("注释：", ["“双提升”", "码上通", "小三级"]), ("名词解释", [])]
)
def test_notes_have_titles_where_a_list_of_terms_has_none(heading: str, titles: list[str]) -> None:
    reading = read_text(
        f"工作报告\n各位代表：\n一、今后任务\n做优服务。全年办好二十件实事。\n{heading}\n"
        " “双提升”：素质提升、待遇提升。\n码上通：扫码找到组织、扫码参加活动的办事方式。\n"
        "小三级：街道、社区、企业三级工会。"
    )

    assert [h.title for h in reading.headings if h.run_in and h.level == 2] == titles


def test_a_second_count_is_checked_against_the_tasks_below() -> None:
    reading = reading_of(HERE / "keypoints_miscounted.txt")

    assert [(c.words, c.claimed, c.found) for c in reading.claims][1:] == [("18项", 18, 13)]


def test_within_the_year_of_a_plan_is_the_year_it_is_for() -> None:
    text = "某区总工会2028年工作要点\n一、强化服务\n1.建好驿站。年内新建10个，6月底前开工，立即选址。\n2027年12月20日"
    task = read_text(text).tasks[-1]

    assert [str(d.day) for d in task.deadlines] == ["2028-12-31", "2028-06-30", "2028-01-19"]


def test_who_shall_do_what_a_meeting_agreed_to_leads() -> None:
    reading = reading_of(HERE / "minutes_that_agree.txt")

    assert [reading.task(f"R{n}").duty.lead for n in (1, 2, 5)] == [
        ("财务部",), ("财务部",), ("基层工作部",)
    ]  # fmt: skip


def test_a_mechanism_that_somebody_leads_is_led_by_nobody_it_names() -> None:
    task = reading_of(HERE / "plan_in_stages.txt").task("R4.1")

    assert task.duty.lead == ()


def test_what_a_spending_is_named_by_is_no_figure_to_reach() -> None:
    assert reading_of(HERE / "audit_with_remedies.txt").task("R2").measures == ()


def test_the_close_of_a_report_stands_before_the_notes_behind_it() -> None:
    reading = read_text(
        "工作报告\n各位代表：\n一、今后任务\n要建好驿站。\n各位代表！路虽远，行则将至。让我们携手奋斗！"
        "\n名词解释：\n“四送”：指送清凉等四项服务。"
    )

    assert [p.role for p in reading.passages if p.line == 5] == ["courtesy"] * 3
    assert [p.role for p in reading.passages if p.line == 7] == ["background"] * 2
    assert [t.title for t in reading.tasks] == ["今后任务"]
