"""Where each situation belongs and by which article: a table to read beside the law."""

from __future__ import annotations

import pytest

from zhigong.law.procedure.matters import MATTERS

INTERPRETATION = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"


TABLE = [
    ("relation", "labour", "劳动争议调解仲裁法 第二条第（一）项"),
    ("factual_relation", "labour", f"{INTERPRETATION} 第一条第（二）项"),
    ("contract", "labour", "劳动争议调解仲裁法 第二条第（二）项"),
    ("ending", "labour", "劳动争议调解仲裁法 第二条第（三）项"),
    ("hours", "labour", "劳动争议调解仲裁法 第二条第（四）项"),
    ("welfare", "labour", "劳动争议调解仲裁法 第二条第（四）项"),
    ("wages", "labour", "劳动争议调解仲裁法 第二条第（五）项"),
    ("injury_medical", "labour", "劳动争议调解仲裁法 第二条第（五）项"),
    ("severance", "labour", "劳动争议调解仲裁法 第二条第（五）项"),
    ("deposit", "labour", f"{INTERPRETATION} 第一条第（四）项"),
    ("files", "labour", f"{INTERPRETATION} 第一条第（四）项"),
    ("insurance_loss", "labour", f"{INTERPRETATION} 第一条第（五）项"),
    ("retired_uninsured", "labour", f"{INTERPRETATION} 第一条第（六）项"),
    ("injury_benefits", "labour", f"{INTERPRETATION} 第一条第（七）项"),
    ("surcharge", "labour", f"{INTERPRETATION} 第一条第（八）项"),
    ("restructuring", "labour", f"{INTERPRETATION} 第一条第（九）项"),
    ("non_compete", "labour", "劳动合同法 第二十三条"),
    ("worker_damage", "labour", "劳动合同法 第九十条"),
    ("service_period", "labour", "劳动合同法 第二十二条"),
    ("domestic_company", "labour", "劳动争议调解仲裁法 第二条第（一）项"),
    ("unregistered_employer", "labour", f"{INTERPRETATION} 第二十九条"),
    ("foreigner_permitted", "labour", "最高人民法院关于审理劳动争议案件适用法律问题的解释（二） 第四条"),
    ("platform_employee", "labour", "关于维护新就业形态劳动者劳动保障权益的指导意见 第二条"),
    ("domestic_family", "civil", f"{INTERPRETATION} 第二条第（四）项"),
    ("craftsman", "civil", f"{INTERPRETATION} 第二条第（五）项"),
    ("rural_household", "civil", f"{INTERPRETATION} 第二条第（六）项"),
    ("housing_reform", "civil", f"{INTERPRETATION} 第二条第（二）项"),
    ("platform_managed", "civil", "关于维护新就业形态劳动者劳动保障权益的指导意见 第二条"),
    ("self_employed", "civil", "关于维护新就业形态劳动者劳动保障权益的指导意见 第二条"),
    ("intern", "civil", "关于贯彻执行《中华人民共和国劳动法》若干问题的意见 第十二条"),
    ("shareholder", "civil", "民事诉讼法 第三条"),
    ("equal_employment", "civil", "就业促进法 第六十二条"),
    ("services", "civil", "民事诉讼法 第三条"),
    ("foreigner_unpermitted", "civil", f"{INTERPRETATION} 第三十三条第一款"),
    ("harassment", "civil", "民法典 第一千零一十条"),
    ("insurance_arrears", "administrative", "社会保险法 第六十三条"),
    ("insurance_agency", "administrative", f"{INTERPRETATION} 第二条第（一）项"),
    ("housing_fund", "administrative", "住房公积金管理条例 第三十八条"),
    ("grading_objection", "administrative", f"{INTERPRETATION} 第二条第（三）项"),
    ("injury_recognition", "administrative", "工伤保险条例 第五十五条"),
    ("wage_iou", "either", f"{INTERPRETATION} 第十五条"),
    ("public_institution", "personnel", "劳动争议调解仲裁法 第五十二条"),
    ("assessment", "internal", "劳动争议调解仲裁法 第五十二条"),
    ("government_restructuring", "internal", f"{INTERPRETATION} 第一条第（九）项"),
    ("pension_difference", "local", f"{INTERPRETATION} 第一条第（五）项"),
    ("equity", "local", "劳动争议调解仲裁法 第二条"),
    ("civil_servant", "internal", "劳动争议调解仲裁法 第二条"),
    ("mental_damages", "civil", "劳动争议调解仲裁法 第二条"),
    ("collective_contract", "labour", "工会法 第二十一条第四款"),
    ("wage_refusal_crime", "criminal", "刑法 第二百七十六条之一"),
    ("forced_labour", "criminal", "刑法 第二百四十四条"),
]  # fmt: skip


@pytest.mark.parametrize(("matter", "answer", "article"), TABLE)
def test_a_matter_belongs_where_its_article_puts_it(matter: str, answer: str, article: str) -> None:
    assert (MATTERS[matter].answer.value, MATTERS[matter].basis.text) == (answer, article)


def test_every_matter_is_in_the_table() -> None:
    assert [row[0] for row in TABLE] == list(MATTERS)
