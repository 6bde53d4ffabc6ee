"""A dispute walks from a phone to the signed agreement, in the browser, on published facts."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import override_settings
from PIL import Image

from tests.journeys.look import DESK, PHONE, PLAIN, Way, opened
from zhigong.foundation import clock
from zhigong.foundation.acting import acting
from zhigong.identity.actions.demo import demo_officer
from zhigong.kernel.actor import SYSTEM
from zhigong.portal.demo.build import read
from zhigong.portal.demo.units import build_units

PUBLISHED = Path(__file__).parents[3] / "shared/data/law/published_cases.jsonl"
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Facts:
    """What is typed, and what the law must give."""

    name: str
    story: str
    answers: dict[str, str]
    ending: str
    amounts: dict[str, str]


def published(name: str) -> dict | None:
    if not PUBLISHED.exists():
        return None
    rows = map(json.loads, PUBLISHED.read_text("utf8").splitlines())
    return next((row for row in rows if row["id"] == name), None)


def unlawful_ending() -> Facts:
    """BJ23-01: five years exactly, 15,000 a month, ended unlawfully: 150,000."""
    case = published("BJ23-01")
    start, end, wage, sum_ = "2016-08-27", "2021-08-26", "15000", "150000"
    if case:
        start, end = case["inputs"]["start"], case["inputs"]["end"]
        wage = str(case["inputs"]["avg_wage"])
        sum_ = str(case["claims"][0]["expected_amount"])
    return Facts(
        "何知秋",
        "合同到期后又干了一阵没有续签，单位突然让我走，没有理由。",
        {"hire": start, "end": end, "monthly_wage": wage},
        "dismissed",
        {"违法解除劳动合同赔偿金": f"{Decimal(sum_):,.2f}"},
    )


def unpaid_wages() -> Facts:
    """BJ17-05: the last month's 7,000 withheld because of the hand-over."""
    case = published("BJ17-05")
    wage = str(case["inputs"]["wage"]) if case else "7000"
    sum_ = str(case["claims"][0]["expected_amount"]) if case else "7000"
    return Facts(
        "高若谷",
        "离职没有办完交接，单位把最后一个月的工资扣着不发。",
        {"monthly_wage": wage, "unpaid_start": "2017-06-01", "unpaid_end": "2017-06-30"},
        "",
        {"拖欠的工资": f"{Decimal(sum_):,.2f}"},
    )


@pytest.fixture
def server(live_server):
    """The demo's people at the real server."""
    with override_settings(DEMO=True), clock.frozen(clock.now()):
        with acting(SYSTEM, action="test"):
            district = read("district")
            units = build_units(district)
            for officer in district["officer"]:
                unit = units[officer["unit"]]
                demo_officer(
                    login_name=officer["login"],
                    label=officer["label"],
                    role=officer["role"],
                    unit_path=unit.path,
                    unit_label=unit.name,
                )
        yield live_server.url


@contextmanager
def signed_in(chromium, server, label, way: Way = DESK):
    """A page of a person who pressed his button on the demo's sign-in page."""
    with opened(chromium, server, "/sign-in", way) as page:
        page.get_by_role("button", name=label).first.click()
        page.wait_for_url("**/today/")
        yield page


def photo(folder: Path) -> str:
    path = folder / "工资条.png"
    Image.new("RGB", (60, 40), "white").save(path)
    return str(path)


