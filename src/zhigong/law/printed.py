"""``docs/law``: a page per rule in Chinese, printed from the code and never edited by hand.

``pages()`` gives file name → text; a test compares them with what is kept; ``write()`` renews them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from zhigong.kernel.text import gettext_noop
from zhigong.law.core.fields import Field
from zhigong.law.core.norms import NORMS
from zhigong.law.core.parameters import PARAMETERS, Row, kept_table
from zhigong.law.core.places import names
from zhigong.law.core.registry import Rule
from zhigong.law.core.result import same
from zhigong.law.rulebook import RULES, assess
from zhigong.law.sheets import told

PRINTED = gettext_noop("本页由程序从代码印出，不要手工修改。")
FAMILIES = {
    "pay": gettext_noop("工资"),
    "leave": gettext_noop("休假"),
    "contract": gettext_noop("劳动合同"),
    "ending": gettext_noop("解除和终止"),
    "injury": gettext_noop("工伤"),
    "person": gettext_noop("人员和保护"),
    "procedure": gettext_noop("程序和期限"),
}
ANSWERS = {
    "amount": gettext_noop("数额"),
    "range": gettext_noop("数额或者范围"),
    "value": gettext_noop("数值或者结论"),
    "date": gettext_noop("日期"),
    "items": gettext_noop("逐项结论"),
}
KINDS = {
    "money": gettext_noop("金额"),
    "number": gettext_noop("数"),
    "whole": gettext_noop("整数"),
    "date": gettext_noop("日期（只有月份的取首日）"),
    "date-last": gettext_noop("日期（只有月份的取末日）"),
    "yes-no": gettext_noop("是或否"),
    "choice": gettext_noop("选一"),
    "text": gettext_noop("文字"),
    "record": gettext_noop("一组"),
    "span": gettext_noop("起止"),
}
CONFIDENCE = {
    "read": gettext_noop("已读原文"),
    "secondary": gettext_noop("二手资料"),
    "memory": gettext_noop("待核"),
    "default": gettext_noop("默认口径"),
}
RULES_OF_LAW = gettext_noop("劳动法规则")
APPENDIX = gettext_noop("附")
ALL_PARAMETERS = gettext_noop("参数：最低工资、平均工资、地方口径")
CITED = gettext_noop("引用的法律、法规和解释")
CHECKING = gettext_noop("规则怎样核对")
CASES = gettext_noop("公布的案例：能复算的、不能复算的和为什么")
HOW = gettext_noop("怎样计算")
NEEDS = gettext_noop("需要什么")
BASIS = gettext_noop("依据")
PARAMETER = gettext_noop("参数")
EXAMPLES = gettext_noop("例")
WORKFORCE = gettext_noop("全员测算：一张工资表进，一个工作簿出")
CONTESTED = gettext_noop("有争议的、要注意的")
IN_FORCE = gettext_noop("（%(name)s，%(start)s 起施行）")
MANY = gettext_noop("（可多项）")
LIST_OF = "list of "
DEMO_PLACE = "510100"


def pages() -> dict[str, str]:
    """Every page by its file name."""
    found = {f"{rule.name}.md": page(rule) for rule in RULES.values()}
    return found | {"README.md": _index(), "parameters.md": _parameters(), "norms.md": _norms()}


def write(folder: Path) -> int:
    """Renew the pages in a folder; returns how many changed. Pages of rules no longer there go."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    changed = 0
    for path in folder.glob("*.md"):
        if path.name not in wanted and PRINTED in path.read_text("utf8"):
            path.unlink()
            changed += 1
    for name, text in wanted.items():
        path = folder / name
        if not path.exists() or path.read_text("utf8") != text:
            path.write_text(text, "utf8")
            changed += 1
    return changed


def _index() -> str:
    lines = [f"# {RULES_OF_LAW}", "", PRINTED, ""]
    lines += [
        gettext_noop("所有结果都是参考测算，不是裁决。金额为元，最后一次四舍五入到分。"),
        "",
    ]
    for family, title in FAMILIES.items():
        rules = [rule for rule in RULES.values() if rule.family == family]
        if rules:
            lines += [f"## {title}", ""]
            lines += [f"- [{rule.title}]({rule.name}.md) `{rule.name}`" for rule in rules]
            lines.append("")
    lines += [f"## {APPENDIX}", ""]
    lines += [
        f"- [{ALL_PARAMETERS}](parameters.md)",
        f"- [{CITED}](norms.md)",
        f"- [{CASES}](published-cases.md)",
        f"- [{WORKFORCE}](workforce.md)",
        f"- [{CHECKING}](checking.md)",
    ]
    return "\n".join(lines) + "\n"


def page(rule: Rule) -> str:
    """The page of one rule."""
    lines = [f"# {rule.title}", "", f"`{rule.name}` · {ANSWERS[rule.answer]} · {PRINTED}", ""]
    lines += [f"## {HOW}", "", *(f"- {line}" for line in rule.formula), ""]
    lines += [f"## {NEEDS}", "", *_fields(rule.fields), ""]
    lines += [f"## {BASIS}", "", *_articles(rule), ""]
    if rule.parameters:
        lines += [f"## {PARAMETER}", "", *_used(rule), ""]
    lines += [f"## {EXAMPLES}", ""]
    for example in rule.examples:
        lines += _example(rule, example)
    if rule.contested:
        lines += [f"## {CONTESTED}", "", *(f"- {line}" for line in rule.contested)]
        lines.append("")
    return "\n".join(lines)


