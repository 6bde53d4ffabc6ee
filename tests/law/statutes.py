"""The texts of laws that lie beside the repository, cut into articles, paragraphs and items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from tests.law.shared_data import FOLDER
from zhigong.law.core.numerals import numeral

STATUTES = FOLDER / "statutes"
# The norm → the file of its text in force.
FILES = {
    "ANL": "职工带薪年休假条例",
    "ANL-R": "企业职工带薪年休假实施办法",
    "EPL": "就业促进法",
    "FEM": "女职工劳动保护特别规定",
    "HOL": "放假办法2024",
    "INSP": "劳动保障监察条例",
    "JI-1": "劳动争议解释一2020",
    "LCL": "劳动合同法",
    "LCLR": "劳动合同法实施条例",
    "LDMA": "劳动争议调解仲裁法",
    "LL": "劳动法",
    "MIG": "保障农民工工资支付条例",
    "ODL": "职业病防治法",
    "SIL": "社会保险法",
    "TUL": "工会法",
    "UIR": "失业保险条例",
    "WHR": "职工工作时间的规定",
    "WII": "工伤保险条例",
    "WOMEN": "妇女权益保障法",
    "WPR": "工资支付暂行规定1994",
}
_ARTICLE = re.compile(r"第([零一二三四五六七八九十百]+)条(?:\s|$)")
_ITEM = re.compile(r"[（(]([一二三四五六七八九十]+)[）)]")
_NUMBERS = {numeral(n): n for n in range(1, 400)}
_COMPLETE = tuple("。：；:;")


def passage(norm: str, number: int, paragraph: int = 0, item: int = 0) -> str:
    """The text of an article, of its paragraph or of its item; empty where there is none.

    An item without a paragraph is that of the first paragraph with such an item.
    """
    paragraphs = _articles(norm).get(number, [])
    if paragraph:
        paragraphs = paragraphs[paragraph - 1 : paragraph]
    if not item:
        return "\n".join(text for part in paragraphs for text in part.values())
    return next((part[item] for part in paragraphs if item in part), "")


@cache
def _articles(norm: str) -> dict[int, list[dict[int, str]]]:
    """Number → paragraphs, each 0 → its words and the number of an item → the item's."""
    found: dict[int, list[dict[int, str]]] = {}
    lines = (STATUTES / f"{FILES[norm]}.md").read_text("utf8").splitlines()
    paragraphs: list[dict[int, str]] = []
    for line in _joined(line.strip(" \t\u3000*") for line in lines):
        article, item = _ARTICLE.match(line), _ITEM.match(line)
        if article:
            paragraphs = found[_NUMBERS[article[1]]] = [{0: line}]
        elif item and paragraphs:
            paragraphs[-1][_NUMBERS[item[1]]] = line
        else:
            paragraphs.append({0: line})
    return found


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """Lines without headings; some texts break one in the middle of a sentence."""
    whole = ""
    for line in lines:
        if not line or line.startswith(("#", "<!--")):
            continue
        if whole and (whole.endswith(_COMPLETE) or _ARTICLE.match(line) or _ITEM.match(line)):
            yield whole
            whole = ""
        whole += line
    yield whole