def tell(page, facts: Facts, folder: Path) -> str:
    """The guided request from the first question to the receipt; returns its number."""
    page.get_by_label("发生了什么").fill(facts.story)
    page.get_by_role("button", name="存好，往下走").click()
    page.get_by_label("单位叫什么").fill("示例科技有限公司")
    page.get_by_role("button", name="存好，往下走").click()
    for name, value in facts.answers.items():
        page.locator(f"[name={name}]").fill(value)
    if facts.ending:
        page.locator(f"[name=ending][value={facts.ending}]").check()
    page.get_by_role("button", name="存好，往下走").click()
    page.locator("input[type=file]").set_input_files(photo(folder))
    page.get_by_role("button", name="上传选好的文件").click()
    page.get_by_text("工资条").first.wait_for()
    page.get_by_role("button", name="存好，往下走").click()
    for title, amount in facts.amounts.items():
        assert page.get_by_text(title).first.is_visible()
        assert page.get_by_text(amount).first.is_visible()
    page.get_by_role("button", name="往下走").click()
    page.locator("[name=name]").fill(facts.name)
    page.locator("[name=mobile]").fill("１３９０００００６１７")
    page.get_by_role("button", name="看一遍").click()
    page.get_by_role("button", name="提交求助").click()
    page.wait_for_url("**/receipt/")
    return page.url.rstrip("/").split("/")[-2]


def press(page, *labels: str) -> None:
    """Open a deed's page by its button on the case, then press its one primary button."""
    for label in labels:
        page.get_by_role("link", name=label, exact=True).or_(
            page.get_by_role("button", name=label, exact=True)
        ).first.click()


@pytest.mark.parametrize("facts", [unlawful_ending(), unpaid_wages()], ids=["BJ23-01", "BJ17-05"])
def test_a_dispute_goes_from_a_phone_to_a_signed_agreement(chromium, server, facts, tmp_path):
    with opened(chromium, server, "/request/", PHONE) as phone:
        code = tell(phone, facts, tmp_path)
        phone.get_by_role("link", name="看进度").click()
        assert phone.get_by_text("待审查").first.is_visible()

    with signed_in(chromium, server, "王主任") as desk:
        desk.get_by_role("link", name=facts.name).first.click()
        case_url = desk.url
        press(desk, "受理", "受理")
        assert desk.get_by_text("已受理").first.is_visible()
        press(desk, "指派调解员")
        desk.get_by_label("苏禾").check()
        press(desk, "指派调解员")

    with signed_in(chromium, server, "苏禾") as desk:
        desk.goto(case_url)
        press(desk, "记录方案")
        desk.get_by_label("单位", exact=True).check()
        desk.locator("[name=amount]").fill("6000")
        press(desk, "记录方案")
        press(desk, "起草协议")
        desk.locator("[name=terms]").fill("单位支付申请人款项，双方再无其他争议。")
        desk.locator("[name=due_1]").fill(clock.today().isoformat())
        desk.locator("[name=amount_1]").fill("6,000元")
        press(desk, "起草协议")
        for who in ("申请人", "被申请人", "调解员"):
            press(desk, "登记签名")
            desk.get_by_label(who, exact=True).check()
            desk.locator("[name=on]").fill(clock.today().isoformat())
            press(desk, "登记签名")
        with desk.expect_download() as download:
            desk.get_by_role("link", name="下载协议书").click()
        assert download.value.suggested_filename.endswith(".docx")

    with signed_in(chromium, server, "王主任") as desk:
        desk.goto(case_url)
        press(desk, "盖章生效", "盖章生效")
        assert desk.get_by_text("履行中").first.is_visible()

    with opened(chromium, server, f"/progress/?code={code}", PLAIN) as phone:
        phone.locator("[name=mobile]").fill("13900000617")
        phone.get_by_role("button", name="查", exact=True).click()
        assert phone.get_by_text("履行中").first.is_visible()
        assert phone.get_by_text("6,000.00").first.is_visible()


def test_the_request_works_without_script_and_keeps_what_was_typed(chromium, server):
    with opened(chromium, server, "/request/employer/", PLAIN) as page:
        page.locator("[name=employer_name]").fill("示例公司")
        page.locator("[name=credit_code]").fill("123")
        page.get_by_role("button", name="存好，往下走").click()

        assert page.locator("[name=employer_name]").input_value() == "示例公司"
        assert page.locator("[name=credit_code]").input_value() == "123"
        assert page.locator("[aria-invalid=true]").count() == 1