def _fields(fields: tuple[Field, ...]) -> list[str]:
    heads = (gettext_noop("字段"), gettext_noop("类型"), gettext_noop("必填"), gettext_noop("含义"))
    rows = [_row(*heads), _row(*("---",) * 4)]
    for field in fields:
        rows.append(_row(f"`{field.name}`", _kind(field), _must(field), _meaning(field)))
        rows += [
            _row(f"　`{part.name}`", _kind(part), _must(part), _meaning(part))
            for part in field.parts
        ]
    return rows


def _must(field: Field) -> str:
    return gettext_noop("是") if field.required else ""


def _kind(field: Field) -> str:
    kinds = field.kind.removeprefix(LIST_OF).split(" or ")
    kind = "／".join(KINDS[each] for each in kinds)
    return kind + MANY if field.kind.startswith(LIST_OF) else kind


def _meaning(field: Field) -> str:
    """What the field means, with its choices."""
    words = field.meaning
    if field.choices:
        words += "<br>" + "<br>".join(f"`{key}` {label}" for key, label in field.choices.items())
    return words


def _articles(rule: Rule) -> list[str]:
    lines = []
    for article in rule.articles:
        newest = article.norm.versions[-1]
        lines.append(f"- {article.text}" + IN_FORCE % {"name": newest.name, "start": newest.start})
    return lines


def _used(rule: Rule) -> list[str]:
    return [f"- {PARAMETERS[name]} `{name}`" for name in rule.parameters]


def _example(rule: Rule, example: dict[str, Any]) -> list[str]:
    """One example with the answer that the program gives to it now."""
    place = example.get("place", DEMO_PLACE)
    claim = {"rule": rule.name, **example}
    answer = assess({"place": place, "claims": [claim]})["claims"][0]
    lines = ["```json", msgspec.json.encode(claim).decode(), "```", ""]
    lines += [f"**{_answered(answer)}**", ""]
    for line in answer["working"]:
        how = f"（{line['how']}）" if line.get("how") else ""
        basis = f" — {line['basis']}" if line["basis"] else ""
        lines.append(f"- {line['what']}：{told(line['value'], same)}{how}{basis}")
    for item in answer.get("items", []):
        value = item.get("amount") or item.get("value") or item.get("date") or ""
        lines.append(f"- {item['label']}：{_told_item(value)}")
    return [*lines, ""]


def _told_item(value: Any) -> str:
    """In words; what has none is a name of the command's own, and set as one."""
    words = told(value, same)
    return f"`{words}`" if words.isascii() and words.replace("_", "").isalpha() else words


def _answered(answer: dict[str, Any]) -> str:
    """The answer in a line."""
    words = []
    for key in ("amount", "value", "date"):
        if key in answer:
            value = answer[key]
            words.append("、".join(map(str, value)) if isinstance(value, list) else str(value))
    if "minimum" in answer and "maximum" in answer:
        words.append(f"{answer['minimum']} — {answer['maximum']}")
    if answer.get("conclusion"):
        words.append(answer["conclusion"])
    return "；".join(words) or gettext_noop("见过程")


def _parameters() -> str:
    lines = [f"# {PARAMETER}", "", PRINTED, ""]
    lines += [
        gettext_noop("没有相应地区、日期的行时，规则拒绝该项并指出缺哪一行，不按零，也不用最近的一行。"),
        "",
    ]  # fmt: skip
    table = kept_table()
    for name in table.names():
        rows = [row for row in table.rows if row.name == name]
        lines += [f"## {PARAMETERS[name]} `{name}`", "", *_parameter_rows(rows), ""]
    return "\n".join(lines)


def _parameter_rows(rows: list[Row]) -> list[str]:
    heads = (
        gettext_noop("地区"), gettext_noop("数值"), gettext_noop("自"), gettext_noop("至"),
        gettext_noop("可信度"), gettext_noop("来源"), gettext_noop("说明"),
    )  # fmt: skip
    lines = [_row(*heads), _row(*("---",) * len(heads))]
    for row in sorted(rows, key=lambda each: (each.place, each.start)):
        lines.append(
            _row(
                names().get(row.place, row.place),
                str(row.value),
                str(row.start),
                str(row.end or ""),
                CONFIDENCE[row.confidence],
                row.source,
                row.note,
            )
        )
    return lines


def _norms() -> str:
    heads = (
        gettext_noop("代号"), gettext_noop("名称"), gettext_noop("版本"),
        gettext_noop("施行日期"), gettext_noop("可信度"),
    )  # fmt: skip
    lines = [f"# {CITED}", "", PRINTED, ""]
    lines += [_row(*heads), _row(*("---",) * len(heads))]
    for norm in NORMS.values():
        lines += [
            _row(norm.id, norm.title, v.name, str(v.start), CONFIDENCE[norm.confidence])
            for v in norm.versions
        ]
    return "\n".join(lines) + "\n"


def _row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"
